"""The site's data for other programs: ``data/*.json``, their schemas, and tables as CSV.

Each row is made by itself, and a file is the sum of its lines. The types of the rows say what is
published; the schemas beside the data are made from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.features.exports.benefits import Benefit, benefit_row
from clausebook.features.exports.clauses import Clause, clause_row
from clausebook.features.exports.documents import Document, document_row
from clausebook.features.exports.listing import JSON, WHOLE, Listing
from clausebook.features.exports.matrix import MATRIX_CSV, MatrixCell, matrix_cells, matrix_row
from clausebook.features.exports.parts import Source
from clausebook.features.exports.planning import (
    Book,
    Plan,
    Question,
    Relation,
    book_row,
    plan_row,
    question_row,
    relation_row,
)
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
    Listing(
        name="matrix",
        title="what each topic pays in each jurisdiction, and when",
        type=MatrixCell,
        things=matrix_cells,
        row=matrix_row,
        forms=(JSON, MATRIX_CSV),
    ),
    Listing(
        name="relations",
        title="what texts say of benefits beside each other",
        type=Relation,
        things=lambda site: site.relations,
        row=relation_row,
    ),
    Listing(
        name="questions",
        title="what plans ask, in the order of the content",
        type=Question,
        things=lambda site: site.book.questions if site.book else (),
        row=question_row,
        of_plans=True,
    ),
    Listing(
        name="plans",
        title="projects worked by hand, with what is computed for them",
        type=Plan,
        things=lambda site: site.corpus.plans,
        row=plan_row,
        of_plans=True,
    ),
    Listing(
        name="book",
        title="all that planning takes, compiled",
        type=Book,
        things=lambda site: site.books,
        row=book_row,
        forms=(WHOLE,),
        of_plans=True,
    ),
)
DATA, SCHEMA = "data", "schema"


def data_files(site: Site) -> tuple[str, ...]:
    """The names of all data files, tables for spreadsheets last."""
    return tuple(
        f"{listing.name}.{form.suffix}"
        for forms in ((JSON, WHOLE), (CSV, MATRIX_CSV))
        for listing in LISTINGS
        for form in listing.forms
        if form in forms and listing.is_in(site)
    )


def outputs(site: Site) -> Iterator[Output]:
    """Every data file, and the schemas that describe them."""
    for name in data_files(site):
        yield Output(f"data/{name}", "exports", DATA, name, None)
    for listing in LISTINGS:
        if listing.is_in(site):
            yield Output(f"data/schema/{listing.name}.json", "exports", SCHEMA, listing.name, None)


def make(output: Output, at: Workshop) -> bytes:
    """A data file, or a schema, which depends on nothing but the program."""
    name, _, suffix = output.of.partition(".")
    listing, w = _named(name), at.first
    if output.kind == SCHEMA:
        return schema(f"{name}.json", listing.title, listing.shape, w.corpus.languages)
    return listing.file(
        (lines(w, name, id_) for id_ in listing.things(w.site)), suffix, w.corpus.languages
    )


def _named(name: str) -> Listing:
    return next(listing for listing in LISTINGS if listing.name == name)


@told
def lines(w: Linked, listing: str, id_: str) -> tuple[bytes, ...]:
    """What is published of one thing, as a line in each form; both languages stand in it."""
    return _named(listing).lines(Source.of(w), id_)
