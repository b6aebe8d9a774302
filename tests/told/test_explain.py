"""Results in words: Python tells what the pages print, the browser what its calculators show."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.quantity import Unit, Usage
from clausebook.rules.compiled import CompiledBenefit
from clausebook.rules.evaluate import evaluate
from clausebook.rules.inputs import Given, value_of
from clausebook.rules.operators import Range
from clausebook.rules.results import Reckoned, Result, Shown
from clausebook.told import explain
from clausebook.told.calculators import vocabulary
from clausebook.told.explain import Vocabulary
from clausebook.told.limits import remarks_with_limit
from clausebook.told.notes import Notes
from clausebook.told.strings import calculation_words, fill, page_words
from clausebook.told.told import Told
from clausebook.told.working import step_words
from tests.fuzz.random_rules import seeded_trials
from tests.overlay import LANGUAGES
from tests.twin import Twin, vocabulary_as_twin
from tests.vectors import compile_vector, given, vector_files

Json = dict[str, Any]


class Case(NamedTuple):
    """A result to be told."""

    words: Vocabulary
    benefit: CompiledBenefit
    result: Reckoned


def told(case: Case) -> list[Any]:
    """Everything that Python says about a result."""
    words, benefit, result = case
    return [
        explain.headline(words, result),
        remarks_with_limit(words, benefit, result),
        explain.instalments(words, result),
        step_words(words, benefit.per, result.steps),
    ]


def twin_told(twin: Twin, cases: list[Case]) -> list[list[Any]]:
    """The same from the browser's scripts."""
    names = ("explain.headline", "limits.remarks", "explain.instalments", "working.stepWords")
    calls: dict[str, list[tuple[Any, ...]]] = {name: [] for name in names}
    for words, benefit, result in cases:
        own, plain = vocabulary_as_twin(words), result.as_json()
        calls["explain.headline"].append((own, plain))
        calls["limits.remarks"].append((own, benefit.as_json(), benefit.asked, plain))
        calls["explain.instalments"].append((own, plain))
        calls["working.stepWords"].append((own, benefit.per or None, plain["steps"]))
    replies = [twin.many(name, found) for name, found in calls.items()]
    return [[reply.get("result", reply) for reply in each] for each in zip(*replies, strict=True)]


def readings(words: Vocabulary, benefit: CompiledBenefit, result: Result) -> Iterator[Case]:
    """A result and what it is under other readings."""
    for each in (result.used, *result.under.values()):
        yield Case(words, benefit, each)


# --- the content's own -----------------------------------------------------------------------


def test_every_worked_example_is_told_alike(calculated: Calculated, twin: Twin) -> None:
    cases = [
        case
        for words, benefit in own_benefits(calculated)
        for worked in calculated.examples[benefit.id]
        for case in readings(words, benefit, worked.result)
    ]
    assert len(cases) > 2 * len(calculated.examples)
    assert twin_told(twin, cases) == [told(case) for case in cases]


def test_unfinished_and_refused_claims_are_told_alike(calculated: Calculated, twin: Twin) -> None:
    cases = [
        case
        for words, benefit in [*own_benefits(calculated)][::2]
        for values, on in unfinished(benefit)
        for case in readings(words, benefit, calculable(benefit, values, on))
    ]
    assert twin_told(twin, cases) == [told(case) for case in cases]


def calculable(benefit: CompiledBenefit, values: Given, on: str) -> Result:
    """The result of inputs without errors."""
    result = evaluate(benefit, values, on)
    assert isinstance(result, Result)
    return result


def own_benefits(calculated: Calculated) -> Iterator[tuple[Vocabulary, CompiledBenefit]]:
    """Every benefit of the content in both languages."""
    for language in LANGUAGES:
        w = Told(calculated.site, language, Notes())
        for benefit in calculated.site.benefits.values():
            yield vocabulary(w, benefit), benefit.rule


def unfinished(benefit: CompiledBenefit) -> Iterator[tuple[Given, str]]:
    """Nothing given; a condition not met; before and after the document's validity."""
    yield {}, "2026-01-01"
    for name in benefit.asked:
        yield {name: ["no"]}, "2026-01-01"
    yield {}, "2001-01-01"
    yield {}, "2101-01-01"


# --- every operator, limit and kind of result -------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", vector_files())
def test_every_vector_is_told_alike(name: str, language: Language, twin: Twin) -> None:
    vector = vector_files()[name]
    cases = []
    for case in vector["cases"]:
        whole = {**vector, **case}
        if "refused" in case:
            continue
        benefit = compile_vector(whole)
        values = given(benefit, whole["given"])
        result = evaluate(benefit, values, whole.get("on", "2025-06-01"))
        if not isinstance(result, Result):
            continue
        words = plain_vocabulary(language, benefit)
        cases += readings(words, benefit, result)
    assert twin_told(twin, cases) == [told(case) for case in cases]


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_results_are_told_alike(language: Language, twin: Twin) -> None:
    cases = []
    for trial in seeded_trials(100, 4):
        words = plain_vocabulary(language, trial.rule)
        for result in trial.results():
            if isinstance(result, Result):
                cases += readings(words, trial.rule, result)
    for theirs, case in zip(twin_told(twin, cases), cases, strict=True):
        assert theirs == told(case)


