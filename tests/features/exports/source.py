"""What exports are made from, for tests."""

from __future__ import annotations

from clausebook.build.workshop import furnish
from clausebook.features.exports import make, outputs
from clausebook.features.frame.bundles import PAPER, Assets
from clausebook.features.frame.page import BOX, LATER
from clausebook.features.outputs import Workshop
from clausebook.meaning.calculate import Calculated
from clausebook.told.notes import Notes


def workshop(calculated: Calculated) -> Workshop:
    """Both languages told, and notes of what is read; no scripts and styles."""
    scripts = dict.fromkeys((*BOX, *LATER), "later.js")
    assets = Assets({}, {"zh": scripts, "en": scripts}, {PAPER: "paper.css"})
    return furnish(calculated, {}, assets, Notes())


def exported(calculated: Calculated) -> dict[str, bytes]:
    """All data files and schemas by path."""
    at = workshop(calculated)
    return {output.path: make(output, at) for output in outputs(calculated.site)}
