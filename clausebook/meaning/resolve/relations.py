"""What texts say of benefits beside each other: every end is there, nothing contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from clausebook.address import (
    benefit_name,
    clause_of,
    full,
    home_and_name,
    item_and_name,
    item_of,
    provision_of,
)
from clausebook.content.records import Clause, Corpus
from clausebook.content.records import Relation as Written
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.references import Used
from clausebook.meaning.site import SiteBenefit
from clausebook.messages import Message, say
from clausebook.plan.book import Relation
from clausebook.problems import Place, Problems, did_you_mean

APART = ("exclusive", "best-of", "once")
"""Types under which at most one benefit is taken."""
_NEEDED = {
    "replaces": ("by",),
    "carried-out": ("by",),
    "cap": ("cap",),
    "feeds": ("into", "input"),
}
"""The keys of each type beside ``of``; ``per`` may stand everywhere, ``over`` beside a cap."""
_KEYS = ("by", "into", "input", "cap", "over")


def resolve_relations(
    corpus: Corpus,
    addresses: Addresses,
    benefits: Mapping[str, SiteBenefit],
    used: Used,
    problems: Problems,
) -> dict[str, Relation]:
    """All relations by ``clause:relation``; those that lead nowhere are left out."""
    resolver = _Resolver(corpus, addresses, benefits, used, problems)
    found: dict[str, tuple[Relation, Place]] = {}
    for clause in corpus.clauses.values():
        for written in clause.relations:
            relation = resolver.resolve(clause, written)
            if relation:
                found[relation.id] = relation, written.place
    _check_cycles(found.values(), problems)
    _check_contradictions(found.values(), problems)
    return {id_: relation for id_, (relation, _) in found.items()}


def by_clause(relations: Mapping[str, Relation]) -> dict[str, list[str]]:
    """The relations that concern each clause: those it states, then those of its benefits."""
    found: dict[str, list[str]] = defaultdict(list)
    for id_ in relations:
        found[clause_of(id_)].append(id_)
    for id_, relation in relations.items():
        for clause in dict.fromkeys(map(clause_of, relation.ends)):
            if clause != clause_of(id_):
                found[clause].append(id_)
    return found


class _Resolver:
    """Follows what a relation names, from the clause that states it."""

    def __init__(
        self,
        corpus: Corpus,
        addresses: Addresses,
        benefits: Mapping[str, SiteBenefit],
        used: Used,
        problems: Problems,
    ) -> None:
        self._corpus = corpus
        self._addresses = addresses
        self._benefits = benefits
        self._used = used
        self._problems = problems
        self._sound = True

    def _wrong(self, place: Place, said: Message) -> None:
        self._sound = False
        self._problems.add(place, said)

    def resolve(self, clause: Clause, written: Written) -> Relation | None:
        """The relation; None, and what is wrong, where anything that it names is not there."""
        place, self._sound = written.place, True
        self._check_keys(written)
        of = self._ends(clause, written.of, place.at("of"))
        by = self._ends(clause, written.by, place.at("by"))
        into = self._end(clause, written.into, place.at("into")) if written.into else ""
        if into and written.input:
            self._check_input(into, written)
        when = {
            f"{home}:{question}": answers
            for home, question, answers in self._readings(clause, written)
        }
        cap = self._cap(clause, written)
        self._check_currencies((*of, *by, *((into,) if into else ())), place)
        if not self._sound or None in (*of, *by, into):
            return None
        return Relation(
            id=f"{clause.id}:{written.id}",
            type=written.type,
            of=tuple(filter(None, of)),
            by=tuple(filter(None, by)),
            per=written.per,
            into=into or "",
            input=written.input,
            cap=cap,
            over=written.over or ("year" if cap is not None else ""),
            when=when,
        )

    def _check_keys(self, written: Written) -> None:
        """Each type has keys of its own; of those that part benefits there are at least two."""
        needed = _NEEDED.get(written.type, ())
        for key in _KEYS:
            given = bool(getattr(written, key))
            allowed = key in needed or (key, written.type) == ("over", "cap")
            if key in needed and not given:
                message = say("relation-keys.missing", type=written.type, key=key)
                self._wrong(written.place, message)
            if given and not allowed:
                message = say("relation-keys.foreign", type=written.type, key=key)
                self._wrong(written.place.at(key, key=True), message)
        if written.type in APART and len(written.of) == 1:
            self._wrong(written.place.at("of"), say("relation-keys.alone"))

    def _ends(self, clause: Clause, written: Iterable[str], place: Place) -> tuple[str | None, ...]:
        return tuple(self._end(clause, one, place.at(i)) for i, one in enumerate(written))

    def _end(self, clause: Clause, address: str, place: Place) -> str | None:
        """A benefit's full id; None, and a problem, where there is none."""
        id_ = full(address, clause.id)
        if id_ in self._benefits:
            return id_
        self._sound = False
        provision = self._addresses.provisions.get(provision_of(id_))
        is_there = provision and any(b.id == benefit_name(id_) for b in provision.benefits)
        if not is_there and not self._addresses.is_broken(clause.id, provision_of(address)):
            hint = did_you_mean(id_, list(self._benefits))
            self._wrong(place, say("unknown-benefit.related", id=id_, hint=hint))
        return None

    def _check_input(self, into: str, written: Written) -> None:
        benefit = self._benefits[into]
        spec = benefit.rule.inputs.get(written.input)
        if spec is None or spec.type != benefit.rule.currency:
            known = [n for n, s in benefit.rule.inputs.items() if s.type == benefit.rule.currency]
            message = say("unknown-input.fed", name=written.input, benefit=into, known=known)
            self._wrong(written.place.at("input"), message)

    def _readings(
        self, clause: Clause, written: Written
    ) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """The questions that must be answered so, each with its provision."""
        homes = {item_of(p.id): p for p in clause.provisions()}
        for key, answers in written.when.items():
            item, question = item_and_name(key)
            provision, place = homes.get(item), written.place.at("when", key, key=True)
            readings = {r.id: r for r in provision.readings} if provision else {}
            if provision is None or question not in readings:
                message = say("unknown-reading.question", question=key, known=[*readings])
                self._wrong(place, message)
                continue
            for i, answer in enumerate(answers):
                if answer not in readings[question].texts:
                    hint = did_you_mean(answer, list(readings[question].texts))
                    message = say("unknown-reading.unpublished", reading=answer, hint=hint)
                    self._wrong(written.place.at("when", key, i), message)
            yield provision.id, question, answers

    def _cap(self, clause: Clause, written: Written) -> Fraction | None:
        if not written.cap:
            return None
        fact = self._addresses.fact(clause.id, written.cap)
        if fact is None:
            where = home_and_name(written.cap)[0]
            if not self._addresses.is_broken(clause.id, where or clause.id):
                message = say("unknown-fact.asked", fact=written.cap)
                self._wrong(written.place.at("cap"), message)
            return None
        self._used.add(fact.address)
        return fact.fact.quantity.value

    def _check_currencies(self, ends: Iterable[str | None], place: Place) -> None:
        """Amounts of two currencies are never compared or added."""
        found = {self._benefits[id_].rule.currency for id_ in ends if id_}
        if len(found) > 1:
            self._wrong(place, say("relation-keys.currencies", currencies=sorted(found)))


