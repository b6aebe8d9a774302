"""In a browser, shards of the real site give exactly what the whole lunr index gives."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from clausebook.features.search import all_findable
from clausebook.meaning.calculate import Calculated
from tests.browser.scripts import script
from tests.browser.visitor import Visitor
from tests.features.search.oracle import Oracle
from tests.features.search.test_index import random_weights

QUERIES = 400
SCRIPT = """
import lunr from "lunr";
import { ask } from "./search/index.js";
Object.assign(globalThis, { lunr, ask });
"""
ASK_BOTH = """async (text) => {
  const [whole, queries] = JSON.parse(text);
  const index = lunr.Index.load(whole);
  index.tokenSet = { intersect: (wanted) => wanted }; // lunr's own confuses terms with digits
  const told = (hits) =>
    hits.map(({ ref, score, matchData }) => [ref, score, Object.keys(matchData.metadata).sort()]);
  const asked = queries.map(async (weights) => {
    const found = await ask(new Map(weights));
    const terms = weights.map(([term]) => term).sort();
    const having = new Map(terms.map((term) => [term, new Set(found.having([term]))]));
    const had = (place) => terms.filter((term) => having.get(term).has(place));
    const hits = found.places.map((place) => [String(place), found.scores[place], had(place)]);
    return hits.sort((a, b) => b[1] - a[1]);
  });
  const ours = await Promise.all(asked);
  return JSON.stringify(queries.map((weights, at) => {
    const known = weights.filter(([term]) => term in index.invertedIndex);
    const theirs = index.query((query) => {
      for (const [term, boost] of known) query.term(term, { boost, usePipeline: false });
    });
    return [ours[at], known.length > 0 ? told(theirs) : []];
  }));
}"""
"""Terms, weights and scores as they are; lunr would answer no terms with every clause."""


@pytest.fixture(scope="module")
def index(calculated: Calculated) -> Oracle:
    """The whole index of the site that the browser visits."""
    _, clauses = all_findable(calculated)
    return Oracle(clause.counted for clause in clauses)


@pytest.mark.parametrize("place", ["file", "http"])
def test_shards_give_what_the_whole_index_gives(
    place: str, index: Oracle, visitor: Visitor
) -> None:
    """The same clauses in the same order with equal scores and terms."""
    chance = random.Random(place)
    queries = [[*random_weights(index, chance).items()] for _ in range(QUERIES)]
    page = visitor.open("zh/search.html", place)
    page.evaluate(script(SCRIPT))
    text = json.dumps([index.serialised(), queries])
    answers: list[list[Any]] = json.loads(page.evaluate(ASK_BOTH, text))
    assert [ours for ours, _ in answers] == [theirs for _, theirs in answers]
    assert sum(len(ours) for ours, _ in answers) > 10 * QUERIES
