""":class:`Content` → :class:`Corpus`: each file by itself is compared with its schema and read.

What needs other files (whether a clause exists, whether a rule's names are known) is left to
:mod:`clausebook.meaning.resolve`. A file with problems of its own stays out of the corpus, but its
id is remembered, so that nobody is told that a clause does not exist when it only has a slip.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from clausebook.content.load import Content, YamlFile
from clausebook.content.read.documents import DocumentReader
from clausebook.content.read.tables import TableReader, iso_date, no_settings, read_settings
from clausebook.content.records import Clause, Corpus, Document
from clausebook.content.schemas import check_shape
from clausebook.problems import Problems

TABLES = (
    "site",
    "jurisdictions",
    "agencies",
    "topics",
    "glossary",
    "cited",
    "inputs",
    "exceptions",
    "synonyms",
)
LISTED = ("jurisdictions", "agencies", "topics", "cited")
"""Tables whose rows have pages of their own."""
RESERVED = frozenset((*LISTED, "search", "glossary", "about", "404", "data", "assets", "embed"))
"""Ids that no document may have, because the site has something else at these addresses."""
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names that no file can have on Windows."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60

T = TypeVar("T")


def check(content: Content, problems: Problems) -> Corpus:
    """Check every file by itself and read it into records."""
    broken = {_id_of(name) for name in content.broken}
    tables = {name: _table(content, name, broken, problems) for name in TABLES}
    literals = tables["site"].literals if tables["site"] else ()
    reader, rows = DocumentReader(problems, literals), TableReader(problems, literals)
    if tables["site"]:
        reader.check_prose(tables["site"].about)
        reader.check_prose(tables["site"].conventions)
    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    expected = {n: file for n, file in content.files.items() if _expected(n, file, problems)}
    for name, file in expected.items():
        if name.endswith("/document.yaml"):
            read_as = reader.document
            _keep(documents, _id_of(name), file, "document", read_as, reader, broken, problems)
        elif "/" in name:
            _keep(clauses, _id_of(name), file, "clause", reader.clause, reader, broken, problems)
    for document in {name.split("/")[0] for name in expected if "/" in name}:
        if document not in documents and document not in broken:
            text = f"add content/{document}/document.yaml."
            problems.add_at(f"{content.root}/{document}", 1, 1, "missing-file", text)
            broken.add(document)
    return _corpus(content, rows, tables, documents, clauses, broken, problems)


def _id_of(name: str) -> str:
    """``x/document.yaml`` is document x, ``x/5.yaml`` clause x/5, ``topics.yaml`` table topics."""
    return name.removesuffix(".yaml").removesuffix("/document")


def _expected(name: str, file: YamlFile, problems: Problems) -> bool:
    """Whether the content has a place for the file; its path must make a safe address."""
    parts = name.removesuffix(".yaml").split("/")
    start = file.at()
    if not name.endswith(".yaml") or len(parts) > 2 or (len(parts) == 1 and parts[0] not in TABLES):
        text = "content has tables, and a folder for each document. Move or remove this file."
        problems.add(start, "unknown-file", text)
        return False
    wrong = next(filter(None, map(_wrong_with, parts)), "")
    if len(parts) == 2 and parts[0] in RESERVED:
        wrong = f"{parts[0]!r} is an address of the site; choose another id."
    if wrong:
        problems.add(start, "bad-id", wrong)
    return not wrong


def _wrong_with(id_: str) -> str:
    """Why an id cannot be the name of a page; empty when it can."""
    if not _ID.fullmatch(id_):
        return f"{id_!r} cannot be an id: use lower-case letters, digits and single hyphens."
    if len(id_) > _LONGEST_ID:
        return f"an id has at most {_LONGEST_ID} characters; shorten {id_!r}."
    if id_ == "index":
        return "index.html is the page that lists the others; choose another id."
    return f"Windows has no files called {id_!r}; choose another id." if id_ in _DEVICES else ""


def _keep(
    kept: dict[str, T],
    id_: str,
    file: YamlFile,
    schema: str,
    read_as: Callable[[str, YamlFile], T],
    reader: DocumentReader,
    broken: set[str],
    problems: Problems,
) -> None:
    before = len(problems)
    if check_shape(file, schema, problems):
        kept[id_] = read_as(id_, file)
    else:
        reader.glimpse(file)
    if len(problems) > before:
        broken.add(id_)


def _table(content: Content, name: str, broken: set[str], problems: Problems) -> Any:
    """A table's file once its shape is right; the records are read by the reader."""
    file = content.files.get(f"{name}.yaml")
    if file is None:
        if name not in broken:
            path = f"{content.root}/{name}.yaml"
            text = f"every site needs {path}; where there are no entries, write {{}} into it."
            problems.add_at(path, 1, 1, "missing-file", text)
            broken.add(name)
        return None
    if not check_shape(file, name, problems):
        broken.add(name)
        return None
    if name in LISTED:
        for id_ in file.value:
            if wrong := _wrong_with(id_):
                problems.add(file.at(id_, key=True), "bad-id", wrong)
    if name != "site":
        return file
    settings = read_settings(file)
    if not iso_date(settings.as_of):
        text = f"{settings.as_of!r} is not a day such as 2026-01-31."
        problems.add(file.at("as_of"), "bad-format", text)
        broken.add(name)
    return settings


def _corpus(
    content: Content,
    rows: TableReader,
    tables: dict[str, Any],
    documents: dict[str, Document],
    clauses: dict[str, Clause],
    broken: set[str],
    problems: Problems,
) -> Corpus:
    def entries(name: str) -> dict[str, Any]:
        file = tables[name]
        return rows.table(name, file) if file else {}

    return Corpus(
        settings=tables["site"] or no_settings(content.root),
        documents=documents,
        clauses=_printed_order(documents, clauses),
        agencies=entries("agencies"),
        jurisdictions=entries("jurisdictions"),
        topics=entries("topics"),
        cited=entries("cited"),
        glossary=entries("glossary"),
        inputs=entries("inputs"),
        exceptions=entries("exceptions"),
        synonyms=entries("synonyms"),
        broken=frozenset(broken),
    )


def _printed_order(documents: dict[str, Document], clauses: dict[str, Clause]) -> dict[str, Clause]:
    """The clauses as their documents list them, then those that no document lists."""
    listed = [id_ for document in documents.values() for id_ in document.listed()]
    return {id_: clauses[id_] for id_ in (*listed, *clauses) if id_ in clauses}
