"""``build.py new``: a new clause or document with the keys an editor needs, to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from clausebook.address import clause_name, document_of

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

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
    """The id cannot be used, or the file is there already; the message says which."""


def new_clause(content: Path, id_: str) -> Path:
    """Create content/<document>/<clause>.yaml and list it in the document; returns the file."""
    document, clause = document_of(id_), clause_name(id_)
    _check_ids(document, clause)
    listing = content / document / "document.yaml"
    if not listing.is_file():
        raise CannotCreate(f"there is no {listing.name} in {document}; create the document first.")
    path = _create(content / document / f"{clause}.yaml", CLAUSE.format(kind=_kind(clause)))
    _list_clause(listing, clause)
    return path


def new_document(content: Path, id_: str, day: str) -> list[Path]:
    """Create a document folder with a document and its first clause; returns the files."""
    _check_ids(id_)
    paths = [_create(content / id_ / "document.yaml", DOCUMENT.format(day=day))]
    paths.append(_create(content / id_ / "1.yaml", CLAUSE.format(kind="clause")))
    return paths


def _check_ids(*ids: str) -> None:
    for id_ in ids:
        if not _ID.fullmatch(id_):
            raise CannotCreate(f"{id_!r} cannot be an id: lower-case letters, digits and hyphens.")


def _kind(clause: str) -> str:
    """The kind that the id suggests: rules-3 is a rule, form-1 a form, 5 a clause."""
    word = clause.rpartition("-")[0].removesuffix("s")
    kinds = ("rule", "form", "final", "general", "goal", "direction", "task", "safeguard", "step")
    return word if word in kinds else "clause"


def _create(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as handle:
            handle.write(text)
    except FileExistsError:
        raise CannotCreate(f"{path.name} is there already; nothing was changed.") from None
    return path


def _list_clause(listing: Path, clause: str) -> None:
    """Add the clause to the end of the last chapter, leaving the rest of the text as it is."""
    text = listing.read_text(encoding="utf-8")
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    clauses = _last_clauses(root)
    end = clauses.value[-1].end_mark.index
    if clauses.flow_style:
        added = f', "{clause}"'
    else:
        added = f'\n{" " * clauses.start_mark.column}- "{clause}"'
    listing.write_text(text[:end] + added + text[end:], encoding="utf-8")


def _last_clauses(root: Any) -> Any:
    node: Any = root
    for key in ("parts", "chapters", "clauses"):
        if isinstance(node, yaml.SequenceNode):
            node = node.value[-1]
        node = next(value for name, value in node.value if name.value == key)
    return node
