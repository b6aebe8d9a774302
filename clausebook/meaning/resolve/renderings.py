"""One rendering per term: what the glossary says holds in every text of the content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from clausebook.content.records import Corpus, Term, Written
from clausebook.content.walk import (
    prose_of_tables,
    texts_of_clause,
    texts_of_document,
)
from clausebook.languages import Language, Languages, has_spaces
from clausebook.messages import say
from clausebook.problems import Problems
from clausebook.prose import Reference, blank_references, references

Named = tuple[str, ...]
"""The ids of the terms that a text links or calls by their names, in order."""

_WORD = re.compile(r"[a-z0-9]+")
_WORDS = re.compile(r"(?<!\\)[A-Za-z0-9]+")
"""The same in a pattern, where a letter after a backslash is none."""


def check_renderings(corpus: Corpus, problems: Problems) -> dict[str, Named]:
    """Report terms without their rendering, and renderings that the glossary says to avoid.

    Returns which terms each clause uses.
    """
    glossary = Glossary(corpus.glossary, corpus.languages)
    for prose in prose_of_tables(corpus):
        glossary.check_links(prose, problems)
    for document in corpus.documents.values():
        glossary.check(texts_of_document(document), document.original, problems)
    return {
        clause.id: glossary.check(texts_of_clause(clause), corpus.original(clause.id), problems)
        for clause in corpus.clauses.values()
    }


def _terms(text: str) -> Iterator[Reference]:
    for reference in references(text) if "{term:" in text else ():
        if isinstance(reference, Reference) and reference.kind == "term":
            yield reference


class Glossary:
    """What the terms are called in each language, and whether texts call them so.

    A term of the language in which a text was published is looked for in it, and its rendering in
    the text's other languages.
    """

    def __init__(self, terms: Mapping[str, Term], languages: Languages) -> None:
        self._terms = terms
        self._first = languages[:1]
        self._watched = languages[1:] or languages
        """The languages in which there are renderings to avoid."""
        self._named = cache(lambda language: _Names(terms.values(), language))
        self._rendered = cache(lambda id_, language: _pattern(self._said(terms[id_], language)))
        self._linked = cache(lambda id_, language: _spelled(self._said(terms[id_], language)))
        self._avoid: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms.values():
            for phrase in term.avoid:
                first = _WORD.search(phrase.lower())
                self._avoid[first[0] if first else ""].append((phrase.lower(), term))

    def _said(self, term: Term, language: Language) -> tuple[str, ...]:
        """What a text of the language may call a term."""
        others = term.names if language in self._first else term.variants
        return (term.name[language], *filter(None, (term.abbreviation,)), *others)

    def check(self, texts: Iterable[Written], original: Language, problems: Problems) -> Named:
        """Report what is wrong with the texts of one file; no other file has a say in it.

        Returns the terms that the texts use.
        """
        named: set[str] = set()
        for text in texts:
            words = {language: self._words(said) for language, said in text.items()}
            for language in self._watched:
                self._report_avoided(text, language, words[language], problems)
            wrong = self.check_links(text, problems)
            others = [language for language in text if language != original]
            for term in self._terms_in(text[original], original):
                named.add(term.id)
                for language in others:
                    said = text[language]
                    if (term.id, language) not in wrong and not self._is_rendered(
                        term, words[language], said, language
                    ):
                        known = ", ".join(self._said(term, language))
                        term_, place = term.name[original], text.place.at(language)
                        says = say("term-not-rendered.missing", term=term_, known=known)
                        problems.add(place, says)
        return tuple(sorted(named))

    def _report_avoided(
        self, text: Written, language: Language, words: str, problems: Problems
    ) -> None:
        for phrase, term, offset in self._avoided(words):
            place = text.place.at(language).after(text[language][:offset])
            called = term.name[language]
            problems.add(place, say("rendering-to-avoid.phrase", phrase=phrase, called=called))

    def check_links(self, text: Written, problems: Problems) -> set[tuple[str, Language]]:
        """Report links that call a term by other words; the terms that a language miscalls."""
        wrong = set()
        for language, said in text.items():
            for link in _terms(said):
                term = self._terms.get(link.target)
                if term is None or not link.words or self._may_say(term, link.words, language):
                    continue
                place = text.place.at(language).after(said[: link.offset])
                known = ", ".join(self._said(term, language))
                key = "names" if language in self._first else "variants"
                says = say("wrong-term.words", words=link.words, known=known, key=key)
                problems.add(place, says)
                wrong.add((term.id, language))
        return wrong

    def _may_say(self, term: Term, words: str, language: Language) -> bool:
        """Whether a link's words are the term's own, singular or plural, with or without quotes.

        Every language may put the term's abbreviation behind it in brackets.
        """
        plain = words.strip("“”‘’\"'「」")
        short = f"({term.abbreviation})"
        if term.abbreviation and plain.replace("（", "(").replace("）", ")").endswith(short):
            plain = plain[: -len(short)].rstrip()
        if not has_spaces(language):
            return plain in self._said(term, language)
        return self._linked(term.id, language).fullmatch(plain) is not None

    def _words(self, text: str) -> str:
        """Lower case, each reference as long as it was; a term's reference shows its rendering."""
        out = blank_references(text).lower().replace("\n", " ")
        for reference in _terms(text):
            if reference.target in self._terms and not reference.words:
                continue
            start = reference.offset + len("{term:|") + len(reference.target)
            out = out[:start] + reference.words.lower() + out[start + len(reference.words) :]
        return out

    def _terms_in(self, text: str, language: Language) -> Iterable[Term]:
        """The terms of a text: linked ones, and the longest that begins at each place."""
        linked = (self._terms.get(reference.target) for reference in _terms(text))
        found = {term.id: term for term in linked if term}
        for term in self._named(language).found_in(blank_references(text)):
            found.setdefault(term.id, term)
        return found.values()

    def _is_rendered(self, term: Term, words: str, text: str, language: Language) -> bool:
        """Whether a text has the term's rendering or a variant, or links it by its name."""
        if any(link.target == term.id and not link.words for link in _terms(text)):
            return True
        return self._rendered(term.id, language).search(words) is not None

    def _avoided(self, words: str) -> Iterator[tuple[str, Term, int]]:
        """Phrases to avoid, with the term that each belongs to and its offset."""
        for phrase, term in self._avoid.get("", ()):  # without letters of the Latin alphabet
            if phrase in words:
                yield phrase, term, words.index(phrase)
        if self._avoid.keys().isdisjoint(_WORD.findall(words)):
            return
        for word in _WORD.finditer(words):
            for phrase, term in self._avoid.get(word[0], ()):
                end = word.start() + len(phrase)
                whole = not words[end : end + 1].isalnum()
                if whole and words.startswith(phrase, word.start()):
                    yield phrase, term, word.start()


