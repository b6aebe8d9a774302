"""What scripts need to set things side by side: a script for each clause, one of all names."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.content.records import Clause
from clausebook.features.compare.side import side
from clausebook.features.frame.data_script import data_script
from clausebook.features.frame.linked import Linked
from clausebook.languages import Language


def side_file(language: Language, clause: str) -> str:
    """The data script of a clause and its items, below assets/."""
    return f"data/compare/{language}/{clause}.js"


def names_file(language: Language) -> str:
    """The data script of all names, below assets/."""
    return f"data/compare/{language}.js"


def side_script(w: Linked, clause: str) -> bytes:
    """A clause and its items by their addresses."""
    ids = _comparable(w.corpus.clauses[clause])
    return data_script(f"compare:{clause}", {id_: side(w, id_).as_json() for id_ in ids})


def names_script(w: Linked) -> bytes:
    """What there is to compare: address, place and title of each, in printed order."""
    ids = (id_ for clause in w.site.clauses for id_ in _comparable(w.corpus.clauses[clause]))
    return data_script("compare", [[id_, w.clause_label(id_), w.title(id_)] for id_ in ids])


def _comparable(clause: Clause) -> Iterator[str]:
    return (part.id for part in clause.provisions())
