"""HTML that is told elsewhere, as words alone, with the places of its amounts."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

_AMOUNTS = {"fact", "amount"}
"""The classes of elements that hold one."""
_VOID = {"br", "img", "hr", "wbr", "input"}


Amount = tuple[int, ...]
"""Where a figure begins and ends, and a 1 where it is paid: a threshold is no money to be had."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and where the figures among them are."""

    words: str
    amounts: tuple[Amount, ...]


def said(html: Markup, paid: Container[str] = ()) -> Said:
    """What HTML says, without spaces around it. Figures that lead to ``paid`` are money."""
    reader = _Reader(paid)
    reader.feed(str(html).strip())
    reader.close()
    return Said("".join(reader.words), tuple(reader.amounts))


class _Reader(HTMLParser):
    """Looks only at words and at what is an amount."""

    def __init__(self, paid: Container[str]) -> None:
        super().__init__()
        self.words: list[str] = []
        self.amounts: list[Amount] = []
        self._paid = paid
        self._inside: list[tuple[int, ...] | None] = []
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            told = dict(attrs)
            classes = {*(told.get("class") or "").split()}
            is_paid = "amount" in classes or (told.get("href") or "") in self._paid
            self._inside.append(((1,) if is_paid else ()) if classes & _AMOUNTS else None)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        end = self._at + _units(data)
        inside = next((kind for kind in reversed(self._inside) if kind is not None), None)
        if inside is not None:
            self.amounts.append((self._at, end, *inside))
        self._at = end


def _units(text: str) -> int:
    """How long scripts take a text for."""
    return len(text.encode("utf-16-le")) // 2
