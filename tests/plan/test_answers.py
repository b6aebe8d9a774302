"""What is wrong with answers is told, and counts as unknown."""

from __future__ import annotations

from clausebook.plan.answers import Answers, errors_in
from clausebook.plan.plan import plan
from tests.plans import compile_book, told_plan

BOOK = compile_book(
    {
        "questions": {
            "kind": {"type": "choice", "choices": ["a", "b"]},
            "staff": {"type": "count", "about": "product"},
        },
        "benefits": {
            "c/1:x": {
                "pays": "award * staff",
                "facts": {"award": "1万元", "annual": "9万元"},
                "asks": ["staff"],
                "per": "product",
                "subject": "product",
                "limits": {"per_year": "annual"},
                "gates": [{"id": "kind", "needs": "kind == a"}, {"id": "fit", "judged": True}],
            }
        },
    }
)
WRONG = Answers(
    given={"kind": ("c", "a"), "staff": ("1.5", "-2", ""), "size": ("1",)},
    received={"c/1:x": {"paid_this_year": "much", "paid_before": "1"}, "c/2:x": {}},
    judged={"c/1:fit": "perhaps", "c/1:kind": "no", "c/9:fit": "yes"},
)


def test_everything_wrong_is_named_with_its_code() -> None:
    assert [(error.input, error.code) for error in errors_in(BOOK, WRONG)] == [
        ("kind", "unknown-choice"),
        ("kind", "item-count"),
        ("staff", "not-whole"),
        ("staff", "negative"),
        ("size", "unknown-question"),
        ("c/1:x:paid_this_year", "wrong-type"),
        ("c/1:x:paid_before", "unknown-input"),
        ("c/2:x", "unknown-benefit"),
        ("c/1:fit", "wrong-type"),
        ("c/9:fit", "unknown-condition"),
    ]


def test_what_is_wrong_counts_as_unknown() -> None:
    found = told_plan(plan(BOOK, WRONG, "2026-12-01"))
    assert found["total"] == "0 - 9"
    assert found["instances"] == {"c/1:x": ["fits-if"] * 3}
    assert found["missing"] == {"c/1:x": ["kind", "staff"]}
    assert found["judged"] == {"c/1:x": ["c/1:fit"]}
