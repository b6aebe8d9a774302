"""A build: ``content/ → read → resolve → calculate → make → search → offline → site/``.

Each step takes what the step before made and hands on a new frozen type. Steps up to ``calculate``
report every problem they find and go on with the rest, so that one run shows them all; nothing in
``site/`` is touched while there is any problem.

What the last build has left beside the site spares a build whatever is not new: files that did not
change are not read again (``inputs``), and outputs that asked nothing that has changed are not made
again (``recall``). Whether anything was spared makes no difference to a single byte.

What understands content and makes pages is loaded when it is needed: somebody who builds where
nothing has changed does not wait for it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausebook.build.front import Front
from clausebook.build.inputs import moment
from clausebook.build.order import Order, Outcome
from clausebook.build.progress import Progress, quiet
from clausebook.build.state import Damaged, forget, open_state, peek
from clausebook.build.write import CannotWrite, Edition, Written, editing, state_of
from clausebook.content.sources import sources_in
from clausebook.looks import folder_of
from clausebook.messages import say
from clausebook.problems import Problem, Problems

if TYPE_CHECKING:
    from clausebook.official.audit import Audited


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with the content, and how much there is of it."""

    problems: tuple[Problem, ...]
    tallies: Mapping[str, int]


def check(content: Path, out: Path, on: str | None = None) -> Checked:
    """Find everything that is wrong with the content, and write nothing.

    What a build into ``out`` has left beside it spares work.
    """
    order = Order(content, on)
    try:
        with _collecting_nothing(), peek(state_of(out), order.key()) as state:
            return _check(Front(order, state, 0))
    except Damaged:
        with _collecting_nothing(), peek(None, "") as state:
            return _check(Front(order, state, 0))


def _check(front: Front) -> Checked:
    from clausebook.build.understand import other_words, understand_all
    from clausebook.features.search import look_for
    from clausebook.looks.load import load_theme

    _, wrong = load_theme(folder_of(front.order.content))
    front.problems.take(wrong)
    words = other_words(front)
    if words:
        calculated, new = words.understood.calculated, words.clauses
    else:
        calculated, _ = understand_all(front)
        new = tuple(calculated.site.clauses)
    if not front.problems:
        look_for(calculated, new, front.problems)
    return Checked(tuple(front.problems), dict(calculated.site.index.tallies["things"]))


def build(
    content: Path,
    out: Path,
    on: str | None = None,
    official: Path | None = None,
    progress: Progress = quiet,
) -> Outcome:
    """Build the whole site, or change nothing and say what is wrong.

    ``on`` is the as-of date in ISO form; without it, the date in content/site.yaml. With a folder
    of official texts, each clause's page shows its passage of them. Raises :class:`CannotWrite`.
    """
    order = Order(content, on, official)
    with _collecting_nothing(), editing(out) as edition:
        try:
            return _build(order, edition, progress)
        except Damaged:
            forget(edition.state)
        try:
            return _build(order, edition, progress)
        except Damaged as error:
            told = say("disk.state-damaged", state=edition.state, why=str(error))
            raise CannotWrite(told) from error


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Nearly all that a build makes lives until its end: looking for garbage only costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(order: Order, edition: Edition, progress: Progress) -> Outcome:
    with closing(open_state(edition.state, order.key())) as state:
        front = Front(order, state, moment(edition.state))
        if front.is_as_left(edition.files):
            return Outcome((), Written(len(edition.files), 0, 0))
        from clausebook.build.rebuild import rebuild

        return rebuild(front, edition, progress)


def compare(content: Path, official: Path) -> tuple[tuple[Audited, ...], tuple[Problem, ...]]:
    """Compare the content with a folder of official texts, and say what else is wrong with it.

    While a file cannot be read, its clause would seem to lie in the one before it, so that nothing
    is compared.
    """
    from clausebook.build.understand import understand
    from clausebook.official.audit import audit
    from clausebook.official.published import check_digests
    from clausebook.official.texts import read_texts

    calculated, wrong = understand(content)
    corpus, problems = calculated.site.corpus, Problems(sources_in(content), wrong)
    if corpus.broken:
        return (), wrong
    audited = audit(corpus, read_texts(official, problems), problems)
    texts = {each.document: each.text.rpartition("/")[2] for each in audited}
    check_digests(corpus, official, texts, problems)
    return audited, tuple(problems)
