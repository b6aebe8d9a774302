"""Official words in prose: where a text goes on for too long as its source does.

Texts are compared by their letters, figures and Chinese characters alone, with figures and terms as
pages show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from clausebook.content.records import Corpus, Fact, Prose
from clausebook.languages import Language
from clausebook.official.spans import Span
from clausebook.official.texts import OfficialText, flatten
from clausebook.prose import Reference, references
from clausebook.quantity import show

LONGEST = 30
"""So many signs in a row are copied."""

_Signs = list[tuple[str, int]]
"""Signs that count, each with its place."""


class Copy(NamedTuple):
    """Words that stand in an official text as they stand in a prose."""

    words: str
    offset: int
    """Where they begin in the prose."""
    span: Span
    """Where they stand in the plain official text."""


class Copies:
    """Finds words of one official text in prose."""

    def __init__(self, text: OfficialText, corpus: Corpus, language: Language) -> None:
        self._signs = [(sign, at) for at, sign in enumerate(text.plain) if sign.isalnum()]
        self._plain = "".join(sign for sign, _ in self._signs)
        self._corpus = corpus
        self._language = language
        self._starts: dict[str, int] = {}
        for at in range(len(self._plain) - LONGEST + 1):
            self._starts.setdefault(self._plain[at : at + LONGEST], at)

    def in_prose(self, prose: Prose, facts: Mapping[str, Fact]) -> Iterator[Copy]:
        """The stretches of a prose that are copied, each as long as it goes on."""
        signs = [*self._shown(prose[self._language], facts)]
        words, at = "".join(sign for sign, _ in signs), 0
        while at <= len(words) - LONGEST:
            start = self._starts.get(words[at : at + LONGEST])
            if start is None:
                at += 1
                continue
            length = LONGEST
            while words[at + length : at + length + 1] == self._plain[start + length :][:1] != "":
                length += 1
            span = self._signs[start][1], self._signs[start + length - 1][1] + 1
            yield Copy(words[at : at + length], signs[at][1], span)
            at += length

    def _shown(self, text: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, int]]:
        """The signs that count, with references as a page shows them."""
        end = 0
        for found in references(text):
            if isinstance(found, Reference):
                yield from _counted(text[end : found.offset], end)
                yield from ((s, found.offset) for s, _ in _counted(self._words(found, facts), 0))
                end = text.index("}", found.offset) + 1
        yield from _counted(text[end:], end)

    def _words(self, reference: Reference, facts: Mapping[str, Fact]) -> str:
        if reference.kind == "fact" and reference.target in facts:
            return show(facts[reference.target].quantity, self._language)
        tables = {"term": self._corpus.glossary, "agency": self._corpus.agencies}
        row = tables.get(reference.kind, {}).get(reference.target)
        return reference.words or (row.short[self._language] if row else "")


def _counted(text: str, start: int) -> Iterator[tuple[str, int]]:
    for at, sign in enumerate(text, start):
        yield from ((flat, at) for flat in flatten(sign) if flat.isalnum())
