"""A page in its frame: head, navigation, foot, and the scripts that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from clausebook.content.records import Settings
from clausebook.features.frame import urls
from clausebook.features.frame.bundles import Assets
from clausebook.features.frame.linked import ROOT, Anchor, Linked, settle
from clausebook.features.frame.policy import BARE, STILL, STILL_WITH_BASE, WHOLE
from clausebook.features.offline.manifest import manifest_path
from clausebook.languages import LANGUAGES, Language, other_language
from clausebook.resources import TEMPLATES, BadResource, bad_resource, text_of_resource
from clausebook.told.strings import fill
from clausebook.told.told import Status

FIRST, LAST = ("main",), ("offline",)
"""The bundles of every page, before and after its own."""
BOX = ("engine", "dropdown")
"""The bundles that the search field in every page's header loads when a reader goes there."""
SECTIONS = {
    "documents": "index.html#documents",
    "topics": "topics/index.html",
    "agencies": "agencies/index.html",
    "glossary": "glossary.html",
    "about": "about.html",
}
"""The entries of the navigation, with their addresses below the language's folder."""
DESCRIPTION = 160
PAGES = "utf-8-sig"
"""The encoding of pages. They begin with its mark, which browsers believe before a host's headers:
some hosts name another encoding for every page."""


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
    scripts: tuple[str, ...] = ()
    """Beyond those of every page: names of bundles, or paths of data scripts below assets/, in the
    order in which they must run."""
    policy: Markup = WHOLE
    """What the page lets the browser do."""


def crumbs(w: Linked, *above: tuple[str, str]) -> tuple[Anchor, ...]:
    """The way from the front page; ``above`` are words and paths of what is in between."""
    home = Anchor(w.words["home"], w.href(urls.top(w.language, "index")))
    return (home, *(Anchor(words, w.href(path)) for words, path in above))


class _Templates(Environment):
    """Templates that look into mappings first: their words are asked for a million times."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What ``obj.attribute`` means in a template."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def print(self, name: str, **values: Any) -> str:
        """What a template makes of values; raises :class:`BadResource` where it is none."""
        try:
            return self.get_template(name).render(**values)
        except _SLIPS as error:
            raise _slip(error, name) from None


_SLIPS = (
    *(TemplateError, RecursionError),
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError),
)
"""What a template may raise."""
_ADVICE = (
    (TemplateNotFound, "there is no such template; put it back, or correct the name"),
    (TemplateSyntaxError, "look at the braces, the tags and what ends them"),
    (UndefinedError, "correct the name, or put a text of this name into templates/strings/"),
    (RecursionError, "it goes round in a circle, or too deep"),
    (Exception, "correct it"),
)


def _slip(error: Exception, name: str) -> BadResource:
    """Where the slip in a template is, and what to do about it.

    Jinja gives the steps through templates their own files and lines.
    """
    if isinstance(error, UnicodeDecodeError):  # which Jinja finds before there is a step
        for found in TEMPLATES.rglob("*.html"):
            text_of_resource(found)
    steps = [(step.filename, step.lineno or 1) for step in extract_tb(error.__traceback__)]
    inside = [step for step in steps if Path(step[0]).is_relative_to(TEMPLATES)]
    path, line = inside[-1] if inside else (str(TEMPLATES / name), 1)
    advice = next(advice for kind, advice in _ADVICE if isinstance(error, kind))
    what = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return bad_resource(path, line, 1, f"{str(what).rstrip('.')}: {advice}.")


class Printer:
    """Prints pages through their templates."""

    def __init__(
        self,
        settings: Settings,
        languages: Mapping[Language, Linked],
        assets: Assets,
        cache: Path | None,
    ) -> None:
        """``cache`` is a folder in which compiled templates are kept for the next build."""
        self._settings = settings
        self._assets = assets
        self._templates = _Templates(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=FileSystemBytecodeCache(str(cache), "%s.template") if cache else None,
            auto_reload=False,
        )
        self._shared = {language: self._of_language(w) for language, w in languages.items()}

    def _of_language(self, w: Linked) -> dict[str, Any]:
        language, words, settings = w.language, w.words, self._settings
        return {
            "words": words,
            "language": language,
            "root": ROOT,
            "site": {"title": settings.title[language], "tagline": settings.tagline[language]},
            "nav": [
                {"section": name, "words": words[name], "href": f"{language}/{href}"}
                for name, href in SECTIONS.items()
            ],
            "as_of": fill(words["as_of"], date=w.day(w.on)),
            "style": self._assets.style,
            "box_scripts": " ".join(self._scripts(BOX, language)),
            "manifest": manifest_path(language),
        }

    def print(self, page: Page, path: str, language: Language) -> bytes:
        """One page as bytes, its links relative to the path at which it stands."""
        other = other_language(language)
        mirrored = path.replace(f"{language}/", f"{other}/", 1)
        base = self._settings.address or ROOT
        html = self._templates.print(
            f"{page.template}.html",
            **self._shared[language],
            page=page,
            path=path,
            other=mirrored,
            description=page.description or self._settings.tagline[language],
            scripts=[*self._scripts((*FIRST, *page.scripts, *LAST), language)],
            alternate={language: base + path, other: base + mirrored},
        )
        return settle(html, path).encode(PAGES)

    def _scripts(self, names: Iterable[str], language: Language) -> Iterator[str]:
        """Paths below assets/ of bundles and data scripts, in the order in which they must run."""
        for name in names:
            yield name if "/" in name else self._assets.script(name, language)

    def door(self, title: str, text: str, base: str = "", scripts: Sequence[str] = ()) -> bytes:
        """A page at the root in both languages: the front door, or the 404 page.

        Servers show the 404 page at any depth, where its links are right only when ``base`` says
        where the site is published.
        """
        rows = [self._half(language, title, text) for language in LANGUAGES]
        names = [*self._scripts(scripts, "en")]  # none of them has words
        policy = _policy_at_the_root(base, scripts)
        values = {"rows": rows, "style": self._assets.style, "base": base, "scripts": names}
        html = self._templates.print("frame/door.html", **values, policy=policy)
        return html.encode(PAGES)

    def _half(self, language: Language, title: str, text: str) -> dict[str, str]:
        """One language's half of a page at the root."""
        shared = self._shared[language]
        words = {**shared["words"], **shared["site"]}
        return {
            "code": "zh-Hans" if language == "zh" else "en",
            "title": words[title],
            "text": words[text],
            "language": words["language_name"],
            "href": urls.top(language, "index"),
        }


def _policy_at_the_root(base: str, scripts: Sequence[str]) -> Markup:
    if scripts:
        return BARE
    return STILL_WITH_BASE if base else STILL
