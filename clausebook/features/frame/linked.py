"""What is told, as HTML with links to the site's pages.

A page's own address is not known here: a link is written from the site's root, behind a mark, and
:func:`settle` makes the links of a whole page relative to where it stands. So words and blocks of
HTML are made once for all pages that show them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from clausebook.content.records import Prose, Text
from clausebook.features.frame import urls
from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.prose import Shown, Target, to_html, to_inline_html
from clausebook.told.notes import Notes, told
from clausebook.told.status import Status
from clausebook.told.strings import NONE, Other
from clausebook.told.told import Told

ROOT = "\x00"
"""Stands for the way from a page up to the site's root; no content can hold it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words with an address."""

    words: str
    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text in another language than the page's."""

    words: str
    code: str
    """The language, as a page names it to browsers."""


def renderings(w: Linked, text: Text) -> Iterator[Rendering]:
    """A text in every language but the page's."""
    for language, words in text.items():
        if language != w.language:
            yield Rendering(words, w.languages[language].words["code"])


def settle(html: str, path: str) -> str:
    """A page whose links are relative to its path; those to itself are fragments."""
    return html.replace(f"{ROOT}{path}#", "#").replace(ROOT, urls.root(path))


def link(shown: Shown, href: str) -> str:
    """A resolved reference as HTML; everything that comes from content is escaped."""
    inner = escape(shown.words)
    if shown.value:
        inner = f'<data value="{escape(shown.value)}">{inner}</data>'
    title = f' title="{escape(shown.title)}"' if shown.title else ""
    css = f' class="{escape(shown.css)}"' if shown.css else ""
    quoted = f' data-quoted="{escape(shown.quoted)}"' if shown.quoted else ""
    return f'<a{css} href="{escape(href)}"{title}{quoted}>{inner}</a>'


def in_all_languages(
    calculated: Calculated, notes: Notes, other: Mapping[Language, Other] | None = None
) -> dict[Language, Linked]:
    """The site as each language tells it; ``other`` are words that the theme has for it."""
    languages: dict[Language, Linked] = {}
    for language in calculated.site.corpus.languages:
        own = (other or {}).get(language, NONE)
        languages[language] = Linked(calculated, language, notes, languages, own)
    return languages


class Linked(Told):
    """The site as the pages of one language tell it, on one day."""

    def __init__(
        self,
        calculated: Calculated,
        language: Language,
        notes: Notes,
        languages: Mapping[Language, Linked],
        other: Other = NONE,
    ) -> None:
        """``languages`` has the same site as the others tell it, and this one."""
        super().__init__(calculated.site, language, notes, other)
        self.calculated = calculated
        self.languages = languages
        self.on = calculated.on

    def href(self, path: str) -> str:
        """A link to a path of the site, from any page."""
        return f"{ROOT}{path}"

    def prose(self, prose: Prose, home: str) -> Markup:
        """Prose as blocks of HTML; ``home`` is the provision whose facts it names."""
        return self.passage(prose[self.language], home)

    def passage(self, words: str, home: str) -> Markup:
        """Blocks of prose in this language."""
        key = ("prose", self.language, words, home)
        return self.notes.passing(
            key, lambda: Markup(to_html(words, self.resolver(home), self._mark))
        )

    def inline(self, prose: Prose, home: str) -> Markup:
        """Prose as HTML without paragraphs."""
        return self.block(prose[self.language], home)

    def block(self, words: str, home: str) -> Markup:
        """One paragraph or row of prose in this language."""
        key = ("inline", self.language, words, home)
        return self.notes.passing(
            key, lambda: Markup(to_inline_html(words, self.resolver(home), self._mark))
        )

    def _mark(self, shown: Shown) -> str:
        return link(shown, self.at(shown.target))

    def at(self, target: Target) -> str:
        """A link to where a reference leads."""
        return self.href(urls.of_target(self.language, target))

    def anchor(self, shown: Shown) -> Anchor:
        """A reference as words with an address."""
        return Anchor(shown.words, self.at(shown.target), shown.title)

    def status_of(self, id_: str) -> Status:
        """A document's or a provision's status on the build's as-of date."""
        return self.status(id_, self.on)

    @told
    def row_anchor(self, table: str, id_: str) -> Anchor:
        """A link to the page of an agency, a topic or a jurisdiction."""
        row = getattr(self.corpus, table)[id_]
        href = self.href(urls.row(self.language, table, id_))
        return Anchor(row.short[self.language], href, row.name[self.language])

    def document_anchor(self, id_: str) -> Anchor:
        """A link to a document of this site, or to the page of one that it only names."""
        return self.anchor(self.document(id_))
