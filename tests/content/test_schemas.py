"""Shapes: the fast check says the same as the one that words what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clausebook.content.load import load
from clausebook.content.misfits import EXPLAIN, misfits
from clausebook.content.schemas import NAMES, Shape, contents, fits, schema_of
from clausebook.messages import texts
from clausebook.problems import Problems
from tests.overlay import BAD, GOOD, LANGUAGES, lay

SHAPED = [
    (Shape(schema_of(name), LANGUAGES), file.value)
    for name, file in sorted(load(GOOD, Problems()).items())
    if schema_of(name) in NAMES
]


@pytest.mark.parametrize("overlay", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_both_checks_say_the_same_of_every_broken_file(overlay: Path, tmp_path: Path) -> None:
    for name, file in load(lay(tmp_path, overlay.read_bytes()), Problems()).items():
        shape = Shape(schema_of(name), LANGUAGES)
        if shape.name in NAMES:
            assert fits(shape, file.value) is not bool(misfits(shape, file.value)), name


SHAPE, SITE = next(shaped for shaped in SHAPED if shaped[0].name == "site")
HOSTS = ("a.org", "localhost", "127.0.0.1", "xn--fiq.example", "A-1.b.org", "a.org:8080", "a:65535")
PATHS = ("", "sub/path/", "%E4%BD%A0/", "~a/b;c=d/", ".../")
NO_ADDRESSES = (
    *("https://a.org", "https://a.org/x", "//a.org/", "/x/", "a.org/", "https:///", "https:// a/"),
    *("ftp://a.org/", "javascript://a.org/", "file:///x/", "HTTPS://a.org/", "https:/a.org/"),
    *("https://a.org/?q/", "https://a.org/#top/", "https://u@a.org/", "https://u:p@a.org/"),
    *(
        "https://a..org/",
        "https://-a.org/",
        "https://a-.org/",
        "https://a_b.org/",
        "https://a.org./",
    ),
    *("https://a.org:/", "https://a.org:0/", "https://a.org:65536/", "https://a.org:99999/"),
    *("https://a.org//x/", "https://a.org/../", "https://a.org/./x/", "https://a.org/x/../"),
    *("https://a.org/%zz/", "https://a.org/%4/", "https://a.org/x y/", "https://a.org\\x/"),
    *(
        "https://例.org/",
        "https://a.org/例/",
        "https://a.org/\u3000/",
        "https://a.org/\n",
        " https://a/",
    ),
    *("https://" + "a" * 20_000, "https://" + "a-" * 20_000, "https://a/" + "%41" * 20_000),
)


def test_an_address_is_one_that_pages_can_stand_at() -> None:
    addresses = [f"http://{host}/{path}" for host in HOSTS for path in PATHS]
    addresses += [address.replace("http", "https") for address in addresses]
    assert [a for a in addresses if not fits(SHAPE, {**SITE, "address": a})] == []
    assert [a for a in NO_ADDRESSES if fits(SHAPE, {**SITE, "address": a})] == []
    assert [a for a in NO_ADDRESSES if not misfits(SHAPE, {**SITE, "address": a})] == []


def test_the_good_content_has_its_shapes() -> None:
    assert {shape.name for shape, _ in SHAPED} == {*NAMES} - {"answers", "common", "theme"}
    assert all(fits(shape, value) for shape, value in SHAPED)


def test_without_languages_a_text_may_be_in_any() -> None:
    assert all(fits(Shape(shape.name), value) for shape, value in SHAPED)
    texts = {"fr": "Laminaire", "zh-hant": "海帶"}
    topic = {"kelp": {"name": texts, "digest": texts}}
    assert fits(Shape("topics"), topic)
    assert not fits(Shape("topics", ("fr",)), topic)
    assert fits(Shape("topics", ("zh-hant", "fr")), topic)


def test_the_languages_of_a_site_stand_where_editors_expect_them() -> None:
    conditions = contents("common", ("fr", "en"))["$defs"]["conditions"]["items"]
    assert [*conditions["properties"]] == ["id", "printed", "fr", "en", "holds", "needs", "judged"]
    assert conditions["required"] == ["id", "fr", "en"]
    group = contents("synonyms", ("fr", "en"))["additionalProperties"]
    assert [*group["properties"]] == ["fr", "en", "one_way"]
    assert "required" not in group


NAMED = ("properties", "patternProperties", "$defs", "dependentRequired")
"""Keywords whose keys are names."""
SILENT = {*NAMED, "$schema", "$id", "$ref", "title", "description", "examples", "default"}
SILENT |= {"items", "propertyNames", "form", "mayBeMissing"}
"""Keywords of which nothing is told: they say what is meant, or lead to other schemas."""


def inner_schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all schemas inside it."""
    if isinstance(schema, list):
        for inner in schema:
            yield from inner_schemas(inner)
    elif isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key not in ("enum", "examples", "required"):
                yield from inner_schemas([*value.values()] if key in NAMED else value)


EVERY = [inner for name in NAMES for inner in inner_schemas(contents(name))]


def test_every_keyword_of_the_schemas_is_explained() -> None:
    assert {key for schema in EVERY for key in schema} - SILENT == {*EXPLAIN} - {
        "dependentRequired"
    }


def test_every_form_that_a_schema_asks_for_has_words() -> None:
    """A pattern tells an editor nothing."""
    asked = [schema for schema in EVERY if "pattern" in schema]
    asked += [schema["not"] for schema in EVERY if "not" in schema]
    asked += [s for s in EVERY if "anyOf" in s and "required" not in s["anyOf"][0]]
    assert [schema for schema in asked if "form" not in schema] == []
    assert {schema["form"] for schema in EVERY if "form" in schema} == {*texts("en")["forms"]}
