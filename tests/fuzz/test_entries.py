"""What readers type, and values as they are shown: the twins agree, and nothing else is thrown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from clausebook.entries import meant, read_entry
from clausebook.quantity import (
    DURATIONS,
    UNITS,
    NotAQuantity,
    Quantity,
    Unit,
    Usage,
    exact,
    exchange,
    generic,
    money,
    parse,
    round_half_up,
    show,
)
from tests.features.search.entries import TYPED
from tests.fuzz.frame import tries
from tests.fuzz.random_rules import TELLING
from tests.twin import Twin, as_twin

Json = dict[str, Any]

SIGNS = (
    "0123456789０１5,，.．%％:：∶-－−年月日万亿千元美人民币家个工作小时"
    "rmbcnyusdkbillionRMB$￥¥ \t　><=≥≤~约"
)
CURRENCIES = Usage().currencies
MONEY = [word for row in CURRENCIES.values() for word in row.words]
MONEY_JSON = Usage().as_json()
WORDS = [*UNITS["scales"], *MONEY, *DURATIONS, *UNITS["bounds"]]
PIECES = st.one_of(
    st.sampled_from(TYPED),
    st.sampled_from([*WORDS, "%", ":", "家", "-", " ", "∶"]),
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**9).map(lambda n: f"{n:,}"),
    st.decimals(0, 10**4, places=2).map(str),
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=4).map("".join),
    st.text(SIGNS, max_size=12),
    st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=6),
)
NUMBERS = st.one_of(
    st.sampled_from(TELLING).map(Fraction),
    st.integers(0, 10**9).map(Fraction),
    st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Fraction(*pair)),
)
ITEMS = {"word": "家", "words": {"zh": ["家", "家"], "en": ["firm", "firms"]}}
KINDS = [
    "CNY",
    "USD",
    "GBP",
    "CAD",
    "CNY/USD",
    "rate",
    "points",
    "ratio",
    "count",
    "duration",
    "date",
]


@tries(120)
@given(text=TEXTS)
def test_random_texts_are_read_the_same(text: str, twin: Twin) -> None:
    replies = twin.many("entries.readEntry", [(text, kind, MONEY_JSON) for kind in KINDS])
    assert replies == [_reply(text, kind) for kind in KINDS]
    replies = twin.many("entries.meant", [(text, kind, MONEY_JSON) for kind in KINDS])
    assert replies == [{"result": meant(text, kind, Usage())} for kind in KINDS]


def test_what_is_typed_is_read_the_same(twin: Twin) -> None:
    for kind in KINDS:
        replies = twin.many("entries.readEntry", [(text, kind, MONEY_JSON) for text in TYPED])
        for text, reply in zip(TYPED, replies, strict=True):
            assert reply == _reply(text, kind), (text, kind)


@tries(120)
@given(text=st.one_of(st.from_regex(r"[0-9,.]{1,12}", fullmatch=True), TEXTS))
def test_what_is_read_at_once_is_read_the_same_by_what_comes_later(text: str, twin: Twin) -> None:
    typed = text.strip()
    at_once = twin.many("digits.readDigits", [(typed, kind, MONEY_JSON, ITEMS) for kind in KINDS])
    later = twin.many("entries.readEntry", [(typed, kind, MONEY_JSON, ITEMS) for kind in KINDS])
    for kind, now, then in zip(KINDS, at_once, later, strict=True):
        assert now in ({"result": None}, then), kind


def test_amounts_numbers_and_years_in_digits_are_read_at_once(twin: Twin) -> None:
    kinds = ("CNY", "USD", "measure", "count", "duration")
    for text in ("0", "7", "300", "1,200", "1,250,000", "999999"):
        replies = twin.many("digits.readDigits", [(text, kind, MONEY_JSON) for kind in kinds])
        large = ["CNY", "USD"] if text == "1,250,000" else []
        assert [
            kind for kind, reply in zip(kinds, replies, strict=True) if not reply["result"]
        ] == large


def _reply(text: str, kind: str) -> Json:
    try:
        return {"result": as_twin(read_entry(text, kind, Usage()))}
    except NotAQuantity as error:
        return {"error": str(error)}


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Quantities as facts and results have them."""
    kind: Any = generic(draw(st.sampled_from(KINDS)))
    bound = draw(st.sampled_from(["", *UNITS["bounds"]]))
    if kind == "date":
        day = draw(st.dates()).isoformat()
        found = parse(draw(st.sampled_from([day, day[:7], f"{day[:4]}年"])))
        return Quantity("date", found.value, found.unit, bound)
    if kind == "money":
        return money(draw(NUMBERS), CURRENCIES[draw(st.sampled_from([*CURRENCIES]))], bound)
    if kind == "exchange":
        return exchange(draw(NUMBERS), CURRENCIES["CNY"], CURRENCIES["USD"])
    units = {
        "duration": ["", *DURATIONS],
        "count": ["", "家", "倍"],
        "ratio": ["", "1:2"],
    }
    return Quantity(kind, draw(NUMBERS), draw(st.sampled_from(units.get(kind, [""]))), bound)


@tries(120)
@given(quantity=quantities())
def test_random_quantities_are_shown_the_same(quantity: Quantity, twin: Twin) -> None:
    plain = as_twin(quantity)
    replies = twin.many("quantity.show", [(plain, "zh"), (plain, "en")])
    assert replies == [{"result": show(quantity, "zh")}, {"result": show(quantity, "en")}]
    assert twin.call("quantity.canonical", plain) == quantity.canonical()


@tries(60)
@given(value=st.fractions() | NUMBERS, decimals=st.integers(0, 30))
def test_random_numbers_are_rounded_the_same(value: Fraction, decimals: int, twin: Twin) -> None:
    assert twin.call("quantity.roundHalfUp", value, decimals) == round_half_up(value, decimals)
    assert twin.call("quantity.exact", value) == exact(value)


@tries(60)
@given(day=st.dates())
def test_days_are_counted_the_same(day: Any, twin: Twin) -> None:
    assert twin.call("quantity.firstDay", day.isoformat()) == day.toordinal()
    assert twin.call("quantity.isoDate", Fraction(day.toordinal())) == day.isoformat()


HUNDREDTHS = st.integers(0, 10**15).map(lambda n: Fraction(n, 100))
WITHOUT_ROUNDING = st.one_of(
    st.builds(money, HUNDREDTHS, st.sampled_from([CURRENCIES["CNY"], CURRENCIES["USD"]])),
    st.builds(Quantity, st.just("rate"), HUNDREDTHS.map(lambda n: n / 100)),
    st.builds(Quantity, st.just("count"), HUNDREDTHS, st.sampled_from(["", "家"])),
    st.builds(Quantity, st.just("duration"), HUNDREDTHS, st.sampled_from(["个月", "工作日"])),
    st.dates(min_value=date(1000, 1, 1)).map(lambda day: parse(day.isoformat())),
)


@tries(60)
@given(quantity=WITHOUT_ROUNDING)
def test_what_is_shown_in_chinese_can_be_read_again(quantity: Quantity) -> None:
    units = {word: Unit(word) for word in ("家", "倍")}
    assert parse(show(quantity, "zh"), units) == quantity
