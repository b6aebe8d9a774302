"""A clause's official passage, in paragraphs, with the printed tokens of its facts marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausebook.content.records import Clause, Corpus
from clausebook.official.spans import Located, Span, locate
from clausebook.official.texts import OfficialText, flatten
from clausebook.official.usage import usage_of
from clausebook.problems import Problems

_ENDS = tuple(".;:)")
"""Signs after which a broken line may be the end of a paragraph."""
_ITEM = re.compile(r"-?\(\d{1,2}\)|\d{1,2}[.、]\D")
_BULLET = re.compile(r"-(?=\(\d)")
"""A dash that some texts have before an item's number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; ``fact`` is the address of the fact that it proves, if any."""

    text: str
    fact: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The official words of one clause."""

    paragraphs: tuple[tuple[Piece, ...], ...]


def passages(
    corpus: Corpus, texts: Sequence[OfficialText], problems: Problems
) -> dict[str, Passage]:
    """The passages of all clauses whose documents' texts are there, by clause id."""
    found = {}
    for document in corpus.documents.values():
        located = locate(corpus, document, texts, problems)
        if located is None:
            continue
        for clause in corpus.clauses.values():
            if clause.id in located.spans:
                found[clause.id] = _passage(clause, located)
    return found


def _passage(clause: Clause, located: Located) -> Passage:
    tokens = {
        f"{provision.id}.{fact.name}": fact.printed
        for provision in clause.provisions()
        for fact in provision.facts.values()
    }
    marks = _marks(tokens, located, clause.id)
    paragraphs = (
        tuple(_pieces(located, paragraph, marks))
        for span in located.spans[clause.id]
        for paragraph in _paragraphs(located, span)
    )
    return Passage(tuple(paragraphs))


def _marks(tokens: dict[str, str], located: Located, clause: str) -> dict[int, str]:
    """The fact that each sign proves; where tokens overlap, the shorter one."""
    marks: dict[int, str] = {}
    for address, printed in sorted(tokens.items(), key=lambda item: -len(item[1])):
        for span in located.spans[clause]:
            for at in located.text.occurrences(printed, *span):
                marks.update(dict.fromkeys(range(at, at + len(flatten(printed))), address))
    return marks


def _paragraphs(located: Located, span: Span) -> Iterator[Span]:
    """Heading, paragraphs, list items and cells, each by itself.

    A paragraph ends where a line ends after a closing sign or before an item's number.
    """
    text, start = located.text, span[0]
    head = located.heads.get(span[0], 0)
    while text.plain[head : head + 1] in _ENDS:
        head += 1
    for index in range(span[0] + 1, span[1]):
        broken = "\n" in _between(text, index)
        closes = text.plain[index - 1] in _ENDS or _ITEM.match(text.plain, index)
        ends = (broken and closes) or index in text.cells
        if ends or index == head:
            yield start, index
            start = index
    yield start, span[1]


def _between(text: OfficialText, index: int) -> str:
    """What the file has between a sign of the plain text and the one before it."""
    return text.text[text.origin[index - 1] + 1 : text.origin[index]]


def _pieces(located: Located, paragraph: Span, marks: dict[int, str]) -> Iterator[Piece]:
    text, spaced = located.text, usage_of(located.language).spaced
    bullet = _BULLET.match(text.plain, paragraph[0])
    first = paragraph[0] + (1 if bullet else 0)
    signs, fact = "", marks.get(first, "")
    for index in range(first, paragraph[1]):
        if marks.get(index, "") != fact:
            yield Piece(signs, fact)
            signs, fact = "", marks.get(index, "")
        signs += _space(text, index, spaced) if index > first else ""
        signs += _printed(text, index)
    yield Piece(signs, fact)


def _space(text: OfficialText, index: int, spaced: bool) -> str:
    """The space that stood before a sign: between words, or where few are spaced, Latin ones."""
    words = spaced or re.fullmatch(r"[A-Za-z]{2}", text.plain[index - 1 : index + 1])
    return " " if words and _between(text, index).isspace() else ""


def _printed(text: OfficialText, index: int) -> str:
    """A sign as the file has it; one that is several when flattened, once."""
    at = text.origin[index]
    return "" if index and text.origin[index - 1] == at else text.text[at]
