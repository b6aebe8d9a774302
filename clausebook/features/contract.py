"""What templates are given, told from the types: ``schema/templates.md``.

Whoever writes a template of their own relies on it, so a test compares it with what pages get.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_type_hints

from clausebook.features.about import AboutView
from clausebook.features.about.statement import StatementView
from clausebook.features.calculators.page import BenefitView
from clausebook.features.compare import CompareView
from clausebook.features.documents.clause import ClauseView
from clausebook.features.documents.document import DocumentView
from clausebook.features.documents.parallel import ParallelView
from clausebook.features.glossary.index import GlossaryView
from clausebook.features.glossary.term import TermView
from clausebook.features.home import HomeView
from clausebook.features.planner.page import PlannerView
from clausebook.features.search.page import SearchView
from clausebook.features.tables.agency import AgencyView
from clausebook.features.tables.cited import CitedView
from clausebook.features.tables.jurisdiction import JurisdictionView
from clausebook.features.tables.listing import ListView
from clausebook.features.tables.topic import TopicView

VIEWS: Mapping[str, type | None] = {
    "about/about": AboutView,
    "about/statement": StatementView,
    "calculators/embed": BenefitView,
    "compare/compare": CompareView,
    "documents/clause": ClauseView,
    "documents/document": DocumentView,
    "documents/parallel": ParallelView,
    "frame/404": None,
    "glossary/glossary": GlossaryView,
    "glossary/term": TermView,
    "home/home": HomeView,
    "planner/planner": PlannerView,
    "search/search": SearchView,
    "tables/agencies": AgencyView,
    "tables/cited": CitedView,
    "tables/jurisdictions": JurisdictionView,
    "tables/list": ListView,
    "tables/topics": TopicView,
}
"""What ``page.view`` is in each template that prints a page; the 404 page has none."""

_HEAD = """\
# What templates are given

Made from the types by `python -m clausebook.features.contract`; a test compares them. A template in
`theme/templates/` takes the place of the one with the same name in `templates/`, and
`{% extends "clausebook/NAME.html" %}` goes on with that one.

Every page has `page` (`title`, `section`, `crumbs`, `status`, `view`), `words` (the interface's,
from `templates/strings/` and `theme/strings/`), `language`, `site` (`title`, `short`, `tagline`),
`nav`, `footer` (`text`, `links`), `logo` and `icon` (paths below `assets/`), `home` (the parts of
the front page in their order), `root` (the way up to the site's root, to be written before every
path of the site), `path`, `on` (the day of the build), `description`. A name that is not there is
a problem with file and line.
"""


def contract() -> str:
    """The whole text."""
    parts = [_HEAD]
    for template, view in VIEWS.items():
        told = f"`page.view` is {_called(view)}." if view else "There is no `page.view`."
        parts.append(f"## templates/{template}.html\n\n{told}\n")
    parts += map(_told, sorted(_reached(), key=lambda type_: (type_.__name__, type_.__module__)))
    return "\n".join(parts)


def _called(type_: type) -> str:
    """A link to what is told of a type, whose name another room may have too."""
    room = type_.__module__.removeprefix("clausebook.").removeprefix("features.")
    return f"[{type_.__name__} of {room}](#{type_.__name__.lower()}-of-{room.replace('.', '')})"


def _told(type_: type) -> str:
    """A type with its fields."""
    texts, hints = _texts(type_.__module__).get(type_.__name__, {}), get_type_hints(type_)
    rows = [
        f"| `{field.name}` | {_shown(hints[field.name])} | {texts.get(field.name, '')} |"
        for field in fields(type_)
    ]
    title = _called(type_).partition("]")[0].removeprefix("[")
    about = " ".join((inspect.getdoc(type_) or "").split())
    return "\n".join([f"## {title}\n", about, "\n| field | is | |\n|---|---|---|", *rows, ""])


def _shown(hint: Any) -> str:
    """A type in words: lists of lists stay as Python writes them."""
    types = [_called(type_) for type_ in dict.fromkeys(_inside(hint)) if is_dataclass(type_)]
    name = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    plain = ast.unparse(_Bare().visit(ast.parse(name.replace("~", ""))))
    return f"`{plain}`".replace("|", "or") + (f" ({', '.join(types)})" if types else "")


class _Bare(ast.NodeTransformer):
    """Names without the modules that they stand in."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """``a.b.C`` becomes ``C``."""
        return ast.Name(node.attr)


def _inside(hint: Any) -> Iterator[type]:
    """All types that a type is made of."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for part in get_args(hint):
        yield from _inside(part)


def _reached() -> set[Any]:
    """Every type that a template meets."""
    found: set[Any] = set()
    ahead = [view for view in VIEWS.values() if view]
    while ahead:
        type_ = ahead.pop()
        if type_ not in found:
            found.add(type_)
            hints = get_type_hints(type_)
            inside = (part for field in fields(type_) for part in _inside(hints[field.name]))
            origins = (getattr(part, "__origin__", part) for part in inside)
            ahead += [part for part in origins if is_dataclass(part) and isinstance(part, type)]
    return found


@cache
def _texts(module: str) -> dict[str, dict[str, str]]:
    """By class and field, the texts below the fields of a module's classes."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: {
            ast.unparse(field.target): " ".join(str(ast.literal_eval(text.value)).split())
            for field, text in pairwise(node.body)
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr)
        }
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


if __name__ == "__main__":
    sys.stdout.write(contract())
