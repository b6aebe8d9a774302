"""Dates: first and last day, the period by reference, and what pages say on each day."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import end_of, parse
from clausebook.rules.evaluate import evaluate
from clausebook.rules.operators import point
from clausebook.rules.results import Result
from clausebook.rules.validity import Validity
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import GOOD, codes_in, found, lay, problems_in


@pytest.fixture(scope="module")
def good() -> Calculated:
    calculated, problems = understand(GOOD)
    assert problems == ()
    return calculated


def test_validity_is_read_from_the_facts(good: Calculated) -> None:
    assert good.site.validity == {
        "tide-2031-4": Validity("2031-04-01", "2036-03-31"),
        "tide-2031-4/3": Validity("2031-04-01", "2036-03-31", withdrawn="2035-07-01"),
        "quay-2032-7": Validity("2032-07-01", "2034-06-30", "2031-10-01", "2032-06-30"),
        "quay-2032-7/2": Validity("2032-07-01", "2034-06-30"),
    }
    assert good.site.documents == ("tide-2031-4", "quay-2032-7")


DAYS = [
    ("tide-2031-4", "2031-03-31", "not-yet"),
    ("tide-2031-4", "2031-04-01", "in-force"),
    ("tide-2031-4", "2036-03-31", "in-force"),
    ("tide-2031-4", "2036-04-01", "expired"),
    ("quay-2032-7", "2031-09-30", "not-yet"),
    ("quay-2032-7", "2031-10-01", "by-reference"),
    ("quay-2032-7", "2032-06-30", "by-reference"),
    ("quay-2032-7", "2032-07-01", "in-force"),
    ("quay-2032-7", "2034-06-30", "in-force"),
    ("quay-2032-7", "2034-07-01", "expired"),
]
"""The day before, the first, the last, and the day after."""


@pytest.mark.parametrize(("document", "on", "status"), DAYS)
def test_a_document_has_its_status_on_each_day(document: str, on: str, status: str) -> None:
    calculated, problems = understand(GOOD, on)
    assert problems == ()
    for language in ("zh", "en"):
        wording = Told(calculated.site, language, Notes())
        shown = wording.status(document, on)
        assert shown.key == status
        assert shown.words == wording.words["common"]["status"][status]


@pytest.mark.parametrize(("document", "on", "status"), DAYS)
def test_money_is_only_paid_while_its_document_applies(
    document: str, on: str, status: str, good: Calculated
) -> None:
    benefit = {"tide-2031-4": "2:grant", "quay-2032-7": "1:match"}[document]
    rule = good.site.benefits[f"{document}/{benefit}"].rule
    given = {n: ["4000000"] for n, spec in rule.inputs.items() if spec.scope == "item"}
    result = evaluate(rule, given, on)
    applies = status in ("in-force", "by-reference")
    assert isinstance(result, Result)
    assert result.used.status == status
    assert (result.used.paid.total != point(0)) is applies
    assert (result.used.would is None) is applies


def test_the_site_says_its_own_date_unless_it_is_told_another() -> None:
    assert understand(GOOD)[0].on == "2033-05-01"
    assert understand(GOOD, "2040-01-01")[0].on == "2040-01-01"


def final(**dates: tuple[str, str]) -> str:
    """The district's final clause with other dates: value and printed token."""
    text = (GOOD / "quay-2032-7" / "final.yaml").read_text(encoding="utf-8")
    lines = text.split("\n")
    for name, (is_, printed) in dates.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"  {name}:"))
        tail = lines[at].partition(", means:")[2]
        lines[at] = f'  {name}: {{is: "{is_}", printed: {printed}, means:{tail}'
    return "--- quay-2032-7/final.yaml\n" + "\n".join(lines)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        (("2032-07", "2032年7月"), "2032-07-01", "2032-07-31"),
        (("2032年", "2032年"), "2032-01-01", "2032-12-31"),
        (("2032-2033年", "2032-2033年"), "2032-01-01", "2033-12-31"),
        (("2036-02", "2036年2月"), "2036-02-01", "2036-02-29"),
    ],
)
def test_a_month_year_or_period_begins_with_its_first_day_and_ends_with_its_last(
    date: tuple[str, str], first: str, last: str, tmp_path: Path
) -> None:
    dates = {"reference_from": ("2030-01-01", "2030年1月1日")}
    dates["reference_until"] = ("2030-12-31", "2030年12月31日")
    calculated, problems = understand(
        lay(tmp_path, final(**dates, **{"from": date, "until": date}))
    )
    assert {problem.code for problem in problems} <= {"example-differs"}  # of another day
    validity = calculated.site.validity["quay-2032-7"]
    assert (validity.from_, validity.until) == (first, last)


