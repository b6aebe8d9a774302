"""Words that stand for each other, from content/synonyms.yaml and the glossary.

Each group of words is a concept. A text that has one of a concept's words has the concept as a
term of its own, such as ``≈12``; a query with one of the words that lead to it asks for that term.
So the browser looks up one term for all the words, and lunr weighs them as one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausebook.content.records import Synonyms, Term
from clausebook.features.search.called import Called
from clausebook.features.search.tokenise import as_read, fold


@dataclass(frozen=True, slots=True)
class Concept:
    """A group of words for the same thing."""

    typed: tuple[str, ...]
    """What readers may type for it."""
    said: tuple[str, ...]
    """What texts may say; a text that says one of them has the concept."""


Phrase = tuple[str, ...]


class Thesaurus:
    """All concepts of a site, numbered."""

    def __init__(
        self, groups: Iterable[Synonyms], terms: Iterable[Term], called: Called | None = None
    ) -> None:
        self._called = called or Called()
        of_terms = (_of_term(term) for term in terms if _called(term))
        self.concepts: Sequence[Concept] = (*map(_of_group, groups), *of_terms)
        self._said: dict[str, list[tuple[Phrase, str, str]]] = {}
        for number, concept in enumerate(self.concepts):
            for word in concept.said:
                phrase = tuple(as_read(word))
                self._said.setdefault(phrase[0], []).append((phrase, _term_of(number), word))

    def found_in(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """The concepts of texts in one language, as often as they say them, with the words."""
        return [found for text in texts for found in self._in_text(as_read(text))]

    def _in_text(self, terms: Sequence[str]) -> Iterator[tuple[str, str]]:
        if self._said.keys().isdisjoint(terms):
            return
        for place, term in enumerate(terms):
            for phrase, concept, word in self._said.get(term, ()):
                if tuple(terms[place : place + len(phrase)]) == phrase:
                    yield concept, word

    def lines(self, said: Container[str]) -> dict[str, list[str]]:
        """What the index says beside postings, by term, where some text says one of these words.

        ``typed=≈12`` stands with the first term of what is typed, and with ≈12 the words that texts
        say. What things are called stands there whatever texts say.
        """
        lines: dict[str, list[str]] = {}
        for number, concept in enumerate(self.concepts):
            term = _term_of(number)
            if own := [word for word in concept.said if word in said]:
                lines[term] = ["|".join(own)]
                for word in concept.typed:
                    lines.setdefault(as_read(word)[0], []).append(f"{fold(word)}={term}")
        for term, line in self._called.lines():
            lines.setdefault(term, []).append(line)
        return lines


def _term_of(number: int) -> str:
    return f"≈{number}"


def _of_group(group: Synonyms) -> Concept:
    words = [*group.words.values()]
    if not group.one_way:
        both = _plain(*words)
        return Concept(both, both)
    first, others = [own[:1] for own in words], [own[1:] for own in words]
    return Concept(_plain(*others), _plain(*first))


def _of_term(term: Term) -> Concept:
    return Concept(_plain(_called(term)), _plain((*term.name.values(),)))


def _plain(*lists: Sequence[str]) -> tuple[str, ...]:
    """Words as a line of the index can hold them; those without any term cannot be searched."""
    found = (re.sub(r"[=|\s]+", " ", word) for words in lists for word in words)
    return tuple(word for word in found if as_read(word))


def _called(term: Term) -> tuple[str, ...]:
    """What readers may call a term; clauses call it by its name."""
    return tuple(filter(None, (term.abbreviation, *term.names, *term.variants, *term.avoid)))
