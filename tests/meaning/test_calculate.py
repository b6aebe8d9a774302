"""Worked examples are computed exactly, and entries become the values that rules take."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.entered import Paying, canonical, in_scale
from clausebook.meaning.site import SiteBenefit
from clausebook.messages import Refusal
from clausebook.quantity import Usage
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import Given, errors_in
from clausebook.rules.operators import Range
from clausebook.rules.results import Result
from tests.features.search.entries import TYPED
from tests.overlay import GOOD, found, problems_in


@pytest.fixture(scope="module")
def good() -> Calculated:
    calculated, problems = understand(GOOD)
    assert problems == ()
    return calculated


def test_every_benefit_has_examples_that_come_out(
    calculated: Calculated,
) -> None:
    """The build compares them; here it is enough that none was left out."""
    assert calculated.examples.keys() == calculated.site.benefits.keys()
    for id_, benefit in calculated.site.benefits.items():
        assert len(calculated.examples[id_]) == len(benefit.record.examples) >= 1
    written = [b for p in calculated.site.addresses.provisions.values() for b in p.benefits]
    assert len(written) == len(calculated.site.benefits)


CLAUSE = (GOOD / "tide-2031-4" / "2.yaml").read_text(encoding="utf-8")
ORDINARY = "given: {investment: 300万元}, pays: 90万元, under: {all: 90万元}"


@pytest.mark.parametrize(
    ("example", "column", "code"),
    [
        ("given: {investment: 300万元}, pays: 90.0001万元", 76, "example-differs"),
        ("given: {investment: 300万元}, pays: 90, under: {all: 80万元}", 93, "example-differs"),
        ("pays: 90万元", 48, "example-differs"),
        ("pays: 0", 48, "example-differs"),
        ("given: {investment: 300万元}, pays: ninety", 9, "example-invalid"),
        ("given: {investment: 300万美元}, pays: 90万元", 9, "example-invalid"),
        ("given: {investment: -300万元}, pays: 90万元", 9, "example-invalid"),
        ("given: {investment: 300万元, local: perhaps}, pays: 90万元", 9, "example-invalid"),
        ("given: {investment: [300万元, 1], local: [yes, no, no]}, pays: 0", 9, "example-invalid"),
        ("given: {paid_this_year: [1, 2], investment: [1, 2]}, pays: 0", 9, "example-invalid"),
        ("given: {investment: 300万元}, on: 2033-2-1, pays: 90万元", 74, "example-invalid"),
        ("given: {investment: 300万元}, on: 2031-03-31, pays: 90万元", 92, "example-differs"),
    ],
)
def test_an_example_that_does_not_come_out_stops_the_build(
    example: str, column: int, code: str, tmp_path: Path
) -> None:
    overlay = "--- tide-2031-4/2.yaml\n" + CLAUSE.replace(ORDINARY, example)
    problems = problems_in(tmp_path, overlay)
    assert found(problems) == [("content/tide-2031-4/2.yaml", 41, column, code)]


def test_a_sum_beyond_all_reason_is_still_told(tmp_path: Path) -> None:
    huge = "given: {lines: '%s', farm_class: reef}, pays: 1万元" % ("9" * 30)
    text = (GOOD / "quay-2032-7" / "2.yaml").read_text(encoding="utf-8")
    text = text.replace('given: {farm_class: open_sea, lines: "4"}, pays: 20万元', huge)
    [problem] = problems_in(tmp_path, f"--- quay-2032-7/2.yaml\n{text}")
    assert problem.code == "example-differs"


@pytest.mark.parametrize(
    ("entries", "given"),
    [
        ({"investment": ["300万元"]}, {"investment": ["3000000"]}),
        ({"investment": ["300"]}, {"investment": ["3000000"]}),
        ({"investment": ["３，０００，０００元"]}, {"investment": ["3000000"]}),
        ({"investment": ["RMB 3 million", "0"]}, {"investment": ["3000000", "0"]}),
        ({"local": ["是"]}, {"local": ["yes"]}),
        ({"local": ["No"]}, {"local": ["no"]}),
        ({"养殖投入": ["五百万元"]}, {"investment": ["5000000"]}),
        ({"investment in GROWING": ["5 m"]}, {"investment": ["5000000"]}),
        ({"investment": ["5000亿元"]}, {"investment": ["500000000000"]}),
        ({"paid_this_year": ["1亿"]}, {"paid_this_year": ["100000000"]}),
        ({}, {}),
    ],
)
def test_entries_become_canonical_values(
    entries: dict[str, list[str]], given: dict[str, list[str]], good: Calculated
) -> None:
    benefit = good.site.benefits["tide-2031-4/2:grant"]
    assert canonical(benefit, entries) == given


@pytest.mark.parametrize(
    "choice", ["open_sea", "OPEN_SEA", "外海", "Open sea", " open sea ", "ｏｐｅｎ sea"]
)
def test_a_choice_may_be_named_or_labelled(choice: str, good: Calculated) -> None:
    benefit = good.site.benefits["quay-2032-7/2#1:award"]
    given = canonical(benefit, {"farm_class": [choice]})
    assert given == {"farm_class": ["open_sea"]}


AMOUNT = "an amount such as 5000万元 or RMB 50 million"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("investment", "plenty", "investment expects an amount such as 5000万元 or RMB 50 million"),
        ("investment", "", "investment expects an amount"),
        ("investment", "9" * 5000, f"investment expects {AMOUNT}, not '{'9' * 120}…'."),
        (
            "investment",
            "50,000,000",
            "investment expects a plausible amount, and 50,000,000 would be 5000亿元: write "
            "50,000,000元 for 5000万元, or 5000亿元 if that is meant.",
        ),
        ("investment", "USD 5 million", "investment expects CNY, not 'USD 5 million': no currency"),
        ("local", "perhaps", "local expects yes or no, not 'perhaps'."),
        ("large_enough", "yes", "there is no input 'large_enough'."),
        ("invesment", "1", "there is no input 'invesment'. Did you mean 'investment'?"),
    ],
)
def test_an_entry_that_an_input_cannot_take_is_refused_in_words(
    name: str, value: str, message: str, good: Calculated
) -> None:
    """A condition that follows from a rule is not asked."""
    benefit = good.site.benefits["tide-2031-4/2:grant"]
    with pytest.raises(Refusal) as caught:
        canonical(benefit, {name: [value]})
    assert str(caught.value).startswith(message)


def test_whatever_is_typed_is_a_value_or_refused_in_words(calculated: Calculated) -> None:
    """In every input of every benefit; what is accepted is what the rule takes."""
    accepted = 0
    for benefit in calculated.site.benefits.values():
        for name, text in product(benefit.rule.types, TYPED):
            given = entered(benefit, name, text)
            if given is not None:
                accepted += 1
                assert errors_in(benefit.rule, given) == (), (benefit.id, name, text)
                assert isinstance(evaluate(benefit.rule, given, calculated.on), Result)
    assert accepted > 20 * len(calculated.site.benefits)


def entered(benefit: SiteBenefit, name: str, text: str) -> Given | None:
    """The canonical value; None where it was refused, saying what is expected."""
    try:
        return canonical(benefit, {name: [text]})
    except Refusal as error:
        message = str(error)
    assert message.startswith(f"{name} expects ")
    return None


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [("15000000", "1500"), ("1", "0.0001"), ("100/3", "1/300"), ("0", "0"), (None, None)],
)
def test_yuan_become_wan_exactly(yuan: str | None, wan: str | None) -> None:
    assert in_scale(None if yuan is None else Fraction(yuan), Usage("CNY")) == wan


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("15000000", "15000000", "1500万元"),
        ("0", None, "0元 – ∞"),
        ("0", "100000000", "0元 – 1亿元"),
        ("100/3", "100/3", "100/3元"),
        ("9" * 40, "9" * 40, "9" * 36 + ".9999万元"),
    ],
)
def test_an_amount_is_told_exactly(low: str, high: str | None, words: str) -> None:
    amount = Range(Fraction(low), None if high is None else Fraction(high))
    assert Paying("CNY", Usage("CNY", languages=("zh",))).range_words(amount) == words
