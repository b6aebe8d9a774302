"""Ids and addresses: what they are made of is known here only.

=================== ==========================================================================
``x``               a document
``x/5``             a clause
``x/5#2``           an item of the clause; clauses and items are provisions
``x/5#2:grant``     a benefit of a provision
``x/5#2:reach``     likewise a condition, a question left open, or a relation of a clause
``x/5#2.cap``       a fact of a provision; ``x.issued`` is a document's
=================== ==========================================================================

Content may leave out what its own place says: ``5#2`` is a clause of the same document, ``cap`` a
fact nearby.
"""

from __future__ import annotations

PAGE_ANCHORS = frozenset(("content", "search-field", "search-list", "provenance"))
"""Places that every page has, or that its scripts make."""
OWN_ANCHORS = ("fact-", "benefit-", "check-", "reading-", "search-list-")
"""How the places of facts, calculators, conditions, questions left open and rows of hits begin."""


def document_of(id_: str) -> str:
    """The document in which a clause, item, benefit or fact stands; a document is its own."""
    return id_.partition("/")[0].partition(".")[0]


def clause_of(id_: str) -> str:
    """The clause around an item or benefit; clauses and documents stay what they are."""
    return id_.partition(":")[0].partition("#")[0]


def clause_name(id_: str) -> str:
    """A clause's id inside its document: ``5`` of ``x/5``."""
    return id_.partition("/")[2]


def clause_count(id_: str) -> str:
    """What a clause's id counts by: ``5`` of ``x/5``, ``3`` of ``x/rules-3``."""
    return clause_name(id_).rpartition("-")[2]


def item_of(id_: str) -> str:
    """An item's id inside its clause: ``2`` of ``x/5#2``; empty for a clause."""
    return provision_of(id_).partition("#")[2]


def provision_of(benefit: str) -> str:
    """The clause or item that grants a benefit."""
    return benefit.partition(":")[0]


def benefit_name(id_: str) -> str:
    """A benefit's id inside its provision: ``grant`` of ``x/5:grant``."""
    return id_.partition(":")[2]


def home_and_own(id_: str) -> tuple[str, str]:
    """Where a benefit, condition, question or relation stands, and its id there."""
    home, _, own = id_.rpartition(":")
    return home, own


def item_and_name(key: str) -> tuple[str, str]:
    """What a clause says of itself: ``2#reach`` is its item 2 and a name there."""
    item, _, name = key.rpartition("#")
    return item, name


def home_and_name(fact: str) -> tuple[str, str]:
    """Where a fact stands, empty where the address does not say, and its name."""
    home, _, name = fact.rpartition(".")
    return home, name


def full(address: str, home: str) -> str:
    """A clause's or item's address as written at ``home``, with its document."""
    return address if "/" in address else f"{document_of(home)}/{address}"


def outwards(home: str) -> tuple[str, ...]:
    """A provision, the clause around it and its document, each once."""
    return tuple(dict.fromkeys((home, clause_of(home), document_of(home))))


# --- places on a clause's page ---------------------------------------------------------------


def fact_anchor(home: str, name: str) -> str:
    """The id of a fact on its page; facts of items carry the item's id."""
    item = item_of(home)
    return f"fact-{item}-{name}" if item else f"fact-{name}"


def benefit_anchor(benefit: str) -> str:
    """The id of a calculator on its clause's page; without ``benefit-``, its bare page's name."""
    item, name = item_of(benefit), benefit_name(benefit)
    return f"benefit-{item}-{name}" if item else f"benefit-{name}"


def condition_anchor(home: str, condition: str) -> str:
    """The id of the box on a clause's page that says whether a condition is met."""
    item = item_of(home)
    return f"check-{item}-{condition}" if item else f"check-{condition}"


def entry_anchor(benefit: str, entry: str) -> str:
    """The id of the field of a calculator into which an input is entered."""
    return f"{benefit_anchor(benefit)}-{entry}"
