"""Calculators: on clauses' pages, alone in a frame, in the terminal, and the data they need."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.address import clause_of
from clausebook.features.calculators.data import rules_file, rules_script
from clausebook.features.calculators.page import benefit_view
from clausebook.features.frame import policy, urls
from clausebook.features.frame.page import Page
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.languages import Language
from clausebook.meaning.site import Site

BARE, RULES = "bare", "rules"


def outputs(site: Site) -> Iterator[Output]:
    """In each language a bare page for each benefit, and the rules of each clause that has any."""
    for id_, seat in site.clauses.items():
        if seat.benefits:
            yield from in_each(site, "calculators", RULES, id_, _rules_path, id_)
        for benefit in seat.benefits:
            yield from in_each(site, "calculators", BARE, benefit, urls.embed, benefit)


def _rules_path(language: Language, clause: str) -> str:
    return f"assets/{rules_file(language, clause)}"


def make(output: Output, at: Workshop) -> bytes:
    """A bare page, or a script with rules."""
    w = at.linked(output)
    if output.kind == RULES:
        return rules_script(w, output.of)
    view = benefit_view(w, w.site.benefits[output.of])
    clause = clause_of(output.of)
    page = Page(
        "calculators/embed",
        f"{view.name} · {view.source.clause.words}",
        view,
        "",
        description=f"{view.source.document}, {view.source.clause.words}",
        first="calculators",
        scripts=(rules_file(w.language, clause), "embed"),
        styles=("reading",),
        policy=policy.BARE,
    )
    return at.page(output, page)