def test_a_term_ends_so_long_after_the_first_day(tmp_path: Path) -> None:
    calculated, problems = understand(lay(tmp_path, final(until=("3年", "三年"))))
    assert {problem.code for problem in problems} <= {"example-differs"}  # of another day
    validity = calculated.site.validity["quay-2032-7"]
    assert validity.until == end_of(validity.from_, parse("3年"))


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        ({"until": ("2032-06-30", "2032年6月30日")}, 16),
        ({"reference_until": ("2031-09-30", "2031年9月30日")}, 17),
        ({"reference_until": ("2032-07-01", "2032年7月1日")}, 17),
        ({"from": ("2032年", "2032年")}, 17),
        ({"from": ("1年", "一年")}, 15),
        ({"until": ("10个工作日", "十个工作日")}, 16),
    ],
)
def test_dates_that_cannot_all_be_true_are_refused(
    dates: dict[str, tuple[str, str]], line: int, tmp_path: Path
) -> None:
    problems = problems_in(tmp_path, final(**dates))
    assert {(p.path, p.line, p.code) for p in problems} == {
        ("content/quay-2032-7/document.yaml", line, "dates-contradict")
    }


@pytest.mark.parametrize(
    "dates",
    [
        {"until": ("2032-07-01", "2032年7月1日")},
        {"reference_until": ("2031-10-01", "2031年10月1日")},
    ],
)
def test_a_period_may_be_one_day(dates: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    assert "dates-contradict" not in codes_in(tmp_path, final(**dates))


UNDATED = (GOOD / "tide-2031-4" / "document.yaml").read_text(encoding="utf-8")


def test_a_document_without_validity_is_undated(tmp_path: Path) -> None:
    text = UNDATED.replace("validity: {from: final.from, until: final.until}\n", "")
    content = lay(tmp_path, f"--- tide-2031-4/document.yaml\n{text}")
    calculated, problems = understand(content, "1999-01-01")
    assert problems == ()
    assert calculated.site.validity["tide-2031-4"] == Validity()
    assert (
        Told(calculated.site, "en", Notes()).status("tide-2031-4", calculated.on).key == "undated"
    )


def test_a_document_may_stay_in_force_without_a_last_day(tmp_path: Path) -> None:
    text = UNDATED.replace(", until: final.until}", "}")
    content = lay(tmp_path, f"--- tide-2031-4/document.yaml\n{text}")
    calculated, problems = understand(content, "2999-12-31")
    assert problems == ()
    status = Told(calculated.site, "en", Notes()).status("tide-2031-4", calculated.on)
    assert status.key == "in-force"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("from: final.from", "from: final.start", (21, 18, "unknown-fact")),
        ("from: final.from", "from: start", (21, 18, "unknown-fact")),
        ("issued: issued_on", "issued: issued_at", (20, 9, "unknown-fact")),
        ("clause: final", "clause: nowhere", (32, 11, "unknown-clause")),
    ],
)
def test_a_date_or_source_that_does_not_exist_is_refused(
    old: str, new: str, place: tuple[int, int, str], tmp_path: Path
) -> None:
    text = UNDATED.replace(old, new, 1)
    assert text != UNDATED
    problems = found(problems_in(tmp_path, f"--- tide-2031-4/document.yaml\n{text}"))
    assert [row[1:] for row in problems] == [place]


# --- clauses with days of their own --------------------------------------------------------------