class _Names:
    """Finds terms in one language by their beginnings, so that a long glossary costs no more."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        self._begins: dict[str, list[tuple[re.Pattern[str], Term]]] = defaultdict(list)
        self._spaced = has_spaces(language)
        for term in sorted(terms, key=lambda t: -len(t.name[language])):
            name = term.name[language]
            way = _pattern([name]) if self._spaced else re.compile(re.escape(name))
            self._begins[self._head(name)].append((way, term))
        signs = "".join(sorted({beginning[:1] for beginning in self._begins}))
        self._first = re.compile(f"[{re.escape(signs)}]" if signs else r"(?!)")

    def _head(self, text: str) -> str:
        """What is the same of a word in the singular and in the plural, or two signs."""
        return text[:2].lower() if self._spaced else text[:2]

    def found_in(self, text: str) -> Iterator[Term]:
        """The terms of a text, the longest that begins at each place."""
        text, end = text.lower() if self._spaced else text, 0
        for sign in self._first.finditer(text):
            at = sign.start()
            if at < end:
                continue
            for way, term in self._begins.get(self._head(text[at : at + 2]), ()):
                if match := way.match(text, at):
                    yield term
                    end = match.end()
                    break


def _pattern(renderings: Iterable[str]) -> re.Pattern[str]:
    """Any of the renderings as whole words, each word in the singular or the plural."""
    choices = "|".join(_WORDS.sub(_number, re.escape(r.lower())) for r in renderings if r)
    return re.compile(rf"(?<![a-z0-9])(?:{choices})(?![a-z0-9])")


def _spelled(renderings: Iterable[str]) -> re.Pattern[str]:
    """One of the renderings as it is spelled, but for its first letter and the number."""
    ways = (_WORDS.sub(_number, re.escape(r)) for r in renderings if r)
    return re.compile("|".join(f"(?i:{way[:1]}){way[1:]}" for way in ways))


def _number(word: re.Match[str]) -> str:
    """``facility`` or ``facilities``, ``process`` or ``processes``."""
    stem = word[0].removesuffix("y")
    return rf"{stem}(?:y|ies)" if stem != word[0] else rf"{stem}(?:e?s)?"
