"""Worked plans on the page: a project told, what it gets, and why; tested with every build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked
from clausebook.features.planner.data import book_of
from clausebook.meaning.plans import Planned
from clausebook.plan.results import Chosen, Money, OpenReading, Plan, Rejected, bound_of
from clausebook.told import planning
from clausebook.told.explain import Vocabulary
from clausebook.told.strings import fill


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A benefit that the project takes."""

    benefit: Anchor
    clause: str
    amount: str
    outcome: str
    """``fits``, or ``fits-if`` where something is still open."""
    outcome_words: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A benefit that fits and is not taken, with what the text says of it."""

    words: str
    why: str
    printed: str
    original: str
    """The language of what is printed, as browsers call it."""
    source: Anchor | None


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What the total would be if a text were read otherwise."""

    question: str
    words: str
    source: Anchor


@dataclass(frozen=True, slots=True)
class WorkedView:
    """A worked plan."""

    id: str
    name: str
    story: str
    day: str
    answers: tuple[tuple[str, str], ...]
    """Each question's label, and the answer."""
    total: str
    limits: str
    """That the offices decide within limits, where they do."""
    taken: tuple[TakenRow, ...]
    refused: tuple[RefusedRow, ...]
    open: tuple[OpenRow, ...]
    why: str
    fragment: str
    """What opens the planner with these answers, for scripts."""


def worked_views(w: Linked) -> tuple[WorkedView, ...]:
    """All worked plans of the site."""
    words = planning.plan_vocabulary(w)
    return tuple(_worked(w, words, planned) for planned in w.calculated.plans.values())


def _worked(w: Linked, words: Vocabulary, planned: Planned) -> WorkedView:
    record, result, language = planned.record, planned.result, w.language
    return WorkedView(
        id=record.id,
        name=record.name[language],
        story=record.story[language],
        day=w.day(record.on),
        answers=tuple(_answers(w, words, planned)),
        total=_money(w, words, result.currency, result.total),
        limits="" if result.total.is_sure else w.words["planner"]["total"]["limits"],
        taken=tuple(_taken(w, words, planned, chosen) for chosen in result.chosen),
        refused=tuple(_refused(w, each) for each in _told_apart(w, result)),
        open=tuple(_open(w, words, each) for each in result.open),
        why=w.text(record.why, ""),
        fragment=_fragment(w, planned),
    )


def _fragment(w: Linked, planned: Planned) -> str:
    """The answers as the planner's script reads them from an address."""
    record, questions = planned.record, book_of(w).questions
    pairs = [
        (name, text if questions[name].type in ("yes_no", "choice") else written)
        for name, texts in planned.answers.given.items()
        for text, written in zip(texts, record.answers[name], strict=True)
    ]
    had = (
        (f"had.{benefit}.{name}", str(text))
        for benefit, entries in record.received.items()
        for name, text in entries.items()
    )
    judged = ((f"judged.{address}", answer) for address, answer in planned.answers.judged.items())
    return urlencode([*pairs, *had, *judged, ("on", record.on)])


def _answers(w: Linked, words: Vocabulary, planned: Planned) -> Iterator[tuple[str, str]]:
    questions = book_of(w).questions
    for name, texts in planned.answers.given.items():
        told = planning.answer_words(words, name, questions[name].type, texts)
        yield words.label(name), told


def _taken(w: Linked, words: Vocabulary, planned: Planned, chosen: Chosen) -> TakenRow:
    benefit = w.site.benefits[chosen.id]
    told = planning.aid(w, benefit)
    outcome = next(each.outcome for each in planned.result.benefits if each.id == chosen.id)
    return TakenRow(
        benefit=Anchor(told.name, w.href(urls.clause(w.language, benefit.home.id))),
        clause=told.clause,
        amount=_money(w, words, benefit.rule.currency, chosen.paid),
        outcome=outcome,
        outcome_words=w.words["planner"]["outcome"][outcome],
    )


def _money(w: Linked, words: Vocabulary, currency: str, paid: Money) -> str:
    return planning.amount(w, words, currency, paid.amount, bound_of(paid.is_sure))


def _told_apart(w: Linked, result: Plan) -> Iterator[Rejected]:
    """What cannot be had beside what is taken, once for all products, say.

    What is worked out under something that is taken is the same money.
    """
    carried = {each.id for each in book_of(w).relations if each.type == "carried-out"}
    found = {(each.id, each.relation, each.by): each for each in result.rejected if each.by}
    yield from (each for each in found.values() if each.relation not in carried)


def _refused(w: Linked, rejected: Rejected) -> RefusedRow:
    patterns = w.words["planner"]["conflicts"]["type"]
    types = {each.id: each.type for each in book_of(w).relations}
    name, *others = (w.site.benefits[id_].record.name for id_ in (rejected.id, *rejected.by))
    said = planning.relation(w, rejected.relation) if rejected.relation else None
    joined = str(w.words["planner"]["join"]).join(other[w.language] for other in others)
    pattern = patterns[types.get(rejected.relation, "cap")] if said else patterns["exclusive"]
    return RefusedRow(
        words=fill(pattern, name=name[w.language], others=joined),
        why=said.why if said else "",
        printed=said.printed if said else "",
        original=said.original if said else "",
        source=Anchor(said.source, _clause(w, rejected.relation)) if said else None,
    )


def _open(w: Linked, words: Vocabulary, reading: OpenReading) -> OpenRow:
    told = planning.reading(w, reading.reading)
    total = planning.amount(w, words, words.currency, reading.total)
    text = dict(told.options)[reading.option]
    pattern = w.words["planner"]["conflicts"]["reading"]
    source = Anchor(told.source, _clause(w, reading.reading))
    return OpenRow(told.question, fill(pattern, text=text, x=total), source)


def _clause(w: Linked, address: str) -> str:
    """The page of the clause that states a relation, a reading or a shared cap."""
    return w.href(urls.clause(w.language, planning.stated_in(address)))
