"""Pages are HTML by the standard: html-validate, which browsers do not replace, finds no fault."""

from __future__ import annotations

import json
import subprocess
from itertools import chain
from pathlib import Path

from clausebook.meaning.calculate import Calculated
from tests.browser.visitor import pages_of_every_kind
from tests.rendered import Files
from tests.twin import ROOT, node

PROGRAM = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
RULES = {"root": True, "extends": ["html-validate:standard"], "elements": ["html5"]}
SAYS_FAULTS = 1


def faults(folder: Path, pages: Files) -> dict[str, list[str]]:
    """What html-validate says of pages, by their paths; they are written into a folder."""
    config = folder / "rules.json"
    config.write_text(json.dumps(RULES), encoding="utf-8")
    for path, data in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    command = [node(), str(PROGRAM), "--config", str(config), "--formatter", "json", *pages]
    ran = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode in (0, SAYS_FAULTS), ran.stderr
    return {
        each["filePath"]: [f"{fault['line']}: {fault['message']}" for fault in each["messages"]]
        for each in json.loads(ran.stdout)
    }


def test_no_page_of_any_kind_has_a_fault_in_its_html(
    tmp_path: Path, site_files: Files, calculated: Calculated
) -> None:
    kinds = chain(*(pages_of_every_kind(calculated.site, each) for each in (None, "zh", "en")))
    pages = {path: site_files[path] for path in kinds}
    assert len(pages) > 30
    assert faults(tmp_path, pages) == {}


def test_faults_would_be_found(tmp_path: Path) -> None:
    page = (
        b'<!doctype html>\n<html lang="en"><title>x</title><ul><p id="a" id="b">x</p></ul></html>\n'
    )
    assert [*faults(tmp_path, {"x.html": page})] == [str(tmp_path / "x.html")]
