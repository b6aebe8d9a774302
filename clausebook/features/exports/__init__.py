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
from clausebook.features.outputs import Output, Workshop
from clausebook.meaning.site import Site

LISTINGS = (
    Listing(
        name="documents",
        title="all documents",
        type=Document,
        ids=lambda site: site.documents,
        row=document_row,
    ),
    Listing(
        name="clauses",
        title="all clauses in printed order",
        type=Clause,
        ids=lambda site: site.clauses,
        row=clause_row,
        forms=(JSON, CSV),
    ),
    Listing(
        name="benefits",
        title="everything that can be calculated",
        type=Benefit,
        ids=lambda site: site.benefits,
        row=benefit_row,
    ),
    Listing(
        name="agencies",
        title="agencies that issue documents, are responsible for clauses or are named in them",
        type=Agency,
        ids=lambda site: site.corpus.agencies,
        row=agency_row,
    ),
    Listing(
        name="cited",
        title="documents that clauses rest on but that this site does not hold",
        type=CitedDocument,
        ids=lambda site: site.corpus.cited,
        row=cited_row,
    ),
    Listing(
        name="glossary",
        title="terms with one rendering each",
        type=Term,
        ids=lambda site: site.corpus.glossary,
        row=term_row,
    ),
)
BY_NAME = {listing.name: listing for listing in LISTINGS}
FORMS = {form.suffix: form for form in (JSON, CSV)}
SCHEMA = "schema"
DATA_FILES = tuple(
    f"{listing.name}.{form.suffix}"
    for form in FORMS.values()
    for listing in LISTINGS
    if form in listing.forms
)


def outputs(site: Site) -> Iterator[Output]:
    """Every data file, and the schemas that describe them."""
    for listing in LISTINGS:
        for form in listing.forms:
            path = f"data/{listing.name}.{form.suffix}"
            yield Output(path, "exports", form.suffix, listing.name, None)
        yield Output(f"data/schema/{listing.name}.json", "exports", SCHEMA, listing.name, None)


def make(output: Output, at: Workshop) -> bytes:
    """A data file, or a schema."""
    listing = BY_NAME[output.of]
    if output.kind == SCHEMA:
        return schema(f"{listing.name}.json", listing.title, listing.type)
    return listing.file(Source.of(at), FORMS[output.kind])
