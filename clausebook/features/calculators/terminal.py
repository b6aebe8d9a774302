"""``build.py calc``: the calculators in the terminal, with the same rule, words and steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clausebook.address import clause_of, provision_of
from clausebook.features.calculators.page import conditions_of, figures, published, vocabulary
from clausebook.features.frame.linked import in_all_languages
from clausebook.meaning.calculate import BadEntry, Calculated, canonical, in_wan
from clausebook.meaning.site import SiteBenefit
from clausebook.problems import did_you_mean
from clausebook.quantity import LANGUAGES, Language
from clausebook.rules.evaluate import evaluate
from clausebook.told import explain
from clausebook.told.notes import Notes

Json = dict[str, Any]


class NoSuchBenefit(LookupError):
    """The address names no benefit, or more than one; the message lists what there is."""


def find_benefit(calculated: Calculated, address: str) -> SiteBenefit:
    """A benefit by ``document/clause[#item][:benefit]``; the only one needs no name."""
    benefits = calculated.site.benefits
    if address in benefits:
        return benefits[address]
    provision = provision_of(address)
    if provision not in calculated.site.addresses.provisions:
        hint = did_you_mean(provision, list(calculated.site.addresses.provisions))
        raise NoSuchBenefit(f"There is no clause {provision!r}.{hint}")
    here = [b for b in benefits.values() if b.home.id == provision]
    around = [b for b in benefits.values() if clause_of(b.id) == provision]
    if ":" not in address and len(here or around) == 1:
        return (here or around)[0]
    known = "".join(f"\n  {b.id}  {b.record.name.zh} / {b.record.name.en}" for b in around)
    if not known:
        raise NoSuchBenefit(f"{provision} has nothing to calculate.")
    raise NoSuchBenefit(f"Name one of the benefits of {provision}:{known}")


def read_arguments(arguments: Sequence[str]) -> dict[str, list[str]]:
    """``name=value`` arguments; a repeated name gives one value per item."""
    entries: dict[str, list[str]] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name:
            raise BadEntry(f"write name=value, not {argument!r}.")
        entries.setdefault(name.strip(), []).append(value)
    return entries


def answer(
    calculated: Calculated, benefit: SiteBenefit, entries: Mapping[str, Sequence[str]], on: str
) -> Json:
    """The result with amounts in 万元 and its words in both languages; raises BadEntry."""
    given = canonical(calculated.site.corpus, benefit, entries)
    result = evaluate(benefit.rule, given, on)
    if result["outcome"] == "invalid":
        raise BadEntry("; ".join(_explain_error(error) for error in result["errors"]))
    told = {code: _told(calculated, benefit, result, code) for code in LANGUAGES}
    return {
        "benefit": benefit.id,
        "on": on,
        "bound": benefit.record.bound,
        "unit": "万元",
        **_amounts(result),
        **{key: result[key] for key in ("status", "outcome", "missing", "assumed", "failed")},
        "binding": result["binding"],
        "would": _amounts(result["would"]) if result["would"] else None,
        "items": [_amounts(item) for item in result["items"]],
        "split": [_amounts(share) for share in result["split"]],
        "under": {
            key: {**_amounts(other), "binding": other["binding"]}
            for key, other in result["under"].items()
        },
        "words": told,
    }


_ERRORS = {
    "item-count": "{} has another number of values than the other inputs, or takes only one",
    "divide-by-zero": "the rule would divide by zero",
}


def _explain_error(error: Json) -> str:
    return _ERRORS.get(error["code"], f"{{}}: {error['code']}").format(error["input"]) + "."


def _amounts(ends: Json) -> Json:
    """Low and high in 万元, and the amount when they are the same."""
    low, high = in_wan(ends["low"]), in_wan(ends["high"])
    return {"amount": low if low == high else None, "low": low, "high": high}


def _told(calculated: Calculated, benefit: SiteBenefit, result: Json, language: Language) -> Json:
    w = in_all_languages(calculated, Notes())[language]
    words, readings = vocabulary(w, benefit), published(w, benefit)
    asked = [c["id"] for c in benefit.rule["conditions"] if c["holds"] is None]
    return {
        "headline": explain.headline(words, benefit.record.bound, result),
        "remarks": explain.remarks(words, asked, result),
        "steps": explain.step_words(words, benefit.rule["per"], result["steps"]),
        "under": {
            key: explain.headline(words, benefit.record.bound, {**result, **other})
            for key, other in result["under"].items()
        },
        "readings": {
            key: w.text(readings[key][0].texts[key], readings[key][1]) for key in result["under"]
        },
        "figures": [f"{row.words}: {row.value} {row.provenance}" for row in figures(w, benefit)],
    }


_TYPES = {
    "money": "5000万元, 0.5亿, RMB 50 million; 5000 alone is 万元",
    "usd": "500万美元, USD 5 million",
    "rate": "30%",
    "count": "a whole number",
    "duration": "3年",
    "date": "2026-01-31",
    "yes_no": "yes or no",
}


def list_inputs(
    calculated: Calculated, benefit: SiteBenefit, language: Language
) -> Iterator[tuple[str, str, str]]:
    """Name, label and accepted values of every input and of every condition that is asked."""
    w = in_all_languages(calculated, Notes())[language]
    words = vocabulary(w, benefit)
    for spec in benefit.rule["inputs"]:
        accepted = _TYPES.get(spec["type"]) or ", ".join(spec["choices"])
        default = f" [{spec['default']}]" if spec["default"] else ""
        yield spec["name"], words.label(spec["name"]), accepted + default
    for condition, home in conditions_of(calculated.site, benefit):
        if condition.holds is None:
            yield condition.id, w.text(condition.text, home), "yes or no [yes]"
