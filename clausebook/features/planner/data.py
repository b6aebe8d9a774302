"""What the planner's script needs: the plan book, and the words for it in the page's language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from urllib.parse import urldefrag

from clausebook.address import benefit_anchor, provision_of
from clausebook.features.frame import urls
from clausebook.features.frame.data_script import data_script
from clausebook.features.frame.linked import Linked
from clausebook.languages import Language
from clausebook.meaning.site import SiteBenefit
from clausebook.plan.book import PlanBook
from clausebook.told import planning
from clausebook.told.applications import sentences
from clausebook.told.calculators import vocabulary

Json = dict[str, Any]
BOOK_FILE = "data/plan/book.js"
"""The data script with the plan book, below assets/."""


def words_file(language: Language) -> str:
    """The data script with the words of one language, below assets/."""
    return f"data/plan/{language}.js"


def book_of(w: Linked) -> PlanBook:
    """The plan book; there is no planner without one."""
    book = w.site.book
    assert book is not None, "a planner is only made where the site asks questions"
    return book


def book_script(w: Linked) -> bytes:
    """The plan book, the versions of what it holds, and a name for all of it."""
    book = book_of(w).as_json()
    versions = {id_: w.site.benefits[id_].version for id_ in book["benefits"]}
    text = json.dumps([book, versions], sort_keys=True)
    value = {"book": book, "versions": versions, "data": sha256(text.encode()).hexdigest()[:8]}
    return data_script("plan:book", value)


def words_script(w: Linked) -> bytes:
    """What everything in the plan book is called, and where it stands."""
    book = book_of(w)
    abouts = dict.fromkeys(spec.about for spec in book.questions.values())
    payers = dict.fromkeys(name for b in book.benefits.values() for name, _ in b.payers)
    related = (each.id for each in book.relations)
    value = {
        "questions": {name: _question(w, name) for name in book.questions},
        "subjects": {about: asdict(planning.subject(w, about)) for about in abouts},
        "benefits": {id_: _benefit(w, w.site.benefits[id_]) for id_ in book.benefits},
        "relations": {id_: _relation(w, id_) for id_ in (*related, *book.shared_caps)},
        "readings": {address: _reading(w, address) for address in book.readings},
        "payers": {id_: planning.payer(w, id_) for id_ in payers},
        "places": {id_: _place(w, id_) for id_ in dict.fromkeys(_jurisdictions(w, book))},
        "applications": dict(_applications(w, book)),
    }
    return data_script("plan:words", value)


def _question(w: Linked, name: str) -> Json:
    told = planning.question(w, name)
    return {
        "label": told.label,
        "ask": told.ask,
        "choices": dict(told.choices),
        "unit": asdict(told.counted) if told.counted else None,
    }


def _benefit(w: Linked, benefit: SiteBenefit) -> Json:
    """Its words, and the way to its clause and its calculator."""
    told = planning.aid(w, benefit)
    page, anchor = urls.clause(w.language, benefit.home.id), benefit_anchor(benefit.id)
    words = vocabulary(w, benefit)
    return asdict(told) | {
        "conditions": dict(told.conditions),
        "binds": {name: words.label(name) for name in _limits(benefit)},
        "citation": w.citation(benefit.home.id),
        "href": page,
        "calculator": urldefrag(page).url,
        "anchor": anchor,
        "applications": w.site.windowed(benefit.home.id),
    }


def _limits(benefit: SiteBenefit) -> Iterator[str]:
    """What may bind it: its limits, and the figures that its rule names."""
    yield from benefit.rule.facts
    yield from ("combined", "per_year", "in_total", "count", "shared")


def _relation(w: Linked, id_: str) -> Json:
    href = urls.clause(w.language, planning.stated_in(id_))
    return asdict(planning.relation(w, id_)) | {"href": href}


def _reading(w: Linked, address: str) -> Json:
    told = planning.reading(w, address)
    href = urls.clause(w.language, provision_of(address))
    return asdict(told) | {"options": dict(told.options), "href": href}


def _jurisdictions(w: Linked, book: PlanBook) -> Iterator[str]:
    """Those of the benefits, and those that questions offer as places."""
    yield from (benefit.jurisdiction for benefit in book.benefits.values())
    for spec in book.questions.values():
        if spec.place:
            yield from (key for key in spec.choices if key in w.corpus.jurisdictions)


def _place(w: Linked, id_: str) -> Json:
    """A jurisdiction with its documents, of which some fix no amount."""
    paying = {b.partition("/")[0] for b in w.site.benefits}
    documents = [each for each in w.corpus.documents.values() if each.jurisdiction == id_]
    return {
        "name": w.corpus.jurisdictions[id_].short[w.language],
        "documents": [
            {
                "name": each.short[w.language],
                "href": urls.document(w.language, each.id),
                "validity": w.site.validity[each.id].stated(),
                "pays": each.id in paying,
            }
            for each in documents
        ],
    }


def _applications(w: Linked, book: PlanBook) -> Iterator[tuple[str, Json]]:
    """By document or clause, what is stated of applications and what is said of it on any day."""
    for home in dict.fromkeys(w.site.windowed(provision_of(id_)) for id_ in book.benefits):
        if home:
            windows = [window.as_json() for window in w.site.windows[home]]
            said = {sentence.name: sentence.words for sentence in sentences(w, home)}
            yield home, {"windows": windows, "said": said}
