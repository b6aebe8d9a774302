"""Whether something is in force on a day. The twin is ``static/rules/validity.js``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day in force, both included, as ISO dates; empty where the text has none.

    During the reference period, before the first day, it is applied because another text says so.
    """

    from_: str = ""
    until: str = ""
    reference_from: str = ""
    reference_until: str = ""

    def as_json(self) -> dict[str, Any]:
        """The form that the browser and the published data use."""
        reference = {"from": self.reference_from, "until": self.reference_until}
        return {
            "from": self.from_ or None,
            "until": self.until or None,
            "by_reference": reference if self.reference_from else None,
        }


def status_on(validity: Validity, on: str) -> str:
    """in-force, by-reference, not-yet, expired, or undated; both end days are included."""
    if not validity.from_:
        return "undated"
    if validity.reference_from and validity.reference_from <= on <= validity.reference_until:
        return "by-reference"
    if on < validity.from_:
        return "not-yet"
    return "expired" if validity.until and on > validity.until else "in-force"
