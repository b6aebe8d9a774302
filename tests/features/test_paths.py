"""Paths of outputs: what one system can have and another cannot is a problem of the content."""

from __future__ import annotations

from functools import cache

import pytest

from clausebook.build.understand import understand
from clausebook.content.sources import sources_in
from clausebook.features import all_outputs
from clausebook.features.outputs import Output
from clausebook.features.paths import alike, check_paths
from clausebook.meaning.site import Site
from clausebook.problems import Problems
from tests.overlay import GOOD

CLAUSE = "content/tide-2031-4/3.yaml", 1, 1


def page(path: str, of: str = "tide-2031-4/3", kind: str = "clause") -> Output:
    """An output about something of the good content."""
    return Output(path, "tables" if kind == "topics" else "documents", kind, of, "en")


@cache
def _site() -> Site:
    return understand(GOOD)[0].site


def told(*outputs: Output) -> list[tuple[str, int, int, str]]:
    """What is wrong with these outputs beside those that the good content has."""
    site, problems = _site(), Problems(sources_in(GOOD))
    check_paths(site, [*all_outputs(site), *outputs], problems)
    return [(p.path.replace("good/", "content/"), p.line, p.column, p.code) for p in problems]


@pytest.mark.parametrize(
    "path",
    [
        "en/tide-2031-4/2.HTML",
        "EN/tide-2031-4/2.html",
        "en/tide-2031-4/2.html. ",
        "en/tide-2031-4 /2.html",
        "en",
        "index.html",
    ],
)
def test_a_path_that_a_disk_takes_for_another_is_told(path: str) -> None:
    assert told(page(path)) == [(*CLAUSE, "address-taken")]


def test_a_file_that_is_the_folder_of_another_is_told() -> None:
    place = ("content/tide-2031-4/2.yaml", 1, 1)
    assert told(page("en/tide-2031-4/2.html/x")) == [(*place, "address-taken")]


def test_compositions_of_letters_make_no_difference() -> None:
    """Neither do those that only have small letters in common."""
    assert alike("cafe\u0301/\u212b") == alike("caf\u00c9/a\u030a")
    assert told(page("en/caf\u00e9"), page("en/cafe\u0301")) == [(*CLAUSE, "address-taken")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("en/con", "bad-id"),
        ("en/Aux.html", "bad-id"),
        ("LPT9/x.html", "bad-id"),
        ("en/" + "x" * 178, "too-long"),
        ("en/" + "语" * 86, "too-long"),
    ],
)
def test_a_path_that_some_system_cannot_have_is_told(path: str, code: str) -> None:
    assert told(page(path)) == [(*CLAUSE, code)]


@pytest.mark.parametrize("path", ["en/con-1", "en/" + "x" * 177, "en/" + "语" * 85, "en/.x"])
def test_a_path_that_every_system_can_have_is_not(path: str) -> None:
    assert told(page(path)) == []


@pytest.mark.parametrize(
    ("of", "kind", "place"),
    [
        ("quay-2032-7/2#1:award", "bare", ("content/quay-2032-7/2.yaml", 19, 13)),
        ("tide-2031-4", "document", ("content/tide-2031-4/document.yaml", 1, 1)),
        ("selling", "topics", ("content/topics.yaml", 4, 1)),
        ("", "", ("content/site.yaml", 1, 1)),
    ],
)
def test_it_is_told_where_the_content_names_what_the_page_is_about(
    of: str, kind: str, place: tuple[str, int, int]
) -> None:
    assert told(page("en/con", of, kind)) == [(*place, "bad-id")]
    assert told(page("en/page", of, kind), page("en/PAGE", "", "")) == [(*place, "address-taken")]
