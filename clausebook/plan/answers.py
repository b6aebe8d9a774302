"""What a reader says of an applicant and its project, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clausebook.plan.book import APPLICANT, PlanBook
from clausebook.rules.compiled import RuleInput
from clausebook.rules.inputs import wrong_value
from clausebook.rules.results import InputError

RECEIVED = {"year": "paid_this_year", "total": "paid_before"}
"""By what a cap is over, the name under which answers say what was received of it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of one applicant; whatever is left out or empty is unknown."""

    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By question: one text for all products, say, or one for each of them."""
    received: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By benefit and input: what was paid earlier, or whatever else holds for it alone."""
    judged: Mapping[str, str] = field(default_factory=dict)
    """By address of a gate, ``yes`` or ``no``: what the authority has decided."""


def errors_in(book: PlanBook, answers: Answers) -> tuple[InputError, ...]:
    """Everything wrong with the answers; a plan takes what is wrong as unknown.

    The codes are those of rules (``schema/rules.md``), and ``unknown-question``,
    ``unknown-benefit`` and ``unknown-condition``.
    """
    return (*_given(book, answers), *_received(book, answers), *_judged(book, answers))


def _given(book: PlanBook, answers: Answers) -> Iterator[InputError]:
    for name, texts in answers.given.items():
        question = book.questions.get(name)
        if question is None:
            yield InputError(name, "unknown-question")
            continue
        spec = RuleInput(name, question.type, "applicant", "", question.choices)
        codes = dict.fromkeys(code for text in texts if (code := wrong_value(spec, text)))
        yield from (InputError(name, code) for code in codes)
        if question.about == APPLICANT and len(texts) > 1:
            yield InputError(name, "item-count")


def _received(book: PlanBook, answers: Answers) -> Iterator[InputError]:
    for id_, entries in answers.received.items():
        benefit = book.benefits.get(id_)
        if benefit is None:
            yield InputError(id_, "unknown-benefit")
            continue
        capped = any(each.type == "cap" and id_ in each.of for each in book.relations)
        for name, text in entries.items():
            spec = benefit.rule.inputs.get(name)
            if spec is None and capped and name in RECEIVED.values():
                spec = RuleInput(name, benefit.rule.currency, "applicant")
            code = wrong_value(spec, text) if spec else "unknown-input"
            if code:
                yield InputError(f"{id_}:{name}", code)


def _judged(book: PlanBook, answers: Answers) -> Iterator[InputError]:
    known = {gate.address for benefit in book.benefits.values() for gate in benefit.gates}
    for address, text in answers.judged.items():
        if address not in known:
            yield InputError(address, "unknown-condition")
        elif text not in ("yes", "no", ""):
            yield InputError(address, "wrong-type")
