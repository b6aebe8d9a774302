"""The site's data for other programs: ``data/*.json``, their schemas, ``data/clauses.csv``.

Each row is made by itself, and a file is the sum of its lines. The types of the rows say what is
published; the schemas beside the data are made from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clausebook.features.exports.benefits import Benefit, benefit_row
from clausebook.features.exports.clauses import Clause, clause_row
from clausebook.features.exports.documents import Document, document_row
from clausebook.features.exports.listing import JSON, Listing
from clausebook.features.exports.parts import Source
from clausebook.features.exports.schemas import schema
from clausebook.features.exports.spreadsheet import CSV
from clausebook.features.exports.tables import (
    Agency,
    CitedDocument,
    Term,
    agency_row,
    cited_row,
    term_row,
)

LISTINGS: tuple[Listing[Any], ...] = (
    Listing(
        name="documents",
        title="all documents",
        type=Document,
        things=lambda site: {document.id: document for document in site.documents},
        row=document_row,
    ),
    Listing(
        name="clauses",
        title="all clauses in printed order",
        type=Clause,
        things=lambda site: site.clauses,
        row=clause_row,
        forms=(JSON, CSV),
    ),
    Listing(
        name="benefits",
        title="everything that can be calculated",
        type=Benefit,
        things=lambda site: site.benefits,
        row=benefit_row,
    ),
    Listing(
        name="agencies",
        title="agencies that issue documents, are responsible for clauses or are named in them",
        type=Agency,
        things=lambda site: site.corpus.agencies,
        row=agency_row,
    ),
    Listing(
        name="cited",
        title="documents that clauses rest on but that this site does not hold",
        type=CitedDocument,
        things=lambda site: site.corpus.cited,
        row=cited_row,
    ),
    Listing(
        name="glossary",
        title="terms with one rendering each",
        type=Term,
        things=lambda site: site.corpus.glossary,
        row=term_row,
    ),
)
DATA_FILES = tuple(
    f"{listing.name}.{form.suffix}"
    for form in (JSON, CSV)
    for listing in LISTINGS
    if form in listing.forms
)


def export(source: Source) -> Iterator[tuple[str, bytes]]:
    """Every data file with its path, and the schemas that describe them."""
    for listing in LISTINGS:
        things = listing.things(source.site).values()
        yield from listing.files([listing.lines(source, thing) for thing in things])
    yield from schemas()


def schemas() -> Iterator[tuple[str, bytes]]:
    """The published schemas with their paths; they depend on nothing but the program."""
    for listing in LISTINGS:
        name = f"{listing.name}.json"
        yield f"data/schema/{name}", schema(name, listing.title, listing.type)
