"""A calculation as a person would work it: lines that say something, each test with its reason.

The evaluators record every operation. A reader wants those that move money: what is nothing and
what is not known is left out, a comparison is told with what it decides, and a cap says whether it
takes anything away. The twin is ``static/told/working.js``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clausebook.rules.operators import Range
from clausebook.rules.results import Shown, Step
from clausebook.told.explain import Vocabulary, named_words, value_words
from clausebook.told.limits import CAPS
from clausebook.told.strings import fill

_OPPOSITE = {"lt": "ge", "ge": "lt", "le": "gt", "gt": "le", "eq": "ne", "ne": "eq"}
_TESTS = (*_OPPOSITE, "and", "or", "not")


@dataclass(frozen=True, slots=True)
class _Part:
    """A step with the steps that gave its arguments; None for what none gave."""

    step: Step
    given_by: tuple[_Part | None, ...]


Calls = Mapping[tuple[int | None, str], _Part]
"""What gave each named rule, by item and name: a rule that is called again has no steps again."""


def step_words(vocabulary: Vocabulary, per: str, steps: Sequence[Step]) -> list[str]:
    """The calculation, a line per step that says something; several items are told apart."""
    several = len({step.item for step in steps} - {None}) > 1
    roots = _roots(steps)
    lines, calls, known = [], _calls(roots), set[int]()
    for part in roots:
        item = part.step.item
        for told in _lines(vocabulary, part, _Depth(part.step, calls, known)):
            line = told[:1].upper() + told[1:] if told[:1].isascii() else told
            if several and item is not None and per:
                name = fill(vocabulary.item, n=str(item + 1))
                lines.append(fill(vocabulary.words["of_item"], name=name, value=line))
            else:
                lines.append(line)
    return lines


@dataclass(frozen=True, slots=True)
class _Depth:
    """Where a part stands in what is told as one."""

    whole: Step
    calls: Calls
    told: set[int]
    """Which parts have been told, by their identity."""
    inner: bool = False
    """Inner parts are told again by what they are part of."""

    @property
    def below(self) -> _Depth:
        """The depth of a part's own parts."""
        return replace(self, inner=True)

    def is_idle(self, step: Step) -> bool:
        """Whether a part adds nothing and tells nothing; where all is nothing, it may tell why."""
        if not self.inner or not _is_nothing(step.result):
            return False
        of_nothing = step.op != "if" and any(map(_is_nothing, step.args))
        return of_nothing or not _is_nothing(self.whole.result)


def _roots(steps: Sequence[Step]) -> list[_Part]:
    """The steps that belong to no other, in their order."""
    found, end = [], len(steps)
    while end > 0:
        part, end = _part(steps, end)
        found.append(part)
    return found[::-1]


def _part(steps: Sequence[Step], end: int) -> tuple[_Part, int]:
    """The part whose own step is the last before ``end``, and where its first step stands."""
    step, start = steps[end - 1], end - 1
    given_by: list[_Part | None] = []
    for count in reversed(step.parts):
        given_by.append(_part(steps, start)[0] if count else None)
        start -= count
    return _Part(step, tuple(given_by[::-1])), start


def _calls(parts: Iterable[_Part]) -> dict[tuple[int | None, str], _Part]:
    found: dict[tuple[int | None, str], _Part] = {}
    waiting = [*parts]
    while waiting:
        part = waiting.pop()
        for shown, by in zip(part.step.args, part.given_by, strict=False):
            if by:
                waiting.append(by)
                if shown.name:
                    found[part.step.item, shown.name] = by
    return found


# --- lines -----------------------------------------------------------------------------------


def _lines(vocabulary: Vocabulary, part: _Part, depth: _Depth) -> Iterator[str]:
    """The lines of a part."""
    step = part.step
    if depth.is_idle(step) or id(part) in depth.told:
        return
    depth.told.add(id(part))
    if step.op in _TESTS:
        yield from _test(vocabulary, part, depth)
    elif step.op == "if":
        yield from _branch(vocabulary, part, depth)
    elif step.op == "choose":
        yield from _choice(vocabulary, part, depth)
    else:
        whole = _joined(part)
        yield from _below(vocabulary, whole, depth)
        if not any(map(_is_open, (step.result, *whole.step.args))):
            yield from _OWN.get(step.op, _plain)(vocabulary, whole.step)


