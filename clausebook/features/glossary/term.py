"""A term's page: what it means, how it is said, and the clauses that use it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from clausebook.features.documents.rows import RowsOf, by_document
from clausebook.features.frame import urls
from clausebook.features.frame.linked import Anchor, Linked, Rendering, renderings
from clausebook.features.glossary.index import letter_id
from clausebook.features.glossary.order import letter


@dataclass(frozen=True, slots=True)
class TermView:
    """A term."""

    id: str
    name: str
    others: tuple[Rendering, ...]
    first: str
    """The site's first language, as browsers call it."""
    names: tuple[str, ...]
    """Others in the site's first language."""
    abbreviation: str
    variants: tuple[str, ...]
    avoid: tuple[str, ...]
    note: Markup | None
    official: str
    letter: Anchor
    """Its letter in the list of all terms."""
    search: str
    """The search for its name."""
    count: int
    """How many clauses use it."""
    groups: tuple[RowsOf, ...]
    """These clauses, by document."""


def term_view(w: Linked, id_: str) -> TermView:
    """A term with all that the glossary and the clauses say of it."""
    term = w.corpus.glossary[id_]
    name, head = term.name[w.language], letter(w, id_)
    used = w.site.index.by_term.get(id_, ())
    top = urls.top(w.language, "glossary")
    return TermView(
        id=id_,
        name=name,
        others=tuple(renderings(w, term.name)),
        first=w.languages[w.corpus.languages[0]].words["code"],
        names=term.names,
        abbreviation=term.abbreviation,
        variants=term.variants,
        avoid=term.avoid,
        note=w.inline(term.note, "") if term.note else None,
        official=term.official,
        letter=Anchor(head, w.href(f"{top}#{letter_id(head)}")),
        search=f"{w.href(urls.top(w.language, 'search'))}?q={quote(name)}",
        count=len(used),
        groups=by_document(w, used),
    )
