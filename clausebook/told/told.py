"""What is said of the site in one language, whatever page or program says it.

Nothing here knows an address or the reader's day: a reference in prose has words and a target, and
whoever prints it knows where that is; a status is told for the day that it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from clausebook.address import clause_of, document_of, item_of
from clausebook.content import vocabulary
from clausebook.content.records import (
    Chapter,
    Clause,
    Document,
    Entry,
    Fact,
    Part,
    Prose,
    Provision,
    Source,
)
from clausebook.content.vocabulary import ClauseKind
from clausebook.languages import Language
from clausebook.meaning.addresses import FoundFact
from clausebook.meaning.site import Seat, Site, Stated
from clausebook.prose import Reference, Resolver, Shown, to_text
from clausebook.quantity import Quantity, parse, show
from clausebook.rules.validity import Validity, status_on
from clausebook.told.notes import Notes, told
from clausebook.told.numbering import Numbering
from clausebook.told.strings import NONE, Other, Words, fill, page_words

RANGES = ("rate", "match", "award")
"""The roles of facts that tell what a clause pays, before its caps."""
PERIODS = {"year", "month"}
CAPS: dict[str, set[str]] = {"cap": set(), "cap_year": {"year"}, "cap_month": {"month"}}
"""Caps by the periods that they are counted by."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What a page says in large letters while its document is not simply in force."""

    key: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a document or a clause on a day, and what a script needs to tell another's."""

    key: str
    words: str
    expired: str
    """What the document is called once it has expired; a plan's period is over."""
    validity: Validity
    banners: tuple[Banner, ...]
    """One for each status that the document can have on some day."""

    @property
    def dates(self) -> str:
        """The validity as scripts read it."""
        return json.dumps(self.validity.stated(), separators=(",", ":"))


def _quoted(fact: Fact) -> str:
    return f"“{fact.printed}”"


