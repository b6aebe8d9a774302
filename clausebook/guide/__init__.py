"""``guide/`` → the guide for those who write content, as pages in each language of the program.

A page is a Markdown file; the files' order is that of their names, ``2-clauses.md`` becomes
``clauses.html``. The last page lists every problem, from the tables that tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from clausebook.features.frame.bundles import SHARED, bundles
from clausebook.messages import LANGUAGES, meanings, outlines, say
from clausebook.resources import GUIDE, TEMPLATES, text_of_resource

PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a reader finds on a page, and where."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide."""

    name: str
    title: str
    body: Markup
    headings: tuple[Heading, ...]


def write_guide(to: Path) -> list[Path]:
    """Write the guide into a folder; returns its pages. Raises OSError where the disk refuses."""
    files = dict(_files())
    for path, data in files.items():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        (to / path).write_bytes(data)
    return [to / path for path in files]


def _files() -> Iterator[tuple[str, bytes]]:
    """All files of the guide by their paths; the first page of each language is its index."""
    own = text_of_resource(TEMPLATES / "guide" / "guide.css")
    yield "style.css", f"{bundles(None).styles[SHARED]}{own}".encode()
    template = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("guide/page.html")
    for language in LANGUAGES:
        pages = [*pages_in(language), _problems(language)]
        for page in pages:
            html = template.render(
                language=language,
                languages=LANGUAGES,
                page=page,
                pages=pages,
                said=lambda key, language=language: say(f"guide.{key}").told(language),
            )
            yield f"{language}/{page.name}.html", html.encode("utf-8-sig")


def pages_in(language: str) -> Iterator[GuidePage]:
    """The written pages of a language, in their order."""
    for place, path in enumerate(sorted((GUIDE / language).glob("*.md"))):
        name = path.stem.partition("-")[2] if place else "index"
        yield _page(name, text_of_resource(path))


def _problems(language: str) -> GuidePage:
    """Every problem: its code, what it means, and what is told of it."""
    rows = [f"# {say('guide.problems').told(language)}", say("guide.problems-intro").told(language)]
    for code, meaning in meanings(language).items():
        told = (f"- {text}" for text in outlines(code, language))
        rows += [f"## {code}", meaning, "\n".join(told)]
    return _page(PROBLEMS, "\n\n".join(rows))


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def _page(name: str, text: str) -> GuidePage:
    tokens = _MARKDOWN.parse(text)
    headings = [*_headings(tokens)]
    for token in tokens:
        if token.type == "fence" and " " in token.info:  # yaml content/inputs.yaml
            token.attrSet("data-file", token.info.partition(" ")[2])
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrSet("href", _address(str(inner.attrGet("href"))))
    body = Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # its HTML is off
    return GuidePage(name, headings[0].words, body, tuple(headings[1:]))


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    """The headings of the first two levels, which get ids."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in ("h1", "h2"):
            words = "".join(part.content for part in tokens[place + 1].children or ())
            id_ = "-".join(re.findall(r"\w+", words.lower()))
            token.attrSet("id", id_)
            yield Heading(id_, words)


def _address(href: str) -> str:
    """A link to another file of the guide leads to its page."""
    return re.sub(r"^(?:[0-9]+-)?([a-z-]+)\.md", r"\1.html", href)
