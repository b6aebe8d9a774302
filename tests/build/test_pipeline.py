"""Whole builds: the same bytes everywhere, all or nothing, whatever happens meanwhile."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clausebook.build.pipeline import build
from clausebook.build.understand import understand
from clausebook.features.offline import WORKER
from tests.features.test_frame import without_builds
from tests.overlay import GOOD, lay
from tests.rendered import Files, files_in
from tests.twin import ROOT

BROKEN = "--- tide-2031-4/3.yaml\nnumber: （三）\n"
CHANGED = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 新服务, en: New services}
digest: {zh: 手续更简。, en: Procedures become simpler still.}
"""


def command(content: Path, out: Path) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--out", str(out)]


@pytest.fixture(scope="module")
def reference(site_files: Files) -> Files:
    """The good content's site, built by one process; commands take as many as there are cores."""
    return site_files


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LANG": "zh_CN.GB18030"},
        {"PYTHONHASHSEED": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["New Zealand", "China", "ascii"],
)
def test_a_build_makes_the_same_bytes_on_every_machine(
    environment: dict[str, str], reference: dict[str, bytes], tmp_path: Path
) -> None:
    content = lay(tmp_path)
    quiet = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    ran = subprocess.run(
        command(Path("content"), Path("out")),
        cwd=content.parent,
        env={**quiet, **environment},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert files_in(tmp_path / "out") == reference


def test_only_the_day_of_a_build_depends_on_its_date(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    build(GOOD, tmp_path / "site", "2033-05-01")
    assert files_in(tmp_path / "site") == reference
    build(GOOD, tmp_path / "site", "2033-05-02")
    later = files_in(tmp_path / "site")
    shown = without_builds(later)
    assert shown == without_builds(reference)
    changed = {name for name in shown if later[name] != reference[name]}
    pages = {name for name in shown if name.endswith(".html") and "/" in name}
    assert changed == {*pages, WORKER}


def test_one_edit_rewrites_only_what_shows_it(reference: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(GOOD, out)
    outcome = build(lay(tmp_path, CHANGED), out)
    after = files_in(out)
    assert outcome.written
    written = {name for name, data in after.items() if reference.get(name) != data}
    assert outcome.written.changed == len(written)
    pages = {name for name in after if name.endswith(".html")}
    changed = {name for name in pages if after[name] != reference[name]}
    assert {"zh/tide-2031-4/3.html", "en/tide-2031-4/3.html"} <= changed
    assert "zh/quay-2032-7/final.html" not in changed


def test_a_build_with_problems_leaves_the_old_site_alone(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    build(GOOD, out)
    before = out.stat().st_mtime_ns
    outcome = build(lay(tmp_path, BROKEN), out)
    assert [problem.code for problem in outcome.problems] == ["missing-key"] * 3
    assert outcome.written is None
    assert (files_in(out), out.stat().st_mtime_ns) == (reference, before)


def test_a_build_with_problems_leaves_no_trace_in_the_next_one(tmp_path: Path) -> None:
    """Neither what had another title in it nor what was gone, though only words change after it."""
    content, out = lay(tmp_path), tmp_path / "site"
    build(content, out)
    neighbour, last = content / "tide-2031-4" / "3.yaml", content / "tide-2031-4" / "final.yaml"
    good = {path: path.read_text(encoding="utf-8") for path in (neighbour, last)}
    neighbour.write_text(
        good[neighbour].replace("title: {zh: ", "title: {zh: 旧"), encoding="utf-8"
    )
    last.unlink()
    assert build(content, out).problems != ()
    for path, text in good.items():
        path.write_text(text, encoding="utf-8")
    edited = content / "tide-2031-4" / "2.yaml"
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("资助，单个项目", "给予资助，单个项目"), encoding="utf-8")
    assert build(content, out).problems == ()
    build(content, tmp_path / "cold")
    assert files_in(out) == files_in(tmp_path / "cold")


def test_no_page_of_a_clause_that_was_taken_away_remains(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(GOOD, out)
    document = (GOOD / "tide-2031-4" / "document.yaml").read_text(encoding="utf-8")
    shorter = document.replace(", form-1]", "]")
    clause = (GOOD / "tide-2031-4" / "2.yaml").read_text(encoding="utf-8")
    without = clause.replace(
        '  - {printed: 申请表, zh: "{clause:form-1}", en: "{clause:form-1}"}\n', ""
    )
    overlay = (
        f"--- tide-2031-4/form-1.yaml (removed)\n--- tide-2031-4/document.yaml\n{shorter}"
        f"--- tide-2031-4/2.yaml\n{without}"
    )
    before = without_builds(files_in(out))
    outcome = build(lay(tmp_path, overlay), out)
    assert outcome.problems == ()
    pages, scripts = "{}/tide-2031-4/form-1", "assets/data/{}/tide-2031-4/form-1.js"
    gone = {
        pages.format(code) + end for code in ("zh", "en") for end in (".html", "/parallel.html")
    }
    gone |= {scripts.format(data) for data in ("cite", "compare/zh", "compare/en")}
    assert before - without_builds(files_in(out)) == gone
    assert not list(out.rglob("form-1*"))


def test_a_build_killed_at_any_time_leaves_the_old_site_or_the_new(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    """The kill falls anywhere from start-up to the end; what remains is one of both, in whole."""
    content, out = lay(tmp_path, CHANGED), tmp_path / "site"
    began = time.monotonic()
    subprocess.run(command(content, tmp_path / "new"), check=True, capture_output=True)
    lasts = time.monotonic() - began
    new = files_in(tmp_path / "new")
    moments = random.Random(2033)
    for _ in range(6):
        build(GOOD, out)
        running = subprocess.Popen(command(content, out), stdout=subprocess.PIPE)
        time.sleep(moments.uniform(0, lasts))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert files_in(out) in (reference, new)


def test_builds_at_the_same_time_leave_one_whole_site(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "site"
    contents = [GOOD, lay(tmp_path, CHANGED), GOOD]
    running = [
        subprocess.Popen(command(content, out), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for content in contents
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    build(contents[1], tmp_path / "new")
    assert files_in(out) in (reference, files_in(tmp_path / "new"))


def test_everything_that_can_be_said_is_said_without_writing(tmp_path: Path) -> None:
    content = lay(tmp_path, BROKEN)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    _, problems = understand(content)
    assert problems
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
