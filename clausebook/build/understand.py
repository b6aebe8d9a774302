"""Content → what it means, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clausebook.build.front import Front
from clausebook.build.reading import READ, Kept, read_inputs, read_one
from clausebook.build.shelf import Understood, only_words
from clausebook.build.state import Row, packed
from clausebook.build.working import plan_all, work_all
from clausebook.content.assemble import assemble, read_all
from clausebook.content.check import Read
from clausebook.content.load import names_in, shown_as
from clausebook.content.sources import sources_in
from clausebook.features import all_outputs
from clausebook.features.paths import check_paths
from clausebook.meaning.calculate import Calculated, calculate
from clausebook.meaning.resolve import resolve
from clausebook.meaning.site import Site
from clausebook.problems import Problem, Problems


def understand(content: Path, on: str | None = None) -> tuple[Calculated, tuple[Problem, ...]]:
    """Content as the site understands it, with everything that is wrong with it.

    ``on`` is the as-of date in ISO form; without it, the date in content/site.yaml.
    """
    problems = Problems(sources_in(content))
    reads = read_all(content, names_in(content))
    return meaning_of(content, reads, on, problems), tuple(problems)


def meaning_of(
    content: Path, reads: Iterable[Read], on: str | None, problems: Problems
) -> Calculated:
    """What files mean together, once each has been read."""
    site = site_of(content, reads, problems)
    return calculate(site, on or site.corpus.settings.as_of, problems)


def site_of(content: Path, reads: Iterable[Read], problems: Problems) -> Site:
    """The same without worked examples and pictures."""
    return resolve(assemble(shown_as(content), reads, problems), problems)


# --- beside what the last build has left ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OtherWords:
    """The last build's site with other words in some clauses, and what the state keeps of them."""

    understood: Understood
    clauses: tuple[str, ...]
    """The ids of these clauses."""
    rows: tuple[Row, ...]


def other_words(front: Front) -> OtherWords | None:
    """What the content means, where nothing but words of clauses has changed, or nothing."""
    changed = front.changed_clauses()
    if changed is None:
        return None
    reads = {n: read_one(front.order.content, n, front.inputs, front.state) for n in changed}
    for name, new in reads.items():
        old: Kept | None = front.state.get(READ, name)
        if not only_words(old.read if old else None, new.read):
            return None
    new_reads = {kept.read.id: kept.read for kept in reads.values()}
    problems = Problems(sources_in(front.order.content))
    understood = Understood(front.state, new_reads, front.order.on, problems)
    rows = tuple((READ, name, packed(kept)) for name, kept in reads.items())
    return OtherWords(understood, tuple(new_reads), rows) if understood.is_right() else None


def understand_all(front: Front) -> tuple[Calculated, list[Row]]:
    """What all files mean together, and what the state should keep of them."""
    content, state = front.order.content, front.state
    reads, rows = read_inputs(content, front.inputs, state)
    site = site_of(content, reads, front.problems)
    on = front.order.on or site.corpus.settings.as_of
    works, worked = work_all(site.benefits, on, state)
    plans, planned = plan_all(site, state)
    calculated = calculate(site, on, front.problems, works, plans)
    if not front.problems:
        check_paths(site, all_outputs(site), front.problems)
    return calculated, [*rows, *worked, *planned]