def plain_vocabulary(language: Language, benefit: CompiledBenefit) -> Vocabulary:
    """A vocabulary in which everything is called by its name, in capitals where it has a label."""
    choices = {n: {key: f"{key}?" for key in spec.choices} for n, spec in benefit.inputs.items()}
    labels = {name: name.upper() for name in [*benefit.figures, *benefit.asked]}
    units = {n: Unit("年" if fact.kind == "duration" else "") for n, fact in benefit.facts.items()}
    remarks = {remark.id: remark.id.upper() for remark in benefit.remarks}
    words = calculation_words(page_words(language))
    return Vocabulary(
        language, benefit.currency, Usage(), words, labels, {}, choices, units, remarks, "Item {n}"
    )


# --- values ----------------------------------------------------------------------------------

SHOWN: list[tuple[Json, str, str]] = [
    ({"kind": "CNY", "low": "15000000", "high": "15000000"}, "1500万元", "RMB 15 million"),
    ({"kind": "CNY", "low": "0", "high": "10000"}, "0元至1万元", "RMB 0 to RMB 10,000"),
    ({"kind": "CNY", "low": "10000", "high": None}, "不低于1万元", "at least RMB 10,000"),
    ({"kind": "CNY", "low": "0", "high": None}, "未知", "not known"),
    ({"kind": "CNY", "low": "100/3", "high": "100/3"}, "约33.33元", "about RMB 33.33"),
    ({"kind": "USD", "low": "10000", "high": "10000"}, "1万美元", "USD 10,000"),
    ({"kind": "CNY/USD", "low": "7.1234", "high": "7.1234"}, "7.1234元/美元", "RMB 7.1234 per USD"),
    ({"kind": "rate", "low": "0.3", "high": "0.3"}, "30%", "30%"),
    ({"kind": "ratio", "low": "0.5", "high": "0.5"}, "1:0.5", "1:0.5"),
    ({"kind": "count", "low": "1200", "high": "1200", "name": "firms"}, "1200家", "1,200"),
    ({"kind": "duration", "low": "3", "high": "3", "name": "term"}, "3年", "3 years"),
    ({"kind": "duration", "low": "3", "high": "3"}, "3年", "3 years"),
    ({"kind": "duration", "low": "23/12", "high": "23/12"}, "23个月", "23 months"),
    (
        {"kind": "date", "low": "2026-01-31", "high": "2026-01-31"},
        "2026年1月31日",
        "31 January 2026",
    ),
    ({"kind": "yes_no", "value": "open"}, "未定", "open"),
    ({"kind": "choice", "name": "group", "value": "a"}, "A?", "A?"),
]


@pytest.mark.parametrize(("shown", "zh", "en"), SHOWN)
def test_value_reads(shown: Json, zh: str, en: str, twin: Twin) -> None:
    for language, expected in (("zh", zh), ("en", en)):
        words = calculation_words(page_words(language))  # type: ignore[arg-type]
        units = {"firms": Unit("家", {"zh": ("家", "家")}), "term": Unit("年")}
        choices = {"group": {"a": "A?"}}
        own = Vocabulary(language, "CNY", Usage(), words, {}, {}, choices, units, {}, "")
        whole = shown_of(shown)
        assert explain.value_words(own, whole) == expected
        assert twin.call("explain.valueWords", vocabulary_as_twin(own), whole.as_json()) == expected


def shown_of(shown: Json) -> Shown:
    """A value of a step from its published form."""
    name, kind = shown.get("name", ""), shown["kind"]
    if "value" in shown:
        return Shown(name, kind, {"open": None}.get(shown["value"], shown["value"]))
    ends = [shown["low"], shown["high"]]
    low, high = (None if end is None else value_of(kind, end) for end in ends)
    assert isinstance(low, Fraction)
    assert not isinstance(high, bool | str)
    return Shown(name, kind, Range(low, high))


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_name_that_every_object_of_javascript_has_is_no_word(name: str, twin: Twin) -> None:
    words = Vocabulary(
        "en", "CNY", Usage(), calculation_words(page_words("en")), {}, {}, {}, {}, {}, ""
    )
    assert words.label(name) == name
    assert twin.call("explain.label", vocabulary_as_twin(words), name) == name


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("", ""),
        ("none", "none"),
        ("{a}", "{b}$&"),
        ("{a} and {b}.", "{b}$& and B."),
        ("{a}{a}", "{b}$&{b}$&"),
    ],
)
def test_values_are_never_patterns(pattern: str, filled: str, twin: Twin) -> None:
    values = {"a": "{b}$&", "b": "B"}
    assert fill(pattern, **values) == filled
    assert twin.call("strings.fill", pattern, values) == filled
