""":class:`Site` → :class:`Calculated`: every worked example is computed and compared.

Also the one place that turns what an editor or reader writes (``5,000万``) into the canonical
values that the evaluators take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from clausebook.content.read.tables import iso_date
from clausebook.content.records import Corpus, Example
from clausebook.meaning.site import Site, SiteBenefit
from clausebook.problems import Place, Problems, did_you_mean
from clausebook.quantity import NotAQuantity, Quantity, exact, read_entry, show
from clausebook.rules.curve import Curve, curve_of
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import Given

Json = dict[str, Any]

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "是", "有", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "否", "无", "0"), "no"),
}


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked example with its result."""

    example: Example
    given: Given
    on: str
    result: Json = field(repr=False)


@dataclass(frozen=True, slots=True)
class Calculated:
    """The site, the as-of date, and by benefit id all worked examples and pictures."""

    site: Site
    on: str
    examples: Mapping[str, tuple[Worked, ...]]
    curves: Mapping[str, Curve]


class BadEntry(ValueError):
    """A value that an input cannot take; the message says what it expects."""


def calculate(site: Site, on: str, problems: Problems) -> Calculated:
    """Work all examples, draw all pictures; ``on`` is the as-of date where examples have none."""
    worked: dict[str, list[Worked]] = {}
    curves: dict[str, Curve] = {}
    for benefit in site.benefits.values():
        worked[benefit.id] = []
        for example in benefit.record.examples:
            found = _work(site, benefit, example, on, problems)
            if found:
                worked[benefit.id].append(found)
        curve = curve_of(benefit.rule, [one.given for one in worked[benefit.id]])
        if curve:
            curves[benefit.id] = curve
    return Calculated(site, on, {id_: tuple(found) for id_, found in worked.items()}, curves)


def _work(
    site: Site, benefit: SiteBenefit, example: Example, on: str, problems: Problems
) -> Worked | None:
    day = example.on or benefit.rule["validity"]["from"] or on
    if example.on and not iso_date(example.on):
        text = f"{example.on!r} is not a day such as 2026-01-31."
        problems.add(example.place.at("on"), "example-invalid", text)
        return None
    try:
        given = canonical(site.corpus, benefit, example.given)
        wanted = {"": _money(example.pays)}
        wanted |= {key: _money(text) for key, text in example.under.items()}
    except BadEntry as error:
        problems.add(example.place, "example-invalid", f"{error}")
        return None
    result = evaluate(benefit.rule, given, day)
    if result["outcome"] == "invalid":
        codes = ", ".join(f"{e['input']}: {e['code']}" for e in result["errors"])
        problems.add(example.place, "example-invalid", f"cannot be calculated: {codes}.")
        return None
    for key, amount in wanted.items():
        _compare(result, key, amount, example.place, problems)
    return Worked(example, given, day, result)


def _compare(result: Json, key: str, wanted: str, place: Place, problems: Problems) -> None:
    if key and key not in result["under"]:
        hint = did_you_mean(key, list(result["under"]))
        text = f"the benefit computes no reading {key!r}; remove it, or add its rule.{hint}"
        problems.add(place.at("under", key, key=True), "unknown-reading", text)
        return
    found = result["under"][key] if key else result
    if found["low"] != wanted or found["high"] != wanted:
        where = place.at("under", key) if key else place.at("pays")
        gives, says = amount_in_words(found), _in_words(wanted)
        missing = f" Missing: {', '.join(found['missing'])}." if found["missing"] else ""
        text = f"the rule gives {gives}, the example says {says}; work it again by hand.{missing}"
        problems.add(where, "example-differs", text)


def _money(text: str) -> str:
    try:
        return read_entry(text, "money").canonical()
    except NotAQuantity:
        raise BadEntry(f"{text!r} is not an amount of money; write one such as 1500万元.") from None


def _in_words(yuan: str) -> str:
    return show(Quantity("money", Fraction(yuan)), "zh") if "/" not in yuan else f"{yuan}元"


def amount_in_words(result: Json) -> str:
    """A result's amount or range, in Chinese notation, for messages."""
    if result["low"] == result["high"]:
        return _in_words(result["low"])
    high = "∞" if result["high"] is None else _in_words(result["high"])
    return f"{_in_words(result['low'])} – {high}"


# --- entries ---------------------------------------------------------------------------------


def canonical(corpus: Corpus, benefit: SiteBenefit, entries: Mapping[str, Sequence[str]]) -> Given:
    """What was typed, as the canonical values that the evaluators take; raises BadEntry."""
    kinds: dict[str, Json] = {spec["name"]: spec for spec in benefit.rule["inputs"]}
    for condition in benefit.rule["conditions"]:
        if condition["holds"] is None:
            kinds.setdefault(condition["id"], {"type": "yes_no"})
    given: Given = {}
    for name, values in entries.items():
        if name not in kinds:
            known = ", ".join(kinds) or "none"
            hint = did_you_mean(name, list(kinds))
            raise BadEntry(f"there is no input {name!r}.{hint} Inputs: {known}.")
        given[name] = [_entry(kinds[name], name, value, corpus) for value in values]
    return given


_EXPECTED = {
    "money": "an amount such as 5000万元, 0.5亿 or RMB 50 million",
    "usd": "an amount such as 500万美元 or USD 5 million",
    "rate": "a rate such as 30%",
    "count": "a whole number",
    "duration": "years or months, such as 3 or 18个月",
    "date": "a day such as 2026-01-31",
    "yes_no": "yes or no",
}


def _entry(spec: Json, name: str, value: str, corpus: Corpus) -> str:
    kind = spec["type"]
    if kind == "choice":
        return _choice(spec, name, value, corpus)
    if kind == "yes_no":
        answer = YES_NO.get(value.strip().lower())
        if answer is None:
            raise BadEntry(f"{name} expects {_EXPECTED[kind]}, not {value!r}.")
        return answer
    try:
        return read_entry(value, kind).canonical()
    except NotAQuantity:
        raise BadEntry(f"{name} expects {_EXPECTED[kind]}, not {value!r}.") from None


def _choice(spec: Json, name: str, value: str, corpus: Corpus) -> str:
    labels = corpus.inputs[name].choices
    for key in spec["choices"]:
        if value.strip().lower() in (key, labels[key].zh.lower(), labels[key].en.lower()):
            return str(key)
    raise BadEntry(f"{name} expects one of {', '.join(spec['choices'])}, not {value!r}.")


def in_wan(yuan: str | None) -> str | None:
    """Yuan as 万元, in the exact notation of the machine-readable outputs."""
    return None if yuan is None else exact(Fraction(yuan) / 10000)
