"""Content → what it means, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from clausebook.content.assemble import assemble, read_all
from clausebook.content.check import Read
from clausebook.content.load import names_in, shown_as
from clausebook.content.sources import sources_in
from clausebook.meaning.calculate import Calculated, calculate
from clausebook.meaning.resolve import resolve
from clausebook.meaning.site import Site
from clausebook.problems import Problem, Problems


def understand(content: Path, on: str | None = None) -> tuple[Calculated, tuple[Problem, ...]]:
    """Content as the site understands it, with everything that is wrong with it.

    ``on`` is the as-of date in ISO form; without it, the date in content/site.yaml.
    """
    problems = Problems(sources_in(content))
    names = names_in(content, problems)
    return meaning_of(content, read_all(content, names), on, problems), tuple(problems)


def meaning_of(
    content: Path, reads: Iterable[Read], on: str | None, problems: Problems
) -> Calculated:
    """What files mean together, once each has been read."""
    site = site_of(content, reads, problems)
    return calculate(site, on or site.corpus.settings.as_of, problems)


def site_of(content: Path, reads: Iterable[Read], problems: Problems) -> Site:
    """The same without worked examples and pictures."""
    return resolve(assemble(shown_as(content), reads, problems), problems)
