"""A page in its frame: head, navigation, foot, and the scripts that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from jinja2 import StrictUndefined
from markupsafe import Markup

from clausebook.content.records import Corpus
from clausebook.features.frame import urls
from clausebook.features.frame.bundles import ICON, PAPER, SHARED, Assets
from clausebook.features.frame.linked import ROOT, Anchor, Linked, settle
from clausebook.features.frame.policy import DOOR, FONTS, STILL, STILL_WITH_BASE, WHOLE
from clausebook.features.frame.templates import Templates
from clausebook.features.offline.manifest import manifest_path
from clausebook.features.outputs import Output
from clausebook.languages import Language
from clausebook.looks import Theme
from clausebook.told.status import Status
from clausebook.told.strings import fill

FIRST = "main"
"""The bundle of every page that has no script of its own kind."""
BOX = ("engine", "dropdown")
"""The bundles that the search field in every page's header loads when a reader goes there."""
LATER = (
    *("account", "ahead", "applications", "as-of", "case", "cite", "compare", "csv", "engine"),
    *("entries", "found", "kept", "offline", "provenance", "shortlist", "suggest"),
)
"""The bundles that any page loads once it has what they serve, or a reader asks for them."""
SECTIONS = {
    "documents": "index.html#documents",
    "compare": "compare.html",
    "plan": "plan.html",
    "topics": "topics/index.html",
    "agencies": "agencies/index.html",
    "glossary": "glossary.html",
    "about": "about.html",
    "accessibility": "accessibility.html",
}
"""The entries of the navigation, with their addresses below the language's folder."""
IN_BAR = ("documents", "compare", "plan", "topics", "glossary")
"""Those that stand above every page; all of them stand below it."""
OWN_SEARCH = ("search", "index", "not_found_title")
"""The sections whose pages have a search field of their own."""
TABLES = {"plan": "questions"} | {name: name for name in ("topics", "agencies", "glossary")}
"""The entries that are there only where a table has rows, and which one."""
DESCRIPTION = 160
PAGES = "utf-8-sig"
"""The encoding of pages. They begin with its mark, which browsers believe before a host's headers:
some hosts name another encoding for every page."""


def is_there(section: str, corpus: Corpus) -> bool:
    """Whether the navigation has an entry."""
    return section not in TABLES or bool(getattr(corpus, TABLES[section]))


def navigation(outputs: Iterable[Output]) -> set[str]:
    """The pages that every page's navigation leads to."""
    ends = {urldefrag(href).url for href in SECTIONS.values()}
    return {each.path for each in outputs if each.path.partition("/")[2] in ends}


@dataclass(frozen=True, slots=True)
class Dated:
    """The build's day, which a script changes into the reader's, and the version of the data."""

    iso: str
    words: str
    data: str
    without_scripts: str


def _dated(w: Linked) -> Dated:
    words, day = w.words["day"], w.day(w.on)
    data = f"{w.words['data_version']} {w.day(w.corpus.settings.as_of)}"
    return Dated(w.on, day, data, fill(words["without_scripts"], date=day))


@dataclass(frozen=True, slots=True)
class Page:
    """What a template prints, and what the frame says of it."""

    template: str
    title: str
    view: Any
    """What the template shows: words, links and HTML fragments, nothing left to look up."""
    section: str
    """The entry of the navigation that the page belongs to."""
    crumbs: tuple[Anchor, ...] = ()
    description: str = ""
    status: Status | None = None
    first: str = FIRST
    """The bundle of every page, or one that has it in itself and what its kind of pages needs."""
    scripts: tuple[str, ...] = ()
    """Beyond those of every page: names of bundles, or paths of data scripts below assets/, in the
    order in which they must run."""
    styles: tuple[str, ...] = ()
    """Style sheets beyond the one of every page: names of bundles."""
    policy: Markup = WHOLE
    """What the page lets the browser do."""


def crumbs(w: Linked, *above: tuple[str, str]) -> tuple[Anchor, ...]:
    """The way from the front page; ``above`` are words and paths of what is in between."""
    home = Anchor(w.words["home"], w.href(urls.top(w.language, "index")))
    return (home, *(Anchor(words, w.href(path)) for words, path in above))


