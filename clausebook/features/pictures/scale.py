"""The scale that bars share, and where they stand: sums in the site's currency, jurisdictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from clausebook.features.frame.linked import Linked
from clausebook.meaning.site import Site
from clausebook.quantity import money, show
from clausebook.told.best import Best


def columns_of(site: Site) -> tuple[str, ...]:
    """The jurisdictions with documents, in the site's order."""
    return tuple(id_ for id_ in site.corpus.jurisdictions if id_ in site.index.by_jurisdiction)


def anchor_of(jurisdiction: str) -> str:
    """Where a topic's page lists a jurisdiction's clauses."""
    return f"in-{jurisdiction}"


def sums(w: Linked, found: Iterable[Best]) -> Iterator[Best]:
    """Those in the site's own currency; others have no place on the scale."""
    for best in found:
        if best.amount and best.currency == w.corpus.settings.usage.currency:
            yield best


def share(part: Fraction, whole: Fraction) -> str:
    """How long the bar of a sum is in percent, never quite nothing."""
    parts = max(round(1000 * part / whole), 1) if whole else 0
    return f"{parts // 10}.{parts % 10}"


def in_words(w: Linked, amount: Fraction) -> str:
    """A sum in the site's currency."""
    usage = w.corpus.settings.usage
    return show(money(amount, usage.currencies[usage.currency]), w.language)
