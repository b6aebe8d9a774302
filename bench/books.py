"""Generated books of benefits, with answers: what plans are timed on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from clausebook.plan.answers import Answers
from clausebook.plan.book import PlanBook
from tests.plans import answers_of, compile_book

Json = dict[str, Any]
ON = "2026-12-01"

_PLACES = tuple("abcde")
_KINDS = ("first", "second", "third")
_PAYS = (
    "award",
    "rate * cost",
    "min(rate * cost, award)",
    "up_to(rate) * cost",
    "fed",
    "ratio * fed if fed > 0 else award",
    "award if fed == 0 else 0",
)
_MONEY = ("0元", "100万元", "200万元", "300万元", "500万元", "800万元", "1000万元", "2000万元")
_TYPES = ("exclusive", "best-of", "once", "replaces", "carried-out", "cap", "feeds", "feeds")
_NEIGHBORS = 8
"""Benefits among which a relation of neighbors chooses, as those of one document do."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A book, and what a reader answers first and last."""

    book: PlanBook
    answers: tuple[Answers, ...]
    """From nothing at all to everything, one more question each time."""


def draw_book(seed: int, benefits: int, relations: int, *, scattered: bool = False) -> Drawn:
    """The same seed gives the same book.

    Relations hold between neighbors, as in documents; or scattered between any benefits, which
    makes one large group of them.
    """
    chance = random.Random(seed)
    ids = [f"{chance.choice(_PLACES)}/{number}:x" for number in range(benefits)]
    asked = _questions()
    book = compile_book(
        {
            "questions": asked,
            "benefits": {id_: _benefit(chance) for id_ in ids},
            "relations": [_relation(chance, n, ids, scattered) for n in range(relations)],
            "readings": {"a/0:q": ["c1", "c2"]},
        }
    )
    given: Json = {name: _answer(chance, each) for name, each in asked.items()}
    names = chance.sample([*given], len(given))
    steps = [{name: given[name] for name in names[:many]} for many in range(len(names) + 1)]
    return Drawn(book, tuple(answers_of(book, {"answers": step}) for step in steps))


def _questions() -> Json:
    """Forty, most of them about the product."""
    product = {"about": "product"}
    return {
        "registered_in": {"type": "choice", "choices": [*_PLACES], "place": True},
        "made_in": {"type": "choice", "choices": [*_PLACES], "place": True},
        "kind": {"type": "choice", "choices": [*_KINDS], "fixed": True, **product},
        "cost": {"type": "CNY", **product},
        **{f"fact_{n}": {"type": "yes_no", **(product if n % 3 else {})} for n in range(36)},
    }


def _answer(chance: random.Random, question: Json) -> str | list[str]:
    """Of two products where it is about them."""
    match question["type"]:
        case "choice":
            texts = [chance.choice(question["choices"]) for _ in range(2)]
        case "yes_no":
            texts = chance.choices(("yes", "no"), (3, 1), k=2)
        case _:
            texts = [chance.choice(("400万元", "1000万元", "3000万元")) for _ in range(2)]
    return texts if "about" in question else texts[0]


def _benefit(chance: random.Random) -> Json:
    asked = [f"fact_{chance.randrange(36)}" for _ in range(chance.randint(1, 3))]
    place = f"{chance.choice(('registered_in', 'made_in'))} == {chance.choice(_PLACES)}"
    needs = [chance.choice((place, "registered_in in (a, b, c)")), *asked]
    if chance.random() < 0.5:
        needs.append(f"kind == {chance.choice(_KINDS)}")
    gates: list[Json] = [{"id": f"g{n}", "needs": each} for n, each in enumerate(needs)]
    if chance.random() < 0.3:
        gates.append({"id": "chosen", "judged": True})
    limits = {"per_year": "annual"} if chance.random() < 0.4 else {}
    written = {
        "pays": chance.choice(_PAYS),
        "per": "product",
        "subject": "product",
        "facts": {
            "rate": chance.choice(("50%", "30%")),
            "ratio": chance.choice(("1:1", "1:0.5")),
            "award": chance.choice(_MONEY),
            "annual": "2000万元",
        },
        "asks": ["cost"],
        "inputs": {"fed": "CNY"},
        "limits": limits,
        "gates": gates,
    }
    if chance.random() < 0.1:
        written |= {"under": {"c2": {"rule": "rate * cost"}}, "readings": {"c2": "a/0:q"}}
    return written


def _relation(chance: random.Random, number: int, ids: list[str], scattered: bool) -> Json:
    start = chance.randrange(len(ids) - _NEIGHBORS)
    among = ids if scattered else ids[start : start + _NEIGHBORS]
    of = sorted(chance.sample(among, chance.randint(2, 5)), key=ids.index)
    relation: Json = {"id": f"a/0:r{number}", "type": chance.choice(_TYPES), "of": of}
    if chance.random() < 0.7:
        relation["per"] = "product"
    match relation["type"]:
        case "cap":
            relation |= {"cap": "1500万元", "over": chance.choice(("year", "total"))}
        case "feeds":
            relation |= {"of": of[:1], "into": of[-1], "input": "fed"}
        case "replaces" | "carried-out":
            relation |= {"of": of[:1], "by": of[1:]}
    if chance.random() < 0.1:
        relation["when"] = {"a/0:q": ["c1"]}
    return relation
