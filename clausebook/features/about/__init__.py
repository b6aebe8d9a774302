"""The page about the data: how much there is, what is ambiguous, what has no figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clausebook.content.records import Fact, Provision
from clausebook.features.documents.parts import card
from clausebook.features.frame.wording import Wording
from clausebook.features.views import AboutView, Count


def about_view(w: Wording) -> AboutView:
    """Counts, open readings and clauses without amounts."""
    provisions = list(w.site.addresses.provisions.values())
    kinds = Counter(fact.quantity.kind for fact in _facts(w))
    links = Counter(
        end.type for clause in w.site.clauses.values() for end in clause.links if end.outgoing
    )
    return AboutView(
        about=w.prose(w.corpus.settings.about, ""),
        conventions=w.prose(w.corpus.settings.conventions, ""),
        as_of=w.day(w.corpus.settings.as_of),
        counts=tuple(_counts(w, provisions, sum(links.values()))),
        kinds=tuple(Count(w.words["kind"][k], kinds[k]) for k in w.words["kind"] if kinds[k]),
        links=tuple(
            Count(w.words["link_type"][t], links[t]) for t in w.words["link_type"] if links[t]
        ),
        ambiguous=tuple(
            (card(w, p.id), tuple(w.inline(r.question, p.id) for r in p.readings))
            for p in provisions
            if p.readings
        ),
        no_amount=tuple(
            (card(w, p.id), w.inline(p.no_amount, p.id)) for p in provisions if p.no_amount
        ),
    )


def _facts(w: Wording) -> Iterator[Fact]:
    for document in w.corpus.documents.values():
        yield from document.facts.values()
    for provision in w.site.addresses.provisions.values():
        yield from provision.facts.values()


def _counts(w: Wording, provisions: list[Provision], links: int) -> Iterator[Count]:
    corpus, words = w.corpus, w.words
    yield Count(words["count_documents"], len(corpus.documents))
    yield Count(words["count_clauses"], len(corpus.clauses))
    yield Count(words["count_items"], len(provisions) - len(corpus.clauses))
    yield Count(words["count_facts"], sum(1 for _ in _facts(w)))
    yield Count(words["count_links"], links)
    yield Count(words["count_benefits"], len(w.site.benefits))
    yield Count(words["count_readings"], sum(len(p.readings) for p in provisions))
    yield Count(words["count_terms"], len(corpus.glossary))
