"""Where pages are, as paths below the site's root, and how one page points to another."""

from __future__ import annotations

from clausebook.prose import Target
from clausebook.quantity import Language


def document(language: Language, id_: str) -> str:
    """A document's page."""
    return f"{language}/{id_}/index.html"


def clause(language: Language, address: str) -> str:
    """A clause's page; an item's address leads to its place there."""
    page, _, item = address.partition("#")
    return f"{language}/{page}.html" + (f"#{item}" if item else "")


def row(language: Language, table: str, id_: str) -> str:
    """The page of a topic, an agency, a jurisdiction or a cited document."""
    return f"{language}/{table}/{id_}.html"


def top(language: Language, name: str) -> str:
    """One of the pages that every site has, such as ``search``."""
    return f"{language}/{name}.html"


def term(language: Language, id_: str) -> str:
    """A term's place in the glossary."""
    return f"{language}/glossary.html#{id_}"


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
    page = clause(language, home.partition("#")[0]) if "/" in home else document(language, home)
    return f"{page}#{fact_anchor(home, name)}"


_PAGES = {"clause": clause, "document": document, "term": term}
"""What leads to a page of its own kind; any other kind of target is a table's row."""


def fact_anchor(home: str, name: str) -> str:
    """The id of a fact on its page; facts of items carry the item's id."""
    item = home.partition("#")[2]
    return f"fact-{item}-{name}" if item else f"fact-{name}"


def benefit_anchor(benefit: str) -> str:
    """The id of a calculator on its clause's page."""
    provision, _, name = benefit.partition(":")
    item = provision.partition("#")[2]
    return f"benefit-{item}-{name}" if item else f"benefit-{name}"


def embed(language: Language, benefit: str) -> str:
    """A calculator's bare page, which other sites show in a frame."""
    clause = benefit.partition(":")[0].partition("#")[0]
    return f"embed/{language}/{clause}/{benefit_anchor(benefit).removeprefix('benefit-')}.html"


def root(page: str) -> str:
    """The way from a page up to the site's root: empty, ``../`` or ``../../``."""
    return "../" * page.count("/")
