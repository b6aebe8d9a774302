"""A build: ``content/ → read → resolve → calculate → make → search → offline → site/``.

Each step takes what the step before made and hands on a new frozen type. Steps up to ``calculate``
report every problem they find and go on with the rest, so that one run shows them all; nothing in
``site/`` is touched while there is any problem.

What the last build has left beside the site spares a build whatever is not new: files that did not
change are not read again (``inputs``), and outputs that asked nothing that has changed are not made
again (``recall``). Whether anything was spared makes no difference to a single byte.
"""

from __future__ import annotations

from pathlib import Path

from clausebook.build.rebuild import Order, Outcome, build_edition
from clausebook.build.understand import understand
from clausebook.build.write import editing
from clausebook.content.sources import sources_in
from clausebook.features.search import searchable
from clausebook.meaning.calculate import Calculated
from clausebook.official.audit import Audited, audit
from clausebook.official.texts import read_texts
from clausebook.problems import Problem, Problems

__all__ = ["Outcome", "build", "compare", "prepare", "understand"]


def prepare(content: Path, on: str | None = None) -> tuple[Calculated, tuple[Problem, ...]]:
    """Content as the site understands it, with everything that is wrong with it.

    What the search would not find is looked for only where nothing else is wrong.
    """
    calculated, wrong = understand(content, on)
    if wrong:
        return calculated, wrong
    problems = Problems(sources_in(content))
    searchable(calculated, problems)
    return calculated, tuple(problems)


def build(content: Path, out: Path, on: str | None = None, official: Path | None = None) -> Outcome:
    """Build the whole site, or change nothing and say what is wrong.

    ``on`` is the as-of date in ISO form; without it, the date in content/site.yaml. With a folder
    of official texts, each clause's page shows its passage of them.
    """
    with editing(out) as edition:
        return build_edition(Order(content, on, official), edition)


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
