"""Anchors: every place on a clause's page has a name of its own.

Two calculators with one anchor would also share one bare page. Whether all pages have paths of
their own is looked at where all outputs are known.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.address import benefit_anchor, entry_anchor, fact_anchor, item_of
from clausebook.content.records import Benefit, Clause, Corpus, Provision
from clausebook.messages import Message, say
from clausebook.problems import Place, Problems

Claim = tuple[str, Message, Place]
"""An anchor, what it is for, and the id in the content that makes it."""


def check_anchors(corpus: Corpus, problems: Problems) -> None:
    """Report the second of two things that would have the same place on a page."""
    for clause in corpus.clauses.values():
        taken: dict[str, Message] = {}
        for anchor, what, place in _claims(clause):
            if taken.get(anchor, what) != what:  # of the same name twice is said elsewhere
                says = say("address-taken.anchor", one=what, other=taken[anchor], anchor=anchor)
                problems.add(place, says)
            taken.setdefault(anchor, what)
        _check_notes(clause, problems)


def _check_notes(clause: Clause, problems: Problems) -> None:
    """Report calculators whose anchor goes on as those of a field's notes and copies do."""
    entries: dict[str, Message] = {}
    for provision, benefit in _benefits(clause):
        for entry in (*benefit.inputs, "on"):
            called = say("called.entry", name=entry, of=_called(provision, benefit))
            entries[entry_anchor(_id(provision, benefit), entry)] = called
    for provision, benefit in _benefits(clause):
        words = benefit_anchor(_id(provision, benefit)).split("-")
        for end in range(1, len(words)):
            field = "-".join(words[:end])
            if field in entries:
                says = say("address-taken.notes", entry=entries[field], anchor=field)
                problems.add(benefit.place.at("id"), says)


def _claims(clause: Clause) -> Iterator[Claim]:
    """Everything on the page that has an anchor; calculators before what stands inside them."""
    for item in clause.items:
        name = item_of(item.id)
        yield name, say("called.item", name=name), item.place.at("id")
    for provision in clause.provisions():
        for name, fact in provision.facts.items():
            what = say("called.fact", name=name)
            yield fact_anchor(provision.id, name), what, fact.place.its_key()
    calculators: dict[str, tuple[Provision, Benefit]] = {}
    for provision, benefit in _benefits(clause):
        anchor = benefit_anchor(_id(provision, benefit))
        yield anchor, _called(provision, benefit), benefit.place.at("id")
        calculators.setdefault(anchor, (provision, benefit))
    for provision, benefit in calculators.values():
        for entry in (*benefit.inputs, "on"):
            what = say("called.entry", name=entry, of=_called(provision, benefit))
            yield entry_anchor(_id(provision, benefit), entry), what, benefit.place.at("id")


def _benefits(clause: Clause) -> Iterator[tuple[Provision, Benefit]]:
    for provision in clause.provisions():
        yield from ((provision, benefit) for benefit in provision.benefits)


def _id(provision: Provision, benefit: Benefit) -> str:
    return f"{provision.id}:{benefit.id}"


def _called(provision: Provision, benefit: Benefit) -> Message:
    item = item_of(provision.id)
    if item:
        return say("called.benefit-of-item", name=benefit.id, item=item)
    return say("called.benefit", name=benefit.id)
