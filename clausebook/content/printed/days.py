"""Dates in printed tokens: what the readers of all languages find."""

from __future__ import annotations

from dataclasses import dataclass

from clausebook.quantity import NotAQuantity, Quantity, parse


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A date in a token, in the precision in which it is printed, with its place."""

    parts: tuple[int, ...]
    """Year, then perhaps month and day."""
    start: int
    end: int

    def quantity(self) -> Quantity | None:
        """As a value; None where the calendar has no such day."""
        year, *rest = self.parts
        try:
            return parse("-".join([f"{year:04}", *map(str, rest)]) if rest else f"{year:04}年")
        except NotAQuantity:
            return None
