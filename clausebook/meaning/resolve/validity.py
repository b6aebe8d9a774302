"""From when until when documents and clauses are in force, as dates that cannot contradict."""

from __future__ import annotations

from clausebook.address import home_and_name
from clausebook.content.records import Clause, Corpus, Document, ValidityKeys
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.basis import Fault
from clausebook.meaning.resolve.references import Used
from clausebook.meaning.resolve.structure import order_documents
from clausebook.problems import Problems
from clausebook.quantity import first_day, last_day
from clausebook.rules.validity import Validity


def resolve_validity(
    corpus: Corpus, addresses: Addresses, used: Used, problems: Problems
) -> dict[str, Validity]:
    """Validity by document, in the site's order, then by clause where one states its own.

    Documents without a validity are undated.
    """
    found: dict[str, Validity] = {}
    wrong: set[str] = set()
    for document in order_documents(corpus):
        dates = _Dates(document, addresses, used)
        found[document.id] = dates.of_document(document)
        if dates.report(problems) or dates.are_excused:
            # Without dates that are wrong or cannot be read, nothing else fails for them too.
            found[document.id] = Validity()
            wrong.add(document.id)
    for clause in corpus.clauses.values():
        if clause.validity and clause.document in found:
            dates = _Dates(clause, addresses, used)
            validity = dates.of_clause(clause.validity, found[clause.document])
            if clause.document not in wrong and not dates.report(problems):
                found[clause.id] = validity
    return found


class _Dates:
    """Looks up the dates of one document or clause and compares them."""

    def __init__(self, record: Document | Clause, addresses: Addresses, used: Used) -> None:
        self._record = record
        self._addresses = addresses
        self._used = used
        self._wrong: list[Fault] = []
        self.are_excused = False
        """Whether a date is missing only because the file that has it cannot be read."""

    def report(self, problems: Problems) -> bool:
        """Report what is wrong; whether anything is."""
        for wrong in self._wrong:
            problems.add(*wrong)
        return bool(self._wrong)

    def of_document(self, document: Document) -> Validity:
        """The dates as the facts have them."""
        issued = self._day(document.issued, "issued", last=False)
        if document.validity is None:
            return Validity()
        validity = self._validity(document.validity, Validity())
        self._in_order(issued, validity.until, "issued after its last day", "issued")
        return validity

    def of_clause(self, keys: ValidityKeys, document: Validity) -> Validity:
        """The dates that a clause states, and those of its document for the rest."""
        validity = self._validity(keys, document)
        if validity == document and not self._wrong and not self.are_excused:
            text = "the clause is in force when its document is: remove the key."
            self._add(text, "validity-needless", "validity")
        return validity

    def _validity(self, keys: ValidityKeys, document: Validity) -> Validity:
        from_, until = document.from_, document.until
        if keys.from_:
            from_ = self._day(keys.from_, "validity", "from", last=False)
        if keys.until:
            until = self._day(keys.until, "validity", "until", last=True)
        end = "until" if keys.until else "from"
        self._in_order(from_, until, "the last day is before the first", "validity", end)
        if keys.not_by_reference:
            return Validity(from_, until)
        first, last = document.reference_from, document.reference_until
        route: tuple[str, ...] = ("validity",)
        if keys.by_reference:
            route = ("validity", "by_reference")
            first = self._day(keys.by_reference.from_, *route, "from", last=False)
            last = self._day(keys.by_reference.until, *route, "until", last=True)
            self._in_order(first, last, "the last day is before the first", *route, "until")
            self._check_clause(keys.by_reference.clause, *route, "clause")
        self._apart(last, from_, *route)
        return Validity(from_, until, first, last)

    def _day(self, address: str, *route: str, last: bool) -> str:
        """The first or last day, in ISO form, of the date at the address; empty without one."""
        if not address:
            return ""
        home = self._record.id
        found = self._addresses.fact(home, address)
        if found is None:
            where = home_and_name(address)[0] or home
            if self._addresses.is_broken(home, where):
                self.are_excused = True
            else:
                self._add(f"there is no fact {address!r}; add it.", "unknown-fact", *route)
            return ""
        self._used.add(found.address)
        quantity = found.fact.quantity
        if quantity.kind != "date":
            text = f"{address!r} must be a date: write it as 2022-10-31, 2022年 or 2022-2024年."
            self._add(text, "dates-contradict", *route)
            return ""
        return last_day(quantity) if last else first_day(quantity)

    def _in_order(self, first: str, last: str, wrong: str, *route: str) -> None:
        if first and last and last < first:
            text = f"{wrong}: {first} and {last}. Correct one of the facts."
            self._add(text, "dates-contradict", *route)

    def _apart(self, last: str, from_: str, *route: str) -> None:
        if last and from_ and last >= from_:
            text = f"applied by reference until {last}, but in force from {from_}; correct a fact."
            self._add(text, "dates-contradict", *route)

    def _check_clause(self, address: str, *route: str) -> None:
        home = self._record.id
        found = self._addresses.clause(home, address)
        if found is None and not self._addresses.is_broken(home, address):
            self._add(f"there is no clause {address!r}; correct the id.", "unknown-clause", *route)

    def _add(self, text: str, code: str, *route: str) -> None:
        self._wrong.append(Fault(self._record.place.at(*route), code, text))
