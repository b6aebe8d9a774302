"""Numbers in Chinese and Arabic signs, as documents print them and as readers type them."""

from __future__ import annotations

import re
from fractions import Fraction

from clausebook.numerals import arabic
from clausebook.numerals.arabic import LONGEST

DIGITS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")}
DIGITS |= {"〇": 0, "○": 0, "两": 2}
POWERS = {"千": 1000, "百": 100, "十": 10}
ORDINARY = str.maketrans(
    "萬億兩圓圆壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟個", "万亿两元元一二二三三三四五六六七八九十百千个"
)
"""Traditional signs, and those that forms use so that nobody changes them, as others write them."""


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


SCALES = {"亿": 10**8, "万": 10**4}
_ALONE = "十百千"
_AS_CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
_POWER = re.compile(rf"([0-9]+(?:\.[0-9]+)?)([{''.join(POWERS)}])")
_COLLOQUIAL = re.compile(rf"[千百][{''.join(DIGITS)}]")
KILO = "千(?=[瓦米卡伏赫焦帕]|克(?!朗))"
"""A part of a unit, such as 千瓦时, and of no number."""
COMPOUND = rf"(?>[0-9][0-9,]*(?:\.[0-9]+)?|(?!{KILO})[点{''.join([*DIGITS, *POWERS, *SCALES])}])++"
"""A pattern of everything that a number may be made of: it is read whole or not at all."""


def written(number: int) -> str:
    """A whole number below 1,000 as clauses are numbered: 3 is 三, 12 is 十二, 105 is 一百零五."""
    signs = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{signs[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{signs[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (signs[ones] if ones or not text else "")


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
    plain = arabic.number(text)
    if plain is not None:
        return plain
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


# --- figures in prose ----------------------------------------------------------------------------

_SIGNS = "〇零一二两三四五六七八九十百千"
_TENTHS = "成(?![不果本立员为功就长熟效绩品分交])"
_UNITS = (
    "年|个月|个?工作日|个?星期|周|天|日|个?小时|分钟|岁|元|倍|折|家|项|名|人|种|次|个|台|套|张|"
    f"平方米|番|{_TENTHS}"
)
_ROW = rf"(?<![{_SIGNS}万亿])[万亿]*+"
"""Where a row of such signs begins: it is read once and whole, not again from each of its signs."""
FIGURE = re.compile(
    rf"[{_SIGNS}万]分之|{_ROW}(?!一[^{_SIGNS}万亿])[{_SIGNS}][{_SIGNS}万亿]*+(?:{_UNITS})"
    rf"|一(?:半|倍|番|{_TENTHS})|[过大]半(?!年)|半数|[翻增减]半|翻[番倍]"
)
"""A figure in words, as somebody types it into Chinese prose."""
FOREIGN_FIGURE = re.compile(
    rf"[{_SIGNS}万]分之[{_SIGNS}]*|{_ROW}[{_SIGNS}][{_SIGNS}万亿]*+(?:{_UNITS})"
)
"""One in prose of another language."""
