"""A folder of official texts → :class:`OfficialText`: characters in reading order, with places.

Texts taken from printed pages have full-width figures, lines that break inside numbers, and tables
whose cells a page break cuts in two. In the plain text none of this remains, and every character
knows where it came from. Whom to call is no policy: contacts are left out, so that nobody compares
them with the content, prints them in a message or publishes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clausebook.files import bytes_of
from clausebook.messages import say
from clausebook.problems import Problems

_SAME = {"«": "《", "»": "》", "∶": ":", "。": ".", "．": "."}
_SAME |= dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("‘’", "'") | dict.fromkeys("“”", '"')
"""Signs that typesetters use for one another."""
_GOES_ON = re.compile(r",[0-9]{3}(?![0-9])|\.[0-9]")
"""What follows a number that does not end yet."""
_KEYS = 2
"""A row of a table whose first cells are all empty goes on with the row above it."""

_EXTENSION = r"(?:[ \t]*转[ \t]*\d+)?"
_NUMBER = rf"\+?[\d(（][\d \t()（）—－-]{{5,}}\d{_EXTENSION}"
_CONTACT = re.compile(
    r"联\s*系\s*(?:人|方\s*式|地\s*址)(?:姓名|及电话)?[ \t]*[:：][^\n；;]*"
    r"|(?:联\s*系\s*)?(?:电\s*话|手\s*机(?:号码)?|传\s*真)[ \t]*[:：]?[ \t]*"
    rf"(?:{_NUMBER}|(?<=[:：])[^\n；;，,。]*)"
    r"|(?:(?:电子)?邮\s*[箱件](?:地址)?|E-?mail)[ \t]*[:：][^\n；;，,。]*"
    r"|(?<![\w.+-])[\w.+-]++[@＠][\w-]+(?:[.．][\w-]+)+"
    rf"|(?<!\d)(?:0\d{{2,3}}[ \t]*[—－-][ \t]*\d{{7,8}}|1[3-9]\d{{9}})(?!\d){_EXTENSION}",
    re.IGNORECASE,
)
"""A contact with its label, an address of mail, or a number to be called."""

Sign = tuple[str, int, bool]
"""A character, the index at which it stands in the file, and whether a table's cell begins."""


