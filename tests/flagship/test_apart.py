"""The generator's tests read corpora of their own: they hold whatever stands in ``content/``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.twin import ROOT

TESTS = ROOT / "tests"
FLAGSHIP = TESTS / "flagship"


def strings(path: Path) -> Iterator[str]:
    """The texts in a test, and the keys and values of a broken example."""
    data = path.read_bytes()
    if path.suffix != ".py":
        return iter([data.decode("utf-8", "replace")])
    nodes = ast.walk(ast.parse(data))
    return (str(node.value) for node in nodes if isinstance(node, ast.Constant))


def roots(path: Path) -> Iterator[str]:
    """What a test names below the root of the repository: ``ROOT / "this"``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.BinOp(ast.Name("ROOT"), ast.Div(), ast.Constant(str(name))):
                yield name.partition("/")[0]


def others(pattern: str) -> list[Path]:
    """Files of the tests beside the flagship's own."""
    return [path for path in sorted(TESTS.rglob(pattern)) if FLAGSHIP not in path.parents]


def test_no_test_of_the_generator_reads_the_content() -> None:
    paths = others("*.py")
    assert [path for path in paths if {"content", "theme"} & {*roots(path)}] == []


def test_no_test_of_the_generator_names_a_document_of_the_content(content: Path) -> None:
    ids = [path.parent.name for path in content.glob("*/document.yaml")]
    assert ids
    named = {
        path: [id_ for id_ in ids if any(f"{id_}/" in text for text in strings(path))]
        for pattern in ("*.py", "*.yaml")
        for path in others(pattern)
    }
    assert {path: found for path, found in named.items() if found} == {}
