"""Where pages are, as paths below the site's root, and how one page points to another."""

from __future__ import annotations

from clausebook.address import benefit_anchor, clause_of, fact_anchor, item_of
from clausebook.languages import Language
from clausebook.prose import Target


def document(language: Language, id_: str) -> str:
    """A document's page."""
    return f"{language}/{id_}/index.html"


def clause(language: Language, address: str) -> str:
    """A clause's page; an item's address leads to its place there."""
    item = item_of(address)
    return f"{language}/{clause_of(address)}.html" + (f"#{item}" if item else "")


def parallel(language: Language, id_: str) -> str:
    """A clause in all its languages side by side."""
    return f"{language}/{id_}/parallel.html"


def row(language: Language, table: str, id_: str) -> str:
    """The page of a topic, an agency, a jurisdiction or a cited document."""
    return f"{language}/{table}/{id_}.html"


def top(language: Language, name: str) -> str:
    """One of the pages that every site has, such as ``search``."""
    return f"{language}/{name}.html"


def term(language: Language, id_: str) -> str:
    """A term's page."""
    return f"{language}/glossary/{id_}.html"


def of_target(language: Language, target: Target) -> str:
    """Where a reference in prose leads."""
    kind, id_, *rest = target
    if kind == "fact":
        return fact(language, id_, rest[0])
    if kind in _PAGES:
        return _PAGES[kind](language, id_)
    return row(language, kind, id_)


def fact(language: Language, home: str, name: str) -> str:
    """A fact's row on the page of its document or clause."""
    page = clause(language, clause_of(home)) if "/" in home else document(language, home)
    return f"{page}#{fact_anchor(home, name)}"


_PAGES = {"clause": clause, "document": document, "term": term}
"""What leads to a page of its own kind; any other kind of target is a table's row."""


def embed(language: Language, benefit: str) -> str:
    """A calculator's bare page, which other sites show in a frame."""
    name = benefit_anchor(benefit).removeprefix("benefit-")
    return f"embed/{language}/{clause_of(benefit)}/{name}.html"


def root(page: str) -> str:
    """The way from a page up to the site's root: empty, ``../`` or ``../../``."""
    return "../" * page.count("/")
