"""Whether something is in force on a day. The twin is ``static/rules/validity.js``."""

from __future__ import annotations

from typing import Any


def status_on(validity: dict[str, Any], on: str) -> str:
    """in-force, by-reference, not-yet, expired, or undated; both end days are included."""
    if not validity.get("from"):
        return "undated"
    reference = validity.get("by_reference")
    if reference and reference["from"] <= on <= reference["until"]:
        return "by-reference"
    if on < validity["from"]:
        return "not-yet"
    return "expired" if validity.get("until") and on > validity["until"] else "in-force"
