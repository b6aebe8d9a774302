"""From when until when a document is in force, as dates that cannot contradict each other."""

from __future__ import annotations

from clausebook.address import home_and_name
from clausebook.content.records import Corpus, Document
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
    """Validity by document, in the site's order; documents without one are undated."""
    found = {}
    for document in order_documents(corpus):
        dates = _Dates(document, addresses, used)
        validity = dates.validity()
        for wrong in dates.wrong:
            problems.add(*wrong)
        # Without dates that contradict each other, no example fails for them too.
        found[document.id] = Validity() if dates.wrong else validity
    return found


class _Dates:
    """Looks up the dates of one document and compares them."""

    def __init__(self, document: Document, addresses: Addresses, used: Used) -> None:
        self._document = document
        self._addresses = addresses
        self._used = used
        self.wrong: list[Fault] = []

    def validity(self) -> Validity:
        """The dates as the facts have them."""
        issued = self._day(self._document.issued, "issued", last=False)
        keys = self._document.validity
        if keys is None:
            return Validity()
        from_ = self._day(keys.from_, "validity", "from", last=False)
        until = self._day(keys.until, "validity", "until", last=True)
        self._in_order(from_, until, "the last day is before the first", "validity", "until")
        self._in_order(issued, until, "issued after its last day", "issued")
        if keys.by_reference is None:
            return Validity(from_, until)
        route = ("validity", "by_reference")
        first = self._day(keys.by_reference.from_, *route, "from", last=False)
        last = self._day(keys.by_reference.until, *route, "until", last=True)
        self._in_order(first, last, "the last day is before the first", *route, "until")
        self._apart(last, from_, *route)
        self._check_clause(keys.by_reference.clause, *route, "clause")
        return Validity(from_, until, first, last)

    def _day(self, address: str, *route: str, last: bool) -> str:
        """The first or last day, in ISO form, of the date at the address; empty without one."""
        if not address:
            return ""
        document, place = self._document, self._document.place.at(*route)
        found = self._addresses.fact(document.id, address)
        if found is None:
            where = home_and_name(address)[0] or document.id
            if not self._addresses.is_broken(document.id, where):
                text = f"there is no fact {address!r}; add it."
                self.wrong.append(Fault(place, "unknown-fact", text))
            return ""
        self._used.add(found.address)
        quantity = found.fact.quantity
        if quantity.kind != "date":
            text = f"{address!r} must be a date: write it as 2022-10-31, 2022年 or 2022-2024年."
            self.wrong.append(Fault(place, "dates-contradict", text))
            return ""
        return last_day(quantity) if last else first_day(quantity)

    def _in_order(self, first: str, last: str, wrong: str, *route: str) -> None:
        if first and last and last < first:
            text = f"{wrong}: {first} and {last}. Correct one of the facts."
            self.wrong.append(Fault(self._document.place.at(*route), "dates-contradict", text))

    def _apart(self, last: str, from_: str, *route: str) -> None:
        if last and from_ and last >= from_:
            text = f"applied by reference until {last}, but in force from {from_}; correct a fact."
            self.wrong.append(Fault(self._document.place.at(*route), "dates-contradict", text))

    def _check_clause(self, address: str, *route: str) -> None:
        found = self._addresses.clause(self._document.id, address)
        if found is None and not self._addresses.is_broken(self._document.id, address):
            text = f"there is no clause {address!r}; correct the id."
            self.wrong.append(Fault(self._document.place.at(*route), "unknown-clause", text))
