"""Application materials: in the language of the document they are what the official text prints."""

from __future__ import annotations

import unicodedata

from clausebook.content.records import Clause, Corpus, Material
from clausebook.meaning.addresses import Addresses
from clausebook.messages import say
from clausebook.problems import Problems
from clausebook.prose import Reference, blank_references, references

_OPEN = "等"
"""With this a list goes on where a token, which has to be short, ends."""


def check_materials(corpus: Corpus, addresses: Addresses, problems: Problems) -> None:
    """Report materials that an applicant would not find in the official list."""
    for clause in corpus.clauses.values():
        check_materials_of(clause, corpus, addresses, problems)


def check_materials_of(
    clause: Clause, corpus: Corpus, addresses: Addresses, problems: Problems
) -> None:
    """The same for one clause. Of other clauses only the titles of forms matter."""
    original = corpus.original(clause.id)
    for provision in clause.provisions():
        for material in provision.materials:
            if material.printed and not _is_printed(material, provision.id, corpus, addresses):
                wrong = say("material-differs.printed", printed=material.printed, language=original)
                problems.add(material.text.place.at(original), wrong)


def _is_printed(material: Material, home: str, corpus: Corpus, addresses: Addresses) -> bool:
    """Whether the text is the printed token, or a link to the form that has it as its title."""
    original = corpus.original(home)
    text, printed = material.text[original], _plain(material.printed)
    links = [link for link in references(text) if isinstance(link, Reference)]
    if not links:
        return _plain(text) == printed or _plain(text).startswith(printed + _OPEN)
    if len(links) > 1 or links[0].kind != "clause" or blank_references(text).strip():
        return False
    address = addresses.clause(home, links[0].target)
    if address is None:
        return True  # a link that leads nowhere is told already
    form = corpus.clauses.get(address)
    title = (
        _plain(form.title[corpus.original(address)])
        if form and form.kind == "form" and form.title
        else ""
    )
    return printed in (title, f"《{title}》")


def _plain(text: str) -> str:
    """Half width, in lower case and without white space: all that printers differ in."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
