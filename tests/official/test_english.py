"""An English document against its official text: planted errors are found where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.pipeline import compare
from clausebook.official.audit import CATEGORIES
from clausebook.official.texts import official_text
from clausebook.official.usage import usage_of
from tests.overlay import audited_problems_in, lay

OVERLAY = Path(__file__).with_name("reef.yaml").read_text(encoding="utf-8")


def test_everything_is_claimed_and_nothing_more(tmp_path: Path) -> None:
    content = lay(tmp_path, OVERLAY)
    audits, problems = compare(content, tmp_path / "official")
    assert problems == ()
    (reef,) = (audited for audited in audits if audited.document == "reef-2033-1")
    shares = {d: [reef.share(d, c) for c in CATEGORIES] for d in ("recall", "precision")}
    assert (reef.located, reef.clauses) == (2, 2)
    assert shares == SHARES


SHARES = {
    "recall": [(12, 12), (2, 2), (1, 1), (2, 2), (0, 0), (0, 0), (0, 0), (0, 0)],
    "precision": [(9, 9), (2, 2), (1, 1), (2, 2), (0, 0), (0, 0), (2, 2), (7, 7)],
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("seventy per\ncent", "eighty per\ncent"), "token-not-in-clause"),
        (("seventy per\ncent", "eighty per\ncent"), "figure-unclaimed"),
        (("$1.5 million", "$1.5 billion"), "token-not-in-clause"),
        (("no more than $1.5 million", "no more than $11.5 million"), "figure-unclaimed"),
        (("at least two years", "at least twenty-two years"), "token-not-in-clause"),
        (("is paid half of the fees", "is paid half of the fees and $20"), "figure-unclaimed"),
        (("may apply twice", "may apply at two places"), "figure-unclaimed"),
        (("application forms;", "business plan;"), "token-not-in-clause"),
        (("application forms;", "application forms; (3) a plan;"), "material-unclaimed"),
        (("Measures of Tidewater", "Rules of Tidewater"), "token-not-in-clause"),
        (
            ("The scheme is open", "The Seaweed Bureau decides. The scheme is open"),
            "agency-unclaimed",
        ),
        (("The Tidewater Bureau of Seaweed Farming pays", "The city pays"), "agency-not-in-clause"),
        (("Section 2: Duration", "Section 2: Length"), "clause-not-located"),
        (
            (
                "years, as section",
                "years, as the General Plan for the Seaweed Industry and section",
            ),
            "title-unclaimed",
        ),
    ],
)
def test_a_change_of_each_kind_is_found(change: tuple[str, str], code: str, tmp_path: Path) -> None:
    assert change[0] in OVERLAY
    overlay = OVERLAY.replace(*change, 1)
    assert code in [problem.code for problem in audited_problems_in(tmp_path, overlay)]


@pytest.mark.parametrize(
    ("agency", "codes"), [("sea-farming", []), ("quay-office", ["agency-not-in-clause"])]
)
def test_we_are_those_who_issue_it(agency: str, codes: list[str], tmp_path: Path) -> None:
    overlay = OVERLAY.replace("The Tidewater Bureau of Seaweed Farming pays", "We pay")
    overlay = overlay.replace("agencies: [sea-farming]", f"agencies: [{agency}]")
    assert [problem.code for problem in audited_problems_in(tmp_path, overlay)] == codes


CONDITION = "conditions: [{id: a, printed: may apply twice, zh: 可再申请。, en: They may again.}]"
BENEFIT = """benefits:
  - {id: grant, name: {zh: 甲, en: A}, form: grant, CONDITION, pays: up_to(cap), examples: EXAMPLES}
""".replace("EXAMPLES", "[{name: {zh: 甲, en: A}, pays: <=150万美元}]")


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (BENEFIT.replace("CONDITION", CONDITION), []),
        (
            BENEFIT.replace("CONDITION", CONDITION.replace("twice", "often")),
            ["token-not-in-clause"],
        ),
        (f"{CONDITION}\nno_amount: {{zh: 没有。, en: None.}}\n", ["token-not-in-clause"]),
    ],
)
def test_what_a_benefit_asks_may_be_printed_in_another_clause(
    written: str, codes: list[str], tmp_path: Path
) -> None:
    overlay = OVERLAY.replace("no_amount: {zh: 没有写明数额。, en: No amount.}\n", written)
    assert [problem.code for problem in audited_problems_in(tmp_path, overlay)] == codes


def copied(en: str, folder: Path) -> list[int]:
    """The lines on which a digest that begins so is told to be copied."""
    overlay = OVERLAY.replace("{times} applications, from", f"{{times}} applications; {en}")
    return [p.line for p in audited_problems_in(folder, overlay) if p.code == "copied-words"]


def test_a_dozen_words_in_a_row_are_copied(tmp_path: Path) -> None:
    en = "from {from} to {until} and carries out; from"
    assert copied(en, tmp_path / "a") == []
    assert copied(f"open {en}", tmp_path / "b") == [8]


@pytest.mark.parametrize(
    ("printed", "token", "stands"),
    [
        ("The Application\nForm is", "application form", True),
        ("two application forms", "application form", True),
        ("the formation of", "form", False),
        ("platform fees", "form", False),
        ("£15,000", "5,000", False),
        ("£5,000,000", "£5,000", False),
        ("£5,000.", "£5,000", True),
        ("2.5 MW", "2", False),
        ("those who apply", "WHO", False),
        ("the WHO says", "WHO", True),
    ],
)
def test_a_token_stands_in_a_text_whole(printed: str, token: str, stands: bool) -> None:
    assert any(True for _ in official_text("x.txt", printed).occurrences(token)) is stands


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        ("up to 70 per\ncent of £1.5\nmillion", ["70", "£1.5\nmillion"[1:]]),
        ("one of them, within one year, twice", ["one", "twice"]),
        ("half of two-thirds, a third party", ["half", "two-thirds"]),
        ("a network of someone", []),
    ],
)
def test_figures_are_words_too(printed: str, figures: list[str]) -> None:
    text, usage = official_text("x.txt", printed), usage_of("en")
    found = text.found(usage.figure, (0, len(text.plain)), usage.spaced)
    assert [printed[text.origin[a] : text.origin[b - 1] + 1] for a, b in found] == figures


@pytest.mark.parametrize(
    "printed", ["section 4", "Articles 2, 3, 5 and 6", "(1)", "1st call", "(iv)", "paragraph (b)"]
)
def test_what_is_numbered_is_no_figure(printed: str) -> None:
    text, usage = official_text("x.txt", printed), usage_of("en")
    ((start, end),) = text.found(usage.numbered, (0, len(text.plain)), usage.spaced)
    assert any(sign.isdigit() or sign == "(" for sign in text.plain[start:end])
