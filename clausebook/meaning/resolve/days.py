"""Days that a document or clause names: by facts, or in ISO form where another text states them."""

from __future__ import annotations

from clausebook.address import document_of, home_and_name
from clausebook.content.read.tables import iso_date
from clausebook.content.records import Clause, Corpus, Document, Source
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.references import Used
from clausebook.messages import Message, say
from clausebook.problems import Place, did_you_mean
from clausebook.quantity import end_of, first_day, last_day


class Days:
    """Looks up the days of one record; what is wrong is kept until somebody reports it."""

    def __init__(
        self, corpus: Corpus, record: Document | Clause, addresses: Addresses, used: Used
    ) -> None:
        self._corpus = corpus
        self._record = record
        self._addresses = addresses
        self._used = used
        self.wrong: list[tuple[Place, Message]] = []
        self.are_excused = False
        """Whether a date is missing only because the file that has it cannot be read."""

    def issued(self, document: Document) -> str:
        """The day on which the document of the record was issued, as its own facts have it."""
        if document is self._record:
            return self.first(document.issued, "issued")
        found = self._addresses.fact(document.id, document.issued) if document.issued else None
        is_day = found is not None and found.fact.quantity.kind == "date"
        return first_day(found.fact.quantity) if found and is_day else ""

    def first(self, day: str, *route: str | int) -> str:
        """The first day, in ISO form, of the date that is named; empty without one."""
        return self._day(day, *route, last=False)

    def last(self, day: str, *route: str | int, since: str = "") -> str:
        """The last day of the date that is named, or of the time, which begins on another day."""
        return self._day(day, *route, last=True, since=since)

    def fact_of(self, day: str) -> str:
        """The address of the fact that a day names; empty for a day in ISO form."""
        found = None if iso_date(day) else self._addresses.fact(self._record.id, day)
        return found.address if found else ""

    def _day(self, address: str, *route: str | int, last: bool, since: str = "") -> str:
        if not address or iso_date(address):
            return address
        home = self._record.id
        found = self._addresses.fact(home, address)
        if found is None:
            where = home_and_name(address)[0] or home
            if self._addresses.is_broken(home, where):
                self.are_excused = True
            else:
                self.add(say("unknown-fact.asked", fact=address), *route)
            return ""
        self._used.add(found.address)
        quantity = found.fact.quantity
        if since and quantity.kind == "duration" and (end := end_of(since, quantity)):
            return end
        if quantity.kind != "date":
            self.add(say("dates-contradict.kind", fact=address), *route)
            return ""
        return last_day(quantity) if last else first_day(quantity)

    def begin_of(self, id_: str) -> str:
        """The first day in force of a clause or document; empty for a draft, or if it is unknown.

        It is looked up in the records, because what this record supersedes may not be resolved yet.
        """
        document = self._corpus.documents.get(document_of(id_))
        return begin_of(self._corpus.clauses.get(id_), document, self._addresses)

    def superseding(self, by: str, *route: str | int) -> str:
        """The full id of the clause or document that is named; empty where there is none."""
        home = self._record.id
        if "/" not in by and (by in self._corpus.documents or by in self._corpus.cited):
            found: str | None = by
        else:
            found = self._addresses.clause(home, by)
        if found in (home, document_of(home)):
            self.add(say("link-to-itself.superseded"), *route)
        if found is None and not self._addresses.is_broken(home, by):
            self.add(say("unknown-clause.or-document", id=by), *route)
        return found or ""

    def check_source(self, source: Source | None) -> None:
        """Report a source that neither this site nor content/cited.yaml has."""
        if source is None or not source.document:
            return
        known = {**self._corpus.documents, **self._corpus.cited}
        broken = {"cited", source.document} & self._corpus.broken
        if source.document not in known and not broken:
            hint = did_you_mean(source.document, list(known))
            text = say("unknown-document.in-prose", id=source.document, hint=hint)
            self.wrong.append((source.place.at("document"), text))

    def check_clause(self, address: str, *route: str | int) -> None:
        """Report a clause that does not exist."""
        home = self._record.id
        found = self._addresses.clause(home, address)
        if found is None and not self._addresses.is_broken(home, address):
            self.add(say("unknown-clause.linked", clause=address), *route)

    def add(self, text: Message, *route: str | int) -> None:
        """Keep something that is wrong at a place of the record."""
        self.wrong.append((self._record.place.at(*route), text))


def begin_of(clause: Clause | None, document: Document | None, addresses: Addresses) -> str:
    """The first day in force, as a clause's own keys or its document's name it.

    Empty where nobody names one, and for a draft, which is in force on no day.
    """
    records = [record for record in (clause, document) if record and record.validity]
    for record in records:
        assert record.validity is not None
        if any(state.kind == "draft" for state in record.validity.states):
            return ""
        if "draft" in record.validity.left_out:
            break
    named = [(record.id, record.validity.from_) for record in records if record.validity]
    home, address = next(((home, from_) for home, from_ in named if from_), ("", ""))
    found = addresses.fact(home, address) if address else None
    is_day = found is not None and found.fact.quantity.kind == "date"
    return first_day(found.fact.quantity) if found and is_day else ""