class Printer:
    """Prints pages through their templates."""

    def __init__(
        self,
        corpus: Corpus,
        languages: Mapping[Language, Linked],
        assets: Assets,
        theme: Theme,
        cache: Path | None,
    ) -> None:
        """``cache`` is a folder in which compiled templates are kept for the next build."""
        self._settings = corpus.settings
        self._sections = [name for name in SECTIONS if is_there(name, corpus)]
        self._assets = assets
        self._theme = theme
        self.icon = theme.icon or ICON
        """The path below ``assets/`` of the picture for tabs."""
        self._templates = Templates(
            theme.templates,
            cache,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._shared = {language: self._of_language(w) for language, w in languages.items()}
        self._switch = [
            {"language": language, "code": w.words["code"], "name": w.words["language_name"]}
            for language, w in languages.items()
        ]

    def _of_language(self, w: Linked) -> dict[str, Any]:
        language, words, settings = w.language, w.words, self._settings
        return {
            "words": words,
            "language": language,
            "root": ROOT,
            "site": {
                "title": settings.title[language],
                "short": settings.short[language],
                "tagline": settings.tagline[language],
            },
            "nav": [
                {
                    "section": name,
                    "words": words[name],
                    "href": f"{language}/{href}",
                    "in_bar": name in IN_BAR,
                }
                for name, href in SECTIONS.items()
                if name in self._sections
            ],
            "sections": self._sections,
            "on": _dated(w),
            "address": settings.address,
            "own_search": OWN_SEARCH,
            "icon": self.icon,
            "logo": self._theme.logo,
            "footer": self._footer(language, words),
            "home": self._theme.home,
            "box_scripts": " ".join(self._scripts(BOX, language)),
            "later": " ".join(self._scripts(LATER, language)),
            "paper": self._assets.style(PAPER),
            "manifest": manifest_path(language),
        }

    def _footer(self, language: Language, words: Mapping[str, Any]) -> dict[str, Any]:
        said = ((link.words, link.href) for link in self._theme.links)
        links = [Anchor(told.get(language, next(iter(told.values()))), at) for told, at in said]
        return {"text": self._theme.footer.get(language) or words["footer"], "links": links}

    def _policy(self, policy: Markup) -> Markup:
        """What a page lets the browser do, where the theme has fonts too."""
        return policy + FONTS if self._theme.has_fonts else policy

    def print(self, page: Page, path: str, language: Language) -> bytes:
        """One page as bytes, its links relative to the path at which it stands."""
        others = [
            {**each, "href": path.replace(f"{language}/", f"{each['language']}/", 1)}
            for each in self._switch
            if each["language"] != language
        ]
        base = self._settings.address or ROOT
        html = self._templates.print(
            f"{page.template}.html",
            **self._shared[language],
            page=page,
            policy=self._policy(page.policy),
            path=path,
            others=others,
            description=page.description or self._settings.tagline[language],
            scripts=[*self._scripts((page.first, *page.scripts), language)],
            styles=[self._assets.style(name) for name in (SHARED, *page.styles)],
            base=base,
        )
        return settle(html, path).encode(PAGES)

    def _scripts(self, names: Iterable[str], language: Language) -> Iterator[str]:
        """Paths below assets/ of bundles and data scripts, in the order in which they must run."""
        for name in names:
            yield name if "/" in name else self._assets.script(name, language)

    def door(self, title: str, text: str, base: str = "", scripts: Sequence[str] = ()) -> bytes:
        """A page at the root in every language: the front door, or the 404 page.

        Where there is nothing to choose, the door leads on by itself.
        Servers show the 404 page at any depth, where its links are right only when ``base`` says
        where the site is published.
        """
        rows = [self._half(language, title, text) for language in self._shared]
        names = [*self._scripts(scripts, next(iter(self._shared)))]  # none of them has words
        policy = self._policy(_policy_at_the_root(base, scripts))
        values: dict[str, Any] = {
            "rows": rows,
            "style": self._assets.style(SHARED),
            "paper": self._assets.style(PAPER),
            "base": base,
            "scripts": names,
        }
        values |= {"icon": self.icon, "logo": self._theme.logo, "is_door": bool(scripts)}
        html = self._templates.print("frame/door.html", **values, policy=policy)
        return html.encode(PAGES)

    def _half(self, language: Language, title: str, text: str) -> dict[str, Any]:
        """One language's half of a page at the root."""
        shared = self._shared[language]
        words = {**shared["words"], **shared["site"]}
        return {
            "code": words["code"],
            "title": words[title],
            "text": words[text],
            "language": words["language_name" if len(self._shared) > 1 else "home"],
            "href": urls.top(language, "index"),
            "search": urls.top(language, "search"),
            "words": shared["words"],
        }


def _policy_at_the_root(base: str, scripts: Sequence[str]) -> Markup:
    if scripts:
        return DOOR
    return STILL_WITH_BASE if base else STILL
