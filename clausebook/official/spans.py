"""Where the clauses of a document stand in its official text.

A clause begins where its number and title are printed, or where ``locators`` in its document says,
and ends where the next clause, chapter or part begins. What no clause holds belongs to the
document: letterhead, preamble, the words that open a chapter, the imprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausebook.address import clause_name
from clausebook.content.records import Clause, Corpus, Document, Text
from clausebook.languages import Language
from clausebook.messages import say
from clausebook.official.texts import OfficialText, flatten, folded
from clausebook.problems import Place, Problems

Span = tuple[int, int]
"""First index in the plain text, and the index after the last."""

_SIGNS = "、.:)-"
"""What may stand between a number and its title."""
_QUOTES = " \t\r\u3000《》«»“”\"'"
"""What may stand around a title on a line of its own."""
_SENTENCE_END = re.compile(r"[。；]|(?<!\bno)\.(?=\s)", re.IGNORECASE)
_IN_SENTENCE = re.compile(r"[，,。；;]|\.$")
"""What a heading does not have around the title."""
_NUMBERED = re.compile(r"(?:附件)?\(?[\d一二三四五六七八九十]+(?:\)|是|、|\.|(?=\D))")


@dataclass(frozen=True, slots=True)
class Located:
    """A document's official text and the spans in it, by clause id and by document id."""

    text: OfficialText
    spans: dict[str, tuple[Span, ...]]
    headings: tuple[Span, ...]
    """The printed numbers of clauses, chapters and parts, or the beginnings that locators name."""
    heads: dict[int, int]
    """Where the printed number and title that begin a clause end, by where they begin."""
    language: Language
    """In which the text is printed."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    at: int
    owner: str
    number: int
    """How many signs the printed number takes, or the whole of a beginning that a locator names."""
    head: int = 0
    """How many signs number and title take together; 0 where a locator says how it begins."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """The heading of a part or chapter, and the first clause below it."""

    number: str
    title: Text | None
    first: str


def locate(
    corpus: Corpus, document: Document, texts: Sequence[OfficialText], problems: Problems
) -> Located | None:
    """Find the document's text and its clauses in it; None when no text is the document's."""
    text = _text_of(document, texts)
    if text is None:
        return None
    clauses = corpus.clauses_of(document.id)
    begins = [_Beginning(0, document.id, 0)]
    for clause in clauses:
        begins += _clause(document, clause, text, problems)
    begins += _chapters(document, text, {b.owner: b.at for b in reversed(begins)})
    for token in document.locators.get("document", ()):
        place = document.place.at("locators", "document")
        begins += _once(text, (token,), document.id, place, problems)
    begins.sort(key=lambda b: b.at)
    return _cut(text, begins, document.original)


def _text_of(document: Document, texts: Sequence[OfficialText]) -> OfficialText | None:
    """The text that is headed by the document's title, and prints most of its headings."""
    original = document.original
    title = document.title[original]
    headed = [text for text in texts if is_headed(text, title)]
    titles = [folded(flatten(h.title[original])) for h in _headings(document) if h.title]
    scores = [sum(title in text.folded for title in titles) for text in headed]
    return headed[scores.index(max(scores))] if headed else None


def is_headed(text: OfficialText, title: str) -> bool:
    """Whether a title stands on lines of its own, or in a heading before the first sentence ends.

    Elsewhere a text only names it: as what it is based on, or as what it ends.
    """
    sentence = _SENTENCE_END.search(text.text)
    first, length = sentence.start() if sentence else len(text.text), len(flatten(title))
    for at in text.occurrences(title):
        start, end = text.origin[at], text.origin[at + length - 1] + 1
        before = text.text[text.text.rfind("\n", 0, start) + 1 : start]
        behind = text.text[end:].partition("\n")[0]
        around = (before + behind).strip(_QUOTES)
        if not around or (end <= first and not _IN_SENTENCE.search(around)):
            return True
    return False


def _headings(document: Document) -> Iterator[_Heading]:
    for part in document.parts:
        first = part.chapters[0].clauses[0]
        yield _Heading(part.number, part.title, first)
        for chapter in part.chapters:
            yield _Heading(chapter.number, chapter.title, chapter.clauses[0])


def _chapters(
    document: Document, text: OfficialText, starts: dict[str, int]
) -> Iterator[_Beginning]:
    """Numbered headings, looked for backwards from the first clause below each."""
    for heading in _headings(document):
        start = starts.get(f"{document.id}/{heading.first}")
        if not heading.number or heading.title is None or start is None:
            continue
        for token in _printed_heads(heading, document.original):
            at = text.folded.rfind(folded(flatten(token)), 0, start)
            if at >= 0:
                yield _Beginning(at, document.id, _number_length(text, at, heading.number))
                break


def _clause(
    document: Document, clause: Clause, text: OfficialText, problems: Problems
) -> Iterator[_Beginning]:
    key = clause_name(clause.id)
    if key in document.locators:
        place = document.place.at("locators", key)
        heads = {flatten(head) for head in _printed_heads(clause, document.original)}
        for token in document.locators[key]:
            for begin in _once(text, (token,), clause.id, place, problems, clause.number):
                head = begin.head if flatten(token) in heads else 0
                yield replace(begin, number=begin.head, head=head)
    else:
        place = clause.place.at("title", document.original)
        tokens = _printed_heads(clause, document.original)
        yield from _once(text, tokens, clause.id, place, problems, clause.number)


def _printed_heads(of: Clause | _Heading, original: Language) -> tuple[str, ...]:
    """（五）加强…, 5、加强…, 5.加强…, Article 5: …: how number and title are printed together."""
    title = of.title[original] if of.title else ""
    return tuple(f"{of.number}{sign}{title}" for sign in ("", *_SIGNS))


def _once(
    text: OfficialText,
    tokens: Sequence[str],
    owner: str,
    place: Place,
    problems: Problems,
    number: str = "",
) -> Iterator[_Beginning]:
    """The one place where one of the tokens stands, which may begin with a printed number."""
    found = [(at, token) for token in tokens for at in text.occurrences(token)]
    if len(found) == 1:
        (at, token) = found[0]
        yield _Beginning(at, owner, _number_length(text, at, number), len(flatten(token)))
        return
    which = "clause-not-located.again" if found else "clause-not-located.absent"
    problems.add(place, say(which, begin=tokens[0], path=text.path, times=len(found)))


def _number_length(text: OfficialText, at: int, number: str) -> int:
    """How many signs a printed number takes, with the sign behind it."""
    own = folded(flatten(number))
    if own and text.folded.startswith(own, at):
        end = at + len(own)
        return len(own) + (text.plain[end : end + 1] in tuple(_SIGNS))
    match = _NUMBERED.match(text.plain, at)
    return match.end() - at if match else 0


def _cut(text: OfficialText, begins: Sequence[_Beginning], language: Language) -> Located:
    spans: dict[str, list[Span]] = {}
    ends = [b.at for b in begins[1:]] + [len(text.plain)]
    for begin, end in zip(begins, ends, strict=True):
        spans.setdefault(begin.owner, []).append((begin.at, end))
    headings = tuple((b.at, b.at + b.number) for b in begins if b.number)
    heads = {b.at: b.at + b.head for b in begins if b.head}
    found = {owner: tuple(places) for owner, places in spans.items()}
    return Located(text, found, headings, heads, language)
