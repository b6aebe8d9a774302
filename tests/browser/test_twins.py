"""The scripts of the site, in a real browser, calculate what Python calculates."""

from __future__ import annotations

import json

from playwright.sync_api import Page

from clausebook.rules.compiled import CompiledBenefit
from clausebook.rules.evaluate import evaluate
from tests.browser.scripts import script
from tests.browser.visitor import Visitor
from tests.fuzz.random_rules import seeded_trials, wrong_claim
from tests.twin import json_text
from tests.vectors import Json, compile_vector, given, vector_files

CALCULATORS = "en/tide-2031-4/2.html"
SCRIPT = """
import { evaluate } from "./rules/evaluate.js";
Object.assign(globalThis, { evaluate });
"""
EVALUATE = """calls => JSON.stringify(
  JSON.parse(calls).map(([benefit, claims]) =>
    claims.map(([given, on]) => evaluate(benefit, given, on))),
)"""


Claims = list[tuple[dict[str, list[str]], str]]
"""What is given on which day."""
Call = tuple[Json, Claims]
"""A published benefit with claims."""


def evaluated(page: Page, calls: list[Call]) -> list[list[Json]]:
    """What the scripts say to the claims for each benefit."""
    page.evaluate(script(SCRIPT))
    found: list[list[Json]] = json.loads(page.evaluate(EVALUATE, json.dumps(calls)))
    return found


def test_random_benefits_come_out_the_same_in_a_browser(visitor: Visitor) -> None:
    trials = [*seeded_trials(150, 10), *seeded_trials(30, 10, wrong_claim)]
    calls = [(trial.rule.as_json(), [(c.given, c.on) for c in trial.claims]) for trial in trials]
    replies = evaluated(visitor.open(CALCULATORS), calls)
    for trial, theirs in zip(trials, replies, strict=True):
        ours = [result.as_json() for result in trial.results()]
        trial.check(ours, json_text(theirs))


def test_vectors_come_out_the_same_in_a_browser(visitor: Visitor) -> None:
    calls = {
        f"{name}: {case['name']}": called({**vector, **case})
        for name, vector in vector_files().items()
        for case in vector["cases"]
        if "refused" not in case
    }
    plain = [(benefit.as_json(), claims) for benefit, claims in calls.values()]
    replies = evaluated(visitor.open(CALCULATORS), plain)
    for (name, (benefit, claims)), theirs in zip(calls.items(), replies, strict=True):
        ours = [evaluate(benefit, *claim).as_json() for claim in claims]
        assert json.dumps(theirs) == json.dumps(ours), name


def called(case: Json) -> tuple[CompiledBenefit, Claims]:
    """The benefit of a vector's case with what is given."""
    benefit = compile_vector(case)
    return benefit, [(given(benefit, case["given"]), case.get("on", "2025-06-01"))]
