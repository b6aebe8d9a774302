"""HTML that is told elsewhere, as words alone, with the places of its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

_AMOUNTS = {"fact", "amount"}
"""The classes of elements that hold one."""
_VOID = {"br", "img", "hr", "wbr", "input"}


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and where the amounts among them begin and end."""

    words: str
    amounts: tuple[tuple[int, int], ...]


def said(html: Markup) -> Said:
    """What HTML says; spaces around it are left out."""
    reader = _Reader()
    reader.feed(str(html).strip())
    reader.close()
    return Said("".join(reader.words), tuple(reader.amounts))


class _Reader(HTMLParser):
    """Looks only at words and at what is an amount."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.amounts: list[tuple[int, int]] = []
        self._inside: list[bool] = []
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            classes = {*(dict(attrs).get("class") or "").split()}
            self._inside.append(bool(classes & _AMOUNTS))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        end = self._at + _units(data)
        if any(self._inside):
            self.amounts.append((self._at, end))
        self._at = end


def _units(text: str) -> int:
    """How long scripts take a text for."""
    return len(text.encode("utf-16-le")) // 2
