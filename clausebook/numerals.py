"""Numbers in Chinese and Arabic signs, as documents print them and as readers type them."""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "○": 0, "两": 2}
POWERS = {"千": 1000, "百": 100, "十": 10}


def numeral(text: str, alone: str = "十") -> str:
    """A numeral in digits: 三 is 3, 十二 is 12, 两千零五 is 2005; empty where it is not one number.

    A row of digits is read place by place: 二〇二二 is 2022. Signs that may stand ``alone`` need no
    一 before them at the beginning, such as 百 in 百家.
    """
    if all(sign in DIGITS for sign in text):
        return "".join(str(DIGITS[sign]) for sign in text)
    total, rest = 0, re.sub("[零〇○]", "", re.sub(f"^([{alone}])", r"一\1", text))
    for sign, scale in (*POWERS.items(), ("", 1)):
        if rest[:1] in DIGITS and rest[1:].startswith(sign):
            total += DIGITS[rest[0]] * scale
            rest = rest[1 + len(sign) :]
    return "" if rest else str(total)


LONGEST = 30
"""No policy and no reader has numbers of more signs."""
SCALES = {"亿": 10**8, "万": 10**4}
_ALONE = "十百千"
_AS_CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
_PLAIN = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?")
_POWER = re.compile(rf"([0-9]+(?:\.[0-9]+)?)([{''.join(POWERS)}])")
_COLLOQUIAL = re.compile(rf"[千百][{''.join(DIGITS)}]")
COMPOUND = rf"(?>[0-9][0-9,]*(?:\.[0-9]+)?|[点{''.join([*DIGITS, *POWERS, *SCALES])}])++"
"""A pattern of everything that a number may be made of: it is read whole or not at all."""


def number(text: str) -> Fraction | None:
    """A number in any notation: 1亿5000万, 一万五千, 1千5百万, 三点五, 1.5亿; None if it is none.

    It is never read in part. 一万五, which says 15,000 in speech, and 一千五 are not read either.
    """
    if len(text) > LONGEST:
        return None
    for sign, scale in SCALES.items():
        left, found, right = text.rpartition(sign)
        if found:
            return _scaled(left, scale, right)
    return _below_scales(text)


def _scaled(left: str, scale: int, right: str) -> Fraction | None:
    high = number(left) if left else None
    if high is None or not right:
        return None if high is None else high * scale
    low = number(right)
    is_spoken = len(right) == 1
    if low is None or is_spoken or high.denominator != 1 or not 0 < low < scale:
        return None
    return high * scale + low


def _below_scales(text: str) -> Fraction | None:
    if _PLAIN.fullmatch(text):
        return Fraction(text.replace(",", ""))
    power = _POWER.fullmatch(text)
    if power:
        return Fraction(power[1]) * POWERS[power[2]]
    if text.isascii():
        return None
    whole, point, part = text.translate(_AS_CHINESE).partition("点")
    digits = numeral(whole, _ALONE) if whole and not _COLLOQUIAL.fullmatch(whole[-2:]) else ""
    places = "".join(str(DIGITS.get(sign, "")) for sign in part)
    if not digits or len(places) != len(part) or bool(point) != bool(part):
        return None
    return Fraction(f"{digits}.{places or 0}")
