"""A citation as text, for BibTeX and as CSL-JSON.

Each names the day as of which the site was read, once; it is filled in for the reader's day. So is
the address of a site that does not say its own, where somebody reads it from a server.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clausebook.features.cite.entry import Entry
from clausebook.told.strings import fill

TEXT, BIBTEX, CSL = FORMS = ("text", "bibtex", "csl")


_ABSOLUTE = re.compile(r"https?:")


@dataclass(frozen=True, slots=True)
class Link:
    """An address within a citation, what is around it, and what stands in place of all of it."""

    before: str
    url: str
    """Absolute, or below the site's root."""
    after: str
    otherwise: str = ""

    def at(self, root: str) -> str:
        """The address on a site whose root is known, or is empty."""
        if not self.url or not (root or _ABSOLUTE.match(self.url)):
            return self.otherwise
        base = "" if _ABSOLUTE.match(self.url) else root
        return self.before + base + self.url + self.after


@dataclass(frozen=True, slots=True)
class Form:
    """A citation in one form: what stands before the address, before the day, and after it."""

    name: str
    before: str
    link: Link
    between: str
    after: str

    def on(self, day: str, root: str = "") -> str:
        """The citation on a day in ISO form, of a site that is read at a root."""
        date = parts_of(day) if self.name == CSL else day
        return self.before + self.link.at(root) + self.between + date + self.after


def forms(entry: Entry, words: dict[str, Any]) -> tuple[Form, ...]:
    """All forms; ``words`` are those of citations in the entry's language."""
    return text(entry, words), bibtex(entry, words), csl(entry, words)


def parts_of(day: str) -> str:
    """Year, month and day as numbers: 2026, 12, 1."""
    return ", ".join(str(int(part)) for part in day.split("-"))


# --- text ----------------------------------------------------------------------------------------


def text(entry: Entry, words: dict[str, Any]) -> Form:
    """One paragraph; an address stands apart, so that what follows does not belong to it."""
    said = fill(words["by"], issuers=_issuers(entry, words)) if entry.issuers else ""
    said += entry.cited
    is_named = entry.title not in ("", entry.place)  # a form is called by its title
    said += fill(words["titled"], title=entry.title) if is_named else ""
    said += fill(words["figured"], figure=_figure(entry, words)) if entry.figure else ""
    said += fill(words["dated"], period=entry.period)
    read, _, after = words["read"].partition("{day}")
    between = fill(read, site=entry.site, version=entry.version)
    space = " " if between[:1].isspace() else ""
    return Form(TEXT, _line(said), Link(" ", entry.url, " ", space), between.lstrip(), after)


def _issuers(entry: Entry, words: dict[str, Any]) -> str:
    return str(words["join"]).join(entry.issuers)


def _figure(entry: Entry, words: dict[str, Any]) -> str:
    figure = entry.figure
    if figure is None:
        return ""
    return fill(words["figure"], means=figure.means, value=figure.value, printed=figure.printed)


def _note(entry: Entry, words: dict[str, Any]) -> str:
    """What no field of its own has: the figure, and when the text is in force."""
    said = (_figure(entry, words), fill(words["validity"], period=entry.period))
    return _line(str(words["notes"]).join(filter(None, said)))


def _line(said: str) -> str:
    """Printed words may have lines of their own; a citation has one."""
    return " ".join(said.split())


# --- BibTeX --------------------------------------------------------------------------------------

_ESCAPES = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
"""Braces become commands: BibTeX counts them even behind a backslash."""
_TEX = str.maketrans(_ESCAPES)
_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def tex(said: str) -> str:
    """A text that TeX prints as it is; other signs than ASCII stay."""
    return _line(said).translate(_TEX)


def bibtex(entry: Entry, words: dict[str, Any]) -> Form:
    """An entry of the type that every style knows."""
    fields = dict(_bibtex_fields(entry, words))
    lines = [f"@misc{{{entry.key},", *(f"  {name} = {value}," for name, value in fields.items())]
    link = Link("  url = {", entry.url.translate(_URL), "},\n")
    return Form(BIBTEX, "\n".join((*lines, "")), link, "  urldate = {", "}\n}\n")


def _bibtex_fields(entry: Entry, words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if entry.issuers:  # doubly in braces, or names are taken apart
        yield "author", "{" + " and ".join(f"{{{tex(name)}}}" for name in entry.issuers) + "}"
    yield "title", f"{{{{{tex(_whole_title(entry, words))}}}}}"
    if entry.number:
        yield "number", f"{{{tex(entry.number)}}}"
    year, month, *_ = (*entry.issued.split("-"), "")
    if year:
        yield "year", f"{{{year}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    yield "howpublished", f"{{{tex(entry.site)}}}"
    yield "version", f"{{{entry.version}}}"
    yield "note", f"{{{tex(_note(entry, words))}}}"
    yield "language", f"{{{entry.code}}}"


def _whole_title(entry: Entry, words: dict[str, Any]) -> str:
    if not entry.place:
        return entry.document
    return fill(words["whole"], document=entry.document, section=_section(entry, words))


def _section(entry: Entry, words: dict[str, Any]) -> str:
    if entry.title in ("", entry.place):
        return entry.place
    return fill(words["section"], place=entry.place, title=entry.title)


# --- CSL-JSON ------------------------------------------------------------------------------------


def csl(entry: Entry, words: dict[str, Any]) -> Form:
    """A list of one item, as programs for references read it, a line for each variable."""
    said = [f"  {_json(name)}: {_json(value)}," for name, value in _csl_fields(entry, words)]
    link = Link('  "URL": "', _json(entry.url)[1:-1], '",\n')
    accessed = '  "accessed": {"date-parts": [['
    return Form(CSL, "\n".join(("[{", *said, "")), link, accessed, "]]}\n}]\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csl_fields(entry: Entry, words: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "id", entry.key
    yield "type", "legislation"
    yield "title", _line(entry.document)
    if entry.place:
        yield "section", _line(_section(entry, words))
    if entry.number:
        yield "number", entry.number
    if entry.issuers:
        yield "author", [{"literal": name} for name in entry.issuers]
        yield "authority", _issuers(entry, words)
    if entry.issued:
        yield "issued", {"date-parts": [[int(part) for part in entry.issued.split("-")]]}
    yield "note", _note(entry, words)
    yield "source", entry.site
    yield "version", entry.version
    yield "language", entry.code
