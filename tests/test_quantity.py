"""Values with units: every vector on both sides."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from fractions import Fraction
from typing import Any

import pytest

from clausebook.content.lexicon import by_form
from clausebook.entries import meant, read_entry
from clausebook.quantity import (
    NotAQuantity,
    Quantity,
    Unit,
    UnknownUnit,
    Usage,
    end_of,
    exact,
    generic,
    parse,
    plain_of,
    round_half_up,
    show,
)
from clausebook.quantity.currencies import currency_of
from tests.twin import ROOT, Twin, TwinError, as_twin

VECTORS = json.loads((ROOT / "schema/vectors/quantities.json").read_text(encoding="utf-8"))
Case = dict[str, Any]


OWN = tuple(currency_of(code, row) for code, row in VECTORS["currencies"].items())
"""Currencies that no site knows unless its content describes them."""


def unit(word: str, row: Case) -> Unit:
    """A row of content/units.yaml."""
    words = {"zh": (word, word)}
    words |= {
        code: (row[code]["one"], row[code].get("many", row[code]["one"]))
        for code in row
        if code in ("zh", "en")
    }
    return Unit(word, words, row.get("kind") == "ordinal")


UNITS = by_form({word: unit(word, row) for word, row in VECTORS["units"].items()})


def cases(section: str, *, errors: bool = False) -> Any:
    """The cases of a section, those with an error or those without, named in the test's id."""
    chosen = [case for case in VECTORS[section] if ("error" in case) is errors]
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case["name"])


def expected(case: Case) -> Quantity:
    """The quantity that a case describes."""
    kind: Any = case.get("kind") or generic(case["as"])
    upto = parse(case["upto"], UNITS, usage(case)) if "upto" in case else None
    unit, bound = case.get("unit", ""), case.get("bound", "")
    known = UNITS.get(plain_of(unit))
    codes = unit.split("/") if kind in ("money", "exchange") else ()
    return Quantity(
        kind,
        Fraction(case["value"]),
        unit,
        bound,
        upto,
        known.words if known else {},
        tuple(usage(case).currencies[code] for code in codes),
    )


def usage(case: Case) -> Usage:
    """What is usual on the site that a case speaks of."""
    return Usage(case.get("currency", "CNY"), case.get("fiscal_year", ""), own=OWN)


def field_unit(case: Case) -> Unit | None:
    """What the field counts that an entry is typed into."""
    return UNITS[plain_of(case["of"])] if "of" in case else None


@cases("parse")
def test_editors_text_is_read(case: Case) -> None:
    assert parse(case["text"], UNITS, usage(case)) == expected(case)


@cases("parse", errors=True)
def test_editors_text_is_refused(case: Case) -> None:
    wrong = "cannot read .* Write a number with its unit|the calendar|2024-25 is no month"
    with pytest.raises(NotAQuantity, match=f"^(?:{wrong}|a number has at most)"):
        parse(case["text"], UNITS, usage(case))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20万台", "content/units.yaml does not list '台': correct the unit, or add it there"),
        ("5 sheep", "content/units.yaml does not list 'sheep'"),
        ("5é", "content/units.yaml does not list 'é'"),
        ("三位", "content/units.yaml does not list '位'"),
        ("500万韩元", "'韩元' is no currency that is known here: write one of CNY, USD, GBP,"),
        ("100万泰铢", "'泰铢' is no currency"),
        ("50万法郎", "'法郎' is no currency"),
    ],
)
def test_an_unknown_unit_says_what_to_do(text: str, said: str) -> None:
    with pytest.raises(UnknownUnit, match=f"^{re.escape(said)}"):
        parse(text, UNITS)


@pytest.mark.parametrize(
    "text", [f"1{'0' * 400}元", f"1{'0' * 30}家", f"{'9' * 31}%", f"1:{'7' * 31}"]
)
def test_a_number_without_end_is_told_its_limit(text: str) -> None:
    with pytest.raises(NotAQuantity, match=r"^a number has at most 30 digits"):
        parse(text, UNITS)
    assert parse(f"1{'0' * 29}元", UNITS).value == 10**29


@pytest.mark.parametrize("currency", ["CNY", "GBP"])
def test_what_cannot_be_read_is_told_with_an_example_in_the_currency(currency: str) -> None:
    with pytest.raises(NotAQuantity, match=rf"such as 30%, ({currency} 50000), ") as told:
        parse("some", UNITS, Usage(currency))
    assert f"如 30%、{currency} 50000、" in told.value.args[0].told("zh")
    assert parse(f"{currency} 50000", UNITS).unit == currency


@pytest.mark.parametrize(
    "text", ["9" * 5000, f"0.{'0' * 5000}1家", f"{'九' * 5000}家", f"1{'万' * 2000}元", "9" * 31]
)
def test_what_is_longer_than_any_number_is_none(text: str) -> None:
    with pytest.raises(NotAQuantity, match=r"^(?:cannot read|a number has at most)"):
        parse(text, UNITS)


