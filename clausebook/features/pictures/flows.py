"""Who tops up whom: clauses of a topic whose money is counted by what others pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausebook.address import clause_of, document_of, provision_of
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.told.best import Best
from clausebook.told.status import Status


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """A clause that pays, or that tops up what another pays."""

    anchor: Anchor
    title: str
    jurisdiction: str
    status: Status
    best: Best


@dataclass(frozen=True, slots=True)
class Flow:
    """Money, and all that is paid on top of it."""

    base: FlowEnd
    on_top: tuple[FlowEnd, ...]


@dataclass(frozen=True, slots=True)
class FlowsView:
    """What a topic's clauses pay on top of each other."""

    flows: tuple[Flow, ...]


def flows_view(w: Linked, topic: str) -> FlowsView | None:
    """All that links and relations say of a topic's clauses; None where they say nothing."""
    found: dict[str, dict[str, None]] = {}
    for clause in w.site.index.by_topic.get(topic, ()):
        for base, on_top in _pairs(w, clause):
            found.setdefault(base, {})[on_top] = None
    flows = [
        Flow(_end(w, base), tuple(_end(w, top) for top in tops)) for base, tops in found.items()
    ]
    return FlowsView(tuple(flows)) if flows else None


def _pairs(w: Linked, clause: str) -> Iterator[tuple[str, str]]:
    """Clauses that pay, each with one that tops it up; ``clause`` is one of the two."""
    seat = w.site.clauses[clause]
    for link in seat.links:
        if link.type == "matches-funding":
            yield clause_of(link.other), clause
        elif link.type == "funding-matched-by":
            yield clause, clause_of(link.other)
    for id_ in seat.relations:
        relation = w.site.relations[id_]
        if relation.type == "feeds":
            top = clause_of(provision_of(relation.into))
            bases = {clause_of(provision_of(of)): None for of in relation.of}
            yield from ((base, top) for base in bases if clause in (base, top))


def _end(w: Linked, clause: str) -> FlowEnd:
    document = w.corpus.documents[document_of(clause)]
    return FlowEnd(
        anchor=Anchor(w.clause_label(clause), w.at(("clause", clause)), w.title(clause)),
        title=w.title(clause),
        jurisdiction=w.row_anchor("jurisdictions", document.jurisdiction).words,
        status=w.status_of(clause),
        best=w.best(clause),
    )
