"""A build: ``content/ → load → check → resolve → calculate → search → render → write → site/``.

Each step takes what the step before made and hands on a new frozen type. Steps up to ``calculate``
report every problem they find and go on with the rest, so that one run shows them all; nothing is
indexed or rendered, and nothing in ``site/`` is touched, while there is any problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clausebook.build.render import render
from clausebook.build.write import Written, write
from clausebook.content.assemble import read_content
from clausebook.content.sources import sources_in
from clausebook.features.search import Searchable, searchable
from clausebook.meaning.calculate import Calculated, calculate
from clausebook.meaning.resolve import resolve
from clausebook.official.audit import Audited, audit
from clausebook.official.passages import passages
from clausebook.official.texts import read_texts
from clausebook.problems import Problem, Problems


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: problems, or what was written."""

    problems: tuple[Problem, ...]
    written: Written | None = None


def understand(content: Path, on: str | None = None) -> tuple[Calculated, tuple[Problem, ...]]:
    """Content as the site understands it, with everything that is wrong with it.

    ``on`` is the as-of date in ISO form; without it, the date in content/site.yaml.
    """
    problems = Problems(sources_in(content))
    corpus = read_content(content, problems)
    site = resolve(corpus, problems)
    calculated = calculate(site, on or corpus.settings.as_of, problems)
    return calculated, tuple(problems)


def prepare(
    content: Path, on: str | None = None
) -> tuple[Calculated, Searchable, tuple[Problem, ...]]:
    """The same with what the search needs, which is empty while anything else is wrong."""
    calculated, wrong = understand(content, on)
    if wrong:
        return calculated, Searchable({}), wrong
    problems = Problems(sources_in(content))
    return calculated, searchable(calculated, problems), tuple(problems)


def build(content: Path, out: Path, on: str | None = None, official: Path | None = None) -> Outcome:
    """Build the whole site, or change nothing and say what is wrong.

    With a folder of official texts, each clause's page shows its passage of them.
    """
    calculated, found, wrong = prepare(content, on)
    problems = Problems(sources_in(content), wrong)
    shown = (
        passages(calculated.site.corpus, read_texts(official, problems), problems)
        if official
        else {}
    )
    if problems:
        return Outcome(tuple(problems))
    return Outcome((), write(render(calculated, found, shown), out))


def compare(content: Path, official: Path) -> tuple[tuple[Audited, ...], tuple[Problem, ...]]:
    """Compare the content with a folder of official texts, and say what else is wrong with it.

    While a file cannot be read, its clause would seem to lie in the one before it, so that nothing
    is compared.
    """
    calculated, wrong = understand(content)
    corpus, problems = calculated.site.corpus, Problems(sources_in(content), wrong)
    if corpus.broken:
        return (), wrong
    audited = audit(corpus, read_texts(official, problems), problems)
    return audited, tuple(problems)
