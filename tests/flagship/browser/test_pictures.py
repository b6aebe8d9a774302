"""The front page's pictures follow the day: what is in force, the timeline, the matrix."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clausebook.meaning.calculate import Calculated
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.browser.visitor import Mode, Visitor, in_two_modes
from tests.features.pictures.oracle import SILENT, Oracle, Said
from tests.rendered import Files

CELLS = """() => [...document.querySelectorAll(".matrix td")].map(($cell) => {
  const $shown = [...$cell.querySelectorAll("a.cell")].filter(($state) => !$state.hidden);
  const [$state] = $shown;
  return $state ? {
    shown: $shown.length,
    href: $state.getAttribute("href"),
    kind: $state.dataset.kind,
    words: $state.querySelector(".amount")?.textContent ?? "",
    counts: !$state.hasAttribute("data-over"),
    open: !$cell.closest("details"),
  } : null;
})"""
DAYS = ("2022-01-01", "2022-12-01", "2024-12-31", "2025-01-01", "2025-06-30", "2026-12-02")
LATE = ("2027-10-30", "2027-10-31", "2030-07-01")


def home(visitor: Visitor, mode: Mode, day: str) -> Page:
    page = visitor.context(mode.device).new_page()
    page.clock.set_fixed_time("2026-12-02T12:00:00+08:00")
    page.goto(visitor.address(f"{mode.language}/index.html?on={day}", mode.place))
    return page


@pytest.mark.parametrize("day", DAYS + LATE)
@in_two_modes
def test_each_cell_says_the_most_that_can_be_had_on_the_day(
    mode: Mode, day: str, visitor: Visitor, calculated: Calculated, site_files: Files
) -> None:
    told = Told(calculated.site, mode.language, Notes())  # type: ignore[arg-type]
    oracle = Oracle(site_files, told.best)
    paying = 0
    for cell in home(visitor, mode, day).evaluate(CELLS):
        if cell is None:
            continue
        assert cell["shown"] == 1
        topic, _, place = cell["href"].partition("topics/")[2].partition(".html")
        place = place.partition("#in-")[2]
        found = Said(cell["kind"], cell["words"], cell["counts"])
        assert found == oracle.cell(topic, place, day), (topic, place)
        paying += found.counts and bool(found.words)
        assert cell["open"] or not (found.counts and found.words), "it is folded with its topic"
    assert paying > 0 or day in ("2022-01-01", "2030-07-01")


def test_a_cell_without_clauses_says_so(calculated: Calculated, site_files: Files) -> None:
    oracle = Oracle(site_files, Told(calculated.site, "en", Notes()).best)
    silent = [
        (topic, place)
        for topic in calculated.site.corpus.topics
        for place in calculated.site.index.by_jurisdiction
        if oracle.cell(topic, place, "2026-12-02") == SILENT
    ]
    page = site_files["en/index.html"].decode()
    assert page.count('<span class="cell" data-kind="silent">') == len(silent)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2022-01-01", []),
        ("2022-12-01", ["Pudong", "Baoshan", "Shanghai"]),
        ("2024-12-31", ["Pudong", "Baoshan", "Shanghai", "Minhang"]),
        ("2025-01-01", ["Shanghai", "Minhang"]),
        ("2027-10-31", ["Minhang"]),
        ("2030-07-01", []),
    ],
)
@in_two_modes
def test_what_is_in_force_stands_by_its_end(
    mode: Mode, day: str, names: list[str], visitor: Visitor
) -> None:
    page = home(visitor, mode._replace(language="en"), day)
    rows = page.locator(".now [data-groups=now] > li").all()
    assert [row.locator("a").inner_text().split()[0] for row in rows] == names
    tags = page.locator(".timeline [data-next]:visible")
    assert [tag.is_visible() for tag in tags.all()] == [True] * bool(names)
    over = page.locator("table [data-groups=over] > tr")
    assert over.count() + page.locator("table [data-groups='now beside'] > tr").count() == 5


def test_the_mark_moves_with_the_day(visitor: Visitor) -> None:
    page = home(visitor, Mode("http", "en", "desktop"), "2021-01-01")
    mark = page.locator("[data-mark]")
    expect(mark).to_have_attribute("x1", "0.00%")
    expect(mark).to_have_attribute("visibility", "visible")
    page.goto(page.url.replace("2021-01-01", "2020-12-31"))
    expect(mark).to_have_attribute("visibility", "hidden")


@in_two_modes
def test_a_phone_shows_what_is_in_force_without_scrolling(mode: Mode, visitor: Visitor) -> None:
    page = home(visitor, mode._replace(device="phone"), "2026-12-02")
    rows = page.locator(".now [data-groups=now] > li")
    assert rows.count() == 2
    for row in rows.all():
        box = row.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844


@in_two_modes
def test_an_example_question_finds_something(mode: Mode, visitor: Visitor) -> None:
    page = home(visitor, mode, "2026-12-02")
    examples = [link.get_attribute("href") or "" for link in page.locator(".asks a").all()]
    assert len(examples) >= 3
    for href in examples:
        page.goto(visitor.address(f"{mode.language}/{href.rpartition('/')[2]}", mode.place))
        expect(page.locator("[data-clause]").first).to_be_visible()
