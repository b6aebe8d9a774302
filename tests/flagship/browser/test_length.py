"""Every clause page fits a phone: how long it is, where its calculator begins, how wide it is."""

from __future__ import annotations

from typing import Any

from clausebook.meaning.calculate import Calculated
from tests.browser.visitor import Site, Visitor

LONGEST = 5000
"""Of a page before its reader opens something, in pixels of a screen that is 390 of them wide."""
TWO_SCREENS = 2 * 844
WIDTH = 390

# Each page in the one frame after the other, so that nobody waits for messages between programs.
MEASURE = """async paths => {
  const $frame = document.createElement("iframe");
  document.body.replaceChildren($frame);
  Object.assign($frame, { width: 390, height: 844 });
  $frame.style.border = "0";
  const rows = [];
  for (const path of paths) {
    const loaded = new Promise(resolve => $frame.addEventListener("load", resolve, { once: true }));
    $frame.contentWindow.location.replace(path);
    await loaded;
    const { documentElement: $root } = $frame.contentDocument;
    const $first = $root.querySelector("[data-benefit]");
    const top = $first ? $first.getBoundingClientRect().top + $frame.contentWindow.scrollY : 0;
    const ready = !$first || $root.querySelector("form[data-calculator]:not([hidden])") !== null;
    rows.push({ path, height: $root.scrollHeight, width: $root.scrollWidth, top, ready });
  }
  return rows;
}"""


def test_every_clause_page_is_short_and_answers_early(
    site: Site, calculated: Calculated, visitor: Visitor
) -> None:
    clauses, languages = calculated.site.clauses, calculated.site.corpus.languages
    paths = [f"{language}/{clause}.html" for language in languages for clause in clauses]
    page = visitor.context(viewport={"width": WIDTH, "height": 844}).new_page()
    page.goto(f"{site.http}data/documents.json")  # no policy forbids frames there
    rows: list[dict[str, Any]] = page.evaluate(MEASURE, [site.http + path for path in paths])
    assert len(rows) == len(paths)
    assert [row["path"] for row in rows if not row["ready"]] == []
    assert _beyond(rows, "height", LONGEST) == []
    assert _beyond(rows, "top", TWO_SCREENS) == []
    assert _beyond(rows, "width", WIDTH) == []


def _beyond(rows: list[dict[str, Any]], what: str, most: int) -> list[str]:
    return [f"{row['path']}: {what} {row[what]}" for row in rows if row[what] > most]
