"""One word in one clause, edited alike in our content and in Hugo's."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
"""Signs of the calendar: no generated word has four of them in a row, and none is a figure."""
_PLACE = re.compile(f"(?<=给予)[{_SIGNS}]*(?=支持，最高)")
"""Where every clause of the generated corpus has room for a word, in its YAML and on its page."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A word that stands nowhere yet, and the clause that gets it."""

    clause: str
    """Such as ``sample-3/17``."""
    word: str

    @property
    def page(self) -> str:
        """The address of the page that shows the word."""
        return f"zh/{self.clause}.html"


def edits(content: Path, seed: int = 1) -> Iterator[Edit]:
    """Edits of clauses anywhere in a generated corpus, without end; a seed gives the same ones."""
    paths = sorted(path for path in content.glob("*/*.yaml") if path.name != "document.yaml")
    chance = random.Random(seed)
    while True:
        path = chance.choice(paths)
        yield Edit(f"{path.parent.name}/{path.stem}", "".join(chance.choices(_SIGNS, k=4)))


def put(word: str, file: Path) -> None:
    """Write the word into a clause's YAML or into the body of its page."""
    before = file.read_text(encoding="utf-8")
    after, count = _PLACE.subn(word, before, count=1)
    if not count:
        raise ValueError(f"{file} has no place for a word")
    file.write_text(after, encoding="utf-8")
