""":class:`Calculated` → files: pages through Jinja, data, scripts and styles, all as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from clausebook.build.bundles import Assets, assets
from clausebook.features.calculators.data import data_scripts, shared_scripts
from clausebook.features.exports import DATA_FILES, export
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording
from clausebook.features.offline import offline_of
from clausebook.features.offline.manifest import manifest, manifest_path
from clausebook.features.pages import BOX, Page, all_pages
from clausebook.features.search import Searchable
from clausebook.meaning.calculate import Calculated
from clausebook.official.passages import Passage
from clausebook.quantity import LANGUAGES, Language, other_language
from clausebook.resources import TEMPLATES
from clausebook.told.strings import fill, page_words

FIRST, LAST = ("page",), ("start", "offline")
"""The bundles of every page, before and after its own."""

Files = dict[str, bytes]


def render(
    calculated: Calculated,
    found: Searchable,
    passages: Mapping[str, Passage] = MappingProxyType({}),
) -> Files:
    """All files of the site by path, in a stable order, with official passages by clause."""
    settings = calculated.site.corpus.settings
    published = assets({language: shared_scripts(language) for language in LANGUAGES})
    files = {f"assets/{name}": data for name, data in published.files.items()}
    files.update(export(calculated))
    files.update(data_scripts(calculated, found))
    printer = _Printer(calculated, published, found.folder)
    for page in all_pages(calculated, passages):
        files[page.path] = printer.print(page)
    files["index.html"] = printer.door("title", "tagline", scripts=("door", "offline"))
    files["404.html"] = printer.door("not_found_title", "not_found", settings.address)
    for language in LANGUAGES:
        files[manifest_path(language)] = manifest(language, settings.title[language])
    return files | dict(offline_of(files))


class _Printer:
    """Prints pages through their templates."""

    def __init__(self, calculated: Calculated, published: Assets, search: str) -> None:
        self._calculated = calculated
        self._settings = calculated.site.corpus.settings
        self._published = published
        self._search = search
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
        )
        self._shared = {language: self._of_language(language) for language in LANGUAGES}

    def _of_language(self, language: Language) -> dict[str, Any]:
        words = page_words(language)
        settings = self._settings
        day = Wording(self._calculated, language, "").day(self._calculated.on)
        sections = ("documents", "topics", "agencies", "glossary", "about")
        hrefs = {"documents": "index.html#documents", "topics": "topics/index.html"}
        hrefs["agencies"] = "agencies/index.html"
        return {
            "words": words,
            "site": {"title": settings.title[language], "tagline": settings.tagline[language]},
            "nav": [
                {
                    "section": name,
                    "words": words[name],
                    "href": f"{language}/{hrefs.get(name, f'{name}.html')}",
                }
                for name in sections
            ],
            "as_of": fill(words["as_of"], date=day),
            "style": self._published.style,
            "search_folder": self._search,
            "data_files": DATA_FILES,
            "box_scripts": " ".join(self._scripts(BOX, language)),
            "manifest": manifest_path(language),
        }

    def print(self, page: Page) -> bytes:
        """One page as bytes."""
        template = self._templates.get_template(page.template)
        alternate = {page.language: page.path, other_language(page.language): page.other}
        html = template.render(
            **self._shared[page.language],
            page=page,
            scripts=[*self._scripts((*FIRST, *page.scripts, *LAST), page.language)],
            alternate={
                language: self._settings.address + path
                if self._settings.address
                else page.root + path
                for language, path in alternate.items()
            },
        )
        return html.encode()

    def _scripts(self, names: Iterable[str], language: Language) -> Iterator[str]:
        """Paths below assets/ of bundles and data scripts, in the order in which they must run."""
        for name in names:
            yield self._published.scripts[language].get(name, name)

    def door(self, title: str, text: str, base: str = "", scripts: Sequence[str] = ()) -> bytes:
        """A page at the root in both languages: the front door, or the 404 page.

        Servers show the 404 page at any depth, where its links are right only when ``base`` says
        where the site is published.
        """
        rows = [self._half(language, title, text) for language in LANGUAGES]
        template = self._templates.get_template("frame/door.html")
        names = [*self._scripts(scripts, "en")]  # none of them has words
        style = self._published.style
        return template.render(rows=rows, style=style, base=base, scripts=names).encode()

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
