""":class:`Read`, file by file → :class:`Corpus`: the files in printed order, and what is missing.

A file with problems of its own stays out of the corpus or is remembered as broken, so that nobody
is told that a clause does not exist when it only has a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from clausebook.address import document_of
from clausebook.content.check import NEEDED, ROWS, TABLES, Read, is_document, read_path
from clausebook.content.lexicon import Lexicon, by_form
from clausebook.content.load import shown_as
from clausebook.content.read.vocabulary import presets
from clausebook.content.records import (
    ByLanguage,
    Clause,
    Corpus,
    Document,
    Prose,
    Settings,
    Text,
)
from clausebook.content.vocabulary import Vocabulary
from clausebook.languages import Language, Languages
from clausebook.messages import say
from clausebook.problems import Place, Problems
from clausebook.quantity import Usage

FIRST = ("site.yaml", "units.yaml")
"""The files that are read before all others, in this order, because their reading rests on them."""


ReadFiles = Callable[[Sequence[str], Lexicon], list[Read]]
"""Reads files by their names with one lexicon."""


def read_all(root: Path, names: Iterable[str]) -> list[Read]:
    """What came of each file, those first that the others rest on."""
    shown = shown_as(root)
    return read_in_order(
        tuple(names),
        lambda alike, lexicon: [read_path(root, shown, name, lexicon) for name in alike],
    )


def read_in_order(names: Collection[str], read: ReadFiles) -> list[Read]:
    """The same by whatever reads: settings, documents, then what is read in their languages."""
    first: list[Read] = []
    for name in FIRST:
        if name in names:
            first += read([name], lexicon_of(first))
    lexicon = lexicon_of(first)
    documents = read([name for name in names if is_document(name)], lexicon)
    found = [*first, *documents]
    for original, alike in by_original(names, documents, lexicon).items():
        found += read(alike, replace(lexicon, original=original))
    return found


def by_original(
    names: Iterable[str], documents: Iterable[Read], lexicon: Lexicon
) -> dict[Language | None, list[str]]:
    """The files that rest on others, but for documents, by the language of their document."""
    originals = {read.id: read.original for read in documents}
    found: dict[Language | None, list[str]] = {}
    for name in names:
        if name not in FIRST and not is_document(name):
            original = originals.get(name.partition("/")[0], lexicon.original)
            found.setdefault(original, []).append(name)
    return found


def lexicon_of(first: Sequence[Read]) -> Lexicon:
    """What the reading of other files rests on, once those were read that say it."""
    languages = _languages(first)
    found: dict[str, Any] = {read.kind: read.record for read in first}
    settings = found.get("site")
    units: Any = next((r.record for r in first if r.kind == "units" and not r.problems), None)
    literals = settings.literals if settings else ()
    if all(read.name != "units.yaml" for read in first):
        units = {}
    known = None if units is None else by_form(units)
    usage = settings.usage if settings else Usage()
    return Lexicon(literals, languages, known, usage, languages[0] if languages else None)


def _languages(reads: Iterable[Read]) -> Languages:
    return next((read.languages for read in reads if read.kind == "site"), ())


def assemble(shown: str, reads: Iterable[Read], problems: Problems) -> Corpus:
    """Everything that was read, and the problems of all files; report those that are missing.

    ``shown`` is the content folder's name; the order in which the files were read means nothing.
    """
    reads = tuple(sorted(reads, key=lambda read: read.name))
    for read in reads:
        problems.take(read.problems)
    broken = {read.id for read in reads if read.broken}
    documents = {r.id: r.record for r in reads if isinstance(r.record, Document)}
    clauses = {r.id: r.record for r in reads if isinstance(r.record, Clause)}
    tables: dict[str, Any] = {r.kind: r.record for r in reads if r.kind in TABLES and r.record}
    broken |= _missing(shown, reads, problems)
    return Corpus(
        settings=tables.get("site") or _no_settings(shown, _languages(reads)),
        documents=documents,
        clauses=_printed_order(documents, clauses),
        **{name: tables.get(name, {}) for name in ROWS},
        vocabulary=presets().with_own(tables.get("vocabulary") or Vocabulary()),
        broken=frozenset(broken),
    )


def _missing(shown: str, reads: tuple[Read, ...], problems: Problems) -> set[str]:
    """Report tables and documents without a file; their ids."""
    unreadable = {read.id for read in reads if not read.kind and read.broken}
    if "" in unreadable:  # the content folder itself
        return set(TABLES)
    tables = {*NEEDED} - {read.kind for read in reads} - unreadable
    for name in tables:
        path = f"{shown}/{name}.yaml"
        problems.add_at(path, 1, 1, say("missing-file.table", path=path))
    documents = {document_of(read.id) for read in reads if read.kind == "clause"}
    documents -= {read.id for read in reads if read.kind == "document"} | unreadable
    for id_ in documents:
        message = say("missing-file.document", path=f"content/{id_}/document.yaml")
        problems.add_at(f"{shown}/{id_}", 1, 1, message)
    return tables | documents


def _no_settings(shown: str, languages: Languages) -> Settings:
    """A stand-in while content/site.yaml is broken, so that the other checks can go on."""
    place = Place(f"{shown}/site.yaml")
    unsaid = ("",) * len(languages)
    text, prose = Text(languages, unsaid), Prose(languages, unsaid, place)
    examples: ByLanguage[tuple[str, ...]] = ByLanguage(languages, ((),) * len(languages))
    said = (text, text, text, examples, prose, prose)
    return Settings(languages, *said, "", "", (), (), Usage(), place)


def _printed_order(documents: dict[str, Document], clauses: dict[str, Clause]) -> dict[str, Clause]:
    """The clauses as their documents list them, then those that no document lists."""
    listed = [id_ for document in documents.values() for id_ in document.listed()]
    return {id_: clauses[id_] for id_ in (*listed, *clauses) if id_ in clauses}
