"""What is to be built, and what came of it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from clausebook.build.inputs import digest_in, program_digest
from clausebook.build.write import Written
from clausebook.looks import digest_of, folder_of
from clausebook.problems import Problem
from clausebook.resources import installed


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: a content folder, the as-of date, a folder of official texts."""

    content: Path
    on: str | None = None
    official: Path | None = None

    def key(self) -> str:
        """What a state must be of to be trusted: this program, its packages, the same order.

        The looks of the site count as the program does: they may concern every page.
        """
        order = (str(self.content.resolve()), str(self.on), _texts(self.official))
        looks = digest_of(folder_of(self.content))
        parts = [program_digest(), sys.version, *installed(), *order, looks]
        return sha256("\n".join(parts).encode()).hexdigest()


def _texts(official: Path | None) -> str:
    """A digest of the official texts, which no page notes."""
    paths = sorted(official.glob("*.txt")) if official else []
    return " ".join(f"{path.name} {digest_in(path)}" for path in paths)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: problems, or what was written."""

    problems: tuple[Problem, ...]
    written: Written | None = None