def _joined(part: _Part) -> _Part:
    """A sum of sums as one sum."""
    args: list[Shown] = []
    given_by: list[_Part | None] = []
    for shown, by in zip(part.step.args, part.given_by, strict=False):
        if part.step.op == "add" and by and by.step.op == "add" and not shown.name:
            inner = _joined(by)
            args += inner.step.args
            given_by += inner.given_by
        else:
            args.append(shown)
            given_by.append(by)
    return _Part(replace(part.step, args=tuple(args)), tuple(given_by)) if given_by else part


def _below(vocabulary: Vocabulary, part: _Part, depth: _Depth) -> Iterator[str]:
    for shown, by in zip(part.step.args, part.given_by, strict=False):
        each = by or depth.calls.get((part.step.item, shown.name))
        if each:
            yield from _lines(vocabulary, each, depth.below)


def _test(vocabulary: Vocabulary, part: _Part, depth: _Depth) -> Iterator[str]:
    """A condition that follows from what was entered; inside a rule, what it decides tells it."""
    yield from _below(vocabulary, part, depth)
    holds = part.step.result.value
    if not depth.inner and isinstance(holds, bool):
        a = _reason(vocabulary, part, holds=holds)
        yield fill(vocabulary.words["step"]["met" if holds else "not_met"], a=a)


def _branch(vocabulary: Vocabulary, part: _Part, depth: _Depth) -> Iterator[str]:
    """What applies, and why; a branch that is only left over speaks for itself if it can."""
    (test, chosen), (tested, taken) = part.step.args, part.given_by
    yield from _below(vocabulary, part, depth)
    holds = test.value is True
    if not holds and taken:
        return
    a = _reason(vocabulary, tested, holds=holds) if tested else named_words(vocabulary, test)
    yield fill(vocabulary.words["step"]["if"], a=a, b=named_words(vocabulary, chosen))


def _choice(vocabulary: Vocabulary, part: _Part, depth: _Depth) -> Iterator[str]:
    """The class, with what it pays or before how that is calculated."""
    (choice, chosen), words = part.step.args, vocabulary.words["step"]
    named = vocabulary.label(choice.name), value_words(vocabulary, choice)
    a, b = named
    if part.given_by[1]:
        yield fill(words["choose"], a=a, b=b)
        yield from _below(vocabulary, part, depth)
    else:
        yield fill(words["choose_amount"], a=a, b=b, c=named_words(vocabulary, chosen))


def _reason(vocabulary: Vocabulary, part: _Part, *, holds: bool) -> str:
    """Why a test holds, or why it does not."""
    step, words = part.step, vocabulary.words["formula"]
    if step.op == "not":
        return next(_reasons(vocabulary, part, holds=not holds))
    if step.op in ("and", "or"):
        op = step.op if holds else {"and": "or", "or": "and"}[step.op]
        return str(words["and"]).join(_reasons(vocabulary, part, holds=holds, all_=op == "and"))
    if step.op not in _TESTS:
        return value_words(vocabulary, step.result)
    a, b = step.args
    if step.op == "gt" and not b.name and _is_nothing(b):
        told = named_words(vocabulary, a) if holds else vocabulary.label(a.name)
        return fill(words["some" if holds else "none"], a=told)
    op = step.op if holds else _OPPOSITE[step.op]
    return fill(words[op], a=named_words(vocabulary, a), b=named_words(vocabulary, b))


def _reasons(
    vocabulary: Vocabulary, part: _Part, *, holds: bool, all_: bool = True
) -> Iterator[str]:
    """Why the parts of a test hold or do not: all of them, or those that decide it."""
    for shown, by in zip(part.step.args, part.given_by, strict=True):
        if all_ or shown.value is holds:
            own = by if by and not shown.name else None
            told = _reason(vocabulary, own, holds=holds) if own else None
            yield told or named_words(vocabulary, shown)


