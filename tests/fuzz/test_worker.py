"""The service worker between a bad network and its pages: whatever happens, what they get is right.

A story is a list of steps for ``worker.mjs``: pages are opened and closed, editions are published,
requests fail in a dozen ways, the worker is killed, and in the end everything is well again.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clausebook.features.offline import WORKER, offline_of
from tests.fuzz.frame import tries
from tests.twin import Twin

Story = list[tuple[Any, ...]]
Answer = Mapping[str, Any]

PAGES = {
    "index.html": ("assets/main.js",),
    "zh/a.html": ("assets/main.js", "assets/style.css", "zh/a.json"),
    "zh/b.html": ("assets/style.css", "data/all.json"),
    "404.html": ("assets/style.css",),
}
"""The pages of the site, and what each needs."""
FILES = tuple(dict.fromkeys([*PAGES, *(path for needs in PAGES.values() for path in needs)]))
KEPT = {"assets/style.css": (0, 0, 2, 2), "data/all.json": (0, 1, 1, 3), "zh/a.html": (0, 1, 2, 0)}
"""Files that are as they were in some edition before: of which edition they are, by edition."""


def _file(path: str, edition: int) -> bytes:
    of = KEPT[path][edition] if path in KEPT else edition
    return f"<head>{path} of edition {of}\n".encode() * (1 + 40 * path.endswith(".json"))


@cache
def editions() -> list[dict[str, bytes]]:
    """Four builds of a small site, each with what it needs for use without a network."""
    sites = ({path: _file(path, edition) for path in FILES} for edition in range(4))
    return [files | {path: data or b"" for path, data in offline_of(files)} for files in sites]


@cache
def _coded(slip: tuple[str, str]) -> list[dict[str, str]]:
    changed = [
        files | {WORKER: files[WORKER].replace(*(text.encode() for text in slip))}
        for files in editions()
    ]
    return [{path: b64encode(data).decode() for path, data in files.items()} for files in changed]


def played(twin: Twin, story: Story, slip: tuple[str, str] = ("", "")) -> tuple[list[Answer], int]:
    """What pages got, and the edition that the host has at the end; perhaps with another worker."""
    told = twin.call("worker.play", _coded(slip), story)
    return told["answers"], told["edition"]


# --- drawing ---------------------------------------------------------------------------------

HOME: Story = [("visit", "index.html", PAGES["index.html"]), ("settle",)]
PUBLISHED: Story = [("deploy",), ("update",), ("settle",)]
FAULTS = ("ok", "down", "kill", "wrong", "cut", "500", "404", "portal", "old", "slow", "deploy")
number = st.integers(0, 3)
visits = st.sampled_from([[("visit", path, needs)] for path, needs in PAGES.items()])
steps = st.one_of(
    visits,
    visits,
    st.lists(st.sampled_from(FAULTS), max_size=12).map(lambda some: [("faults", *some)]),
    st.sampled_from([[("settle",)], [("deploy",)], [("copy",)], [("kill",)], [("update",)]]),
    st.sampled_from([[("online", False)], [("online", True)]]),
    st.just(PUBLISHED),
    st.tuples(st.just("fetch"), number, st.sampled_from(FILES)).map(lambda step: [step]),
    st.tuples(st.just("close"), number).map(lambda step: [step]),
)
full = st.sampled_from([[("room", False)], [("room", True)]])


def stories(steps: st.SearchStrategy[Story]) -> st.SearchStrategy[Story]:
    """Of readers for whom it begins, and of those who have the first edition already."""
    parts = st.tuples(st.sampled_from([[], HOME * 2]), st.lists(steps, max_size=12))
    return parts.map(lambda both: [*both[0], *chain.from_iterable(both[1])])


ALL: Story = [("visit", path, needs) for path, needs in PAGES.items()]
COUNT = sum(1 + len(needs) for needs in PAGES.values())
WELL: Story = [("faults",), ("online", True), ("room", True), ("finish",), ("settle",)]
WITHOUT_NETWORK: Story = [("kill",), ("online", False), *ALL]
"""The last steps: the reader looks at everything that there is."""


# --- what must hold --------------------------------------------------------------------------


def wrong_bytes(answers: Iterable[Answer]) -> list[str]:
    """Answers of workers that no edition has."""
    given_ = (each for each in answers if each["by"] == "worker" and each["status"] == 200)
    return [each["path"] for each in given_ if not editions_of(each)]


def editions_of(answer: Answer) -> set[int]:
    """The editions in which a file has these bytes."""
    data = b64decode(answer["bytes"])
    return {at for at, files in enumerate(editions()) if files.get(answer["path"]) == data}


def mixed(answers: Iterable[Answer]) -> list[str]:
    """Pages of an edition that got files of another one, or from a network that has any."""
    by_page = defaultdict(list)
    for answer in answers:
        by_page[answer["page"]].append(answer)
    return [
        page
        for page, (own, *files) in by_page.items()
        if own["by"] == "worker" and own["status"] == 200
        if not set.intersection(*map(editions_of, [own, *filter(_is_answer, files)]))
    ]


def _is_answer(answer: Answer) -> bool:
    return answer["status"] in (200, 404)


@tries(30)
@given(stories(steps))
def test_whatever_the_network_does_pages_are_whole(twin: Twin, story: Story) -> None:
    """No page has wrong bytes or files of two editions; when all is well, the newest is there."""
    answers, newest = played(twin, [*story, *WELL, *HOME * 3, *WITHOUT_NETWORK])
    assert wrong_bytes(answers) == []
    assert mixed(answers) == []
    assert at_last(answers, newest) == []


BACK: Story = [*PUBLISHED * 5, ("faults", "deploy"), *PUBLISHED]
"""An older edition comes again while it is being dropped."""


@tries(20)
@given(stories(steps | full))
@example(story=BACK)
def test_a_full_disk_leaves_no_wrong_bytes_and_ends(twin: Twin, story: Story) -> None:
    """Where there was no room, the next edition tries again."""
    answers, newest = played(twin, [*story, *WELL, ("deploy",), *HOME * 3, *WITHOUT_NETWORK])
    assert wrong_bytes(answers) == []
    assert at_last(answers, newest) == []


def at_last(answers: list[Answer], newest: int) -> list[Answer]:
    """What of the site's files is not there without a network, or not of this edition."""
    last = answers[-COUNT:]
    return [each for each in last if each["by"] != "worker" or newest not in editions_of(each)]


SLIPS = (
    ("return kept ? kept.text() : EDITION;", "return EDITION;"),
    ("if (open.has(page)) needed.add(await editionOf(page));", "if (false);"),
)
"""What makes a worker forget of which edition an open page is, or drop that edition."""


@pytest.mark.parametrize("slip", SLIPS)
def test_stories_find_out_a_worker_that_is_wrong(slip: tuple[str, str], twin: Twin) -> None:
    story = [*HOME, *HOME, *PUBLISHED, *HOME, ("fetch", 1, "assets/main.js")]
    for worker, pages in ((slip, ["page-1"]), (("", ""), [])):
        assert mixed(played(twin, story, worker)[0]) == pages
