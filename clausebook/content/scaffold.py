"""``build.py new``: a new clause or document with the keys an editor needs, to be filled in.

Whatever stands in the way is looked for before anything is written, and what was written is taken
back when the rest of it cannot be.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from clausebook.address import clause_name
from clausebook.content.check import misplaced, read_path
from clausebook.content.lexicon import Lexicon
from clausebook.content.load import YamlFile, parse, shown_as
from clausebook.content.records import Settings
from clausebook.content.schemas import fits, wrong_id
from clausebook.content.sources import Loader
from clausebook.files import overwrite
from clausebook.problems import Problems

CLAUSE = """\
# yaml-language-server: $schema=../../schema/clause.json
number: （）
kind: {kind}
title:
  zh:
  en:
# topics: []      ids in content/topics.yaml
# agencies: []    ids in content/agencies.yaml, in the printed order
# facts:
#   cap:
#     is: 2000万元
#     printed: 最高不超过2000万元
#     means: {{zh: 单个品种支持上限, en: Cap per product}}
#     role: cap
#     per: [product]
digest:
  zh:
  en:
# conditions:
#   - id: local
#     printed: 在本市登记
#     zh:
#     en:
"""

DOCUMENT = """\
# yaml-language-server: $schema=../../schema/document.json
jurisdiction:
type: measures
number:
# number_en:    in the established English form: Hu Fu Ban Gui [2022] No. 13
title: {{zh: "", en: ""}}
short: {{zh: "", en: ""}}
issuers: [""]
facts:
  issued:
    is: "{day}"
    printed:
    means: {{zh: 发文日期, en: Date of issue}}
    role: date
digest:
  zh:
  en:
issued: issued
parts:
  - chapters:
      - title: {{zh: "", en: ""}}
        clauses: ["1"]
"""


class CannotCreate(ValueError):
    """Nothing was created or changed; the message says why."""


def new_clause(content: Path, id_: str) -> Path:
    """Create content/<document>/<clause>.yaml and list it in the document; returns the file.

    Raises :class:`CannotCreate`, and OSError where the disk refuses.
    """
    if "/" not in id_:
        raise CannotCreate(f"name the document and the clause, such as {id_}/1.")
    clause = clause_name(id_)
    document = id_.removesuffix(f"/{clause}")
    _check_ids(document, clause)
    listing = content / document / "document.yaml"
    if not listing.is_file():
        raise CannotCreate(f"there is no {listing.name} in {document}; create the document first.")
    path = content / document / f"{clause}.yaml"
    _refuse_existing(path)
    listed = _with_clause(listing, shown_as(content, f"{document}/{listing.name}"), clause)
    with _undoing() as made:
        _create(path, CLAUSE.format(kind=_kind(clause)), made)
        overwrite(listing, listed)
    return path


def new_document(content: Path, id_: str) -> list[Path]:
    """Create a document folder with a document and its first clause; returns the files.

    Raises :class:`CannotCreate`, and OSError where the disk refuses.
    """
    _check_ids(id_, "1")
    _refuse_existing(content / id_)
    cited = _loaded(content / "cited.yaml", shown_as(content, "cited.yaml"))
    if not fits("cited", cited.value):
        raise CannotCreate("cited.yaml has problems, which check lists; mend them first.")
    if id_ in cited.value:
        raise CannotCreate(f"{id_!r} is a cited document; remove it from cited.yaml first.")
    texts = {"document": DOCUMENT.format(day=_as_of(content)), "1": CLAUSE.format(kind="clause")}
    paths = [content / id_ / f"{name}.yaml" for name in texts]
    with _undoing() as made:
        (content / id_).mkdir()
        made.append(content / id_)
        for path, text in zip(paths, texts.values(), strict=True):
            _create(path, text, made)
    return paths


# --- what stands in the way ------------------------------------------------------------------


def _check_ids(document: str, clause: str) -> None:
    if wrong := wrong_id(document) or wrong_id(clause):
        raise CannotCreate(str(wrong))
    if found := misplaced(f"{document}/{clause}.yaml"):
        raise CannotCreate(str(found))


def _refuse_existing(path: Path) -> None:
    """Many disks take names that differ only in their capitals for one."""
    for other in path.parent.iterdir():
        if other.name.casefold() == path.name:
            raise CannotCreate(f"{other.name} is there already; nothing was changed.")


def _as_of(content: Path) -> str:
    settings = read_path(content, shown_as(content), "site.yaml", Lexicon())
    if settings.broken or not isinstance(settings.record, Settings):
        raise CannotCreate("site.yaml has problems, which check lists; mend them first.")
    return settings.record.as_of


def _loaded(path: Path, shown: str) -> YamlFile:
    try:
        file = parse(shown, path.read_bytes(), Problems())
    except OSError:
        file = None
    if file is None:
        raise CannotCreate(f"{path.name} has problems, which check lists; mend them first.")
    return file


def _kind(clause: str) -> str:
    """The kind that the id suggests: rules-3 is a rule, form-1 a form, 5 a clause."""
    word = clause.rpartition("-")[0].removesuffix("s")
    kinds = ("rule", "form", "final", "general", "goal", "direction", "task", "safeguard", "step")
    return word if word in kinds else "clause"


# --- files -----------------------------------------------------------------------------------


@contextlib.contextmanager
def _undoing() -> Iterator[list[Path]]:
    """Takes back what was made, the last first, unless all of it could be made."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _create(path: Path, text: str, made: list[Path]) -> None:
    with path.open("xb") as file:
        made.append(path)
        file.write(text.encode())


def _with_clause(listing: Path, shown: str, clause: str) -> bytes:
    """A document with a clause at the end of its last chapter, the rest of it as it is.

    It need not be finished otherwise.
    """
    lists = _lists(_loaded(listing, shown).value)
    if any(clause in one for one in lists):
        return listing.read_bytes()
    if not lists:
        raise CannotCreate(f"{listing.name} has no last chapter with a list of clauses; add one.")
    data = _extended(listing.read_bytes().decode("utf-8-sig"), clause)
    after = parse(shown, data, Problems())
    if after is None or _lists(after.value) != [*lists[:-1], [*lists[-1], clause]]:
        raise CannotCreate(f"list {clause!r} in {listing.name} by hand; it cannot be done here.")
    return data


def _lists(value: Any) -> list[list[str]]:
    """The clauses that each chapter of a document lists; none where the last one has no list."""
    try:
        lists = [chapter["clauses"] for part in value["parts"] for chapter in part["chapters"]]
        last = value["parts"][-1]["chapters"][-1]["clauses"]
    except (KeyError, IndexError, TypeError):
        return []
    return lists if isinstance(last, list) and last else []


def _extended(text: str, clause: str) -> bytes:
    clauses = _last_clauses(yaml.compose(text, Loader=Loader))
    end = clauses.value[-1].end_mark.index
    if clauses.flow_style:
        added = f', "{clause}"'
    else:
        end += len(text[end:].partition("\n")[0].rstrip("\r"))  # behind a comment
        line_end = "\r\n" if "\r\n" in text else "\n"
        added = f'{line_end}{" " * clauses.start_mark.column}- "{clause}"'
    return (text[:end] + added + text[end:]).encode()


def _last_clauses(root: Any) -> Any:
    node: Any = root
    for key in ("parts", "chapters", "clauses"):
        if isinstance(node, yaml.SequenceNode):
            node = node.value[-1]
        node = next(value for name, value in node.value if name.value == key)
    return node