def service(keys: str) -> str:
    """A clause that opens in 2033, with the document's first day before it as a reference."""
    return (
        "--- tide-2031-4/3.yaml\nnumber: （三）\nkind: clause\n"
        "title: {zh: 服务, en: Services}\n"
        f"validity: {{{keys}}}\n"
        "facts:\n"
        "  opened_on: {is: 2033-01-01, printed: 自2033年1月1日起, "
        "means: {zh: 开办日, en: Opening day}, role: date}\n"
        "  closed_on: {is: 2034年, printed: 至2034年, "
        "means: {zh: 停办年, en: Closing year}, role: date}\n"
        'digest: {zh: "{opened_on}至{closed_on}简化手续。", '
        'en: "From {opened_on} to {closed_on} procedures become simpler."}\n'
    )


REFERENCE = "by_reference: {from: final.from, until: final.from, clause: final}"


@pytest.mark.parametrize(
    ("keys", "validity"),
    [
        ("from: opened_on", Validity("2033-01-01", "2036-03-31")),
        ("until: closed_on", Validity("2031-04-01", "2034-12-31")),
        ("from: opened_on, until: 3.closed_on", Validity("2033-01-01", "2034-12-31")),
        (
            f"from: opened_on, {REFERENCE}",
            Validity("2033-01-01", "2036-03-31", "2031-04-01", "2031-04-01"),
        ),
    ],
)
def test_a_clause_may_have_days_of_its_own(keys: str, validity: Validity, tmp_path: Path) -> None:
    calculated, problems = understand(lay(tmp_path, service(keys)))
    assert problems == ()
    site = calculated.site
    assert site.dated("tide-2031-4/3") == "tide-2031-4/3"
    assert site.validity["tide-2031-4/3"] == validity
    assert (site.dated("tide-2031-4/2"), site.dated("tide-2031-4")) == ("tide-2031-4",) * 2


def test_what_is_told_of_a_clause_keeps_to_its_days(tmp_path: Path) -> None:
    calculated, _ = understand(lay(tmp_path, service("from: opened_on, until: closed_on")))
    told = Told(calculated.site, "en", Notes())
    days = ("2032-12-31", "2033-01-01", "2034-12-31", "2035-01-01")
    assert [told.status("tide-2031-4/3", day).key for day in days] == [
        "not-yet",
        "in-force",
        "in-force",
        "expired",
    ]
    assert {told.status("tide-2031-4/2", day).key for day in days} == {"in-force"}
    assert told.period("tide-2031-4/3") == "1 January 2033 to 31 December 2034"
    assert told.preview("tide-2031-4/3") == "Services · 1 January 2033 to 31 December 2034"


def test_a_benefit_has_the_days_of_its_clause(good: Calculated) -> None:
    """The district's second clause is left out of the period by reference."""
    award = good.site.benefits["quay-2032-7/2#1:award"].rule
    assert award.validity == Validity("2032-07-01", "2034-06-30")
    given = {"farm_class": ["open_sea"], "lines": ["4"]}
    for day, status in (("2032-06-30", "not-yet"), ("2032-07-01", "in-force")):
        result = evaluate(award, given, day)
        assert isinstance(result, Result)
        assert result.used.status == status
    match = good.site.benefits["quay-2032-7/1:match"].rule
    assert match.validity.reference_from == "2031-10-01"


# --- drafts, suspensions, withdrawals, successors ------------------------------------------------

SOURCE = "source: {title: {zh: 通知, en: Notice}, read: 2033-04-20}"


def stated(keys: str) -> str:
    """The city's document with more stated of it than its first and last day."""
    changed = UNDATED.replace("until: final.until}", f"until: final.until, {keys}}}", 1)
    assert changed != UNDATED
    return f"--- tide-2031-4/document.yaml\n{changed}"


def linked(text: str, link: str) -> str:
    """A clause with one more link."""
    assert "links:\n" in text
    return text.replace("links:\n", f"links:\n  - {link}\n", 1)


def statuses(content: Path, id_: str, *days: str) -> list[str]:
    calculated, problems = understand(content)
    assert [str(problem) for problem in problems] == []
    told = Told(calculated.site, "en", Notes())
    return [told.status(id_, day).key for day in days]


