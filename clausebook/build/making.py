"""Outputs are made in shares, by any process: files are written at once, and notes are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from clausebook.build.processes import MANY_OUTPUTS, cores, spread
from clausebook.build.recall import Kept, clause_of, pruned, question_of
from clausebook.build.state import Row
from clausebook.build.write import Edition
from clausebook.features import make
from clausebook.features.outputs import Output, Workshop
from clausebook.features.search import Findable, findable
from clausebook.files import Built
from clausebook.told.notes import Answer, Question

T = TypeVar("T")

AT_ONCE = 25
"""Clauses of a share: pages that show the same words are made by the same process."""


@dataclass(frozen=True, slots=True)
class Job:
    """Outputs that are made together, and the clauses that are counted for the search with them."""

    name: str
    outputs: tuple[Output, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What came of a job: files, what the search needs, and what was asked for all of it."""

    files: Mapping[Output, Built]
    findables: tuple[Findable, ...]
    answers: Mapping[Question, Answer]


@dataclass(frozen=True, slots=True)
class Packed:
    """The same, its answers as the state keeps them, so that nobody need unpack them."""

    files: Mapping[Output, Built]
    findables: tuple[Findable, ...]
    rows: tuple[Row, ...]


def jobs_of(outputs: Iterable[Output], clauses: Sequence[str]) -> Iterator[Job]:
    """Jobs for all outputs: the long ones first, then the clauses in their order."""
    of_clauses: dict[str, list[Output]] = {}
    others: dict[str, list[Output]] = {}
    for output in outputs:
        clause = clause_of(output.of)
        if clause:
            of_clauses.setdefault(clause, []).append(output)
        else:
            name = f"{output.feature} {output.language or output.of.partition('.')[0]}"
            others.setdefault(name, []).append(output)
    yield from (Job(name, tuple(found), ()) for name, found in sorted(others.items()))
    for number, start in enumerate(range(0, len(clauses), AT_ONCE)):
        ids = tuple(clauses[start : start + AT_ONCE])
        yield Job(f"{number}", tuple(o for id_ in ids for o in of_clauses.get(id_, ())), ids)


def make_shares(
    jobs: Sequence[Job], at: Workshop, edition: Edition, finish: Callable[[Job, Share], T]
) -> Iterator[T]:
    """Shares of all jobs in their order, each as its process finishes it."""

    def make_one(job: Job) -> T:
        return finish(job, make_share(job, at, edition))

    many = sum(len(job.outputs) for job in jobs) >= MANY_OUTPUTS
    return spread(make_one, jobs, cores() if many else 1)


def make_share(job: Job, at: Workshop, edition: Edition) -> Share:
    """Make a job's outputs and write them, and note what they asked."""
    w = at.first
    files: dict[Output, Built] = {}
    answers: dict[Question, Answer] = {}
    for output in job.outputs:
        made = w.notes.made(partial(make, output, at))
        files[output] = edition.put(output.path, made.value)
        answers[question_of(output)] = Answer(files[output].digest, made.asked)
    findables = tuple(findable(w, id_) for id_ in job.clauses)
    answers |= w.notes.handed_over()
    return Share(files, findables, pruned_all(answers))


def pruned_all(answers: Mapping[Question, Answer]) -> dict[Question, Answer]:
    """Answers as they are kept: without what goes without saying."""
    return {question: pruned(answers, answer) for question, answer in answers.items()}


def pack(job: Job, share: Share) -> Packed:
    """A share for the state of a first build."""
    kept = Kept()
    for question, answer in share.answers.items():
        kept.add(question, answer)
    return Packed(share.files, share.findables, tuple(kept.rows(job.name)))
