"""What documents, clauses and items are called in one language, and how they are cited."""

from __future__ import annotations

from functools import reduce

from clausebook.address import clause_of, document_of, item_of
from clausebook.content import vocabulary
from clausebook.content.records import Chapter, Clause, Document, Entry, Part, Provision
from clausebook.content.vocabulary import ClauseKind
from clausebook.languages import Language, can_read
from clausebook.meaning.site import Seat, Site
from clausebook.prose import Shown
from clausebook.told.days import Days
from clausebook.told.notes import Notes, told
from clausebook.told.numbering import Numbering
from clausebook.told.strings import NONE, Other, fill, page_words


class Places(Days):
    """Names and citations."""

    def __init__(self, site: Site, language: Language, notes: Notes, other: Other = NONE) -> None:
        """See :class:`Days`."""
        super().__init__(site, language, notes, other)
        self._numbers = Numbering(site.corpus.vocabulary, language, self.words)

    # --- documents ---------------------------------------------------------------------------

    def document(self, id_: str, words: str = "") -> Shown:
        """A document of this site, or one that it only names."""
        shown = self.named_document(id_)
        return Shown(words or shown.words, shown.target, title=shown.title, css="ref")

    @told
    def named_document(self, id_: str) -> Shown:
        """What a document is called where it is linked, and what its link says before."""
        if id_ in self.corpus.documents:
            document = self.corpus.documents[id_]
            title = f"{document.title[self.language]} · {self.period(id_)}"
            return Shown(document.short[self.language], ("document", id_), title=title)
        cited = self.corpus.cited[id_]
        title = cited.name[self.language]
        return Shown(self.printed_number(cited) or title, ("cited", id_), title=title)

    def printed_number(self, document: Document | Entry) -> str:
        """A document's number as printed, or for those who cannot read that in English form."""
        readable = can_read(self.language, document.number)
        return document.number if readable else document.number_en

    # --- clauses -----------------------------------------------------------------------------

    @told
    def preview(self, address: str) -> str:
        """What a link to a clause says before it is followed: its title, and until when it counts.

        The period stays true on every day; a status would be the one of the build's day.
        """
        return f"{self.title(address)} · {self.period(address)}"

    def clause_label(self, address: str, home: str = "") -> str:
        """How a clause is cited: with its document's name when the citing text is elsewhere."""
        document = document_of(address)
        if document_of(home) == document:
            return self.label(address)
        short = self.named_document(document).words
        return fill(self.words["cited"], document=short, place=self.label(address))

    def is_own(self, id_: str) -> bool:
        """Whether a document, or that of a provision, was published in this language."""
        return self.language == self.corpus.original(id_)

    def original(self, id_: str) -> str:
        """The language of such a document, as browsers call it."""
        return str(page_words(self.corpus.original(id_))["code"])

    def above(self, document: str, heading: Part | Chapter) -> str:
        """A heading with its number as printed; another language has mostly the title alone."""
        title = heading.title[self.language] if heading.title else ""
        number = self._numbers.read(heading.number)
        return self._numbers.heading(number, title, self.is_own(document))

    @told
    def label(self, address: str) -> str:
        """How a clause or item is cited within its document."""
        label = self.number_label(self.corpus.clauses[clause_of(address)])
        if not item_of(address):
            return label
        return label + self._item_label(self.site.addresses.provisions[address])

    def item_number(self, item: Provision) -> str:
        """（1） as printed; another language has brackets of its own width."""
        return self._numbers.shown(self._numbers.read(item.number), self.is_own(item.id))

    def _item_label(self, item: Provision) -> str:
        """What follows the clause's label."""
        number = self._numbers.read(item.number)
        return self._numbers.item(number, self.is_own(item.id), item_of(item.id))

    def number_label(self, clause: Clause) -> str:
        """第（五）条, clause 5; what counts anew is named; forms are called by their title."""
        kind = self.corpus.vocabulary.clause_kinds[self.site.clauses[clause.id].called.kind]
        return self._called(clause, kind, kind.label)

    def _called(self, clause: Clause, kind: ClauseKind, patterns: vocabulary.Words) -> str:
        """A clause by its number; by its title where the number has no figure."""
        number = self._numbers.read(clause.number)
        title = clause.title[self.language] if clause.title else clause.number
        if number.form is None:
            return title
        seat = self.site.clauses[clause.id]
        above = self._above(seat)
        return self._numbers.clause(
            kind, patterns, number, self.is_own(clause.id), title=title, **above
        )

    def _above(self, seat: Seat) -> dict[str, str]:
        """The number of a clause's part, 二 as printed and 2 in English, and the heading above."""
        part = self.corpus.documents[seat.document].parts[seat.part]
        number, own = self._numbers.read(part.number), self.is_own(seat.document)
        title = part.chapters[seat.chapter].title or part.title
        return {
            "part": (number.numeral if own else number.value) or str(seat.part + 1),
            "heading": title[self.language] if title else "",
        }

    @told
    def citation(self, address: str) -> str:
        """How a provision or a document is cited: by number or short title, part and number."""
        document = self.corpus.documents[document_of(address)]
        short, number = document.short[self.language], self.printed_number(document)
        named = fill(self.words["numbered"]["short"], number=number, title=short)
        return self._cited(named if number else short, address)

    @told
    def full_citation(self, address: str) -> str:
        """The same with the document's whole title."""
        document = self.corpus.documents[document_of(address)]
        title, number = document.title[self.language], self.printed_number(document)
        pattern = self.words["numbered"]["full" if number else "without"]
        return self._cited(fill(pattern, number=number, title=title), address)

    def _cited(self, document: str, address: str) -> str:
        """A place in a document that is called by what stands before it."""
        if "/" not in address:
            return document
        return fill(self.words["cited"], document=document, place=self._place(address))

    def _place(self, address: str) -> str:
        """Part and number of a provision, as no other of its document has them.

        Where kind and number do not say it, the headings above do.
        """
        clause, label = self.corpus.clauses[clause_of(address)], self.label(address)
        seat, kind = self.site.clauses[clause.id], self.corpus.vocabulary.clause_kinds[clause.kind]
        counted = self._numbers.read(clause.number).form is not None
        if kind.cite and counted:
            return self._called(clause, kind, kind.cite)
        if counted and seat.called.alone:
            return label
        part = self.corpus.documents[seat.document].parts[seat.part]
        above = [self.above(seat.document, one) for one in (part, part.chapters[seat.chapter])]
        return reduce(self._within, filter(None, (*above, label)))

    def _within(self, outer: str, inner: str) -> str:
        return fill(self.words["within"], outer=outer, inner=inner)

    @told
    def heading(self, clause: str) -> str:
        """The clause's heading with its number."""
        record, title = self.corpus.clauses[clause], self.title(clause)
        number, kind = self._numbers.read(record.number), self.corpus.vocabulary.clause_kinds
        label, own = self.number_label(record), self.is_own(clause)
        return self._numbers.titled(kind[record.kind], label, number, title, own)

    @told
    def title(self, address: str) -> str:
        """The title of a clause or item, or its number where there is none."""
        provision = self.site.addresses.provisions[address]
        return provision.title[self.language] if provision.title else provision.number
