"""``build.py calc``: the calculators in the terminal, with the same rule, words and steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clausebook.address import clause_of, provision_of
from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.entered import canonical, examples_of, in_scale, refusal
from clausebook.meaning.site import SiteBenefit
from clausebook.messages import Refusal, say
from clausebook.problems import did_you_mean
from clausebook.quantity import Usage, bare_unit, is_currency, is_exchange
from clausebook.rules.applications import standing
from clausebook.rules.compiled import RuleInput
from clausebook.rules.evaluate import evaluate
from clausebook.rules.operators import Range
from clausebook.rules.results import (
    Instalment,
    Paid,
    Refused,
    Result,
    answer_key,
)
from clausebook.told import explain
from clausebook.told.applications import applications_on
from clausebook.told.calculators import constants, figures, stated, vocabulary
from clausebook.told.limits import remarks_with_limit
from clausebook.told.notes import Notes
from clausebook.told.strings import fill
from clausebook.told.told import Told
from clausebook.told.working import step_words

Json = dict[str, Any]


def find_benefit(calculated: Calculated, address: str) -> SiteBenefit:
    """A benefit by ``document/clause[#item][:benefit]``; the only one needs no name.

    Raises :class:`Refusal` where the address names none, or more than one.
    """
    benefits = calculated.site.benefits
    if address in benefits:
        return benefits[address]
    provision = provision_of(address)
    if provision not in calculated.site.addresses.provisions:
        hint = did_you_mean(provision, list(calculated.site.addresses.provisions))
        raise Refusal(say("calc.no-clause", id=provision, hint=hint))
    here = [b for b in benefits.values() if b.home.id == provision]
    around = [b for b in benefits.values() if clause_of(b.id) == provision]
    if ":" not in address and len(here or around) == 1:
        return (here or around)[0]
    known = "".join(f"\n  {b.id}  {' / '.join(b.record.name.values())}" for b in around)
    if not known:
        raise Refusal(say("calc.no-benefit", id=provision))
    raise Refusal(say("calc.which", id=provision, known=known))


def read_arguments(arguments: Sequence[str]) -> dict[str, list[str]]:
    """``name=value`` arguments; a repeated name gives one value per item."""
    entries: dict[str, list[str]] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name:
            raise Refusal(say("calc.entry", text=argument))
        entries.setdefault(name.strip(), []).append(value)
    return entries


def answer(
    calculated: Calculated, benefit: SiteBenefit, entries: Mapping[str, Sequence[str]], on: str
) -> Json:
    """The result with amounts in the site's scale, and its words; raises Refusal."""
    given = canonical(benefit, entries)
    result = evaluate(benefit.rule, given, on)
    if isinstance(result, Refused):
        raise Refusal(refusal(result))
    used, usage = result.used, benefit.basis.usage
    first = calculated.site.corpus.languages[0]
    return {
        "benefit": benefit.id,
        "on": on,
        "bound": used.paid.bound,
        "currency": benefit.rule.currency,
        "unit": bare_unit(benefit.rule.currency, usage, first),
        **_amounts(used.paid.total, usage),
        "sure": _amounts(used.paid.sure, usage),
        "joint": _amounts(used.paid.joint, usage) if used.paid.joint else None,
        "beside": {name: _amounts(paid, usage) for name, paid in used.paid.beside.items()},
        "status": used.status,
        "outcome": used.outcome,
        "missing": used.missing,
        "assumed": used.assumed,
        "failed": used.failed,
        "binding": used.binding,
        "remarks": used.remarks,
        "would": _paid(used.would, usage) if used.would else None,
        "items": [_amounts(item, usage) for item in used.paid.items],
        "instalments": [_instalment(part, usage) for part in used.paid.instalments],
        "split": [_amounts(share, usage) for share in used.paid.split],
        "spread": _amounts(result.spread, usage),
        "under": {
            key: {**_paid(other.paid, usage), "binding": other.binding}
            for key, other in result.under.items()
        },
        "applications": _applications(calculated, benefit, on),
        "words": {
            code: _told(calculated, benefit, result, code, on)
            for code in calculated.site.corpus.languages
        },
    }


def _applications(calculated: Calculated, benefit: SiteBenefit, on: str) -> str | None:
    """What is known of applications on the day; null where nothing is stated."""
    home = calculated.site.windowed(benefit.home.id)
    return standing(calculated.site.windows[home], on)[0] if home else None


def _amounts(amount: Range, usage: Usage) -> Json:
    """Low and high in the site's scale, and the amount when they are the same."""
    low, high = in_scale(amount.low, usage), in_scale(amount.high, usage)
    return {"amount": low if low == high else None, "low": low, "high": high}


def _paid(paid: Paid, usage: Usage) -> Json:
    """An amount with its bound."""
    return {"bound": paid.bound, **_amounts(paid.total, usage)}


def _instalment(part: Instalment, usage: Usage) -> Json:
    """A part of the award, and whether it is paid."""
    return {"id": part.id, **_amounts(part.amount, usage), "paid": answer_key(part.paid)}


def _told(
    calculated: Calculated, benefit: SiteBenefit, result: Result, language: Language, on: str
) -> Json:
    told = Told(calculated.site, language, Notes())
    words, used = vocabulary(told, benefit), result.used
    said = applications_on(told, benefit.home.id, on)
    return {
        "headline": explain.headline(words, used),
        "instalments": explain.instalments(words, used),
        "spread": explain.spread_words(words, result.spread),
        "remarks": [
            *remarks_with_limit(words, benefit.rule, used),
            *([fill(words.words["applications"], x=said.on(on))] if said else ()),
        ],
        "steps": step_words(words, benefit.rule.per, used.steps),
        "under": {key: explain.headline(words, other) for key, other in result.under.items()},
        "readings": {key: stated(told, benefit, key) for key in result.under},
        "figures": [
            f"{figure.words}: {figure.value} {figure.provenance}"
            for figure in figures(told, benefit)
        ],
        "constants": [
            f"{constant.words}: {constant.value} ({constant.why})"
            for constant in constants(told, benefit)
        ],
    }


def accepted(spec: RuleInput, usage: Usage, language: Language) -> str:
    """What may be entered for an input, or answered to a question."""
    if is_currency(spec.type):
        unit = bare_unit(spec.type, usage, language)
        return str(say("accepted.money", such=examples_of(spec.type, usage), unit=unit))
    if is_exchange(spec.type):
        return f"7.1, {bare_unit(spec.type, usage, language)}"
    return ", ".join(spec.choices) or str(say(f"expected.{spec.type}"))


def list_inputs(
    calculated: Calculated, benefit: SiteBenefit, language: Language
) -> Iterator[tuple[str, str, str]]:
    """Name, label and accepted values of every input and of every condition that is asked."""
    told = Told(calculated.site, language, Notes())
    words = vocabulary(told, benefit)
    for name, spec in benefit.rule.inputs.items():
        default = f" [{spec.default}]" if spec.default else ""
        yield name, words.label(name), accepted(spec, benefit.basis.usage, language) + default
    for condition, home in benefit.basis.conditions:
        if condition.holds is None:
            yield condition.id, told.text(condition.text, home), str(say("accepted.answer"))