def test_while_nobody_can_tell_the_units_anything_may_be_counted() -> None:
    assert parse("20万台", None) == Quantity("count", Fraction(200_000), "台")


@cases("entry")
def test_readers_entry_is_read(case: Case, twin: Twin) -> None:
    entry, unit = (case["text"], case["as"]), field_unit(case)
    assert read_entry(*entry, usage(case), unit) == expected(case)
    asked = (*entry, usage(case).as_json(), unit and asdict(unit))
    assert twin.call("entries.readEntry", *asked) == as_twin(expected(case))
    assert twin.call("digits.readDigits", *asked) in (None, as_twin(expected(case)))


@cases("entry", errors=True)
def test_readers_entry_is_refused_with_its_code(case: Case, twin: Twin) -> None:
    entry, unit = (case["text"], case["as"]), field_unit(case)
    with pytest.raises(NotAQuantity, match=f"^{case['error']}$"):
        read_entry(*entry, usage(case), unit)
    with pytest.raises(TwinError, match=f"^{case['error']}$"):
        twin.call("entries.readEntry", *entry, usage(case).as_json(), unit and asdict(unit))


@pytest.mark.parametrize(
    ("text", "kind", "instead"),
    [
        ("50,000,000", "CNY", "50,000,000元"),
        (" １０００００００ ", "CNY", "１０００００００元"),
        ("1000000", "USD", "1000000美元"),
        ("999999", "CNY", None),
        ("50000000万", "CNY", None),
        ("50000000元", "CNY", None),
        ("50000000", "count", None),
        ("plenty", "CNY", None),
    ],
)
def test_an_implausible_amount_was_meant_in_yuan(
    text: str, kind: Any, instead: str | None, twin: Twin
) -> None:
    assert meant(text, kind, Usage()) == instead
    assert twin.call("entries.meant", text, kind, Usage().as_json()) == instead
    pounds = Usage("GBP")
    assert meant(text, kind, pounds) is twin.call("entries.meant", text, kind, pounds.as_json())


@cases("show")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_quantity_is_shown(case: Case, language: Any, twin: Twin) -> None:
    quantity = parse(case["text"], UNITS, usage(case)) if "text" in case else expected(case)
    assert show(quantity, language) == case[language]
    if quantity.upto is None and quantity.kind != "ordinal":
        assert twin.call("quantity.show", as_twin(quantity), language) == case[language]


@cases("round")
def test_rounding_for_display_is_half_up(case: Case, twin: Twin) -> None:
    value, rounded = Fraction(case["value"]), Fraction(case["is"])
    assert round_half_up(value, case["decimals"]) == rounded
    assert twin.call("quantity.roundHalfUp", value, case["decimals"]) == rounded


@cases("exact")
def test_canonical_text_is_exact(case: Case, twin: Twin) -> None:
    assert exact(Fraction(*case["value"])) == case["is"]
    assert twin.call("quantity.exact", Fraction(*case["value"])) == case["is"]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2000万元", "20000000"),
        ("3:1", "1/3"),
        ("2025年", "2025"),
        ("2022年10月31日", "2022-10-31"),
    ],
)
def test_canonical_value_is_machine_readable(text: str, canonical: str, twin: Twin) -> None:
    assert parse(text).canonical() == canonical
    assert twin.call("quantity.canonical", as_twin(parse(text))) == canonical


@pytest.mark.parametrize("section", ["parse", "entry", "show", "round", "exact"])
def test_vector_names_are_unique(section: str) -> None:
    names = [case["name"] for case in VECTORS[section]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("section", ["parse", "entry"])
def test_a_fifth_of_the_texts_that_are_read_are_errors(section: str) -> None:
    errors = [case for case in VECTORS[section] if "error" in case]
    assert len(errors) * 5 >= len(VECTORS[section])


@pytest.mark.parametrize(
    ("first", "term", "last"),
    [
        ("2026-04-01", "3年", "2029-03-31"),
        ("2026-03-15", "6个月", "2026-09-14"),
        ("2026-01-31", "1个月", "2026-02-28"),
        ("2024-02-29", "1年", "2025-02-28"),
        ("2026-12-01", "1个月", "2026-12-31"),
        ("2026-11-20", "30天", "2026-12-19"),
        ("2026-11-20", "2周", "2026-12-03"),
        ("2026-01-01", "1.5年", "2027-06-30"),
        ("2026-01-01", "1.3年", ""),
        ("2026-01-01", "10个工作日", ""),
        ("9999-01-01", "2年", ""),
    ],
)
def test_a_time_that_begins_on_a_day_ends_by_the_calendar(first: str, term: str, last: str) -> None:
    assert end_of(first, parse(term)) == last