# --- single steps ----------------------------------------------------------------------------


def _plain(vocabulary: Vocabulary, step: Step) -> Iterator[str]:
    words = vocabulary.words
    args = [named_words(vocabulary, shown) for shown in step.args]
    joined = str(words["step_operator"].get(step.op, words["list_join"]))
    values = {"list": joined.join(args), "result": value_words(vocabulary, step.result)}
    if args:
        values |= {"a": args[0], "b": args[-1]}
    yield fill(words["step"][step.op], **values)


def _sum(vocabulary: Vocabulary, step: Step) -> Iterator[str]:
    """A sum, or the largest: what is nothing adds nothing, and one amount alone is no sum."""
    args = tuple(shown for shown in step.args if not _is_nothing(shown))
    if len(args) > 1:
        yield from _plain(vocabulary, replace(step, args=args))


def _difference(vocabulary: Vocabulary, step: Step) -> Iterator[str]:
    """What is left of the first after all others."""
    a, *others = (named_words(vocabulary, shown) for shown in step.args)
    if _is_nothing(step.args[-1]) and step.op == "sub":
        return
    nothing = _is_nothing(step.result) and step.op != "lost"
    b = (" + " if nothing else " − ").join(others)
    pattern = vocabulary.words["step"]["sub_nothing" if nothing else step.op]
    yield fill(pattern, a=a, b=b, result=value_words(vocabulary, step.result))


def _cap(vocabulary: Vocabulary, step: Step) -> Iterator[str]:
    """Whether a cap takes anything away."""
    words, ends = vocabulary.words, [_exactly(shown) for shown in step.args]
    if len(ends) != 2 or None in ends or step.result.kind == "date":
        yield from _plain(vocabulary, step)
        return
    amount, room = step.args
    if ends[0] == 0 or (ends[1] == 0 and not room.name):
        return  # nothing is limited, or the step before has said that nothing is left
    b = named_words(vocabulary, room)
    left = words["left"].get(step.op)
    if left and not room.name:
        b = fill(left, x=b)
    capped = ends[0] != _exactly(step.result)
    pattern = words["step"]["capped" if capped else "within"]
    result = value_words(vocabulary, step.result)
    yield fill(pattern, a=named_words(vocabulary, amount), b=b, result=result)


def _least(vocabulary: Vocabulary, step: Step) -> Iterator[str]:
    """What is too little to be paid."""
    if _is_nothing(step.result) and not _is_nothing(step.args[0]):
        yield from _plain(vocabulary, step)


def _places(vocabulary: Vocabulary, step: Step) -> Iterator[str]:
    """How many years or items are left, in the unit in which the limit counts."""
    limit, before = step.args
    if _is_nothing(before):
        return
    counted = (replace(limit, value=shown.value) for shown in (before, step.result))
    b, result = (value_words(vocabulary, shown) for shown in counted)
    a = named_words(vocabulary, limit)
    yield fill(vocabulary.words["step"]["places"], a=a, b=b, result=result)


_OWN: dict[str, Callable[[Vocabulary, Step], Iterator[str]]] = {
    "add": _sum,
    "max": _sum,
    "sub": _difference,
    "room": _difference,
    "lost": _difference,
    "places": _places,
    "nothing_below": _least,
    **dict.fromkeys(CAPS, _cap),
}
"""Steps that are told in a way of their own."""


def _exactly(shown: Shown) -> object:
    """The one value that it has; None where there are several."""
    value = shown.value
    return value.low if isinstance(value, Range) and value.exact else None


def _is_nothing(shown: Shown) -> bool:
    return _exactly(shown) == 0


def _is_open(shown: Shown) -> bool:
    """Whether nothing at all is known of it; the calendar has a first day."""
    value, least = shown.value, 1 if shown.kind == "date" else 0
    return value is None or (isinstance(value, Range) and value.low <= least and value.high is None)