def test_a_clause_follows_what_is_stated_of_its_document(tmp_path: Path) -> None:
    suspended = f"suspended: [{{from: 2033-01-01, until: 2033-12-31, {SOURCE}}}]"
    content = lay(tmp_path, stated(suspended))
    for id_ in ("tide-2031-4", "tide-2031-4/2"):
        assert statuses(content, id_, "2032-12-31", "2033-01-01", "2033-12-31", "2034-01-01") == [
            "in-force",
            "suspended",
            "suspended",
            "in-force",
        ]


def test_a_clause_says_what_of_its_document_does_not_hold_for_it(tmp_path: Path) -> None:
    withdrawn = f"withdrawn: {{from: 2033-01-01, {SOURCE}}}"
    content = lay(tmp_path, stated(withdrawn) + service("withdrawn: no"))
    assert statuses(content, "tide-2031-4/2", "2033-01-01") == ["withdrawn"]
    assert statuses(content, "tide-2031-4/3", "2033-01-01", "2036-04-01") == ["in-force", "expired"]


def test_a_clause_is_superseded_from_the_first_day_of_the_one_that_links_it(
    tmp_path: Path,
) -> None:
    text = (GOOD / "quay-2032-7" / "2.yaml").read_text(encoding="utf-8")
    link = "{type: supersedes, to: tide-2031-4/1, why: {zh: 取代。, en: Stands in its place.}}"
    content = lay(tmp_path, f"--- quay-2032-7/2.yaml\n{linked(text, link)}")
    found = statuses(content, "tide-2031-4/1", "2032-06-30", "2032-07-01")
    assert found == ["in-force", "superseded"]
    assert statuses(content, "tide-2031-4/2", "2032-07-01") == ["in-force"]
    told = Told(understand(content)[0].site, "en", Notes())
    assert told.period("tide-2031-4/1") == (
        "1 April 2031 to 31 March 2036, superseded from 1 July 2032"
    )
    banner = {each.key: each.text for each in told.status("tide-2031-4/1", "2033-01-01").banners}
    assert banner["superseded"].startswith(
        "From 1 July 2032 on, Lantern Quay Opinions 2032, article 2 stands in its place."
    )


@pytest.mark.parametrize(
    "draft", ["draft: {from: issued_on}", f"draft: {{from: 2032-05-01, {SOURCE}}}"]
)
def test_a_draft_supersedes_nothing_and_pays_nothing(draft: str, tmp_path: Path) -> None:
    district = (GOOD / "quay-2032-7" / "document.yaml").read_text(encoding="utf-8")
    district = district.replace("validity:\n", f"validity:\n  {draft}\n", 1)
    text = (GOOD / "quay-2032-7" / "2.yaml").read_text(encoding="utf-8")
    link = "{type: supersedes, to: tide-2031-4/1, why: {zh: 取代。, en: Stands in its place.}}"
    overlay = f"--- quay-2032-7/document.yaml\n{district}"
    content = lay(tmp_path, f"{overlay}--- quay-2032-7/2.yaml\n{linked(text, link)}")
    days = ("2032-01-01", "2033-05-01", "2034-07-01")
    assert statuses(content, "quay-2032-7", *days) == ["draft"] * 3
    assert statuses(content, "tide-2031-4/1", "2033-05-01") == ["in-force"]
    calculated, problems = understand(content)
    assert problems == ()  # the worked examples say what would be paid
    worked = [
        one
        for id_ in ("quay-2032-7/1:match", "quay-2032-7/2#1:award")
        for one in calculated.examples[id_]
    ]
    assert {one.result.used.outcome for one in worked} == {"not-in-force"}
    assert {one.result.used.paid.total for one in worked} == {point(0)}
    told = Told(calculated.site, "en", Notes())
    assert told.best("quay-2032-7/1").words.startswith("as drafted: ")


def test_what_stands_in_the_place_of_a_document_is_named_with_its_first_day(
    tmp_path: Path,
) -> None:
    content = lay(tmp_path, stated("superseded: {by: quay-2032-7}"))
    assert statuses(content, "tide-2031-4", "2032-06-30", "2032-07-01") == [
        "in-force",
        "superseded",
    ]
    (one,) = understand(content)[0].site.stated["tide-2031-4"]
    assert (one.by, one.from_, one.fact) == ("quay-2032-7", "2032-07-01", "")
