"""What pages of each kind weigh once they are compressed, with all that they load by themselves."""

from __future__ import annotations

import gzip
import re
from itertools import chain

from clausebook.meaning.calculate import Calculated
from tests.browser.visitor import pages_of_every_kind
from tests.rendered import Files

MOST = 6000
"""Bytes of scripts that a page may have to which nobody goes for them."""
WORK = ("calculators.", "planner.", "search.", "embed.")
"""Bundles that are what a page is for."""


def scripts_of(page: bytes) -> list[str]:
    """The scripts that a page names, as paths below the root."""
    return re.findall(r'<script src="[./]*([^"]+)" defer>', page.decode("utf-8"))


def weight(files: Files, paths: list[str]) -> int:
    """Their bytes as a host sends them that compresses."""
    return sum(len(gzip.compress(files[path], 9, mtime=0)) for path in paths)


def test_scripts_of_pages_without_a_calculator_are_light(
    site_files: Files, calculated: Calculated
) -> None:
    kinds = chain(*(pages_of_every_kind(calculated.site, each) for each in ("zh", "en")))
    weights = {}
    for path in kinds:
        scripts = scripts_of(site_files[path])
        if not any(name.startswith(f"assets/{work}") for name in scripts for work in WORK):
            weights[path] = weight(site_files, scripts)
    assert len(weights) > 20
    assert {path: n for path, n in weights.items() if n > MOST} == {}
