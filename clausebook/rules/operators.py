"""The operators: what kinds they take, and what they do with ranges.

Every number is a :class:`Range`, because an input that is missing may be anything. An exact value
is a range of one point, for which sums and products are worked out once instead of for each end.
Nothing is ever negative: ``a - b`` is what is left of a, at least zero.
The twin is ``static/rules/operators.js``; ``schema/rules.md`` and
``schema/vectors/rules/`` bind both.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from clausebook.messages import Message, say
from clausebook.quantity import is_currency, is_exchange, told_kind

ZERO = Fraction(0)
POINTS = 100
"""Percentage points in a whole: two of them are 2/100 where rules calculate."""


@dataclass(frozen=True, slots=True)
class Range:
    """All values a number may still have; ``high`` is None when nothing limits it."""

    low: Fraction
    high: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether only one value is left."""
        return self.low is self.high or self.low == self.high


ANYTHING = Range(ZERO, None)
Answer = bool | None
"""Yes, no, or not known yet."""


class CannotCalculate(ArithmeticError):
    """The rule has no result for these inputs; the argument is the error code."""


_HUGE = 10**1000
"""No amount, rate or count comes near; a number of which both parts are below is worked with."""


def not_huge(value: Range | Answer) -> Range | Answer:
    """The same value; numbers that grow without end have no result."""
    if isinstance(value, Range):
        for end in (value.low, value.high):
            if end is not None and (end.numerator >= _HUGE or end.denominator >= _HUGE):
                raise CannotCalculate("too-large")
    return value


def point(value: Fraction | int) -> Range:
    """The range of one value."""
    exactly = value if isinstance(value, Fraction) else Fraction(value)
    return Range(exactly, exactly)


def hull(ranges: Sequence[Range]) -> Range:
    """The smallest range that holds all of them."""
    return Range(min(r.low for r in ranges), greatest([r.high for r in ranges]))


def least(highs: Sequence[Fraction | None]) -> Fraction | None:
    """The smallest upper bound, where None is no bound."""
    known = [high for high in highs if high is not None]
    return min(known) if known else None


def greatest(highs: Sequence[Fraction | None]) -> Fraction | None:
    """The largest upper bound, where None is no bound."""
    known = [high for high in highs if high is not None]
    return max(known) if len(known) == len(highs) else None


def add(a: Range, b: Range) -> Range:
    """Sum."""
    if a.exact and b.exact:
        return point(a.low + b.low)
    return Range(a.low + b.low, None if a.high is None or b.high is None else a.high + b.high)


def sub(a: Range, b: Range) -> Range:
    """What is left of a after b, never below zero."""
    if a.exact and b.exact:
        return point(max(ZERO, a.low - b.low))
    low = ZERO if b.high is None else max(ZERO, a.low - b.high)
    return Range(low, None if a.high is None else max(ZERO, a.high - b.low))


def mul(a: Range, b: Range) -> Range:
    """Product."""
    if a.exact and b.exact:
        return point(a.low * b.low)
    if a.high == 0 or b.high == 0:
        return point(0)
    return Range(a.low * b.low, None if a.high is None or b.high is None else a.high * b.high)


def div(a: Range, b: Range) -> Range:
    """Quotient; dividing by exactly zero has no result."""
    if b.high == 0:
        raise CannotCalculate("divide-by-zero")
    if a.exact and b.exact:
        return point(a.low / b.low)
    low = ZERO if b.high is None else a.low / b.high
    return Range(low, None if a.high is None or b.low == 0 else a.high / b.low)


