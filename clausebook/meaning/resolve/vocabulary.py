"""Words of the field that content uses: every one is known, said in each language, and needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from clausebook.content.read.vocabulary import presets
from clausebook.content.records import Clause, Corpus, Fact
from clausebook.content.vocabulary import Vocabulary
from clausebook.messages import say
from clausebook.problems import Place, Problems, did_you_mean


class Use(NamedTuple):
    """Where content names an entry of a section."""

    section: str
    id: str
    place: Place


def check_vocabulary(corpus: Corpus, problems: Problems) -> None:
    """Report entries that nobody knows, that lack a language, or that nobody needs."""
    if "vocabulary" in corpus.broken:
        return
    used: dict[tuple[str, str], Use] = {}
    for use in _uses(corpus):
        known: Mapping[str, Any] = getattr(corpus.vocabulary, use.section)
        if use.id in known:
            used.setdefault((use.section, use.id), use)
            continue
        ids = list(known)
        hint, section = did_you_mean(use.id, ids), use.section
        message = say("not-in-list.vocabulary", id=use.id, known=ids, section=section, hint=hint)
        problems.add(use.place, message)
    for use in used.values():
        _check_languages(corpus, use, problems)
    if not corpus.broken:
        _check_needed(corpus.vocabulary, used.keys(), problems)


def _uses(corpus: Corpus) -> Iterator[Use]:
    for jurisdiction in corpus.jurisdictions.values():
        yield Use("levels", jurisdiction.level, jurisdiction.place.at("level"))
    for spec in corpus.inputs.values():
        if spec.payer:
            yield Use("levels", spec.payer, spec.place.at("payer"))
    for spec in (*corpus.questions.values(), *corpus.inputs.values()):
        if spec.about in corpus.vocabulary.per:  # others are refused where plans ask about them
            yield Use("per", spec.about, spec.place.at("about"))
    for document in corpus.documents.values():
        yield Use("document_types", document.type, document.place.at("type"))
        yield from _counted(document.facts.values())
    for clause in corpus.clauses.values():
        yield from _uses_of(clause)


def _uses_of(clause: Clause) -> Iterator[Use]:
    yield Use("clause_kinds", clause.kind, clause.place.at("kind"))
    for needed in clause.needs_money:
        yield Use("levels", needed.level, needed.place.at("level"))
    for provision in clause.provisions():
        yield from _counted(provision.facts.values())
        for benefit in provision.benefits:
            yield Use("forms", benefit.form, benefit.place.at("form"))
            if benefit.per:
                yield Use("per", benefit.per, benefit.place.at("per"))


def _counted(facts: Iterable[Fact]) -> Iterator[Use]:
    for fact in facts:
        for index, unit in enumerate(fact.per):
            yield Use("per", unit, fact.place.at("per", index))


def _check_languages(corpus: Corpus, use: Use, problems: Problems) -> None:
    """Report an entry that some language of the site has no words for, where it is first used."""
    entry = getattr(corpus.vocabulary, use.section)[use.id]
    for field in fields(entry):
        words = getattr(entry, field.name)
        if not isinstance(words, Mapping):
            continue
        lacking = [code for code in corpus.languages if code not in words]
        if lacking:
            message = say(
                "missing-translation.vocabulary",
                key=field.name,
                id=use.id,
                languages=lacking,
                section=use.section,
            )
            problems.add(use.place, message)


def _check_needed(
    vocabulary: Vocabulary, used: Iterable[tuple[str, str]], problems: Problems
) -> None:
    """Report entries of the site's own that nothing names; numbers are printed, not named."""
    needed = {*used}
    for section in (f.name for f in fields(vocabulary) if f.name != "numbers"):
        shipped = getattr(presets(), section)
        for id_, entry in getattr(vocabulary, section).items():
            if entry is not shipped.get(id_) and (section, id_) not in needed:
                problems.add(entry.place.its_key(), say("unused-entry.vocabulary", id=id_))
