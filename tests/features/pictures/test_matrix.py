"""What each topic pays, and where: pages and data say what the content says on every day."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.build.workshop import furnish
from clausebook.features import all_outputs, make
from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.features.pictures.oracle import SILENT, Oracle, Said
from tests.overlay import GOOD
from tests.rendered import published
from tests.twin import ROOT

CORPORA = {
    "good": GOOD,
    "lanjiang": ROOT / "tests" / "corpora" / "lanjiang" / "content",
    "carrow": ROOT / "tests" / "corpora" / "carrow" / "content",
}
DATA = tuple(f"data/{name}" for name in ("documents.json", "clauses.json", "matrix.json"))
in_all_corpora = pytest.mark.parametrize("corpus", CORPORA)


@cache
def made(content: Path, on: str | None, *paths: str) -> dict[str, bytes]:
    """Some files of a site that is built on a day."""
    calculated = understood(content, on)
    at = furnish(calculated, {}, published(calculated.site.corpus.settings.usage), Notes())
    outputs = {output.path: output for output in all_outputs(calculated.site)}
    return {path: make(outputs[path], at) for path in paths}


@cache
def understood(content: Path, on: str | None = None) -> Calculated:
    found, problems = understand(content, on)
    assert list(problems) == []
    return found


@cache
def oracle_of(content: Path, language: Language) -> Oracle:
    told = Told(understood(content).site, language, Notes())
    return Oracle(made(content, None, *DATA), cache(told.best))


def cells_of(text: str) -> dict[tuple[str, str], Said]:
    """What the matrix of a page shows, by topic and place."""
    figure = text.partition('<figure class="matrix-figure"')[2].partition("</figure>")[0]
    found = {}
    for row in re.findall(r"<tr data-place=.*?</tr>", figure, re.DOTALL):
        for cell in re.findall(r"<td .*?</td>", row, re.DOTALL):
            shown = [a for a in re.findall(r'<a class="cell".*?</a>', cell, re.DOTALL) if seen(a)]
            assert len(shown) == (0 if 'data-kind="silent"' in cell else 1), cell
            topic, place = place_of(cell) if shown else ("", "")
            found[topic, place] = said_by(shown[0]) if shown else SILENT
    return found


def seen(state: str) -> bool:
    return " hidden" not in state.partition(">")[0]


def place_of(cell: str) -> tuple[str, str]:
    href = re.search(r'href="[^"]*topics/([^"#]+)\.html#in-([^"]+)"', cell)
    assert href, cell
    return href[1], href[2]


def said_by(state: str) -> Said:
    opening = state.partition(">")[0]
    kind = re.search(r'data-kind="(\w+)"', opening)
    amount = re.search(r'class="amount">([^<]*)<', state)
    assert kind
    return Said(kind[1], amount[1] if amount else "", "data-over" not in opening)


@in_all_corpora
def test_the_data_say_what_each_cell_is_on_every_day(corpus: str) -> None:
    content = CORPORA[corpus]
    language = understood(content).site.corpus.languages[0]
    oracle = oracle_of(content, language)
    rows = json.loads(made(content, None, *DATA)["data/matrix.json"])
    assert rows
    for day in oracle.days():
        for row in rows:
            (state,) = [
                state
                for state in row["states"]
                if (state["from"] or "") <= day <= (state["until"] or "9999")
            ]
            words = (state["words"] or {}).get(language, "")
            found = Said(state["kind"], words, state["holds"])
            wanted = oracle.cell(row["topic"], row["jurisdiction"], day)
            assert found == wanted, (row["topic"], row["jurisdiction"], day)


@in_all_corpora
def test_a_page_shows_what_each_cell_is_on_the_day_of_the_build(corpus: str) -> None:
    content = CORPORA[corpus]
    languages = understood(content).site.corpus.languages
    for language in languages:
        oracle = oracle_of(content, language)
        for day in oracle.days()[:: max(len(oracle.days()) // 5, 1)]:
            path = f"{language}/index.html"
            cells = cells_of(made(content, day, path)[path].decode("utf-8-sig"))
            assert any(said != SILENT for said in cells.values())
            for (topic, place), said in cells.items():
                assert said == (oracle.cell(topic, place, day) if topic else SILENT), (topic, day)


@in_all_corpora
def test_the_table_for_spreadsheets_has_a_row_for_each_state(corpus: str) -> None:
    found = made(CORPORA[corpus], None, "data/matrix.json", "data/matrix.csv")
    rows = json.loads(found["data/matrix.json"])
    lines = [*csv.DictReader(io.StringIO(found["data/matrix.csv"].decode("utf-8-sig")))]
    told = [(row["topic"], row["jurisdiction"], state) for row in rows for state in row["states"]]
    keys = [(line["topic"], line["jurisdiction"], line["from"], line["kind"]) for line in lines]
    assert keys == [(t, place, state["from"] or "", state["kind"]) for t, place, state in told]
    assert [line["amount"] for line in lines] == [state["amount"] or "" for *_, state in told]


@in_all_corpora
def test_states_follow_each_other_without_gaps(corpus: str) -> None:
    for row in json.loads(made(CORPORA[corpus], None, "data/matrix.json")["data/matrix.json"]):
        firsts = [state["from"] for state in row["states"]]
        lasts = [state["until"] for state in row["states"]]
        assert (firsts[0], lasts[-1]) == (None, None)
        assert all(last < first for last, first in zip(lasts, firsts[1:], strict=False))


@in_all_corpora
def test_each_cell_opens_its_clauses(corpus: str) -> None:
    """The place where a cell leads lists the clauses of its topic there, and no others."""
    content = CORPORA[corpus]
    site = understood(content).site
    language = site.corpus.languages[0]
    oracle, home = oracle_of(content, language), f"{language}/index.html"
    opened = [key for key in cells_of(made(content, None, home)[home].decode()) if key[0]]
    assert opened
    for topic, place in opened:
        path = f"{language}/topics/{topic}.html"
        text = made(content, None, path)[path].decode()
        assert text.count(f'id="in-{place}"') == 1
        part = text.partition(f'<h3 id="in-{place}">')[2].partition("</figure>")[0]
        linked = re.findall(r'href="[^"#]*?([^/"#]+/[^/"#]+)\.html', part.partition("<h3")[0])
        assert oracle.ids.intersection(linked) == oracle.clauses_of(topic, place)