def steps(a: Range, b: Range) -> Range:
    """How many whole times b goes into a."""
    quotient = div(a, b)
    return Range(
        Fraction(quotient.low // 1), None if quotient.high is None else Fraction(quotient.high // 1)
    )


def steps_past(a: Range, b: Range) -> Range:
    """How many steps of b a goes past: 2b reaches the second step, but passes only the first."""
    quotient = div(a, b)
    return Range(_below(quotient.low), None if quotient.high is None else _below(quotient.high))


def _below(number: Fraction) -> Fraction:
    """The largest whole number below another one, and not below zero."""
    return Fraction(max(0, ceil(number) - 1))


def minimum(*args: Range) -> Range:
    """The smallest."""
    return Range(min(a.low for a in args), least([a.high for a in args]))


def maximum(*args: Range) -> Range:
    """The largest."""
    return Range(max(a.low for a in args), greatest([a.high for a in args]))


def lt(a: Range, b: Range) -> Answer:
    """Whether a is below b."""
    if a.high is not None and a.high < b.low:
        return True
    return False if b.high is not None and a.low >= b.high else None


def le(a: Range, b: Range) -> Answer:
    """Whether a is at most b."""
    if a.high is not None and a.high <= b.low:
        return True
    return False if b.high is not None and a.low > b.high else None


def eq(a: Range, b: Range) -> Answer:
    """Whether a equals b."""
    if a.exact and a == b:
        return True
    apart = lt(a, b) or lt(b, a)
    return False if apart else None


def later(day: Range, years: Range) -> Range:
    """The day so many years and months after another one."""
    return _moved(day, years, _later)


def _later(day: Fraction, years: Fraction) -> Fraction:
    """The same day of the month, or the last where the month is shorter."""
    months = years * 12
    if months.denominator != 1:
        raise CannotCalculate("part-of-month")
    first = date.fromordinal(max(1, int(day)))
    year, month = divmod(first.year * 12 + first.month - 1 + months.numerator, 12)
    if year > date.max.year:
        raise CannotCalculate("too-large")
    last = monthrange(year, month + 1)[1]
    return Fraction(date(year, month + 1, min(first.day, last)).toordinal())


def days_later(day: Range, days: Range) -> Range:
    """The day so many days after another one."""
    return _moved(day, days, _days_later)


def _moved(day: Range, span: Range, move: Callable[[Fraction, Fraction], Fraction]) -> Range:
    """Both ends of a day that is moved; open where either is."""
    low = move(day.low, span.low)
    if day.high is None or span.high is None:
        return Range(low, None)
    return Range(low, move(day.high, span.high))


def _days_later(day: Fraction, days: Fraction) -> Fraction:
    if days.denominator != 1:
        raise CannotCalculate("part-of-day")
    found = max(Fraction(1), day) + days
    if found > date.max.toordinal():
        raise CannotCalculate("too-large")
    return found


def negate(a: Answer) -> Answer:
    """The opposite answer."""
    return None if a is None else not a


def both(*args: Answer) -> Answer:
    """No if any is no, yes if all are yes."""
    return False if False in args else None if None in args else True


def either(*args: Answer) -> Answer:
    """Yes if any is yes, no if all are no."""
    return True if True in args else None if None in args else False


# --- kinds -----------------------------------------------------------------------------------

SHARES = ("rate", "ratio", "count", "duration")
"""Kinds without a currency: money may be multiplied and divided by them."""


class DoesNotFit(TypeError):
    """The operands' kinds do not fit the operator; the message says what would."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said


def rate_between(kinds: Iterable[str]) -> Message | str:
    """What to do where two currencies meet, to stand behind a sentence; empty where none do."""
    first, *others = [*dict.fromkeys(filter(is_currency, kinds)), ""]
    return say("rule-type.rate", of=first, per=others[0]) if len(others) > 1 else ""


def _same(*kinds: str) -> str:
    if len(set(kinds)) != 1:
        told = [told_kind(kind) for kind in dict.fromkeys(kinds)]
        raise DoesNotFit(say("rule-type.one-kind", kinds=told, advice=rate_between(kinds)))
    if kinds[0] in ("yes_no", "choice"):
        raise DoesNotFit(say("rule-type.amounts", kind=told_kind(kinds[0])))
    return kinds[0]


def _sum(a: str, b: str) -> str:
    if {a, b} == {"rate", "points"}:
        return "rate"
    return _counted(a, b)


def _rest(a: str, b: str) -> str:
    return "rate" if (a, b) == ("rate", "points") else _counted(a, b)


def _counted(a: str, b: str) -> str:
    if _same(a, b) == "date":
        raise DoesNotFit(say("rule-type.dates"))
    return a


def _product(a: str, b: str) -> str:
    if converted := _converted(a, b) or _converted(b, a):
        return converted
    if is_exchange(a) and b in SHARES:
        return a
    if is_exchange(b) and a in SHARES:
        return b
    if is_currency(a) and b in (*SHARES, "points"):
        return a
    if is_currency(b) and a in (*SHARES, "points"):
        return b
    if "points" in (a, b) and {a, b} <= {*SHARES, "points"} and a != b:
        return "points"
    if a in SHARES and b in SHARES:
        return "count" if {a, b} <= {"count", "duration"} else "rate"
    raise DoesNotFit(say("rule-type.multiply", a=told_kind(a), b=told_kind(b)))


def _converted(amount: str, rate: str) -> str:
    """The currency that an amount becomes by an exchange rate; empty where it is for another."""
    of, _, per = rate.partition("/")
    return of if per == amount else ""


def _quotient(a: str, b: str) -> str:
    of, _, per = b.partition("/")
    if per and a == of:
        return per
    if (is_currency(a) or is_exchange(a)) and b in SHARES:
        return a
    if (a == b and is_currency(a)) or (a in SHARES and b in SHARES):
        return "rate"
    said = say("rule-type.divide", a=told_kind(a), b=told_kind(b), advice=rate_between((a, b)))
    raise DoesNotFit(said)


def _day(a: str, b: str) -> str:
    assert (a, b) in (("date", "duration"), ("date", "count")), "any other sum is an add"
    return a


def _times(a: str, b: str) -> str:
    _counted(a, b)
    return "count"


def _comparison(a: str, b: str) -> str:
    _same(a, b)
    return "yes_no"


def _answers(*kinds: str) -> str:
    if set(kinds) != {"yes_no"}:
        raise DoesNotFit(say("rule-type.answers"))
    return "yes_no"


@dataclass(frozen=True, slots=True)
class Operator:
    """One row of the table: how many operands, their kinds, and the function."""

    least: int
    most: int
    kind: Callable[..., str]
    apply: Callable[..., Range | Answer]

    @property
    def alike(self) -> bool:
        """Whether all operands are of one kind."""
        return self.kind in (_same, _sum, _rest, _times, _comparison)


OPERATORS: dict[str, Operator] = {
    "add": Operator(2, 2, _sum, add),
    "sub": Operator(2, 2, _rest, sub),
    "mul": Operator(2, 2, _product, mul),
    "div": Operator(2, 2, _quotient, div),
    "min": Operator(2, 20, _same, minimum),
    "max": Operator(2, 20, _same, maximum),
    "steps": Operator(2, 2, _times, steps),
    "steps_past": Operator(2, 2, _times, steps_past),
    "lt": Operator(2, 2, _comparison, lt),
    "le": Operator(2, 2, _comparison, le),
    "gt": Operator(2, 2, _comparison, lambda a, b: lt(b, a)),
    "ge": Operator(2, 2, _comparison, lambda a, b: le(b, a)),
    "eq": Operator(2, 2, _comparison, eq),
    "ne": Operator(2, 2, _comparison, lambda a, b: negate(eq(a, b))),
    "and": Operator(2, 20, _answers, both),
    "or": Operator(2, 20, _answers, either),
    "not": Operator(1, 1, _answers, negate),
    "later": Operator(2, 2, _day, later),
    "days_later": Operator(2, 2, _day, days_later),
}