Placed = tuple[Relation, Place]


def _check_cycles(placed: Iterable[Placed], problems: Problems) -> None:
    """Nothing can feed itself, take its own place, or be worked out under itself."""
    edges: dict[str, dict[str, list[tuple[str, Place]]]] = {}
    for relation, place in placed:
        onwards = edges.setdefault(relation.type, defaultdict(list))
        for end in relation.of:
            for other in (*relation.by, *((relation.into,) if relation.into else ())):
                onwards[end].append((other, place))
    for type_, onwards in edges.items():
        reported: set[str] = set()
        for start in [*onwards]:
            for loop, place in _loops(start, onwards):
                if not reported & {*loop}:
                    path = " → ".join(loop)
                    problems.add(place, say("relation-cycle.found", type=type_, loop=path))
                reported |= {*loop}


def _loops(
    start: str, onwards: Mapping[str, list[tuple[str, Place]]]
) -> Iterator[tuple[list[str], Place]]:
    """The ways that lead from a benefit back to it; each other one is entered once."""
    waiting, entered = [(start, [start])], {start}
    while waiting:
        here, path = waiting.pop()
        for other, place in onwards.get(here, ()):
            if other == start:
                yield [*path, start], place
            elif other not in entered:
                entered.add(other)
                waiting.append((other, [*path, other]))


def _check_contradictions(placed: Iterable[Placed], problems: Problems) -> None:
    """What cannot be taken together cannot feed the other, share a cap or carry it out."""
    apart: dict[frozenset[str], Relation] = {}
    for relation, _ in placed:
        for pair in _pairs_apart(relation):
            apart.setdefault(frozenset(pair), relation)
    for relation, place in placed:
        for pair in _pairs_together(relation):
            other = apart.get(frozenset(pair))
            if other and _at_once(other, relation) and not _across(other, relation):
                message = say("relation-contradicts.pair", pair=sorted(pair), other=other.id)
                problems.add(place, message)
                break


def _at_once(one: Relation, other: Relation) -> bool:
    """Whether two relations can hold under the same readings."""
    both = one.when.keys() & other.when.keys()
    return all({*one.when[question]} & {*other.when[question]} for question in both)


def _across(apart: Relation, together: Relation) -> bool:
    """Whether a cap reaches over several products, say, of which each is decided by itself."""
    return together.type == "cap" and apart.per not in ("", together.per)


def _pairs_apart(relation: Relation) -> Iterator[tuple[str, str]]:
    if relation.type in APART:
        yield from combinations(relation.of, 2)
    if relation.type == "replaces":
        yield from ((one, other) for one in relation.of for other in relation.by)


def _pairs_together(relation: Relation) -> Iterator[tuple[str, str]]:
    if relation.type == "feeds":
        yield from ((one, relation.into) for one in relation.of)
    if relation.type == "cap":
        yield from combinations(relation.of, 2)
