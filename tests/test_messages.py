"""What editors are told: each text is there in every language, with what the program fills in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

import pytest

from clausebook.messages import LANGUAGES, meanings, say, speaking, texts
from tests.twin import ROOT

DYNAMIC = (
    *("spaces.", "kinds.", "shapes.", "forms.", "called.", "expected.", "example-invalid."),
    *("unknown-", "joined.", "guide.", "help.", "stages.", "audit.", "system."),
)
"""Beginnings of keys that the program puts together."""


SLIPS = ("KeyError", "LookupError", "TypeError", "ValueError")
SENTENCE = re.compile(
    r"(?:[A-Za-z(]*[a-z']{2,}|\{\}|[aI])[),.:;]?(?: (?:\(?[A-Za-z'-]+|`[^`]+`|\{\})[),.:;]*){3,}"
)
"""Four words and more, with nothing but stops between them."""
NOT_FOR_EDITORS = {
    "__main__.py": "runs before it is known that everything is installed",
    "resources.py": "tells of files of the program's own, these tables among them",
    "content/schemas.py": "tells of the program's own schemas",
    "features/contract.py": "makes what theme authors read, in English as the names in it",
    "features/exports/": "descriptions in the schemas of published data",
    "features/frame/bundles.py": "tells of the program's own scripts and styles",
    "features/frame/esbuild.py": "tells of the program's own scripts and styles",
    "features/frame/licences.py": "what the site publishes of the works in it",
    "told/strings.py": "tells of the program's own words of the interface",
    "files.py": "what the system says in a row of its own, which system.… tells in each language",
    "build/recall.py: lines of": "a name under which answers are kept",
    "content/load.py: cannot start": "by which libyaml's words are known",
    "content/misfits.py: {} ": "by which the words of the library for schemas are known",
}
"""Rooms and modules that say something in English, or one text of them, and why."""


def leaves(rows: Any, route: str = "") -> Iterator[tuple[str, str]]:
    for key, value in rows.items():
        name = f"{route}.{key}".removeprefix(".")
        yield from leaves(value, name) if isinstance(value, dict) else [(name, value)]


def values_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


TABLES = {language: dict(leaves(texts(language))) for language in LANGUAGES}
SAID = {key: text for key, text in TABLES["en"].items() if not key.endswith(".means")}


@cache
def code() -> list[tuple[str, ast.AST]]:
    """All that stands in the program, but for its set-up: where, and what."""
    paths = [p for p in sorted((ROOT / "clausebook").rglob("*.py")) if p.parent.name != "setup"]
    trees = [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]
    return [(name, node) for name, tree in trees for node in ast.walk(tree)]


def calls() -> Iterator[tuple[str, set[str], str]]:
    """Every call of ``say`` with a key that is written out: key, values, and where."""
    for name, node in code():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
            key = node.args[0]
            if isinstance(key, ast.Constant):
                values = {keyword.arg or "" for keyword in node.keywords}
                yield key.value, values, f"{name}:{node.lineno}"


def texts_in(source: str) -> Iterator[str]:
    """The texts of a module, with ``{}`` for what is filled in.

    Docstrings are none, nor what an assertion or a slip of the program's own says: who meets that
    mends the program.
    """
    nodes = [*ast.walk(ast.parse(source))]
    left_out: set[ast.AST] = set()
    for node in nodes:
        match node:
            case ast.JoinedStr(values=parts):
                left_out.update(parts)
            case ast.Expr(value=ast.Constant() as docstring):
                left_out.add(docstring)
            case ast.Assert(msg=ast.AST() as said):
                left_out.update(ast.walk(said))
            case ast.Raise(exc=ast.Call(func=ast.Name(id=kind)) as slip) if kind in SLIPS:
                left_out.update(ast.walk(slip))
    for node in nodes:
        match node:
            case ast.Constant(value=str() as text) if node not in left_out:
                yield text
            case ast.JoinedStr(values=parts) if node not in left_out:
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)


def written() -> set[str]:
    """All texts in the code that are keys."""
    return {n.value for _, n in code() if isinstance(n, ast.Constant) and n.value in SAID}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_in_the_same_order(language: str) -> None:
    assert [*TABLES[language]] == [*TABLES["en"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_same_values(language: str) -> None:
    """libyaml's own words are English, so that Chinese may leave them out."""
    for key, text in TABLES[language].items():
        assert values_in(text) ^ values_in(TABLES["en"][key]) <= {"number"}, key


def test_what_the_program_says_stands_in_the_tables_with_its_values() -> None:
    for key, names, where in calls():
        assert key in SAID, where
        assert values_in(SAID[key]) <= names, where


def sentences() -> Iterator[str]:
    """English sentences that stand in the program, each behind its module."""
    package = ROOT / "clausebook"
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not name.startswith("setup/"):  # which runs before anything is installed
            for text in texts_in(path.read_text(encoding="utf-8")):
                if SENTENCE.fullmatch(text.strip()):
                    yield f"{name}: {text}"


def test_no_sentence_for_editors_stands_in_the_code() -> None:
    found, known = [*sentences()], tuple(NOT_FOR_EDITORS)
    assert [text for text in found if not text.startswith(known)] == []
    assert [name for name in known if not any(text.startswith(name) for text in found)] == []


def test_a_sentence_is_found_wherever_it_stands() -> None:
    code = '''
"""A docstring is no text for editors."""
def check(path, size):
    assert size, "whoever calls has a size"
    if size > 9:
        raise KeyError("this is for us only")
    pattern = r"(?:up to|no more than) [0-9]+"
    return [f"{path} is in the way; move it away", {"a": "Its disk is full."}]
'''
    found = [text for text in texts_in(code) if SENTENCE.fullmatch(text)]
    assert found == ["{} is in the way; move it away", "Its disk is full."]


def test_no_text_is_idle() -> None:
    known = written()
    assert [key for key in SAID if key not in known and not key.startswith(DYNAMIC)] == []


def test_a_message_is_told_in_the_language_that_is_spoken() -> None:
    message = say("unknown-fact.named", fact="cap", hint=say("did-you-mean.near", word="cap_2"))
    assert str(message) == (
        "there is no fact 'cap'; correct the name or add the fact. Did you mean 'cap_2'?"
    )
    with speaking("zh"):
        assert str(message) == "没有名为 “cap” 的数据，请改正名称或补上这项数据。是不是 “cap_2”？"


def test_lists_are_joined_and_words_follow_a_number() -> None:
    told = say("yaml-syntax.key-inwards", keys=["zh", "en"], number=2, spaces="one space", near="a")
    assert str(told) == "indent zh, en by one space: they belong to a."
    assert told.told("zh") == "zh、en 应再缩进one space：属于 a。"


def test_what_is_repeated_stays_in_one_line_and_has_an_end() -> None:
    message = say("unknown-clause.linked", clause="a\n" + "b" * 200)
    assert message.told("zh") == f"没有条款 “a\\n{'b' * 118}…”，请改正标识。"


def test_every_code_has_a_meaning_in_every_language() -> None:
    assert meanings("zh").keys() == meanings("en").keys()
