"""Documents, topics, agencies and jurisdictions say what can be had, by whom and from whom."""

from __future__ import annotations

import re

import pytest

from clausebook.build.understand import understand
from clausebook.features.documents.rows import first_line, seen
from tests.overlay import GOOD, lay
from tests.rendered import Files, rendered

ROLES = """\
--- tide-2031-4/3.yaml
number: （三）
kind: clause
title: {zh: 服务, en: Services}
agencies: [sea-farming]
roles: {quay-office: decides}
digest: {zh: 提供服务。, en: Services are offered.}
"""


@pytest.fixture(scope="module")
def files(site_files: Files) -> Files:
    """The small content's site."""
    return site_files


def main(files: Files, path: str) -> str:
    """What a page holds between header and footer."""
    html = files[path].decode("utf-8-sig")
    return html.partition("<main")[2].partition("</main>")[0]


def words(html: str) -> str:
    """The words of a part of a page, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()


def test_a_document_opens_with_its_clauses_by_chapter(files: Files) -> None:
    page = main(files, "en/tide-2031-4/index.html")
    table = page.partition("<table")[2].partition("</table>")[0]
    assert page.index("<table") < page.index('id="about"')
    rows = [words(row) for row in re.findall(r"<tr.*?</tr>", f"<{table}", re.DOTALL)]
    assert rows == [
        "Clause Who How much Calculator",
        "General",
        "Clause 1 Goals Companies that run farms in 2035 direction only",
        "Growing",
        "Clause 2 Grant for growing up to RMB 2 million Calculator : Grant for growing",
        "Clause 3 Services In force",
        "Final provisions and forms",
        "Final provisions",
        "Application form",
    ]


def test_every_amount_of_a_list_stands_with_a_badge(files: Files) -> None:
    """So that a script can say of it on any day that it cannot be had."""
    for path in ("en/topics/growing.html", "en/jurisdictions/lantern-quay.html"):
        rows = re.findall(r"<li data-place.*?</li>", main(files, path), re.DOTALL)
        amounts = [row for row in rows if 'class="amount"' in row]
        assert amounts
        assert all(" data-dated" in row and 'class="status"' in row for row in rows)


def groups(page: str) -> dict[str, list[str]]:
    """The titles of the clauses in each group that is shown."""
    parts = re.findall(r'data-group="(\w+)" data-most="\d+">(.*?)</section>', page, re.DOTALL)
    return {name: re.findall(r'class="row-title"><a [^>]*>(.*?)</a>', part) for name, part in parts}


def test_a_topic_tells_what_can_be_had_from_what_promises_nothing(files: Files) -> None:
    assert groups(main(files, "en/topics/growing.html")) == {
        "now": ["Grant for growing", "Match of city money"],
        "otherwise": ["Goals"],
    }


def test_what_is_over_on_the_day_stands_by_itself() -> None:
    over = rendered(understand(GOOD, "2040-01-01")[0])
    page = main(over, "en/topics/growing.html")
    assert groups(page) == {"over": ["Grant for growing", "Match of city money", "Goals"]}
    assert page.count(" data-dated data-over>") >= 3


def test_an_agency_says_what_it_does_place_by_place(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    calculated, problems = understand(lay(tmp_path_factory.mktemp("roles"), ROLES))
    assert problems == ()
    files = rendered(calculated)
    page = main(files, "en/agencies/quay-office.html")
    assert re.findall(r"<h[23][^>]*>(.*?)(?: <a class=.anchor|</h)", page) == [
        "In Tidewater",
        "Decides",
        "In Lantern Quay",
        "Issued",
        "Is responsible",
    ]
    assert "Services" in page
    page = main(files, "en/agencies/sea-farming.html")
    roles = words(page.partition('<ul class="roles">')[2].partition("</ul>")[0])
    assert roles == "Issued 1 Takes applications 1 Is responsible 2"


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        ("en", "One. Two.", "One."),
        ("en", "Paid at 1.5 times, see No. 5 there. More.", "Paid at 1.5 times, see No. 5 there."),
        ("en", "a " * 100, ("a " * 70).rstrip() + "…"),
        ("zh", "第一句。第二句。", "第一句。"),
        ("zh", "甲；乙。", "甲"),
        ("zh", "海" * 80, "海" * 70 + "…"),
    ],
)
def test_a_line_is_a_sentence_or_as_much_as_fits(language: str, text: str, line: str) -> None:
    assert first_line(text, language) == line


@pytest.mark.parametrize(
    ("count", "most", "open_"), [(3, 10, 3), (12, 10, 12), (13, 10, 10), (2, 0, 2), (3, 0, 0)]
)
def test_what_is_hardly_more_than_a_list_shows_is_not_folded(
    count: int, most: int, open_: int
) -> None:
    assert seen(count, most) == open_
