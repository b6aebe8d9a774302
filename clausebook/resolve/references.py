"""Prose: every reference leads somewhere, every fact is used, both languages say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from clausebook.addresses import Addresses
from clausebook.load import Place
from clausebook.problems import Problems, did_you_mean
from clausebook.prose import Reference, references
from clausebook.quantity import Language
from clausebook.records import Citation, Corpus, Prose, Provision

LANGUAGES: tuple[Language, ...] = ("zh", "en")

Used = set[str]
"""Full addresses of the facts that something refers to."""


def check_references(corpus: Corpus, addresses: Addresses, problems: Problems) -> Used:
    """Report references that lead nowhere; return the facts that prose uses."""
    used: Used = set()
    for home, prose in all_prose(corpus):
        shown: dict[str, set[str]] = {"zh": set(), "en": set()}
        for language in LANGUAGES:
            for reference in references(prose[language]):
                if isinstance(reference, int):
                    continue
                found = _check(corpus, addresses, home, prose, language, reference, problems)
                if found:
                    shown[language].add(found)
        used |= shown["zh"] | shown["en"]
        _compare(prose, shown, problems)
    return used


def _compare(prose: Prose, shown: dict[str, set[str]], problems: Problems) -> None:
    """A figure that only one language tells is a mistake in the other."""
    for language, other in (("zh", "en"), ("en", "zh")):
        for address in sorted(shown[other] - shown[language]):
            text = f"the other language shows {address}; show it here too."
            problems.add(prose.place.at(language), "figures-differ", text)


def _check(
    corpus: Corpus,
    addresses: Addresses,
    home: str,
    prose: Prose,
    language: str,
    reference: Reference,
    problems: Problems,
) -> str | None:
    """Report an unknown target; return the address when it is a fact."""
    place = prose.place.at(language).after(prose[language][: reference.offset])  # type: ignore[index]
    if reference.kind == "fact":
        found = addresses.fact(home, reference.target)
        where = reference.target.rpartition(".")[0] or home
        if found is None and not addresses.is_broken(home, where):
            hint = did_you_mean(reference.target, list(addresses.names(home)))
            problems.add(place, "unknown-fact", f"there is no fact {reference.target!r}.{hint}")
        return found.address if found else None
    if reference.kind == "clause":
        known = addresses.clause(home, reference.target)
        if known is None and not addresses.is_broken(home, reference.target):
            problems.add(place, "unknown-clause", f"there is no clause {reference.target!r}.")
    else:
        _check_row(corpus, language, reference, place, problems)
    return None


def _check_row(corpus: Corpus, reference: Reference, place: Place, problems: Problems) -> None:
    rows: dict[str, tuple[str, Mapping[str, object], str]] = {
        "doc": ("document", {**corpus.documents, **corpus.cited}, "cited"),
        "term": ("term", corpus.glossary, "glossary"),
        "agency": ("agency", corpus.agencies, "agencies"),
        "topic": ("topic", corpus.topics, "topics"),
    }
    what, known, table = rows[reference.kind]
    if reference.target not in known:
        if not {table, reference.target} & corpus.broken:
            hint = did_you_mean(reference.target, list(known))
            text = f"there is no {what} {reference.target!r}.{hint}"
            problems.add(place, f"unknown-{what}", text)
    elif reference.kind == "term":
        term = corpus.glossary[reference.target]
        extra = _digits(reference.words) - _digits(f"{term.name.zh} {term.name.en}")
        if extra:
            text = f"{reference.words!r} has figures that the term does not have."
            problems.add(place, "digit-in-prose", text)


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def all_prose(corpus: Corpus) -> Iterator[tuple[str, Prose]]:
    """Every prose with the id of the provision or document whose facts it may name."""
    yield "", corpus.settings.about
    for table in (corpus.agencies, corpus.jurisdictions, corpus.topics, corpus.cited):
        yield from (("", row.note) for row in table.values() if row.note)
    yield from (("", term.note) for term in corpus.glossary.values() if term.note)
    yield from (("", spec.help) for spec in corpus.inputs.values() if spec.help)
    for document in corpus.documents.values():
        yield document.id, document.digest
        if document.stacking:
            yield document.id, document.stacking.digest
        yield from _citations(document.id, document.cites)
    for clause in corpus.clauses.values():
        yield from ((clause.id, row.label) for row in clause.fields)
        yield from ((clause.id, link.why) for link in (*clause.links, *clause.stacking))
        yield from _citations(clause.id, clause.cites)
        for provision in clause.provisions():
            yield from ((provision.id, prose) for prose in provision_prose(provision))


def _citations(home: str, cites: tuple[Citation, ...]) -> Iterator[tuple[str, Prose]]:
    yield from ((home, cite.why) for cite in cites)


def provision_prose(provision: Provision) -> Iterator[Prose]:
    """The prose of a clause or item, in the order in which a page shows it."""
    yield provision.digest
    for condition in provision.conditions:
        yield condition.text
    yield from provision.materials
    for reading in provision.readings:
        yield reading.question
        yield from reading.texts.values()
        yield reading.why
    for benefit in provision.benefits:
        yield from (condition.text for condition in benefit.conditions)
    if provision.no_amount:
        yield provision.no_amount


def check_unused(corpus: Corpus, addresses: Addresses, used: Used, problems: Problems) -> None:
    """Report facts that neither prose nor rules nor validity refer to."""
    homes = [(d.id, d.facts) for d in corpus.documents.values()]
    homes += [(p.id, p.facts) for p in addresses.provisions.values()]
    for home, facts in homes:
        for name, fact in facts.items():
            if f"{home}.{name}" not in used:
                text = f"nothing refers to {name!r}: use it in the digest or a rule, or remove it."
                problems.add(fact.place, "unused-fact", text)
