""":class:`~clausebook.meaning.calculate.Calculated` → :class:`Page`: every page in both languages.

Views hold words, links and HTML fragments; templates only loop, choose and print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clausebook.features import tables as lists
from clausebook.features.about import about_view
from clausebook.features.calculators.page import benefit_view
from clausebook.features.documents.clause import clause_view
from clausebook.features.documents.document import document_view
from clausebook.features.documents.parts import document_anchor
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Status, Wording
from clausebook.features.search.page import search_view
from clausebook.features.views import Anchor
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import SiteBenefit
from clausebook.official.passages import Passage
from clausebook.quantity import LANGUAGES, Language, other_language
from clausebook.told.strings import Words


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, which template prints it, and what the template prints."""

    path: str
    language: Language
    template: str
    title: str
    description: str
    crumbs: tuple[Anchor, ...]
    section: str
    """The entry of the navigation that the page belongs to."""
    status: Status | None
    scripts: tuple[str, ...]
    """Beyond those of every page: names of bundles, or paths of data scripts below assets/, in the
    order in which they must run."""
    words: Words
    view: Any

    @property
    def root(self) -> str:
        """The way up to the site's root."""
        return urls.root(self.path)

    @property
    def other(self) -> str:
        """This page's path in the other language."""
        own, other = f"{self.language}/", f"{other_language(self.language)}/"
        return self.path.replace(own, other, 1)


BOX = ("engine", "dropdown")
"""The bundles that the search field in every page's header loads when a reader goes there."""


def rules_file(clause: str) -> str:
    """The data script with a clause's compiled rules, below assets/."""
    return f"data/rules/{clause}.js"


def all_pages(calculated: Calculated, passages: Mapping[str, Passage]) -> Iterator[Page]:
    """Every page of the site, language by language; ``passages`` are official words by clause."""
    for language in LANGUAGES:
        maker = _Maker(calculated, passages, language)
        yield from maker.top_pages()
        yield from maker.table_pages()
        yield from maker.document_pages()


class _Maker:
    """Makes the pages of one language."""

    def __init__(
        self, calculated: Calculated, passages: Mapping[str, Passage], language: Language
    ) -> None:
        self._calculated = calculated
        self._passages = passages
        self._language: Language = language
        self._site = calculated.site

    def top_pages(self) -> Iterator[Page]:
        """The pages that every site has."""
        settings = self._site.corpus.settings
        title, tagline = settings.title[self._language], settings.tagline[self._language]
        yield self._page("index", "home/home", lists.home_view, title=title, description=tagline)
        yield self._page("topics/index", "tables/list", lists.topics_view, word="topics")
        yield self._page("agencies/index", "tables/list", lists.agencies_view, word="agencies")
        yield self._page("glossary", "tables/glossary", lists.glossary_view, word="glossary")
        yield self._page("about", "about/about", about_view, word="about")
        yield self._page(
            "search",
            "search/search",
            search_view,
            word="search_label",
            section="search",
            scripts=("engine", "search"),
        )
        yield self._page("404", "frame/404", lambda w: None, word="not_found_title")

    def table_pages(self) -> Iterator[Page]:
        """A page for each topic, agency, jurisdiction and cited document."""
        tables: tuple[tuple[str, dict[str, Any], Callable[[Wording, str], Any]], ...] = (
            ("topics", self._site.corpus.topics, lists.topic_view),
            ("agencies", self._site.corpus.agencies, lists.agency_view),
            ("jurisdictions", self._site.corpus.jurisdictions, lists.jurisdiction_view),
            ("cited", self._site.corpus.cited, lists.cited_view),
        )
        for table, rows, view in tables:
            for id_, row in rows.items():
                yield self._page(
                    f"{table}/{id_}",
                    f"tables/{table}",
                    lambda w, view=view, id_=id_: view(w, id_),  # type: ignore[misc]
                    title=row.name[self._language],
                    section=table,
                    up=(table,) if table in ("topics", "agencies") else (),
                )

    def document_pages(self) -> Iterator[Page]:
        """Each document's page and its clauses'."""
        for document in self._site.documents:
            title = document.title[self._language]
            yield self._page(
                f"{document.id}/index",
                "documents/document",
                lambda w, d=document: document_view(w, d),  # type: ignore[misc]
                title=title,
                section="documents",
                status_of=document.id,
            )
        for id_ in self._site.clauses:
            yield self._clause(id_)
        for benefit in self._site.benefits.values():
            yield self._embed(benefit)

    def _embed(self, benefit: SiteBenefit) -> Page:
        """A calculator's bare page."""
        language, home = self._language, benefit.home.id.partition("#")[0]
        w = Wording(self._calculated, language, urls.embed(language, benefit.id))
        view = benefit_view(w, benefit)
        return Page(
            path=w.path,
            language=language,
            template="calculators/embed.html",
            title=f"{view.name} · {view.source.clause.words}",
            description=f"{view.source.document}, {view.source.clause.words}",
            crumbs=(),
            section="",
            status=None,
            scripts=(rules_file(home), "calculators", "embed"),
            words=w.words,
            view=view,
        )

    def _clause(self, id_: str) -> Page:
        clause = self._site.clauses[id_]
        w = Wording(self._calculated, self._language, urls.clause(self._language, id_))
        short = clause.document.short[self._language]
        scripts = (rules_file(id_), "calculators") if clause.benefits else ()
        return Page(
            path=w.path,
            language=self._language,
            template="documents/clause.html",
            title=f"{w.heading(clause.record)} · {short}",
            description=w.text(clause.record.digest, id_)[:160],
            crumbs=(self._home(w), document_anchor(w, clause.document.id)),
            section="documents",
            status=w.status(clause.document),
            scripts=scripts,
            words=w.words,
            view=clause_view(w, clause, self._passages.get(id_)),
        )

    def _page(
        self,
        name: str,
        template: str,
        view: Callable[[Wording], Any],
        *,
        word: str = "",
        title: str = "",
        description: str = "",
        section: str = "",
        up: tuple[str, ...] = (),
        status_of: str = "",
        scripts: tuple[str, ...] = (),
    ) -> Page:
        w = Wording(self._calculated, self._language, urls.top(self._language, name))
        document = self._site.corpus.documents.get(status_of)
        crumbs = [] if name == "index" else [self._home(w)]
        for table in up:
            target = urls.top(self._language, f"{table}/index")
            crumbs.append(Anchor(w.words[table], w.href(target)))
        return Page(
            path=w.path,
            language=self._language,
            template=f"{template}.html",
            title=title or w.words[word],
            description=description or self._site.corpus.settings.tagline[self._language],
            crumbs=tuple(crumbs),
            section=section or word or name,
            status=w.status(document) if document else None,
            scripts=scripts,
            words=w.words,
            view=view(w),
        )

    def _home(self, w: Wording) -> Anchor:
        return Anchor(w.words["home"], w.href(urls.top(self._language, "index")))
