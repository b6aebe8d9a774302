"""Whether the instalments of a benefit are the whole of what it pays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from functools import reduce

from clausebook.content.records import Benefit
from clausebook.meaning.basis import Fault
from clausebook.messages import LANGUAGES, say
from clausebook.quantity import Quantity, is_currency, show
from clausebook.rules.compiled import UNFIXED, CompiledBenefit, Node
from clausebook.rules.expressions import Run, range_of
from clausebook.rules.operators import CannotCalculate, add


def instalment_faults(
    record: Benefit, rule: CompiledBenefit, ceilings: frozenset[str]
) -> Iterator[Fault]:
    """What is wrong with the parts; ``ceilings`` are facts that print only an upper limit."""
    place = record.place.at("instalments")
    rests = [i for i, each in enumerate(rule.instalments) if each.part is None]
    for i in rests[1:]:
        yield Fault(place.at(i, "id"), say("instalments-differ.rests"))
    for i, each in enumerate(rule.instalments):
        if each.part and (each.part.has(*UNFIXED) or each.part.word in ceilings):
            yield Fault(place.at(i, "part"), say("instalments-differ.open"))
        if any(node.has("given") for node in each.nodes()):
            yield Fault(place.at(i, "id"), say("instalments-differ.item"))
    parts = [each.part for each in rule.instalments if each.part]
    if len({part.kind for part in parts}) > 1:
        yield Fault(place, say("instalments-differ.kinds"))
    elif parts:
        whole = Node("number", "rate", word="1") if parts[0].kind == "rate" else rule.way.pays
        yield from _sums(record, rule, whole, parts, has_rest=bool(rests))


def _sums(
    record: Benefit, rule: CompiledBenefit, whole: Node, parts: list[Node], *, has_rest: bool
) -> Iterator[Fault]:
    """Parts that depend on no entry are the whole, or leave a rest where there is one."""
    if any(node.has("input", "given") for node in (whole, *parts)):
        return  # worked examples tell
    run = Run(rule, {}, keeps_steps=False)
    with suppress(CannotCalculate):
        award = range_of(run, whole).low
        together = reduce(add, (range_of(run, part) for part in parts)).low
        if together >= award if has_rest else together != award:
            key = "instalments-differ.none-left" if has_rest else "instalments-differ.sum"
            ends = {"sum": together, "whole": award}
            values = {name: _words(whole.kind, end) for name, end in ends.items()}
            said = say(key, **values)
            yield Fault(record.place.at("instalments"), said)


def _words(kind: str, number: Fraction) -> str:
    """A share or an amount, for messages."""
    quantity = Quantity("money", number, kind) if is_currency(kind) else Quantity("rate", number)
    return show(quantity, LANGUAGES[0])
