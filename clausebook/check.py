""":class:`Content` → :class:`Corpus`: each file by itself is compared with its schema and read.

What needs other files (whether a clause exists, whether a rule's names are known) is left to
:mod:`clausebook.resolve`. A file with problems of its own does not enter the corpus, but its id is
remembered, so that nobody is told that a clause does not exist when it only has a typing slip.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from clausebook import read
from clausebook.load import Content, YamlFile
from clausebook.problems import Problems
from clausebook.records import Clause, Corpus, Document
from clausebook.schemas import check_shape

TABLES = ("site", "jurisdictions", "agencies", "topics", "glossary", "cited", "inputs")
RESERVED = frozenset(
    ("topics", "agencies", "jurisdictions", "cited", "search", "glossary", "about", "index", "404")
)
"""Ids that no document may have, because pages of the site have these addresses."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 60

T = TypeVar("T")


def check(content: Content, problems: Problems) -> Corpus:
    """Check every file by itself and read it into records."""
    broken = {_id_of(name) for name in content.broken}
    tables = {name: _table(content, name, broken, problems) for name in TABLES}
    literals = tables["site"].literals if tables["site"] else ()
    reader = read.Reader(problems, literals)
    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    for name, file in content.files.items():
        if not _expected(name, file, problems):
            continue
        if name.endswith("/document.yaml"):
            _keep(documents, _id_of(name), file, "document", reader.document, broken, problems)
        elif "/" in name:
            _keep(clauses, _id_of(name), file, "clause", reader.clause, broken, problems)
    for document in {name.split("/")[0] for name in content.files if "/" in name}:
        if document not in documents and document not in broken:
            text = f"add content/{document}/document.yaml."
            problems.add_at(f"{content.root}/{document}", 1, 1, "missing-file", text)
            broken.add(document)
    return _corpus(content, reader, tables, documents, clauses, broken, problems)


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
    for part in parts:
        if not _ID.fullmatch(part) or len(part) > _LONGEST_ID:
            text = f"{part!r} cannot be an id: use lower-case letters, digits and single hyphens."
            problems.add(start, "bad-id", text)
            return False
    if len(parts) == 2 and parts[0] in RESERVED | {"data", "assets", "embed"}:
        problems.add(start, "bad-id", f"{parts[0]!r} is an address of the site; choose another id.")
        return False
    if len(parts) == 2 and parts[1] == "index":
        problems.add(start, "bad-id", "index.html is the document's own page; choose another id.")
        return False
    return True


def _keep(
    kept: dict[str, T],
    id_: str,
    file: YamlFile,
    schema: str,
    reader: Callable[[str, YamlFile], T],
    broken: set[str],
    problems: Problems,
) -> None:
    before = len(problems)
    if check_shape(file, schema, problems):
        kept[id_] = reader(id_, file)
    if len(problems) > before:
        broken.add(id_)


def _table(content: Content, name: str, broken: set[str], problems: Problems) -> Any:
    """A table's file once its shape is right; the records are read by the reader."""
    file = content.files.get(f"{name}.yaml")
    if file is None:
        if name not in broken:
            text = f"every site needs {content.root}/{name}.yaml; an empty one is fine."
            problems.add_at(f"{content.root}/{name}.yaml", 1, 1, "missing-file", text)
            broken.add(name)
        return None
    if not check_shape(file, name, problems):
        broken.add(name)
        return None
    if name != "site":
        return file
    settings = read.settings(file)
    if not read.iso_date(settings.as_of):
        text = f"{settings.as_of!r} is not a day such as 2026-01-31."
        problems.add(file.at("as_of"), "bad-format", text)
        broken.add(name)
    return settings


def _corpus(
    content: Content,
    reader: read.Reader,
    tables: dict[str, Any],
    documents: dict[str, Document],
    clauses: dict[str, Clause],
    broken: set[str],
    problems: Problems,
) -> Corpus:
    def entries(name: str) -> dict[str, Any]:
        file = tables[name]
        return reader.table(name, file) if file else {}

    return Corpus(
        settings=tables["site"] or read.no_settings(content.root),
        documents=documents,
        clauses=clauses,
        agencies=entries("agencies"),
        jurisdictions=entries("jurisdictions"),
        topics=entries("topics"),
        cited=entries("cited"),
        glossary=entries("glossary"),
        inputs=entries("inputs"),
        broken=frozenset(broken),
    )
