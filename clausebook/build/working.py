"""Benefits → worked examples and pictures; what rests on the same as before is not worked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausebook.build.processes import MANY_BENEFITS, cores, spread
from clausebook.build.state import Row, State, packed
from clausebook.meaning.calculate import Work, work
from clausebook.meaning.site import SiteBenefit

WORK = "work"


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
