"""The site's data for other programs: ``data/*.json``, their schemas, ``data/clauses.csv``.

Each row is made by itself, and a file is the sum of its lines. The types of the rows say what is
published; the schemas beside the data are made from them.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from clausebook.features.frame.linked import Linked
from clausebook.features.outputs import Output, Workshop
from clausebook.meaning.site import Site
from clausebook.told.notes import told

LISTINGS: tuple[Listing, ...] = (
    Listing(
        name="documents",
        title="all documents",
        type=Document,
        things=lambda site: site.documents,
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
DATA, SCHEMA = "data", "schema"


def outputs(site: Site) -> Iterator[Output]:
    """Every data file, and the schemas that describe them."""
    for name in DATA_FILES:
        yield Output(f"data/{name}", "exports", DATA, name, None)
    for listing in LISTINGS:
        yield Output(f"data/schema/{listing.name}.json", "exports", SCHEMA, listing.name, None)


def make(output: Output, at: Workshop) -> bytes:
    """A data file, or a schema, which depends on nothing but the program."""
    name, _, suffix = output.of.partition(".")
    listing, w = _named(name), at.first
    if output.kind == SCHEMA:
        return schema(f"{name}.json", listing.title, listing.type, w.corpus.languages)
    return listing.file(
        (lines(w, name, id_) for id_ in listing.things(w.site)), suffix, w.corpus.languages
    )


def _named(name: str) -> Listing:
    return next(listing for listing in LISTINGS if listing.name == name)


@told
def lines(w: Linked, listing: str, id_: str) -> tuple[bytes, ...]:
    """What is published of one thing, as a line in each form; both languages stand in it."""
    return _named(listing).lines(Source.of(w), id_)
