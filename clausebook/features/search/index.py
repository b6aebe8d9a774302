"""All clauses → the search's files, and what is kept of them.

The files hold the index. Beside them the store keeps what they do not say: above all how often a
word or sign is there, so that :mod:`~clausebook.features.search.change` knows its last occurrence.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from clausebook.features.frame.data_script import data_script
from clausebook.features.search.counted import BOOSTS, LENGTHS, TEXTS, Counted
from clausebook.features.search.facets import Choices, facets
from clausebook.features.search.names import ROOT, File, Names, order_of
from clausebook.features.search.shards import (
    DIGITS,
    Row,
    Rows,
    how_many,
    number_of,
    pack,
    shard_of,
    written,
)
from clausebook.features.search.spellings import spellings
from clausebook.features.search.thesaurus import Thesaurus
from clausebook.features.search.tokenise import stem, traditional, variants
from clausebook.languages import Language

LENGTH_MATTERS = 0.5
"""lunr's b: how far a long text counts less than a short one. Measured as good from 0 to 1."""
SATURATION = 1.2
"""lunr's k1: how soon another occurrence of a term counts no more."""
WORD_PARTS = 64
"""Parts in which the counts of words are kept; words with one stem are in the same part."""
# A posting while it is gathered: field, place and how often in one number, in the order of rows.
_PLACE, _FIELD = 24, 56


@dataclass(frozen=True, slots=True)
class Findable:
    """All that the search needs of one clause; it depends on nothing else but the thesaurus."""

    ref: str
    counted: Counted
    hits: Mapping[Language, Any]
    """What a hit shows."""
    choices: Choices


class Store(Protocol):
    """Where an index is kept between builds."""

    def get(self, key: str) -> bytes | None:
        """What was put, if it is there."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, instead of an older one under the same key."""


class NotKept(LookupError):
    """The store does not have all of the index, which must be made anew."""


class Kept:
    """A store's values as what they mean."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def text(self, key: str) -> str:
        """A text; raises NotKept."""
        value = self._store.get(key)
        if value is None:
            raise NotKept(key)
        return value.decode()

    def keep_text(self, key: str, text: str) -> None:
        """Keep a text."""
        self._store.put(key, text.encode())

    def value(self, key: str) -> Any:
        """Whatever JSON can hold; raises NotKept."""
        return json.loads(self.text(key))

    def keep(self, key: str, value: Any) -> None:
        """Keep whatever JSON can hold."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        self.keep_text(key, text)


def cold(clauses: Iterable[Findable], thesaurus: Thesaurus, store: Store) -> Iterator[File]:
    """Every file of the search by path, made from all clauses in the order of the site."""
    names, gathered, kept = Names(), _Gathered(), Kept(store)
    for place, clause in enumerate(clauses):
        gathered.add(place, clause)
        for language, found in clause.hits.items():
            yield from names.one_of(language, place, found)
    for number, rows in enumerate(gathered.shards(thesaurus)):
        text = written(rows)
        kept.keep_text(f"shard-{number}", text)
        yield from names.one_of("shard", number, text)
    for name, value in gathered.others(kept).items():
        yield from names.file(name, value)
    yield from names.lists()
    about = gathered.about()
    kept.keep("about", about)
    kept.keep("names", names.kept())
    yield ROOT, root(about, names)


def root(about: Mapping[str, Any], names: Names) -> bytes:
    """The file from which the browser starts."""
    value = {
        "order": about["order"],
        "entries": about["entries"],
        "shards": how_many(about["entries"]),
        "boosts": BOOSTS,
        "averages": _averages(about["lengths"], about["entries"]),
        "lengths": LENGTHS,
        "b": LENGTH_MATTERS,
        "k1": SATURATION,
        **names.in_root(),
    }
    return data_script("search/root", value)


def _averages(classes: Mapping[str, str], entries: int) -> dict[str, float]:
    """The average length of each field, in terms."""
    counts = {field: Counter(classes.get(field, DIGITS[0] * entries)) for field in BOOSTS}
    sums = {
        field: sum(LENGTHS[DIGITS.index(digit)] * n for digit, n in count.items())
        for field, count in counts.items()
    }
    return {field: total / (entries or 1) for field, total in sums.items()}


def word_part(word: str) -> int:
    """The part of the counts in which a word is kept."""
    return number_of(stem(word)) % WORD_PARTS


class _Gathered:
    """What all clauses have together, as they come one after another."""

    def __init__(self) -> None:
        self._postings: dict[str, array[int]] = {}
        self._lengths: list[tuple[int, ...]] = []
        self._said: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._choices: list[Choices] = []
        self._refs: list[str] = []

    def add(self, place: int, clause: Findable) -> None:
        """One more clause."""
        for field, terms in enumerate(clause.counted.terms):
            seat = field << _FIELD | place << _PLACE
            for term, often in terms.items():
                if term not in self._postings:
                    self._postings[term] = array("Q")
                self._postings[term].append(seat | often)
        self._lengths.append(clause.counted.lengths)
        self._said.update(clause.counted.said)
        self._words.update(clause.counted.words)
        self._choices.append(clause.choices)
        self._refs.append(clause.ref)

    def shards(self, thesaurus: Thesaurus) -> Iterator[Rows]:
        """The rows of each shard."""
        shards = how_many(len(self._refs))
        notes = thesaurus.lines(self._said)
        terms: list[list[str]] = [[] for _ in range(shards)]
        for term in self._postings.keys() | notes.keys():
            terms[shard_of(term, shards)].append(term)
        for own in terms:
            yield {term: Row(self._lists(term), notes.get(term, ())) for term in own}

    def _lists(self, term: str) -> list[str]:
        fields: list[list[tuple[int, int]]] = [[] for _ in BOOSTS]
        for posting in sorted(self._postings.get(term, ())):
            place = posting >> _PLACE & (1 << _FIELD - _PLACE) - 1
            fields[posting >> _FIELD].append((place, posting & (1 << _PLACE) - 1))
        return [pack(postings) if postings else "" for postings in fields]

    def others(self, kept: Kept) -> dict[str, Any]:
        """The files of which there is one each."""
        signs = Counter(sign for term in self._postings for sign in {*term})
        kept.keep("signs", signs)
        parts: list[dict[str, int]] = [{} for _ in range(WORD_PARTS)]
        for word, n in self._words.items():
            parts[word_part(word)][word] = n
        for number, part in enumerate(parts):
            kept.keep(f"words-{number}", part)
        spelled = " ".join(sorted(set().union(*map(spellings, parts))))
        kept.keep_text("spellings", spelled)
        table = traditional()
        kept.keep_text("traditional", table)
        kept.keep("choices", [choices.as_json() for choices in self._choices])
        return {
            "lengths": self._classes(),
            "variants": variants({*signs}, table),
            "spellings": spelled,
            **facets(self._choices),
        }

    def _classes(self) -> dict[str, str]:
        return {
            field: "".join(DIGITS[lengths[at]] for lengths in self._lengths)
            for at, field in enumerate(TEXTS)
        }

    def about(self) -> dict[str, Any]:
        """What the root says, and how many clauses say each word of the thesaurus."""
        return {
            "order": order_of(self._refs),
            "entries": len(self._refs),
            "lengths": self._classes(),
            "said": self._said,
        }
