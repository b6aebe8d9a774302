"""One rendering per term: what the glossary says holds in every text of the content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from clausebook.content.records import Corpus, Term, Written
from clausebook.content.walk import (
    prose_of_tables,
    texts_of_clause,
    texts_of_document,
)
from clausebook.languages import LANGUAGES, Language
from clausebook.problems import Problems
from clausebook.prose import Reference, blank_references, references

_WORD = re.compile(r"[a-z0-9]+")
_WORDS = re.compile(r"(?<!\\)[A-Za-z0-9]+")
"""The same in a pattern, where a letter after a backslash is none."""


def check_renderings(corpus: Corpus, problems: Problems) -> None:
    """Report terms without their rendering, and renderings that the glossary says to avoid."""
    glossary = Glossary(corpus.glossary)
    for prose in prose_of_tables(corpus):
        glossary.check_links(prose, problems)
    for document in corpus.documents.values():
        glossary.check(texts_of_document(document), problems)
    for clause in corpus.clauses.values():
        glossary.check(texts_of_clause(clause), problems)


def _terms(text: str) -> Iterator[Reference]:
    for reference in references(text) if "{term:" in text else ():
        if isinstance(reference, Reference) and reference.kind == "term":
            yield reference


class Glossary:
    """Finds terms and phrases by their beginnings, so that a long glossary costs no more."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._chinese: dict[str, list[Term]] = defaultdict(list)
        self._avoid: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        self._rendered: dict[str, re.Pattern[str]] = {}
        self._linked: dict[str, re.Pattern[str]] = {}
        for term in sorted(terms.values(), key=lambda t: -len(t.name["zh"])):
            self._chinese[term.name["zh"][:2]].append(term)
            for phrase in term.avoid:
                first = _WORD.search(phrase.lower())
                self._avoid[first[0] if first else ""].append((phrase.lower(), term))
        signs = "".join(sorted({beginning[0] for beginning in self._chinese}))
        self._first = re.compile(f"[{re.escape(signs)}]" if signs else r"(?!)")

    def check(self, texts: Iterable[Written], problems: Problems) -> None:
        """Report what is wrong with the texts of one file; no other file has a say in it."""
        for text in texts:
            english = self._english_words(text["en"])
            for phrase, term, offset in self._avoided(english):
                place = text.place.at("en").after(text["en"][:offset])
                says = f"{term.name['zh']} is {term.name['en']!r} here."
                wanted = f"{phrase!r} is a rendering to avoid: {says}"
                problems.add(place, "rendering-to-avoid", wanted)
            wrong = self.check_links(text, problems)
            for term in self._terms_in(text["zh"]):
                if term.id not in wrong and not self._is_rendered(term, english, text["en"]):
                    known = ", ".join((term.name["en"], *term.variants))
                    wanted = (
                        f"{term.name['zh']} stands in the Chinese; render it as one of: {known}."
                    )
                    problems.add(text.place.at("en"), "term-not-rendered", wanted)

    def check_links(self, text: Written, problems: Problems) -> set[str]:
        """Report links that call a term by other words; the terms that the English miscalls."""
        wrong = set()
        for language in LANGUAGES:
            for link in _terms(text[language]):
                term = self._terms.get(link.target)
                if term is None or not link.words or self._may_say(term, link.words, language):
                    continue
                place = text.place.at(language).after(text[language][: link.offset])
                problems.add(place, "wrong-term", _instead(term, link.words, language))
                if language == "en":
                    wrong.add(term.id)
        return wrong

    def _may_say(self, term: Term, words: str, language: Language) -> bool:
        """Whether a link's words are the term's own, singular or plural, with or without quotes.

        Both languages may put the term's abbreviation behind it in brackets.
        """
        plain = words.strip("“”‘’\"'「」")
        short = f"({term.abbreviation})"
        if term.abbreviation and plain.replace("（", "(").replace("）", ")").endswith(short):
            plain = plain[: -len(short)].rstrip()
        if language == "zh":
            return plain in (term.name["zh"], term.abbreviation, *term.names)
        if term.id not in self._linked:
            self._linked[term.id] = _spelled((term.name["en"], term.abbreviation, *term.variants))
        return self._linked[term.id].fullmatch(plain) is not None

    def _english_words(self, text: str) -> str:
        """Lower case, each reference as long as it was; a term's reference shows its rendering."""
        out = blank_references(text).lower().replace("\n", " ")
        for reference in _terms(text):
            if reference.target in self._terms and not reference.words:
                continue
            start = reference.offset + len("{term:|") + len(reference.target)
            out = out[:start] + reference.words.lower() + out[start + len(reference.words) :]
        return out

    def _terms_in(self, text: str) -> Iterable[Term]:
        """The terms of a Chinese text: linked ones, and the longest that begins at each place."""
        linked = (self._terms.get(reference.target) for reference in _terms(text))
        found = {term.id: term for term in linked if term}
        plain, end = blank_references(text), 0
        for sign in self._first.finditer(plain):
            at = sign.start()
            if at < end:
                continue
            begins = self._chinese.get(plain[at : at + 2], ())
            term = next((t for t in begins if plain.startswith(t.name["zh"], at)), None)
            if term:
                found.setdefault(term.id, term)
                end = at + len(term.name["zh"])
        return found.values()

    def _is_rendered(self, term: Term, english: str, text: str) -> bool:
        """Whether the English has the term's rendering or a variant, or links it by its name."""
        if any(link.target == term.id and not link.words for link in _terms(text)):
            return True
        if term.id not in self._rendered:
            self._rendered[term.id] = _pattern((term.name["en"], term.abbreviation, *term.variants))
        return self._rendered[term.id].search(english) is not None

    def _avoided(self, english: str) -> Iterator[tuple[str, Term, int]]:
        """Phrases to avoid, with the term that each belongs to and its offset."""
        if self._avoid.keys().isdisjoint(_WORD.findall(english)):
            return
        for word in _WORD.finditer(english):
            for phrase, term in self._avoid.get(word[0], ()):
                end = word.start() + len(phrase)
                whole = not english[end : end + 1].isalnum()
                if whole and english.startswith(phrase, word.start()):
                    yield phrase, term, word.start()


def _pattern(renderings: Iterable[str]) -> re.Pattern[str]:
    """Any of the renderings as whole words, each word in the singular or the plural."""
    choices = "|".join(_WORDS.sub(_number, re.escape(r.lower())) for r in renderings if r)
    return re.compile(rf"(?<![a-z0-9])(?:{choices})(?![a-z0-9])")


def _spelled(renderings: Iterable[str]) -> re.Pattern[str]:
    """One of the renderings as it is spelled, but for its first letter and the number."""
    ways = (_WORDS.sub(_number, re.escape(r)) for r in renderings if r)
    return re.compile("|".join(f"(?i:{way[:1]}){way[1:]}" for way in ways))


def _instead(term: Term, words: str, language: Language) -> str:
    known = (term.name["zh"], *term.names)
    if language == "en":
        known = (term.name["en"], *filter(None, (term.abbreviation,)), *term.variants)
    key = "names" if language == "zh" else "variants"
    return (
        f"{words!r} does not stand for {term.name['zh']}: write one of {', '.join(known)}, link "
        f"other words, or add these to its {key} in content/glossary.yaml."
    )


def _number(word: re.Match[str]) -> str:
    """``facility`` or ``facilities``, ``process`` or ``processes``."""
    stem = word[0].removesuffix("y")
    return rf"{stem}(?:y|ies)" if stem != word[0] else rf"{stem}(?:e?s)?"
