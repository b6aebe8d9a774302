"""All benefits of the corpus with their compiled rules."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from clausebook.address import home_and_name
from clausebook.content.records import Benefit, Clause, Corpus, Document
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.basis import basis_of
from clausebook.meaning.resolve.compiler import compile_benefit
from clausebook.meaning.resolve.references import Used
from clausebook.meaning.site import SiteBenefit
from clausebook.messages import say
from clausebook.problems import Problems, did_you_mean
from clausebook.rules.validity import Validity


def compile_benefits(
    corpus: Corpus,
    addresses: Addresses,
    validity: dict[str, Validity],
    used: Used,
    problems: Problems,
) -> dict[str, SiteBenefit]:
    """All benefits by id; those with problems are left out."""
    found: dict[str, SiteBenefit] = {}
    splits = {d.id: split_of(d, addresses, used, problems) for d in corpus.documents.values()}
    for clause in corpus.clauses.values():
        if clause.document in corpus.documents:
            split = splits[clause.document]
            dates = validity.get(clause.id) or validity[clause.document]
            own = benefits_of(corpus, addresses, clause, dates, split, used, problems)
            found |= {benefit.id: benefit for benefit in own}
    return found


def benefits_of(
    corpus: Corpus,
    addresses: Addresses,
    clause: Clause,
    validity: Validity,
    split: tuple[Fraction, ...],
    used: Used,
    problems: Problems,
) -> Iterator[SiteBenefit]:
    """The benefits of one clause and its items."""
    for provision in clause.provisions():
        for benefit in provision.benefits:
            _report_unknown_inputs(corpus, benefit, problems)
            basis = basis_of(corpus, addresses, provision, benefit, validity, split)
            compiled = compile_benefit(basis)
            used |= compiled.used
            if "site" in corpus.broken:  # nobody can tell what money is in this place
                continue
            for fault in compiled.faults:
                problems.add(*fault)
            if compiled.rule:
                yield SiteBenefit(provision, compiled.rule, basis)


def split_of(
    document: Document, addresses: Addresses, used: Used, problems: Problems
) -> tuple[Fraction, ...]:
    """The shares of the two levels that bear the money: 8:2 is 4/5 and 1/5."""
    if document.split is None:
        return ()
    found = addresses.fact(document.id, document.split.ratio)
    place = document.split.place.at("ratio")
    if found is None:
        where = home_and_name(document.split.ratio)[0]
        if not addresses.is_broken(document.id, where or document.id):
            problems.add(place, say("unknown-fact.asked", fact=document.split.ratio))
        return ()
    used.add(found.address)
    if found.fact.quantity.kind != "ratio":
        problems.add(place, say("rule-type.split"))
        return ()
    second = found.fact.quantity.value
    return 1 / (1 + second), second / (1 + second)


def _report_unknown_inputs(corpus: Corpus, benefit: Benefit, problems: Problems) -> None:
    if "inputs" in corpus.broken:
        return
    for index, name in enumerate(benefit.inputs):
        if name not in corpus.inputs:
            hint = did_you_mean(name, list(corpus.inputs))
            place = benefit.place.at("inputs", index)
            problems.add(place, say("unknown-input.id", id=name, hint=hint))