class Told:
    """The site in the words of one language; what is made for one reader is kept for the next."""

    def __init__(self, site: Site, language: Language, notes: Notes, other: Other = NONE) -> None:
        """``other`` are words in the places of the generator's own."""
        self.site = site
        self.corpus = site.corpus
        self.language: Language = language
        self.words: Words = page_words(language, other)
        self._numbers = Numbering(site.corpus.vocabulary, language, self.words)
        self.notes = notes

    # --- prose -------------------------------------------------------------------------------

    def text(self, prose: Prose, home: str) -> str:
        """Prose as plain words; ``home`` is the provision or document whose facts it names."""
        words = prose[self.language]
        key = ("text", self.language, words, home)
        return self.notes.passing(key, lambda: to_text(words, self.resolver(home)))

    def resolver(self, home: str) -> Resolver:
        """Shows the references of prose that is written at ``home``."""
        return lambda reference: self._shown(reference, home)

    def _shown(self, reference: Reference, home: str) -> Shown:
        if reference.kind == "fact":
            found = self.site.addresses.fact(home, reference.target)
            assert found is not None, "references are checked before anything is told"
            return self.fact(found.home, found.fact.name)
        if reference.kind == "clause":
            address = self.site.addresses.clause(home, reference.target)
            assert address is not None, "references are checked before anything is told"
            words = reference.words or self.clause_label(address, home)
            return Shown(words, ("clause", address), title=self.preview(address), css="ref")
        return self._row(reference)

    def _row(self, reference: Reference) -> Shown:
        language, id_ = self.language, reference.target
        if reference.kind == "doc":
            return self.document(id_, reference.words)
        if reference.kind == "term":
            term = self.corpus.glossary[id_]
            others = (said for code, said in term.name.items() if code != language)
            words = reference.words or term.name[language]
            return Shown(words, ("term", id_), title=" · ".join(others), css="term")
        table = "agencies" if reference.kind == "agency" else "topics"
        row = (self.corpus.agencies if table == "agencies" else self.corpus.topics)[id_]
        return Shown(reference.words or row.short[language], (table, id_), css="ref")

    def reason(self, kind: str, home: str, place: int) -> Prose:
        """Why a clause is linked, as the clause that declares the link says.

        ``kind`` is ``links`` or ``stacking``, ``place`` which of them it is.
        """
        declared = self.corpus.clauses[home]
        link = (declared.stacking if kind == "stacking" else declared.links)[place]
        return link.why

    # --- facts -------------------------------------------------------------------------------

    @told
    def fact(self, home: str, name: str) -> Shown:
        """A fact in running text: its value, its address, and how the document prints it."""
        found = self._found(home, name)
        return Shown(
            words=show(found.fact.quantity, self.language),
            target=("fact", home, name),
            title=self._provenance(found),
            value=found.fact.quantity.canonical(),
            css="fact",
        )

    def _found(self, home: str, name: str) -> FoundFact:
        document = self.corpus.documents.get(home)
        facts = document.facts if document else self.site.addresses.provisions[home].facts
        return FoundFact(facts[name], home)

    def provenance(self, found: FoundFact) -> str:
        """The printed token with the place where it stands, as plain text."""
        return self.fact(found.home, found.fact.name).title

    def _provenance(self, found: FoundFact) -> str:
        return f"{_quoted(found.fact)} — {self.citation(found.home)}"

    def printed(self, home: str, name: str) -> str:
        """A fact's printed token in quotation marks."""
        return _quoted(self._found(home, name).fact)

    def per(self, fact: Fact) -> str:
        """What the fact is counted by, in words."""
        joined = "、" if self.language == "zh" else ", "
        known = self.corpus.vocabulary.per
        return joined.join(known[unit].each[self.language] for unit in fact.per)

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
        """A document's number as the language writes it; as printed where it was published so."""
        own = isinstance(document, Document) and document.original == self.language
        return document.number if own or self.language == "zh" else document.number_en

    def period(self, id_: str) -> str:
        """From when until when a document or a provision is in force, in words."""
        return self.dated_period(self.site.dated(id_))

    @told
    def dated_period(self, dated: str) -> str:
        """The same of a document, or of a clause with a validity of its own."""
        states = [self.state(one) for one in self.site.stated[dated]]
        days = "" if states and not self.site.validity[dated].from_ else self._days_of(dated)
        return str(self.words["comma"]).join(filter(None, (days, *states)))

    def _days_of(self, dated: str) -> str:
        """First and last day in force."""
        validity = self.site.validity[dated]
        if not validity.from_:
            return str(self.words["undated"])
        pattern = self.words["validity_from_until" if validity.until else "validity_from"]
        days = {"from": self.day(validity.from_), "until": self.day(validity.until)}
        period = fill(pattern, **days)
        return fill(self.words["as_drafted"], period=period) if validity.draft else period

    def state(self, stated: Stated) -> str:
        """What is stated beside first and last day: withdrawn from 1 May 2033."""
        is_open = stated.kind == "suspended" and not stated.until
        pattern = self.words["state"]["suspended_from" if is_open else stated.kind]
        return fill(pattern, **{"from": self.day(stated.from_), "until": self.day(stated.until)})

    def superseding(self, by: str) -> Shown:
        """The clause or document that stands in the place of another."""
        if "/" not in by:
            return self.document(by)
        return Shown(self.clause_label(by), ("clause", by), title=self.title(by), css="ref")

    def source(self, source: Source) -> Shown:
        """What a text is called that states something, and where it can be read."""
        named = self.document(source.document) if source.document else None
        words = source.title[self.language] if source.title else named.words if named else ""
        return Shown(words, named.target if named else ())

    def source_of(self, stated: Stated) -> Source | None:
        """The other text that states it, as the record that names it says."""
        records = self.corpus.documents if "/" not in stated.record else self.corpus.clauses
        keys = records[stated.record].validity
        return keys.states[stated.place].source if keys and stated.place >= 0 else None

    def day(self, iso: str) -> str:
        """A day as the language writes it."""
        return show(parse(iso), self.language) if iso else ""

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
        if self.language == "zh":
            return self._cited(number or short, address)
        return self._cited(f"{short} ({number})" if number else short, address)

    @told
    def full_citation(self, address: str) -> str:
        """The same with the document's whole title."""
        document = self.corpus.documents[document_of(address)]
        title, number = document.title[self.language], self.printed_number(document)
        if self.language == "zh":
            return self._cited(f"{number}《{title}》", address)
        return self._cited(f"{title} ({number})" if number else title, address)

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
        return (" " if self.language == "zh" else ", ").join(filter(None, (*above, label)))

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

    # --- status ------------------------------------------------------------------------------

    def status(self, id_: str, on: str) -> Status:
        """A document's or a provision's status on a day.

        It has the dates that let a script say it for another day.
        """
        return self.dated_status(self.site.dated(id_), on)

    @told
    def dated_status(self, dated: str, on: str) -> Status:
        """The same of a document, or of a clause with a validity of its own."""
        validity = self.site.validity[dated]
        key = status_on(validity, on)
        plan = "plan-over" if self.corpus.type_of(document_of(dated)).plan else "expired"
        over: str = self.words["common"]["status"][plan]
        words = over if key == "expired" else self.words["common"]["status"][key]
        banners = (*self._banners(validity, plan), *self._stated_banners(dated))
        return Status(key, words, over, validity, banners)

    def _banners(self, validity: Validity, plan: str) -> Iterator[Banner]:
        needed = {
            "expired": validity.until,
            "not-yet": validity.from_,
            "by-reference": validity.reference_until,
        }
        days = {
            "from": self.day(validity.from_),
            "until": self.day(validity.until),
            "reference_until": self.day(validity.reference_until),
        }
        for key, day in needed.items():
            if day and not validity.draft:
                name = plan if key == "expired" else key
                text = fill(self.words["banner"][name], **days)
                yield Banner(key, self.words["common"]["status"][name], text)

    def _stated_banners(self, dated: str) -> Iterator[Banner]:
        """What is stated beside first and last day, each kind with the texts that say so."""
        kinds: dict[str, list[Stated]] = {}
        for stated in self.site.stated[dated]:
            kinds.setdefault(stated.kind, []).append(stated)
        for kind, found in kinds.items():
            first, comma = found[0], str(self.words["comma"])
            said = {
                "from": self.day(first.from_),
                "by": self.superseding(first.by).words if first.by else "",
                "states": comma.join(map(self.state, found)),
            }
            sources = dict.fromkeys(map(self._sourced, found))
            text = fill(self.words["banner"][kind], **said)
            told = [fill(self.words["banner"]["source"], source=s) for s in sources if s]
            yield Banner(kind, self.words["common"]["status"][kind], " ".join((text, *told)))

    def _sourced(self, stated: Stated) -> str:
        """The other text that states it, and when it was read; empty where a fact does."""
        source = self.source_of(stated)
        if source is None:
            return ""
        read = fill(self.words["read_on"], day=self.day(source.read))
        return f"{self.source(source).words}{self.words['comma']}{read}"

    @told
    def headline(self, clause: str) -> str:
        """What the clause pays at a glance: rates, matches, awards, caps. A reply pays nothing.

        Several values of one role are told as a range, several caps by the highest. A cap per year
        or month is told where it is above the others.
        """
        record = self.corpus.clauses[clause]
        if not self.corpus.type_of(record.document).grants:
            return ""
        said = [self._range(record.facts_as(role), role) for role in RANGES]
        top = Fraction(0)
        for name, period in CAPS.items():
            caps = [f for f in record.facts_as("cap") if {*f.per} & PERIODS == period]
            highest = max((f.quantity for f in caps), key=lambda q: q.value, default=None)
            if highest and highest.value > top:
                said.append(fill(self.words["headline"][name], x=show(highest, self.language)))
                top = highest.value
        told = " · ".join(filter(None, said))
        drafted = told and self.site.validity[self.site.dated(clause)].draft
        return fill(self.words["headline"]["draft"], x=told) if drafted else told

    def _range(self, facts: list[Fact], role: str) -> str:
        """The lowest and the highest value of a role, by kind; empty when there are none."""
        kinds: dict[str, list[Quantity]] = {}
        for quantity in (fact.quantity for fact in facts):
            kinds.setdefault(quantity.measured, []).append(quantity)
        ranges = []
        for quantities in kinds.values():
            quantities.sort(key=lambda quantity: quantity.value)
            ends = [show(quantity, self.language) for quantity in (quantities[0], quantities[-1])]
            ranges.append("–".join(dict.fromkeys(ends)))
        return fill(self.words["headline"][role], x=" / ".join(ranges)) if ranges else ""
