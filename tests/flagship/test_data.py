"""What is published of this content."""

from __future__ import annotations

from tests.features.exports.test_data import *  # noqa: F403
from tests.features.exports.test_data import read


def test_a_clause_tells_its_facts_with_value_unit_and_printed_token(
    files: dict[str, bytes],
) -> None:
    clause = next(c for c in read(files, "clauses.json") if c["id"] == "shanghai-2022-13/5")
    cap = next(fact for fact in clause["facts"] if fact["name"] == "cap")
    assert cap == {
        "name": "cap",
        "kind": "money",
        "value": "20000000",
        "upto": None,
        "unit": "CNY",
        "bound": "exact",
        "printed": "最高不超过２０００万元",
        "means": {"zh": "单个品种支持上限", "en": "Cap per product"},
        "role": "cap",
        "per": ["product"],
        "dated": None,
        "display": {"zh": "2000万元", "en": "RMB 20 million"},
        "address": "shanghai-2022-13/5.cap",
    }


def test_a_document_tells_with_whom_it_was_prepared(files: dict[str, bytes]) -> None:
    documents = {document["id"]: document for document in read(files, "documents.json")}
    consulted = documents["shanghai-stc-2024-76"]["consulted"]
    assert [agency["id"] for agency in consulted] == [
        *("sh-organization", "sh-health", "sh-market", "sh-insurance", "sh-mpa")
    ]
    assert documents["shanghai-2022-13"]["consulted"] == []
