"""Words that stand for each other, from content/synonyms.yaml and the glossary, as the index has
them: each line leads from what a reader may type to what clauses say instead.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from clausebook.quantity import LANGUAGES
from clausebook.records import Corpus, Synonyms, Term
from clausebook.search.tokenise import fold, tokens


@dataclass(frozen=True, slots=True)
class Way:
    """From a word that may be typed to words that are searched as well."""

    typed: str
    words: tuple[str, ...]


def synonym_lines(corpus: Corpus, terms: Container[str]) -> dict[str, list[str]]:
    """``typed=word|word`` by the first term of what is typed, for words that the index has."""
    lines: dict[str, list[str]] = {}
    for typed, words in _merged(_ways(corpus)).items():
        known = [word for word in words if all(term in terms for term in tokens(word))]
        if known:
            lines.setdefault(tokens(typed)[0], []).append(f"{typed}={'|'.join(known)}")
    return lines


def _merged(ways: Iterable[Way]) -> dict[str, list[str]]:
    """Each word once, with all that it leads to."""
    merged: dict[str, list[str]] = {}
    for way in ways:
        if tokens(way.typed):
            words = merged.setdefault(fold(way.typed), [])
            words += [word for word in way.words if word not in words]
    return {
        typed: [word for word in words if tokens(word) != tokens(typed)]
        for typed, words in merged.items()
    }


def _ways(corpus: Corpus) -> Iterator[Way]:
    for group in corpus.synonyms.values():
        yield from _of_group(group)
    for term in corpus.glossary.values():
        yield from _of_term(term)


def _of_group(group: Synonyms) -> Iterator[Way]:
    """Within a language; a word whose language has no other leads to the other language's."""
    for language in LANGUAGES:
        own, other = group[language], group["en" if language == "zh" else "zh"]
        targets = own[:1] if group.one_way else own
        for word in own[1:] if group.one_way else own:
            others = tuple(target for target in targets if target != word)
            yield Way(word, others or other)


def _of_term(term: Term) -> Iterator[Way]:
    """What readers may call a term; clauses call it by its name."""
    for word in (term.abbreviation, *term.variants, *term.avoid):
        if word:
            yield Way(word, (term.name.en,))
