"""The relations that act under some readings: who feeds whom, what is shared or excluded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from clausebook.plan.answers import RECEIVED, Answers
from clausebook.plan.book import PlanBenefit, PlanBook, Relation
from clausebook.rules.compiled import ids_of
from clausebook.rules.inputs import UNDER, fact_number, number_of
from clausebook.rules.operators import ZERO

Readings = Mapping[str, str]
"""By question, the answer under which is planned; the used one where it has none."""
_AT_MOST_ONE = ("exclusive", "best-of", "once")


@dataclass(frozen=True, slots=True)
class Cap:
    """What some benefits are paid together at most."""

    relation: Relation
    room: Fraction
    """What earlier payments leave of it."""


@dataclass(frozen=True, slots=True)
class Acting:
    """The relations of a book under some readings."""

    book: PlanBook
    readings: Readings
    relations: tuple[Relation, ...]
    caps: tuple[Cap, ...]
    feeds: Mapping[str, Mapping[str, tuple[Relation, ...]]]
    """By benefit and its input, the relations by which others feed it."""
    order: tuple[str, ...]
    """The benefits, each behind those that feed it."""
    carried_out: Mapping[str, Relation]
    """By benefit that is never added, the relation that says so."""

    def reading(self, benefit: PlanBenefit) -> str:
        """The key of ``under`` by which a benefit is computed; empty for the used reading."""
        if not self.readings or not benefit.rule.under:
            return ""
        told = {key for key, home in benefit.readings.items() if self.readings.get(home) == key}
        fitting = [key for key in benefit.rule.under if told.issuperset(ids_of(key))]
        return max(fitting, key=lambda key: len(ids_of(key)), default="")

    def conflicts(self) -> Iterator[tuple[str, str, Relation]]:
        """Two benefits of which at most one can be taken, and what says so."""
        for relation in self.relations:
            if relation.type in _AT_MOST_ONE:
                for place, one in enumerate(relation.of):
                    yield from ((one, other, relation) for other in relation.of[place + 1 :])
            elif relation.type == "replaces":
                yield from ((one, other, relation) for one in relation.of for other in relation.by)


def acting(book: PlanBook, answers: Answers, readings: Readings) -> Acting:
    """The relations that hold under some readings, with what was received of their caps."""
    held = [each for each in book.relations if _holds(book, each, readings)]
    found = Acting(book, readings, tuple(held), (), {}, (), {})
    caps = [*_written_caps(book, answers, held), *_shared_caps(book, answers, found)]
    feeds: dict[str, dict[str, tuple[Relation, ...]]] = {}
    carried_out: dict[str, Relation] = {}
    for relation in held:
        if relation.type == "feeds" and relation.into in book.benefits:
            inputs = feeds.setdefault(relation.into, {})
            inputs[relation.input] = (*inputs.get(relation.input, ()), relation)
        if relation.type == "carried-out":
            for id_ in relation.of:
                carried_out.setdefault(id_, relation)
    order = tuple(_order(book, feeds))
    return Acting(book, readings, tuple(held), tuple(caps), feeds, order, carried_out)


def _holds(book: PlanBook, relation: Relation, readings: Readings) -> bool:
    def answer(question: str) -> str:
        return readings.get(question, book.readings[question].used)

    return all(answer(question) in options for question, options in relation.when.items())


def _written_caps(book: PlanBook, answers: Answers, held: Sequence[Relation]) -> Iterator[Cap]:
    for relation in held:
        if relation.type == "cap" and relation.cap is not None:
            name = RECEIVED[relation.over or "year"]
            received = [answers.received.get(id_, {}).get(name, "") for id_ in relation.of]
            paid = sum((number_of("money", text) or ZERO for text in received), ZERO)
            yield Cap(relation, max(ZERO, relation.cap - paid))


def _shared_caps(book: PlanBook, answers: Answers, found: Acting) -> Iterator[Cap]:
    """The caps that several benefits name: each is limited by itself, and all of them together."""
    sharing: dict[str, list[tuple[str, Fraction]]] = {}
    for id_, benefit in book.benefits.items():
        way = benefit.rule.under.get(found.reading(benefit), benefit.rule.way)
        for shared in way.limits.shared:
            fact, entries = benefit.rule.figures[shared.cap.word], answers.received.get(id_, {})
            paid = number_of(fact.kind, entries.get(UNDER + shared.cap.word, "")) or ZERO
            left = max(ZERO, fact_number(fact) - paid)
            sharing.setdefault(fact.address, []).append((id_, left))
    for address, rows in sharing.items():
        if address and len(rows) > 1:
            of = tuple(id_ for id_, _ in rows)
            relation = Relation(address, "cap", of, over="total")
            yield Cap(relation, min(left for _, left in rows))


def _order(book: PlanBook, feeds: Mapping[str, Mapping[str, Sequence[Relation]]]) -> Iterator[str]:
    """Feeders first; where benefits feed each other, as the book has them."""
    seen = set[str]()

    def visit(id_: str) -> Iterator[str]:
        if id_ in seen or id_ not in book.benefits:
            return
        seen.add(id_)
        for relations in feeds.get(id_, {}).values():
            for relation in relations:
                for feeder in relation.of:
                    yield from visit(feeder)
        yield id_

    for id_ in book.benefits:
        yield from visit(id_)
