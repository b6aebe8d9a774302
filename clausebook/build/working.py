"""Benefits and plans → what is worked out; what rests on the same as before is not done again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from clausebook.build.processes import MANY_BENEFITS, MANY_PLANS, cores, spread
from clausebook.build.state import Row, State, packed
from clausebook.meaning.calculate import Work, work
from clausebook.meaning.plans import PlanWork, work_plan
from clausebook.meaning.site import Site, SiteBenefit

WORK, PLANNED = "work", "worked plan"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was worked out of a benefit, and a key of all that it rests on."""

    key: str
    work: Work


def work_all(
    benefits: Mapping[str, SiteBenefit], on: str, state: State
) -> tuple[dict[str, Work], list[Row]]:
    """What is worked out of each benefit, and what the state should keep of it."""
    known: dict[str, Kept] = dict(state.all(WORK))
    keys = {id_: f"{on} {benefit.basis.key}" for id_, benefit in benefits.items()}
    new = [id_ for id_, key in keys.items() if id_ not in known or known[id_].key != key]
    works = {id_: known[id_].work for id_ in keys if id_ in known}

    def do(id_: str) -> Work:
        return work(benefits[id_], on)

    rows: list[Row] = [(WORK, id_, None) for id_ in known if id_ not in keys]
    for id_, found in zip(new, spread(do, new, cores(), MANY_BENEFITS), strict=True):
        works[id_] = found
        rows.append((WORK, id_, packed(Kept(keys[id_], found))))
    return {id_: works[id_] for id_ in keys}, rows


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """What was worked out of a plan, and a key of all that it rests on."""

    key: str
    work: PlanWork


def plan_all(site: Site, state: State) -> tuple[dict[str, PlanWork], list[Row]]:
    """What is worked out of each worked plan, and what the state should keep of it."""
    known: dict[str, KeptPlan] = dict(state.all(PLANNED))
    corpus, records = site.corpus, site.corpus.plans
    rests_on = site.book, corpus.questions, corpus.inputs, sorted(corpus.broken)
    book = sha256(repr(rests_on).encode()).hexdigest() if records else ""
    keys = {id_: f"{book} {record!r}" for id_, record in records.items()}
    new = [id_ for id_, key in keys.items() if id_ not in known or known[id_].key != key]
    works = {id_: known[id_].work for id_ in keys if id_ in known}

    def do(id_: str) -> PlanWork:
        return work_plan(site, records[id_])

    rows: list[Row] = [(PLANNED, id_, None) for id_ in known if id_ not in keys]
    for id_, found in zip(new, spread(do, new, cores(), MANY_PLANS), strict=True):
        works[id_] = found
        rows.append((PLANNED, id_, packed(KeptPlan(keys[id_], found))))
    return {id_: works[id_] for id_ in keys}, rows
