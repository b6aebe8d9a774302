"""Printed tokens and values: whatever is written is read or refused, and proves only itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from clausebook.content.printed import disagreement
from clausebook.content.printed.chinese import normalise
from clausebook.numerals.chinese import number
from clausebook.quantity import NotAQuantity, Quantity, Usage, exact, money, parse, show
from tests.content.test_printed import VECTORS, units_of
from tests.fuzz.frame import tries
from tests.fuzz.test_entries import TEXTS
from tests.test_quantity import usage

UNITS = units_of("zh")
ROWS = [*VECTORS["zh"]["agree"], *VECTORS["zh"]["disagree"]]
PRINTED = [row["printed"] for row in ROWS]
VALUES = [row["is"] for row in ROWS]
ROLES = ("", "rate", "award", "cap", "target")


# --- what is no value ------------------------------------------------------------------------


def altered(texts: list[str]) -> st.SearchStrategy[str]:
    """Texts with something put between two of their signs, or in the place of some."""
    cuts = st.tuples(st.sampled_from(texts), st.integers(0, 9), TEXTS, st.integers(0, 3))
    return cuts.map(lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] + cut[3] :])


@tries(100)
@given(text=TEXTS | altered(VALUES))
def test_any_text_is_a_value_that_can_be_shown_or_is_refused(text: str) -> None:
    assert all(_said(text))


def _said(text: str) -> tuple[str, ...]:
    """What a value is shown as, or what is wrong with it."""
    try:
        found = parse(text, UNITS)
    except NotAQuantity as error:
        return (str(error),)
    return found.canonical(), show(found, "zh"), show(found, "en")


@tries(100)
@given(value=st.sampled_from(VALUES), text=TEXTS | altered(PRINTED), role=st.sampled_from(ROLES))
def test_any_token_proves_a_value_or_does_not(value: str, text: str, role: str) -> None:
    """In full width and with spaces as without."""
    fact = parse(value, UNITS, usage({}))
    said = disagreement(fact, text, role, UNITS, "zh")
    assert said is None or said
    assert (disagreement(fact, normalise(text), role, UNITS, "zh") is None) is (said is None)


# --- what is one -----------------------------------------------------------------------------

AMOUNTS = st.integers(1, 10**7).map(str) | st.decimals("0.01", 9999, places=2).map(
    lambda number: exact(Fraction(number))
)
WRITTEN = st.one_of(
    st.builds(
        "{}{}".format, AMOUNTS, st.sampled_from(("元", "万元", "亿元", "美元", "万美元", "%"))
    ),
    st.builds("{}{}".format, st.integers(1, 99), st.sampled_from(("年", "个月", "日", "个工作日"))),
    st.builds(
        "{}{}".format, st.integers(1, 9999), st.sampled_from(("家", "个", "项", "人次", "倍"))
    ),
    st.builds("{}:{}".format, st.integers(1, 9), AMOUNTS),
    st.dates().map(lambda day: f"{day.year:04}年{day.month}月{day.day}日"),
    st.builds("{:04}年{}月".format, st.integers(1, 9999), st.integers(1, 12)),
)
AROUND = st.sampled_from(("{}", "最高不超过{}", "按{}资助", "（{}）", "支持{}、", "共 {} "))


@tries(100)
@given(WRITTEN, WRITTEN, AROUND)
def test_a_value_proves_itself_and_no_other(written: str, other: str, around: str) -> None:
    fact, wrong = parse(written, UNITS), parse(other, UNITS)
    assert disagreement(fact, around.format(written), "", UNITS, "zh") is None
    assume((fact.kind, fact.value, fact.unit) != (wrong.kind, wrong.value, wrong.unit))
    assume((fact.kind, wrong.kind) != ("ratio", "ratio") or fact.value != wrong.value)
    assert disagreement(wrong, around.format(written), "", UNITS, "zh") is not None


DIGITS = "零一二三四五六七八九"


def in_chinese(value: int) -> str:
    """A whole number as a Chinese writes it, made otherwise than the program reads it."""
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= scale:
            high, low = divmod(value, scale)
            gap = "零" if 0 < low < scale // 10 else ""
            return in_chinese(high) + sign + (gap + in_chinese(low) if low else "")
    return DIGITS[value]


def in_scales(value: int, write: Callable[[int], str]) -> str:
    """1亿5000万300: each scale with the numerals that ``write`` makes."""
    parts = []
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        high, value = divmod(value, scale)
        parts += [write(high) + sign] if high else []
    return "".join(parts)


def notations(value: int) -> set[str]:
    """A number as documents print it."""
    shifted = (
        f"{exact(Fraction(value, scale))}{sign}" for scale, sign in ((10**8, "亿"), (10**4, "万"))
    )
    arabic = {str(value), f"{value:,}", in_scales(value, str), *shifted}
    full = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    return {*arabic, in_chinese(value), *(text.translate(full) for text in arabic)}


numbers = st.one_of(
    st.integers(10, 10**12),
    st.builds(lambda n, zeros: n * 10**zeros, st.integers(1, 9999), st.integers(1, 8)),
)


@tries(50)
@given(numbers, st.sampled_from(["最高不超过{}元", "按{}元标准", "，{}元"]))
def test_a_number_proves_itself_in_every_notation_and_no_part_of_it(value: int, token: str) -> None:
    for text in notations(value):
        if is_spoken(text):
            continue
        printed = token.format(text)
        assert disagreement(yuan(value), printed, "", UNITS, "zh") is None
        ends = range(1, len(text))
        for part in {*(text[at:] for at in ends), *(text[:at] for at in ends)}:
            of_part = number(normalise(part))
            if of_part is not None and of_part != value:
                assert disagreement(yuan(of_part), printed, "", UNITS, "zh") is not None


def yuan(value: Fraction | int) -> Quantity:
    """An amount of the currency that documents print with 元."""
    return money(Fraction(value), Usage().currencies["CNY"])


def is_spoken(text: str) -> bool:
    """一万五 may be 15,000: what ends in a lone digit behind a larger sign is not read."""
    return re.search("[百千万亿][1-9１-９一二三四五六七八九]$", text) is not None


@tries(30)
@given(numbers)
def test_a_number_in_chinese_is_read(value: int) -> None:
    text = in_chinese(value)
    assert number(text) == (None if is_spoken(text) else value)


@tries(30)
@given(st.integers(1, 99), st.integers(1, 99))
def test_a_decimal_share_is_read_whole(whole: int, part: int) -> None:
    places = "".join(DIGITS[int(digit)] for digit in str(part))
    printed = f"百分之{in_chinese(whole)}点{places}"
    share = Fraction(f"{whole}.{part}") / 100
    assert disagreement(Quantity("rate", share), printed, "", UNITS, "zh") is None
    for other in (Fraction(whole, 100), Fraction(part, 100)):
        assert disagreement(Quantity("rate", other), printed, "", UNITS, "zh") is not None
