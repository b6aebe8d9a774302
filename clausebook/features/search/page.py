"""The search page: what clauses can be chosen by, and, without scripts, a list of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from clausebook.content.records import Entry
from clausebook.features.documents.document import document_view
from clausebook.features.documents.parts import row_anchor
from clausebook.features.frame.wording import Wording
from clausebook.features.views import Anchor, FacetView, OptionView, SearchView
from clausebook.quantity import show

STATUSES = ("in-force", "by-reference", "not-yet", "expired", "undated")
TOPIC_EXAMPLES = 4


def search_view(w: Wording) -> SearchView:
    """The search page; the words of every choice are here, none are in scripts."""
    return SearchView(
        documents=tuple(document_view(w, document) for document in w.site.documents),
        facets=tuple(_facets(w)),
        examples=tuple(Anchor(q, f"search.html?q={quote(q)}") for q in _examples(w)),
        topics=tuple(row_anchor(w, "topics", id_) for id_ in _used(w, "topics")),
    )


def _facets(w: Wording) -> Iterable[FacetView]:
    """Where a clause's document decides, nothing needs to be loaded, so that these are open."""
    words, own = w.words, w.words["search_page"]
    facet = own["facet"]
    used = {document.jurisdiction for document in w.site.documents}
    rows = [row for id_, row in w.corpus.jurisdictions.items() if id_ in used]
    yield FacetView("jurisdiction", facet["jurisdiction"], True, _rows(w, rows))
    yield FacetView("document", facet["document"], True, tuple(_documents(w)))
    statuses = tuple(OptionView(key, words["common"]["status"][key]) for key in STATUSES)
    yield FacetView("status", facet["status"], True, statuses)
    calculator = (OptionView("yes", own["with_calculator"]),)
    yield FacetView("calculator", facet["calculator"], True, calculator)
    topics = [w.corpus.topics[id_] for id_ in _used(w, "topics")]
    yield FacetView("topic", facet["topic"], False, _rows(w, topics))
    forms = {benefit.record.form for benefit in w.site.benefits.values()}
    kinds = tuple(OptionView(form, words["form"][form]) for form in words["form"] if form in forms)
    yield FacetView("support", facet["support"], False, kinds)
    agencies = [w.corpus.agencies[id_] for id_ in _used(w, "agencies")]
    yield FacetView("agency", facet["agency"], False, _rows(w, agencies))


def _rows(w: Wording, rows: Iterable[Entry]) -> tuple[OptionView, ...]:
    return tuple(OptionView(row.id, row.short[w.language]) for row in rows)


def _documents(w: Wording) -> Iterable[OptionView]:
    """The documents in the order of their clauses, with what they decide for all of them."""
    sizes = Counter(clause.document for clause in w.corpus.clauses.values())
    for document in w.site.documents:
        validity = w.site.validity[document.id]
        data = {
            "clauses": str(sizes[document.id]),
            "jurisdiction": document.jurisdiction,
            "from": validity.from_,
            "until": validity.until,
            "reference-from": validity.reference_from,
            "reference-until": validity.reference_until,
        }
        yield OptionView(document.id, document.short[w.language], data)


def _used(w: Wording, table: str) -> list[str]:
    """The topics or agencies of any clause, in the order of their table."""
    used = {id_ for clause in w.corpus.clauses.values() for id_ in getattr(clause, table)}
    return [id_ for id_ in getattr(w.corpus, table) if id_ in used]


def _examples(w: Wording) -> list[str]:
    """The topics with most calculators, the commonest cap, and the busiest agency."""
    paying = [clause.record for clause in w.site.clauses.values() if clause.benefits]
    topics = Counter(id_ for record in paying for id_ in record.topics)
    agencies = Counter(id_ for record in paying for id_ in record.agencies)
    facts = (fact for record in paying for fact in record.facts.values() if fact.role == "cap")
    caps = Counter(show(fact.quantity, w.language) for fact in facts)
    names = [
        w.corpus.topics[id_].short[w.language] for id_, _ in topics.most_common(TOPIC_EXAMPLES)
    ]
    names += [cap for cap, _ in caps.most_common(1)]
    return names + [w.corpus.agencies[id_].short[w.language] for id_, _ in agencies.most_common(1)]
