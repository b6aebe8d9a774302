"""What a benefit rests on: all that its compiled rule, its examples and its picture follow from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from clausebook.address import clause_of
from clausebook.content.records import (
    Benefit,
    Clause,
    Condition,
    Constant,
    Corpus,
    Input,
    Prose,
    Provision,
    Reading,
)
from clausebook.meaning.addresses import Addresses
from clausebook.messages import Message
from clausebook.problems import Place
from clausebook.quantity import Quantity, Usage
from clausebook.rules.compiled import ids_of
from clausebook.rules.validity import Validity


class Fault(NamedTuple):
    """Something wrong, found where nobody can look up the line that it stands in."""

    place: Place
    said: Message


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A fact that rules may name: where it stands, and its value."""

    address: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Basis:
    """A benefit's record with what it refers to. Whatever is made of it can be made anywhere."""

    id: str
    """provision:benefit"""
    record: Benefit
    conditions: tuple[tuple[Condition, str], ...]
    """The clause's, the item's, the benefit's own, each with the provision that states it."""
    facts: dict[str, NamedFact]
    """The facts that its rules can name."""
    constants: dict[str, tuple[Constant, str]]
    """Those of the clause and the item, each with the provision that declares it."""
    inputs: dict[str, Input]
    readings: tuple[tuple[Reading, str], ...]
    """What the clause and the item leave open, each with the provision that publishes it."""
    validity: Validity
    split: tuple[Fraction, ...]
    """The shares of the two levels of government that bear what is paid."""
    usage: Usage
    """What a bare number of money counts, and in which currency."""
    excused: bool
    """Whether names may be unknown only because of what is reported elsewhere already."""

    def address(self, name: str) -> str:
        """The address of a fact or constant that its rules can name."""
        if name in self.facts:
            return self.facts[name].address
        constant, home = self.constants[name]
        return f"{home}.{constant.name}"

    @property
    def published(self) -> dict[str, tuple[Reading, str]]:
        """The readings that it may be computed under, each with the provision that publishes it."""
        return {key: found for found in self.readings for key in found[0].texts}

    def texts_under(self, key: str) -> list[tuple[Prose, str]]:
        """What the readings say that ``under`` names by a key, each with its provision."""
        found = ((id_, self.published[id_]) for id_ in ids_of(key))
        return [(reading.texts[id_], home) for id_, (reading, home) in found]

    @property
    def key(self) -> str:
        """A digest: while it stays the same, so does everything that follows from the basis."""
        return sha256(repr(self).encode()).hexdigest()


def basis_of(
    corpus: Corpus,
    addresses: Addresses,
    provision: Provision,
    benefit: Benefit,
    validity: Validity,
    split: tuple[Fraction, ...],
) -> Basis:
    """Gather what a benefit of a clause or an item rests on."""
    clause: Clause = corpus.clauses[clause_of(provision.id)]
    homes = (clause, provision) if provision is not clause else (clause,)
    conditions = [(condition, home.id) for home in homes for condition in home.conditions]
    facts = addresses.names(provision.id)
    constants = {c.name: (c, home.id) for home in homes for c in home.constants.values()}
    inputs = {name: corpus.inputs[name] for name in benefit.inputs if name in corpus.inputs}
    short = {name for home in homes for name in home.uses}
    return Basis(
        id=f"{provision.id}:{benefit.id}",
        record=benefit,
        conditions=(*conditions, *((own, provision.id) for own in benefit.conditions)),
        facts={n: NamedFact(found.address, found.fact.quantity) for n, found in facts.items()},
        constants=constants,
        inputs=inputs,
        readings=tuple((reading, home.id) for home in homes for reading in home.readings),
        validity=validity,
        split=split,
        usage=corpus.settings.usage,
        excused=addresses.is_broken(clause.id, clause.id)
        or "inputs" in corpus.broken
        or inputs.keys() != {*benefit.inputs}
        or not short <= facts.keys(),
    )
