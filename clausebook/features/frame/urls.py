"""Where pages are, as paths below the site's root, and how one page points to another."""

from __future__ import annotations

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


def relative(page: str, target: str) -> str:
    """A link from one page to another; only the fragment when they are the same."""
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    return f"{root(page)}{target}"
