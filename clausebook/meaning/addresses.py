"""Addresses in content → what they lead to: ``5``, ``x/rules-6#2``, ``5.cap``, ``cap``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausebook.address import clause_of, document_of, full, home_and_name, outwards
from clausebook.content.records import Corpus, Document, Fact, Provision


def addresses_in(corpus: Corpus) -> Addresses:
    """The addresses of a corpus: its documents, its clauses and their items."""
    clauses = corpus.clauses.values()
    provisions = {p.id: p for clause in clauses for p in clause.provisions()}
    return Addresses(corpus.documents, provisions, corpus.broken)


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact and the id of the provision or document it stands in."""

    fact: Fact
    home: str

    @property
    def address(self) -> str:
        """The fact's full address."""
        return f"{self.home}.{self.fact.name}"


class Addresses:
    """Looks addresses up from the place they are written in (a provision's or document's id)."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        provisions: Mapping[str, Provision],
        broken: frozenset[str],
    ) -> None:
        self._documents = documents
        self.provisions = provisions
        self._broken = broken

    def clause(self, home: str, address: str) -> str | None:
        """The full id of a clause or item, or None when there is none."""
        id_ = full(address, home)
        return id_ if id_ in self.provisions else None

    def is_broken(self, home: str, address: str) -> bool:
        """Whether the address leads into a file that has problems of its own."""
        clause = clause_of(full(address, home))
        return clause in self._broken or document_of(clause) in self._broken

    def fact(self, home: str, address: str) -> FoundFact | None:
        """A fact by its address, or None when there is none."""
        where, name = home_and_name(address)
        if not where:
            return self._nearest(home, name)
        if where in self._documents:
            return self._stands_in(where, name)
        provision = self.clause(home, where)
        return self._stands_in(provision, name) if provision else None

    def _nearest(self, home: str, name: str) -> FoundFact | None:
        """Without a clause: the item's own fact or short name, the clause's, the document's."""
        for place in outwards(home):
            found = self._stands_in(place, name)
            if found:
                return found
            provision = self.provisions.get(place)
            address = provision.uses.get(name, "") if provision else ""
            if "." in address:  # a short name for a short name could lead round in a circle
                return self.fact(place, address)
        return None

    def is_short_name(self, home: str, name: str) -> bool:
        """Whether the provision or the clause around it uses the name for another clause's fact."""
        places = (self.provisions.get(place) for place in outwards(home))
        return any(name in provision.uses for provision in places if provision)

    def _stands_in(self, place: str, name: str) -> FoundFact | None:
        if place in self.provisions:
            fact = self.provisions[place].facts.get(name)
        elif place in self._documents:
            fact = self._documents[place].facts.get(name)
        else:
            fact = None
        return FoundFact(fact, place) if fact else None

    def names(self, home: str) -> dict[str, FoundFact]:
        """All facts that a rule written here can name without an address."""
        found: dict[str, FoundFact] = {}
        for place in outwards(home):
            provision = self.provisions.get(place)
            if provision is None:
                continue
            for name in (*provision.facts, *provision.uses):
                fact = self._nearest(place, name)
                if fact:
                    found.setdefault(name, fact)
        return found
