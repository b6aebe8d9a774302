"""Figures as Chinese documents print them.

Reading conventions: 以上, 以内 and 不少于 include the number, 超过 and 突破 do not.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from clausebook.content.printed.days import PrintedDay
from clausebook.content.printed.reader import Reader, split_in
from clausebook.numerals.chinese import COMPOUND, DIGITS, ORDINARY, POWERS, SCALES, number, numeral
from clausebook.quantity import STYLES, Currency, Quantity, Units, plain_of
from clausebook.quantity.styles import either

_RUN = re.compile(COMPOUND)
_DASH = "[-–—~至到]"
_VAGUE = "数几"
"""数十家 are not ten."""
_SIGNS = f"0-9.{''.join([*DIGITS, *POWERS, *SCALES])}"
"""What a number is written with."""
_NO_UNIT = re.compile(r"[.,:/%‰元年月日]")
"""What must not follow a bare count: 30% does not prove the count 30."""
_SHARES = {"%": 100, "‰": 1000, "‱": 10000}


# --- a token in its plain form -------------------------------------------------------------------

_FORMAL = "壹贰貳叁肆伍陆陸柒捌玖拾佰仟"
_FORMAL_NUMBER = re.compile(f"[{_FORMAL}][{_FORMAL}零万亿]++圆?")
"""伍仟, 贰佰万圆; a sign alone is one of a word, such as 队伍."""
_IN_WORDS = re.compile(f"([百千万])分之({COMPOUND})")
_SIGN = {"百": "%", "千": "‰", "万": "‱"}


def normalise(printed: str) -> str:
    """Half width, no spaces, one sign for each meaning: 百分之三十 is 三十%, 伍仟圆 五千元.

    半数 is a share; enterprises that are 百亿级 are measured in money.
    """
    token = "".join(unicodedata.normalize("NFKC", printed).split()).replace("∶", ":")
    token = _FORMAL_NUMBER.sub(lambda match: match[0].translate(ORDINARY), token)
    token = _IN_WORDS.sub(lambda match: match[2] + _SIGN[match[1]], token)
    return re.sub(r"(?<=[万亿])级", "元级", token.replace("半数", "50%"))


# --- numbers in a token --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """A number in a token, what stands on both sides of it, and the unit that is looked for."""

    text: str
    before: str
    after: str
    unit: str
    """A pattern."""

    @property
    def number(self) -> Fraction | None:
        """What it says; None where it says no number, or is one end of a range."""
        ends = re.search(rf"(?:[\d年]|{COMPOUND}{self.unit}){_DASH}$", self.before)
        ends = ends or re.match(rf"(?:年|{self.unit})?{_DASH}{COMPOUND}", self.after)
        return None if ends or self.before.endswith((*_VAGUE,)) else number(self.text)


def _values(fact: Quantity, token: str, units: Units) -> Iterator[Quantity]:
    """All values of the fact's kind in the token; counts must have the fact's measure word."""
    if fact.kind == "date":
        yield from _periods(token) if fact.upto else _dates(token)
        return
    if fact.kind in _ANYWHERE and not fact.upto:
        yield from _ANYWHERE[fact.kind](token)
    unit = f"(?:{_unit_of(fact)})"
    for match in _RUN.finditer(token):
        run = _Run(match[0], token[: match.start()], token[match.end() :], unit)
        if fact.upto:
            yield from _range(fact, run)
        elif fact.kind in _OF_CURRENCIES:
            yield from _OF_CURRENCIES[fact.kind](fact, run)
        elif fact.kind in ("count", "ordinal"):
            yield from _count(fact, run, units)
        else:
            yield from _READ[fact.kind](run)


def _range(fact: Quantity, low: _Run) -> Iterator[Quantity]:
    """``2-3个``, ``5%-10%``, ``20至50万镑``: the unit stands after the upper end, or after both."""
    match = re.match(rf"({low.unit})?{_DASH}({COMPOUND})({low.unit})", low.after)
    if not match:
        return
    first, last = number(low.text), number(match[2])
    scale = re.search(f"[{''.join(SCALES)}]*$", match[2])
    if first is None or last is None or scale is None:
        return
    shared = number(f"1{scale[0]}") or 1
    if not match[1] and first < last / shared:  # 20至50万 begin at 200,000
        first *= shared
    of, unit = Fraction(1, _SHARES.get(match[3], 1)), _TIMES.get(match[3], fact.unit)
    one = replace(fact, unit=unit, bound="", upto=None)
    yield replace(one, value=first * of, upto=replace(one, value=last * of))


# --- days, months and years ----------------------------------------------------------------------

_DATE = re.compile(
    r"(?<!\d)(\d{4})(?:年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?"
    r"|-(\d{1,2})(?:-(\d{1,2}))?(?!\d)|[./](\d{1,2})[./](\d{1,2})(?!\d)|[./](\d{1,2})(?![\d./%]))"
)
_OPEN_END = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号])?|(\d{1,2})[日号]")
"""A day or month whose year stands before."""
_QUARTER = re.compile(r"第?([1-4])季度")


def _days(plain: str) -> Iterator[PrintedDay]:
    for match in _DATE.finditer(plain):
        yield PrintedDay(tuple(int(part) for part in match.groups() if part), *match.span())


def _dates(token: str) -> Iterator[Quantity]:
    """Every date, the month and day that 年底, 上半年 or 一季度 name, and the end of a period."""
    plain = _with_figures(token)
    for day in _days(plain):
        meant = (replace(day, parts=parts) for parts in _named(day.parts, plain[day.end :]))
        yield from filter(None, (one.quantity() for one in (day, *meant)))
    yield from (period.upto for period in _periods(token) if period.upto)


def _named(parts: tuple[int, ...], after: str) -> Iterator[tuple[int, ...]]:
    """The month and day at which a period ends, or begins, that the words after a date name."""
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    quarter = _QUARTER.match(after)
    if len(parts) == 3:
        return
    if after.startswith("初"):
        month, first = month or 1, True
    else:
        ends = {"底": 12, "末": 12, "上半年": 6, "下半年": 12}
        end = next((ends[word] for word in ends if after.startswith(word)), 0)
        end = 3 * int(quarter[1]) if quarter else end
        month, first = (month if end == 12 and month else end), False
    if 1 <= month <= 12 and (first or end):
        if len(parts) == 1:
            yield year, month
        yield year, month, 1 if first else monthrange(year, month)[1]


def _periods(token: str) -> Iterator[Quantity]:
    """2022-2024年, 2025年1月1日至12月31日: from the first of two dates to the second."""
    plain = re.sub(rf"(?<!\d)(\d{{4}})(?={_DASH}\d{{4}}年)", r"\1年", _with_figures(token))
    for day in _days(plain):
        joined = re.compile(f"起?{_DASH}").match(plain, day.end)
        last = _last(day, plain, joined.end()) if joined else None
        low, high = day.quantity(), last.quantity() if last else None
        if low and high and low.value < high.value:
            yield replace(low, upto=high)


def _last(first: PrintedDay, plain: str, at: int) -> PrintedDay | None:
    """The date at a place, whose year and month may be those of the first."""
    if match := _DATE.match(plain, at):
        return PrintedDay(tuple(int(part) for part in match.groups() if part), *match.span())
    if match := _OPEN_END.match(plain, at):
        own = tuple(int(part) for part in match.groups() if part)
        known = first.parts[:2] if match[3] else first.parts[:1]
        return PrintedDay((*known, *own), *match.span())
    return None


def _with_figures(token: str) -> str:
    return re.sub(
        rf"(?<!\d)[{''.join([*DIGITS, *POWERS])}]+", lambda m: numeral(m[0]) or m[0], token
    )


# --- money, shares and times ---------------------------------------------------------------------


def _words_of(currency: Currency) -> str:
    """A pattern of the words that mean a currency, in a text without spaces."""
    return f"(?i:{either(plain_of(word) for word in currency.own)})"


_OTHER_MONEY = re.compile("[^,;，；]{0,4}?[元镑币]")


def _money(fact: Quantity, run: _Run) -> Iterator[Quantity]:
    """500万英镑; where no word of money follows, £500万."""
    is_own = re.match(run.unit, run.after) is not None
    before = rf"(?<![{_SIGNS}]){run.unit}$"
    if not is_own and not _OTHER_MONEY.match(run.after):
        is_own = re.search(before, run.before) is not None
    if is_own and run.number is not None:
        yield replace(fact, value=run.number, bound="", upto=None)


_PER = "兑换?|换|折合?|合|[=≈/]"


def _exchange(fact: Quantity, run: _Run) -> Iterator[Quantity]:
    """1英镑兑9法郎, 9法郎/英镑, 1:9, 汇率9."""
    of, per = map(_words_of, fact.currencies)
    one = rf"(?:^|(?<![{_SIGNS}]))(?:1|一)(?:{per}(?:{_PER})(?:{of})?|:)$"
    behind = rf"(?:{of})(?:/|每)(?:1|一)?(?:{per})"
    named = re.search("汇率[为是按:]?$", run.before) or re.match("的?汇率", run.after)
    if re.search(one, run.before) or re.match(behind, run.after) or named:
        value = number(run.text)
        if value:
            yield replace(fact, value=value, bound="")


_OF_CURRENCIES = {"money": _money, "exchange": _exchange}


def _rate(run: _Run) -> Iterator[Quantity]:
    """30%, 5‰, 七折, 七五折, 三成, 三分之一, 1/4."""
    found = run.number
    if found is None:
        return
    part = re.match(rf"分之({COMPOUND})|/({COMPOUND})(?!/)", run.after)
    if run.after[:1] in _SHARES:
        yield Quantity("rate", found / _SHARES[run.after[0]])
    elif part and not run.before.endswith("/"):
        yield from _part(*((found, part[1]) if part[1] else (number(part[2]), run.text)))
    elif re.match("折|成(?![果本立半])", run.after):
        yield Quantity("rate", found / (10 if found < 10 else 100))


def _part(whole: Fraction | None, part: str) -> Iterator[Quantity]:
    of = number(part)
    if whole and of is not None and of < whole:
        yield Quantity("rate", of / whole)


_HALF = re.compile("一半|减半|折半|半价")


def _shares(token: str) -> Iterator[Quantity]:
    yield from split_in(token)
    if _HALF.search(token):
        yield Quantity("rate", Fraction(1, 2))
    if "全额" in token:
        yield Quantity("rate", Fraction(1))


def _points(run: _Run) -> Iterator[Quantity]:
    """2个百分点, 50个基点."""
    match = re.match(run.unit, run.after)
    if match and run.number is not None:
        yield Quantity("points", run.number / (1 if match[0].endswith("百分点") else 100))


def _ratio(run: _Run) -> Iterator[Quantity]:
    match = re.match(rf"[:比]({COMPOUND})(?!:)", run.after)
    first, second = run.number, number(match[1]) if match else None
    if match and first and second is not None and not run.before.endswith(":"):
        yield Quantity("ratio", second / first, f"{run.text}:{match[1]}")


_TIMES = {word: word for words in STYLES["zh"]["times"].values() for word in words} | {
    **{f"个{of}年{degree}": "年" for of in ("", "自然", "会计", "财务") for degree in ("", "度")},
    "个完整会计年度": "年",
    "个自然月": "个月",
    "个星期": "周",
    "个小时": "小时",
    "个自然日": "日",
    "个日历日": "日",
    "个日历天": "天",
}
"""The words of a time → the unit that it is counted in."""
_TIME = "|".join(sorted(_TIMES, key=len, reverse=True))
_DURATION = re.compile(rf"({_TIME})(半(?!数))?")
_MONTHS = re.compile(rf"年零?({COMPOUND})个月")


def _duration(run: _Run) -> Iterator[Quantity]:
    """Also 三年半 and 1年6个月, which are one time each, in years and in months; 一个半月."""
    time, months, found = _DURATION.match(run.after), _MONTHS.match(run.after), run.number
    if found is None or re.search(rf"{COMPOUND}年零?$", run.before):
        return
    if run.after.startswith("个半月"):
        yield Quantity("duration", found + Fraction(1, 2), "个月")
    elif months or (time and time[2] and time[1] == "年"):
        more = (number(months[1]) or 0) if months else 6
        yield from _in_months_and_years(12 * found + more)
    elif time and not time[2]:
        yield Quantity("duration", found, _TIMES[time[1]])


def _in_months_and_years(months: Fraction) -> Iterator[Quantity]:
    yield Quantity("duration", months, "个月")
    yield Quantity("duration", months / 12, "年")


_HALF_YEAR = re.compile(f"(?<![{''.join([*DIGITS, *POWERS])}上下年])半年")


def _half_years(token: str) -> Iterator[Quantity]:
    if _HALF_YEAR.search(token):
        yield from _in_months_and_years(Fraction(6))


# --- what is counted -----------------------------------------------------------------------------

_POINTS = "个?百分点|个?基点|(?i:bps?)"
_OTHER_WORDS = (*_TIMES, "个百分点", "百分点", "个基点", "基点")


def _count(fact: Quantity, run: _Run, units: Units) -> Iterator[Quantity]:
    """5个月 and 5个百分点 are not 5个; in 5千瓦, 千 belongs to the unit, where content has 千瓦."""
    if fact.kind == "count" and run.before.endswith("第"):
        return
    after, wanted = plain_of(run.after), _names(fact)
    for word in sorted({*_OTHER_WORDS, *units, *wanted, ""}, key=len, reverse=True):
        inside = _inside(run.text, after, word)
        if inside is not None:
            value = replace(run, text=run.text[: len(run.text) - inside]).number
            if value is not None and word in wanted and (word or not _NO_UNIT.match(after)):
                yield replace(fact, value=value, bound="")
            return


def _inside(text: str, after: str, word: str) -> int | None:
    """How many signs of a unit seem to belong to the number; None where the unit is another."""
    for inside in range(min(len(word), len(text) - 1), -1, -1):
        if text.endswith(word[:inside]) and after.startswith(word[inside:]):
            return inside
    return None


_UNIT_OF = {"rate": "[%‰‱]", "points": _POINTS, "duration": _TIME}


def _unit_of(fact: Quantity) -> str:
    """A pattern of what stands behind the number."""
    if fact.kind == "money":
        return _words_of(fact.currencies[0])
    return _UNIT_OF.get(fact.kind) or either(_names(fact))


def _names(fact: Quantity) -> set[str]:
    """What is counted, as content/units.yaml calls it and as a number is followed by it."""
    followed = (word for words in fact.words.values() for word in words)
    return {*map(plain_of, (fact.unit, *followed))}


_ANYWHERE: dict[str, Callable[[str], Iterator[Quantity]]] = {
    "rate": _shares,
    "duration": _half_years,
}
"""By kind, values that are said without a number."""
_READ: dict[str, Callable[[_Run], Iterator[Quantity]]] = {
    "rate": _rate,
    "points": _points,
    "ratio": _ratio,
    "duration": _duration,
}


# --- bounds --------------------------------------------------------------------------------------

_NOT = "(?<!不)(?<!不得)(?<!不应)(?<!不能)(?<!不可)(?<!未)(?<!没有)"
_AT_MOST = "不[得应能可]?超过|不[得应能可]?[高大多]于|最[高多]"
_SAYS = {
    ">=": r"(?<!不含\))以上(?!\(不含)|不[得应能可]?[少低小]于|至少|≥|>=|[大高]于或?等于",
    ">": rf"{_NOT}超[过出]|突破|{_NOT}[大高多]于(?!或?等于)|>(?=[0-9])|\(不含\)以上|以上(?=\(不含)",
    "<": rf"{_NOT}[少低小]于(?!或?等于)|不足|[不未]满(?![足意])|不到(?=[\d{''.join(DIGITS)}])"
    r"|<(?=[0-9])|\(不含\)以[下内]|以[下内](?=\(不含)",
    "~": "(?<![节签合契条预要公制违特邀履租])约(?![束定谈])|左右",  # not 节约 or 签约
}
_MAY_SAY = {
    ">=": "(?<![每不未])满|最[低少]|不早于",
    "<=": rf"{_AT_MOST}|最[长大]|以内|以下|上限|封顶|至多|未超过|不[晚迟]于|限[报额于]|≤|<="
    "|小于或?等于|内|前|截[至止]|止",
    "<": "前",
    "~": "近",
}

READER = Reader(
    longest=29,
    normalise=normalise,
    values=_values,
    number=_RUN,
    says={sign: re.compile(words) for sign, words in _SAYS.items()},
    may_say={sign: re.compile(words) for sign, words in _MAY_SAY.items()},
    limited_rate=re.compile(rf"({_AT_MOST})[^,;%‰‱]*(?:[%‰‱]|分之)"),
    limited_award=re.compile(_AT_MOST),
)
