"""Random small books with answers, and their best combinations by trying every set.

Books are drawn as the vectors write them, so that a failure can be read. What is tried here follows
``schema/plans.md`` anew: only what one benefit pays for given values comes from the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from itertools import combinations
from typing import Any

from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBook
from clausebook.rules.compiled import CompiledBenefit
from clausebook.rules.evaluate import reckon
from clausebook.rules.operators import Range, add
from tests.fuzz.random_rules import Dice
from tests.plans import answers_of, compile_book

Json = dict[str, Any]
ON = "2026-12-01"
_MONEY = ("100万元", "200万元", "300万元", "400万元", "600万元", "0元")
_POOL = {"is": "500万元", "address": "pool/1.pool"}
_QUESTIONS: Json = {
    "kind": {"type": "choice", "choices": ["a", "b"], "about": "product"},
    "ready": {"type": "yes_no", "about": "product"},
    "where": {"type": "choice", "choices": ["a", "b"]},
    "cost": {"type": "CNY", "about": "product"},
    "size": {"type": "CNY"},
}
_PRODUCT = (
    "award",
    "rate * cost",
    "min(rate * cost, award)",
    "up_to(rate) * cost",
    "fed",
    "ratio * fed if fed > 0 else award",
    "award if fed == 0 else 0",
    "award * item_number",
)
_APPLICANT = ("award", "rate * size", "award * approved", "ratio * fed", "max(award - fed, 0)")
_TYPES = ("exclusive", "best-of", "once", "replaces", "carried-out", "cap", "feeds", "feeds")
Gates = list[tuple[str, str, bool]]
"""Question, the answer that is needed, and whether an authority judges it, too."""


@dataclass(frozen=True)
class RandomPlan:
    """A book with answers, as they are written."""

    written: Json
    case: Json

    @cached_property
    def book(self) -> PlanBook:
        """The book, compiled."""
        return compile_book(self.written)

    @cached_property
    def answers(self) -> Answers:
        """The answers in canonical texts."""
        return answers_of(self.book, self.case)

    def __str__(self) -> str:
        rows = [f"{id_}: {each}" for id_, each in self.written["benefits"].items()]
        rows += [*map(str, self.written["relations"]), str(self.written["readings"])]
        return "\n".join((*rows, str(self.case)))


def random_plan(dice: Dice) -> RandomPlan:
    """Two to five benefits, up to four relations, up to two products."""
    products = 1 + dice.roll(2)
    ids = [f"{home}/{n}:x" for n in range(2 + dice.roll(4)) for home in [dice.pick(("c", "d"))]]
    readings = {"c/0:q": ["c1", "c2"]}
    benefits = {id_: _benefit(dice, id_) for id_ in ids}
    relations = [_relation(dice, n, ids, benefits) for n in range(dice.roll(5))]
    answers = {
        "kind": [dice.pick(("a", "b", "")) for _ in range(products)],
        "ready": [dice.pick(("yes", "yes", "no", "")) for _ in range(products)],
        "where": dice.pick(("a", "a", "b", "")),
        "cost": [dice.pick(("1000万元", "400万元", "")) for _ in range(products)],
        "size": dice.pick(("1000万元", "300万元", "")),
    }
    received = {id_: {"paid_this_year": "100万元"} for id_ in ids if dice.roll(6) == 5}
    judged = {
        f"{id_.partition(':')[0]}:g0": dice.pick(("yes", "no")) for id_ in ids[: dice.roll(3)]
    }
    book = {"questions": _QUESTIONS, "benefits": benefits, "relations": relations}
    case = {"answers": answers, "received": received, "judged": judged}
    return RandomPlan({**book, "readings": readings}, case)


def _benefit(dice: Dice, id_: str) -> Json:
    is_product = dice.roll(3) < 2
    pays = dice.pick(_PRODUCT if is_product else _APPLICANT)
    facts: Json = {"rate": dice.pick(("50%", "30%")), "ratio": dice.pick(("1:1", "1:0.5"))}
    facts |= {"award": dice.pick(_MONEY), "prize": dice.pick(_MONEY), "annual": "500万元"}
    facts |= {"pool": _POOL}
    written: Json = {"pays": pays, "facts": facts, "asks": ["cost"] if is_product else ["size"]}
    written |= {"inputs": {"fed": "CNY"}, "limits": {}}
    if is_product:
        written |= {"per": "product", "subject": "product"}
    else:
        written["inputs"]["approved"] = "count"
        written["from"] = {"approved": "kind == a"}
    if dice.roll(5) == 4:
        written["limits"]["combined"] = {"ceiling": "rate * " + written["asks"][0], "with": "fed"}
    if dice.roll(4) == 3:
        written["limits"]["per_year"] = "annual"
    if dice.roll(4) == 3:
        written["limits"]["shared"] = [{"cap": "pool", "over": "year"}]
    if dice.roll(5) == 4:
        written |= {"under": {"c2": {"rule": "prize"}}, "readings": {"c1": "c/0:q", "c2": "c/0:q"}}
    if dice.roll(10) == 9:
        written["validity"] = {"from": "2020-01-01", "until": "2026-11-30"}
    written["gates"] = [_gate(dice, n, is_product) for n in range(dice.roll(3))]
    return written


def _gate(dice: Dice, number: int, is_product: bool) -> Json:
    asked = dice.pick(("where", "kind", "ready") if is_product else ("where", "where", "ready"))
    needs = {"where": "where == a", "kind": "kind == a", "ready": "ready"}[asked]
    judged = {"judged": True} if dice.roll(4) == 3 else {}
    return {"id": f"g{number}", "needs": needs, **judged}


def _relation(dice: Dice, number: int, ids: list[str], benefits: Json) -> Json:
    type_ = dice.pick(_TYPES)
    start = dice.roll(len(ids))
    mixed = [*ids[start:], *ids[:start]]
    many = 2 + dice.roll(2)
    of, rest = mixed[:many], mixed[many:] or mixed[-1:]
    relation: Json = {"id": f"r{number}", "type": type_, "of": of}
    relation |= {"per": "product"} if dice.roll(2) else {}
    if type_ == "cap":
        relation |= {"cap": dice.pick(("500万元", "300万元")), "over": dice.pick(("year", "total"))}
    elif type_ == "feeds":
        into = max(mixed[:2], key=ids.index)
        relation |= {"of": [min(mixed[:2], key=ids.index)], "into": into, "input": "fed"}
    elif type_ in ("replaces", "carried-out"):
        relation |= {
            "of": mixed[:1],
            "by": [id_ for id_ in (*of[1:], *rest[:1]) if id_ != mixed[0]],
        }
    if dice.roll(5) == 4:
        relation["when"] = {"c/0:q": [dice.pick(("c1", "c2"))]}
    return relation


# --- every set -------------------------------------------------------------------------------

Instance = tuple[str, int]
Unit = tuple[str, tuple[int, ...]]
Paid = dict[Instance, Fraction | None]
Rank = tuple[int, Fraction, int, tuple[int, ...]]


class Tried:
    """Every set of a random plan, in one of its worlds and under a reading."""

    def __init__(self, plan: RandomPlan, *, high: bool, option: str = "c1") -> None:
        self.plan, self.high, self.option = plan, high, option
        self.benefits: Mapping[str, Json] = plan.written["benefits"]
        self.relations = [
            each
            for each in plan.written["relations"]
            if option in each.get("when", {}).get("c/0:q", [option])
        ]
        self.products = len(plan.case["answers"]["kind"])
        self.carried = {
            id_ for each in self.relations if each["type"] == "carried-out" for id_ in each["of"]
        }
        self._known: dict[tuple[str, tuple[int, ...], str], Paid] = {}

    def count(self, id_: str) -> int:
        """How many instances a benefit has."""
        return self.products if self.is_product(id_) else 1

    def is_product(self, id_: str) -> bool:
        """Whether it is for products."""
        return "per" in self.benefits[id_]

    def gates(self, id_: str, place: int) -> bool | None:
        """Whether the gates of an instance hold."""
        home, found = id_.partition(":")[0], list[bool | None]()
        for gate in self.benefits[id_]["gates"]:
            judged = self.plan.case["judged"].get(f"{home}:{gate['id']}")
            if "judged" in gate and judged:
                found.append(judged == "yes")
                continue
            name, wanted = gate["needs"].split(" ")[0], "yes" if gate["needs"] == "ready" else "a"
            given = self.plan.case["answers"][name]
            texts = given if isinstance(given, list) else [given]
            texts = [texts[place]] if self.is_product(id_) and len(texts) > 1 else texts
            answers = [None if text == "" else text == wanted for text in texts]
            answer = True if True in answers else None if None in answers else False
            found.append(None if "judged" in gate and answer is not False else answer)
        return False if False in found else None if None in found else True

    def may(self, id_: str, *, high: bool) -> tuple[int, ...]:
        """The instances that can be had in a world, of a benefit in force."""
        if "validity" in self.benefits[id_]:
            return ()
        answers = [self.gates(id_, place) for place in range(self.count(id_))]
        return tuple(p for p, each in enumerate(answers) if each or (high and each is None))

    def units(self) -> list[Unit]:
        """What is taken or left as a whole."""
        apart = {
            id_
            for each in self.relations
            if each.get("per")
            for id_ in (*each["of"], *each.get("by", ()), each.get("into"))
            if id_ and self.is_product(id_)
        }
        found = list[Unit]()
        for id_ in self.benefits:
            places = () if id_ in self.carried else self.may(id_, high=True)
            if id_ in apart:
                found += [(id_, (place,)) for place in places]
            elif places:
                found.append((id_, places))
        return found

    def taken(self, units: tuple[Unit, ...]) -> dict[str, tuple[int, ...]]:
        """The instances of a set that count in this world, by benefit."""
        found: dict[str, tuple[int, ...]] = {}
        for id_, places in units:
            sure = [place for place in places if place in self.may(id_, high=self.high)]
            if sure:
                found[id_] = tuple(sorted((*found.get(id_, ()), *sure)))
        return found

    def is_legal(self, taken: Mapping[str, tuple[int, ...]]) -> bool:
        """Whether no relation speaks against it."""
        for relation in self.relations:
            places = range(self.products) if relation.get("per") else (None,)
            for place in places:
                of = [id_ for id_ in dict.fromkeys(relation["of"]) if self._in(id_, place, taken)]
                by = [id_ for id_ in relation.get("by", ()) if self._in(id_, place, taken)]
                if relation["type"] in ("exclusive", "best-of", "once") and len(of) > 1:
                    return False
                if relation["type"] == "replaces" and of and by:
                    return False
        return True

    def _in(self, id_: str, place: int | None, taken: Mapping[str, tuple[int, ...]]) -> bool:
        places = taken.get(id_, ())
        return bool(places) if place is None or not self.is_product(id_) else place in places

    # --- what a set pays -----------------------------------------------------------------------

    def pays(self, taken: Mapping[str, tuple[int, ...]]) -> Paid:
        """What each instance is paid; feeders stand before those that they feed."""
        paid: Paid = {}
        for id_ in self.benefits:
            if id_ in taken:
                shares = self._alone(id_, taken[id_], paid)
                paid |= self._capped(id_, shares, paid)
        return paid

    def _alone(self, id_: str, places: tuple[int, ...], paid: Paid) -> Paid:
        fed = [self._fed(id_, place, places[0], paid) for place in places]
        key = id_, places, str(fed)
        if key not in self._known:
            self._known[key] = self._reckoned(id_, places, fed)
        return self._known[key]

    def _reckoned(self, id_: str, places: tuple[int, ...], fed: list[Range | None]) -> Paid:
        rule: CompiledBenefit = self.plan.book.benefits[id_].rule
        name = "cost" if self.is_product(id_) else "size"
        texts = self.plan.answers.given[name]
        texts = tuple(texts[place] for place in places) if self.is_product(id_) else texts
        entered: Any = {
            name: tuple(Fraction(text) if text else None for text in texts),
            "fed": tuple(fed),
        }
        if not self.is_product(id_):
            kinds = self.plan.answers.given["kind"]
            sure = Fraction(kinds.count("a"))
            entered["approved"] = (Range(sure, sure + kinds.count("")),)
        received = self.plan.answers.received.get(id_, {})
        entered |= {key: (Fraction(text),) for key, text in received.items() if key in rule.inputs}
        found = reckon(rule, entered, len(places), ON, self.option)
        shares: Paid = {}
        left = found.paid.total.high if self.high else found.paid.total.low
        for place, item in zip(places, found.paid.items, strict=True):
            most = item.high if self.high else item.low
            share = left if most is None else most if left is None else min(most, left)
            left = None if left is None or share is None else left - share
            shares[id_, place] = share
        return shares

    def _fed(self, id_: str, place: int, first: int, paid: Paid) -> Range | None:
        feeds = [r for r in self.relations if r["type"] == "feeds" and r.get("into") == id_]
        terms = list[Range]()
        for feeder in dict.fromkeys(one for relation in feeds for one in relation["of"]):
            alike = self.is_product(feeder) and self.is_product(id_)
            places = () if feeder in self.carried else self.may(feeder, high=True)
            if place in places if alike else places:
                shares = [
                    share
                    for (other, at), share in paid.items()
                    if other == feeder and (at == place if alike else place == first)
                ]
                known = sum((share for share in shares if share is not None), Fraction(0))
                terms.append(Range(Fraction(0), None) if None in shares else Range(known, known))
        return reduce(add, terms) if terms else None

    def _capped(self, id_: str, shares: Paid, paid: Paid) -> Paid:
        found: Paid = {}
        for (_, place), share in shares.items():
            for of, room, per in self._caps():
                if id_ in of:
                    for each in range(self.products) if per else (None,):
                        if each is None or not self.is_product(id_) or each == place:
                            used = self._used(of, each, {**paid, **found})
                            left = room - used
                            share = left if share is None else min(share, left)
            found[id_, place] = share
        return found

    def _used(self, of: list[str], place: int | None, paid: Paid) -> Fraction:
        rows = (
            share or Fraction(0)
            for (id_, at), share in paid.items()
            if id_ in of and (place is None or not self.is_product(id_) or at == place)
        )
        return sum(rows, Fraction(0))

    def _caps(self) -> Iterator[tuple[list[str], Fraction, bool]]:
        million, received = Fraction(1_000_000), self.plan.answers.received
        for each in self.relations:
            if each["type"] == "cap":
                cap = Fraction(each["cap"].removesuffix("万元")) / 100 * million
                gone = sum(million for id_ in each["of"] if id_ in received)
                yield (
                    each["of"],
                    max(Fraction(0), cap - gone * (each["over"] == "year")),
                    "per" in each,
                )
        sharing = [id_ for id_ in self.benefits if "shared" in self._limits(id_)]
        if len(sharing) > 1:
            yield sharing, 5 * million, False

    def _limits(self, id_: str) -> Json:
        under = self.benefits[id_].get("under", {})
        limits: Json = {} if self.option in under else self.benefits[id_]["limits"]
        return limits

    # --- the best ------------------------------------------------------------------------------

    def sets(self) -> Iterator[tuple[Rank, tuple[Unit, ...]]]:
        """Every legal set, with what makes it better: it pays more, is smaller, comes first."""
        units = self.units()
        for size in range(len(units) + 1):
            for places in combinations(range(len(units)), size):
                chosen = tuple(units[place] for place in places)
                taken = self.taken(chosen)
                everything = {
                    id_: tuple(p for i, ps in chosen if i == id_ for p in ps) for id_, _ in chosen
                }
                if self.is_legal(everything):
                    amounts = [*self.pays(taken).values()]
                    known = sum((each for each in amounts if each is not None), Fraction(0))
                    yield (amounts.count(None), known, -size, tuple(-p for p in places)), chosen

    def total(self, rank: Rank) -> Fraction | None:
        """What a set pays."""
        return None if rank[0] else rank[1]