@dataclass(frozen=True, slots=True)
class OfficialText:
    """One file. ``plain`` has no white space; ``origin`` tells where each of its signs stood.

    ``folded`` is the same in lower case, sign for sign.
    """

    path: str
    text: str = field(repr=False)
    plain: str = field(repr=False)
    folded: str = field(repr=False)
    origin: tuple[int, ...] = field(repr=False)
    cells: frozenset[int] = field(repr=False)
    """Where in the plain text the cells of tables begin."""

    def position(self, index: int) -> tuple[str, int, int]:
        """Path, line and column of a sign of the plain text, counted from one."""
        at = self.origin[min(index, len(self.origin) - 1)] if self.origin else 0
        return self.path, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)

    def occurrences(self, token: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Where a token stands in a stretch of the text, in any width, spacing and case.

        It stands there whole: not as a part of a longer Latin word or number, but for a plural. The
        case of abbreviations counts: the WHO is nobody who.
        """
        plain, end = flatten(token), len(self.plain) if end is None else end
        within, wanted = self.folded, folded(plain)
        if plain.isascii() and plain.isupper():
            within, wanted = self.plain, plain
        found = within.find(wanted, start, end) if plain else -1
        while found >= 0:
            if not self._goes_on(found) and self._ends(found + len(plain)):
                yield found
            found = within.find(wanted, found + 1, end)

    def _goes_on(self, index: int) -> bool:
        """Whether a sign goes on the Latin word or number that the one before it belongs to."""
        pair = self.plain[index - 1 : index + 1] if index else ""
        joined = len(pair) == 2 and self.origin[index] - self.origin[index - 1] <= 1
        return joined and index not in self.cells and pair.isascii() and pair.isalnum()

    def _ends(self, index: int) -> bool:
        """Whether a word or number ends before a sign, or only the s of a plural follows."""
        if self.plain[index - 1].isdigit() and _GOES_ON.match(self.plain, index):
            return self.origin[index] - self.origin[index - 1] > 1
        plural = self.plain[index - 1].isalpha() and self.folded[index : index + 1] == "s"
        return not self._goes_on(index) or (plural and not self._goes_on(index + 1))

    def spaced(self, span: tuple[int, int]) -> tuple[str, list[int]]:
        """A stretch in lower case with the spaces of the file, and the place of each sign."""
        signs: list[str] = []
        places: list[int] = []
        for index in range(*span):
            apart = index > span[0] and self.origin[index] - self.origin[index - 1] > 1
            if apart or (signs and index in self.cells):
                signs.append(" ")
                places.append(index)
            signs.append(self.folded[index])
            places.append(index)
        return "".join(signs), places

    def found(
        self, pattern: re.Pattern[str], span: tuple[int, int], spaced: bool, group: int = 0
    ) -> Iterator[tuple[int, int]]:
        """Where a pattern matches in a stretch, with or without the spaces of the file."""
        if not spaced:
            yield from (match.span(group) for match in pattern.finditer(self.plain, *span))
            return
        text, places = self.spaced(span)
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if text[start:end].strip():
                yield places[start], places[end - 1] + (text[end - 1] != " ")


def flatten(text: str) -> str:
    """Half width, no white space, one sign for each meaning."""
    return "".join(_flat(sign) for sign in text)


def folded(plain: str) -> str:
    """Lower case, sign for sign."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in plain)


def _flat(sign: str) -> str:
    """One sign in its plain form; bullets that only a printer's font had are dropped."""
    if unicodedata.category(sign) == "Co":
        return ""
    sign = _SAME.get(sign, sign)
    return "".join(unicodedata.normalize("NFKC", sign).split())


def read_texts(folder: Path, problems: Problems) -> tuple[OfficialText, ...]:
    """All ``.txt`` files of a folder, by name; those that cannot be read are reported."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        shown = f"{folder.name}/{path.name}"
        try:
            found.append(official_text(shown, bytes_of(path).decode("utf-8-sig")))
        except UnicodeDecodeError:
            problems.add_at(shown, 1, 1, say("not-utf8.bytes"))
        except OSError as error:
            problems.unreadable(shown, error)
    return tuple(found)


def without_contacts(text: str) -> str:
    """The text with spaces for names, numbers and addresses of contacts, so that places stay."""
    return _CONTACT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def official_text(path: str, text: str) -> OfficialText:
    """A text in reading order, flattened sign by sign, without contacts."""
    text = without_contacts(text)
    plain: list[str] = []
    origin: list[int] = []
    cells: set[int] = set()
    for sign, at, opens in _reading_order(text):
        if opens:
            cells.add(len(plain))
        for flat in _flat(sign):
            plain.append(flat)
            origin.append(at)
    signs = "".join(plain)
    return OfficialText(path, text, signs, folded(signs), tuple(origin), frozenset(cells))


def _reading_order(text: str) -> Iterator[Sign]:
    """Signs line by line, except in tables: there cell by cell, cut cells put together again."""
    rows: list[list[list[Sign]]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if "\t" in line:
            _add_row(rows, _cells(line, start))
        elif line.strip():
            yield from _emptied(rows)
            yield from ((sign, at, False) for at, sign in enumerate(line, start))
        start += len(line)
    yield from _emptied(rows)


def _cells(line: str, start: int) -> list[list[Sign]]:
    cells: list[list[Sign]] = [[]]
    for at, sign in enumerate(line, start):
        if sign == "\t":
            cells.append([])
        else:
            cells[-1].append((sign, at, not cells[-1]))
    return cells


def _add_row(rows: list[list[list[Sign]]], cells: list[list[Sign]]) -> None:
    """A row of its own, or the rest of the row above, which a page break has cut."""
    blank = all(sign.isspace() for cell in cells[:_KEYS] for sign, *_ in cell)
    if rows and blank and len(cells) == len(rows[-1]) > _KEYS:
        for above, cell in zip(rows[-1], cells, strict=True):
            above.extend((sign, at, False) for sign, at, _ in cell)
    else:
        rows.append(cells)


def _emptied(rows: list[list[list[Sign]]]) -> Iterator[Sign]:
    for row in rows:
        for cell in row:
            yield from cell
    rows.clear()
