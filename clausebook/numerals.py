"""Chinese numerals below ten thousand, as documents print them and as readers type them."""

from __future__ import annotations

import re

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
