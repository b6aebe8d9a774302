"""What is drawn of a benefit: exact ends, bends and jumps, and no more than its rule says."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from clausebook.meaning.calculate import Calculated
from clausebook.rules.curve import Curve, Line, curve_of
from clausebook.rules.evaluate import evaluate
from clausebook.rules.operators import point
from clausebook.rules.results import Result
from clausebook.rules.validity import Validity
from tests.vectors import compile_vector

Json = dict[str, Any]
FACTS = {
    "rate": "30%",
    "cap": "2000万元",
    "annual_cap": "100万元",
    "award": "20万元",
    "level": "5000万元",
    "start": "100万美元",
    "step": "10万美元",
    "share": "50%",
    "term": "3年",
    "least": "25元",
}


def drawn(rule: str, *entered: str, **parts: Any) -> Curve | None:
    """The picture of a rule, with the figures that its examples enter for the first input."""
    inputs = parts.pop("inputs", {"cost": "CNY"})
    vector = {"facts": FACTS, "inputs": inputs, "rule": rule, **parts}
    main = next(iter(inputs))
    others = {name: ["100"] for name in inputs if name != main}
    return curve_of(compile_vector(vector), [{main: [text], **others} for text in entered])


def only_line(curve: Curve | None) -> Line:
    assert curve is not None
    (line,) = curve.lines
    return line


def pieces(curve: Curve | None) -> list[tuple[int, int, int, int]]:
    """Start, end and both payments of each piece of the only line, in whole yuan."""
    return [(int(p.start), int(p.end), int(p.low), int(p.high)) for p in only_line(curve).pieces]


def test_a_share_bends_where_its_cap_is_reached() -> None:
    curve = drawn("min(rate * cost, cap)", "100000000")
    assert curve is not None
    first, second = only_line(curve).pieces
    assert (first.start, first.end) == (0, Fraction(200_000_000, 3))
    assert (first.low, first.high) == (0, 20_000_000)
    assert (second.low, second.high, second.binding) == (20_000_000, 20_000_000, ("cap",))
    assert curve.end == 100_000_000


def test_a_share_without_cap_goes_on_to_where_the_examples_lead() -> None:
    assert pieces(drawn("rate * cost", "80000000")) == [(0, 100_000_000, 0, 30_000_000)]


@pytest.mark.parametrize(("sign", "included"), [(">=", True), (">", False)])
def test_a_threshold_belongs_to_the_piece_that_its_comparison_says(
    sign: str, included: bool
) -> None:
    below, above = only_line(drawn(f"award if cost {sign} level else 0", "80000000")).pieces
    assert (below.end, below.high, above.low) == (50_000_000, 0, 200_000)
    assert above.includes_start is included


def test_whole_steps_of_dollars_are_a_staircase_under_the_yearly_cap() -> None:
    rule = "award + award * steps(exports - start, step) if exports >= start else 0"
    inputs = {"exports": "USD"}
    curve = drawn(rule, "2000000", inputs=inputs, limits={"per_year": "annual_cap"})
    assert pieces(curve) == [
        (0, 1_000_000, 0, 0),
        *(
            (start, start + 100_000, paid, paid)
            for start, paid in zip(
                range(1_000_000, 1_400_000, 100_000),
                range(200_000, 1_000_000, 200_000),
                strict=True,
            )
        ),
        (1_400_000, 2_500_000, 1_000_000, 1_000_000),
    ]


def test_a_ladder_without_end_is_drawn_as_far_as_it_can_be_read() -> None:
    curve = drawn("award * steps(exports, step)", "900000000", inputs={"exports": "USD"})
    line = only_line(curve)
    assert len(line.pieces) == 40
    assert curve is not None
    assert curve.end == line.pieces[-1].end == 4_000_000


def test_a_joint_ceiling_rises_and_falls() -> None:
    curve = drawn(
        "support",
        "8000000",
        inputs={"support": "CNY", "cost": "CNY"},
        limits={"combined": {"ceiling": "share * cost", "with": "support"}},
    )
    assert curve is not None
    assert curve.fixed == {"cost": "100"}
    assert pieces(curve) == [(0, 25, 0, 25), (25, 50, 25, 0), (50, 80, 0, 0)]


def test_nothing_is_paid_below_the_least() -> None:
    curve = drawn("share * cost", "80", limits={"nothing_below": "least"})
    assert pieces(curve) == [(0, 50, 0, 0), (50, 100, 25, 50)]
    assert only_line(curve).pieces[1].includes_start


def test_each_class_has_its_line() -> None:
    inputs = {"cost": "CNY", "group": {"type": "choice", "choices": ["a", "b"]}}
    rule = compile_vector(
        {"facts": FACTS, "inputs": inputs, "rule": "choose(group, a=rate * cost, b=share * cost)"}
    )
    curve = curve_of(rule, [{"cost": ["80"], "group": ["a"]}])
    assert curve is not None
    assert [(line.given, line.pieces[-1].high) for line in curve.lines] == [
        ({"group": "a"}, 30),
        ({"group": "b"}, 50),
    ]


def test_a_count_is_drawn_number_by_number() -> None:
    curve = drawn(
        "award * people", "5", inputs={"people": "count"}, limits={"per_year": "annual_cap"}
    )
    assert [(int(p.start), int(p.low)) for p in only_line(curve).pieces] == [
        (number, min(200_000 * number, 1_000_000)) for number in range(8)
    ]


def test_what_is_paid_for_nothing_may_differ() -> None:
    line = only_line(drawn("share * cost if cost > 0 else award", "1000000"))
    assert line.at_zero == 200_000
    assert line.pieces[0].low == 0
    assert not line.pieces[0].includes_start


@pytest.mark.parametrize(
    ("rule", "inputs"),
    [
        ("award", {}),
        ("award if new else 0", {"new": "yes_no"}),
        ("award if since <= term else 0", {"since": "duration"}),
    ],
)
def test_what_depends_on_no_amount_has_no_picture(rule: str, inputs: Json) -> None:
    assert curve_of(compile_vector({"facts": FACTS, "inputs": inputs, "rule": rule}), [{}]) is None


def test_what_stays_the_same_as_far_as_the_examples_lead_has_no_picture() -> None:
    rule = "award if cost < level else 0"
    assert drawn(rule, "30000000") is None
    assert drawn(rule, "70000000") is not None
    assert drawn("award * staff", "8", inputs={"staff": "count"}) is not None


def test_what_cannot_be_calculated_everywhere_has_no_picture() -> None:
    assert drawn("cap / people", "5", inputs={"people": "count"}) is None


# --- the content's own -----------------------------------------------------------------------


def test_every_piece_pays_what_the_rule_pays(calculated: Calculated) -> None:
    """At the start, at a few places inside and at the end, by the evaluator itself."""
    assert calculated.curves
    for id_, curve in calculated.curves.items():
        rule = replace(calculated.site.benefits[id_].rule, validity=Validity())
        for line in curve.lines:
            given = {name: [text] for name, text in {**curve.fixed, **line.given}.items()}
            for piece in line.pieces:
                for share in (Fraction(1, 7), Fraction(1, 2), Fraction(6, 7)):
                    x = piece.start + share * (piece.end - piece.start)
                    result = evaluate(rule, {**given, curve.over: [str(x)]}, "")
                    wanted = piece.low + share * (piece.high - piece.low)
                    assert isinstance(result, Result)
                    assert result.used.paid.total == point(wanted), id_
