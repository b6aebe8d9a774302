"""No prose is left out where all prose is looked at: its references would go unchecked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from clausebook.build.understand import understand
from clausebook.content.records import Corpus, Prose
from clausebook.content.walk import prose_of_clause, prose_of_document, prose_of_tables
from tests.overlay import GOOD


@pytest.fixture(scope="module")
def good() -> Corpus:
    """The small content, which has a text of every kind that the schemas allow."""
    return understand(GOOD)[0].site.corpus


def prose_in(value: Any) -> Iterator[Prose]:
    """Every prose that a record holds, however deep."""
    if isinstance(value, Prose):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from prose_in(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from prose_in(inner)
    elif isinstance(value, Mapping):
        yield from prose_in(list(value.values()))


def ids(found: Iterator[Prose]) -> set[int]:
    return {id(prose) for prose in found}


def test_every_prose_of_a_clause_is_walked(good: Corpus) -> None:
    for clause in good.clauses.values():
        walked = ids(prose for _, prose in prose_of_clause(clause))
        assert [prose for prose in prose_in(clause) if id(prose) not in walked] == []


def test_every_prose_of_a_document_is_walked(good: Corpus) -> None:
    for document in good.documents.values():
        walked = ids(prose_of_document(document))
        assert [prose for prose in prose_in(document) if id(prose) not in walked] == []


def test_every_prose_of_a_table_is_walked(good: Corpus) -> None:
    walked = ids(prose_of_tables(good))
    tables = [
        getattr(good, field.name)
        for field in fields(good)
        if field.name not in ("documents", "clauses")
    ]
    assert [prose for prose in prose_in(tables) if id(prose) not in walked] == []
