"""Which clauses others supersede, as the links of those say."""

from __future__ import annotations

from typing import NamedTuple

from clausebook.content.records import Corpus
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.days import begin_of
from clausebook.problems import Place


class Superseding(NamedTuple):
    """A clause whose link supersedes another one, from its own first day in force."""

    clause: str
    day: str
    place: Place


def by_links(corpus: Corpus, addresses: Addresses) -> dict[str, list[Superseding]]:
    """What supersedes each clause. A link to an item leaves the rest of its clause in force.

    A draft supersedes nothing, nor does a clause of which no first day is known.
    """
    found: dict[str, list[Superseding]] = {}
    for clause in corpus.clauses.values():
        for link in clause.links if clause.document in corpus.documents else ():
            target = addresses.clause(clause.id, link.to) if link.type == "supersedes" else None
            day = begin_of(clause, corpus.documents[clause.document], addresses) if target else ""
            if target and day and "#" not in target and target != clause.id:
                found.setdefault(target, []).append(Superseding(clause.id, day, link.place))
    return found
