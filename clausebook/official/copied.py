"""Official words in prose: where a text goes on for too long as its source does.

Chinese is compared by its signs, English by its words; punctuation does not count, and figures and
terms are compared as pages show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from clausebook.content.records import Corpus, Fact, Prose
from clausebook.languages import Language
from clausebook.official.spans import Span
from clausebook.official.texts import OfficialText, flatten, folded
from clausebook.official.usage import usage_of
from clausebook.prose import Reference, references
from clausebook.quantity import show


class Copy(NamedTuple):
    """Words that stand in an official text as they stand in a prose."""

    words: tuple[str, ...]
    offset: int
    """Where they begin in the prose."""
    span: Span
    """Where they stand in the plain official text."""


class Copies:
    """Finds words of one official text in prose."""

    def __init__(self, text: OfficialText, corpus: Corpus, language: Language) -> None:
        self._usage = usage_of(language)
        everywhere = (0, len(text.plain))
        self._spans = [*text.found(self._usage.word, everywhere, self._usage.spaced)]
        self._printed = [text.folded[start:end] for start, end in self._spans]
        self._corpus = corpus
        self._language = language
        self._starts: dict[str, int] = {}
        for at in range(len(self._printed) - self._usage.longest + 1):
            self._starts.setdefault(self._row(self._printed, at), at)

    def _row(self, words: Sequence[str], at: int) -> str:
        """So many words from one on that they would be copied."""
        return " ".join(words[at : at + self._usage.longest])

    def in_prose(self, prose: Prose, facts: Mapping[str, Fact]) -> Iterator[Copy]:
        """The stretches of a prose that are copied, each as long as it goes on."""
        counted = [*self._shown(prose[self._language], facts)]
        words, at = [word for word, _ in counted], 0
        while at <= len(words) - self._usage.longest:
            start = self._starts.get(self._row(words, at))
            if start is None:
                at += 1
                continue
            length = self._usage.longest
            while words[at + length : at + length + 1] == self._printed[start + length :][:1] != []:
                length += 1
            span = self._spans[start][0], self._spans[start + length - 1][1]
            yield Copy(tuple(words[at : at + length]), counted[at][1], span)
            at += length

    def _shown(self, text: str, facts: Mapping[str, Fact]) -> Iterator[tuple[str, int]]:
        """The words that count, with references as a page shows them."""
        end = 0
        for found in references(text):
            if isinstance(found, Reference):
                yield from self._counted(text[end : found.offset], end)
                words = self._counted(self._words(found, facts), 0)
                yield from ((word, found.offset) for word, _ in words)
                end = text.index("}", found.offset) + 1
        yield from self._counted(text[end:], end)

    def _counted(self, text: str, start: int) -> Iterator[tuple[str, int]]:
        if self._usage.spaced:
            for match in self._usage.word.finditer(folded(text)):
                yield flatten(match[0]), start + match.start()
            return
        for at, sign in enumerate(text, start):
            yield from (
                (flat, at) for flat in folded(flatten(sign)) if self._usage.word.match(flat)
            )

    def _words(self, reference: Reference, facts: Mapping[str, Fact]) -> str:
        if reference.kind == "fact" and reference.target in facts:
            return show(facts[reference.target].quantity, self._language)
        tables = {"term": self._corpus.glossary, "agency": self._corpus.agencies}
        row = tables.get(reference.kind, {}).get(reference.target)
        return reference.words or (row.short[self._language] if row else "")
