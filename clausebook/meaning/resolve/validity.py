"""From when until when documents and clauses are in force, as dates that cannot contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clausebook.content.records import Clause, Corpus, Document, State, ValidityKeys
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.days import Days
from clausebook.meaning.resolve.references import Used
from clausebook.meaning.resolve.structure import order_documents
from clausebook.meaning.resolve.superseding import Superseding, by_links
from clausebook.meaning.site import Stated
from clausebook.messages import say
from clausebook.problems import Problems
from clausebook.rules.validity import Span, Validity


@dataclass(frozen=True, slots=True)
class InForce:
    """When something is in force, and who says so beside its first and last day."""

    validity: Validity
    stated: tuple[Stated, ...]


NOT_STATED = InForce(Validity(), ())
"""Of a document that says nothing of its days."""


def resolve_validity(
    corpus: Corpus, addresses: Addresses, used: Used, problems: Problems
) -> dict[str, InForce]:
    """By document, in the site's order, then by clause where it is not as its document.

    Documents without a validity are undated.
    """
    found: dict[str, InForce] = {}
    wrong: set[str] = set()
    for document in order_documents(corpus):
        dates = _Dates(corpus, document, addresses, used)
        found[document.id] = dates.of_document(document)
        if dates.report(problems) or dates.are_excused:
            # Without dates that are wrong or cannot be read, nothing else fails for them too.
            found[document.id] = NOT_STATED
            wrong.add(document.id)
    links = by_links(corpus, addresses)
    for clause in corpus.clauses.values():
        superseding = links.get(clause.id, [])
        if clause.document in found and (clause.validity or superseding):
            dates = _Dates(corpus, clause, addresses, used)
            own = dates.of_clause(clause, found[clause.document], superseding)
            if clause.document not in wrong and not dates.report(problems):
                found[clause.id] = own
    return found


class _Dates:
    """Looks up the dates of one document or clause and compares them."""

    def __init__(
        self, corpus: Corpus, record: Document | Clause, addresses: Addresses, used: Used
    ) -> None:
        self._corpus = corpus
        self._record = record
        self._days = Days(corpus, record, addresses, used)
        document = corpus.documents[record.document] if isinstance(record, Clause) else record
        self._issued = self._days.issued(document)

    @property
    def are_excused(self) -> bool:
        """Whether a date is missing only because the file that has it cannot be read."""
        return self._days.are_excused

    def report(self, problems: Problems) -> bool:
        """Report what is wrong; whether anything is."""
        for wrong in self._days.wrong:
            problems.add(*wrong)
        return bool(self._days.wrong)

    def of_document(self, document: Document) -> InForce:
        """The dates as the facts have them."""
        keys = document.validity
        if keys is None:
            return NOT_STATED
        found = self._in_force(keys, NOT_STATED)
        until = found.validity.until
        if _reversed(self._issued, until):
            wrong = say("dates-contradict.issued", first=self._issued, last=until)
            self._days.add(wrong, "issued")
        return found

    def of_clause(
        self, clause: Clause, document: InForce, superseding: Sequence[Superseding]
    ) -> InForce:
        """What a clause states, what supersedes it by a link, and its document's for the rest."""
        keys = clause.validity
        found = self._in_force(keys, document) if keys else document
        if keys and found == document and not self._days.wrong and not self.are_excused:
            self._days.add(say("validity-needless.same"), "validity")
        if keys and (
            "superseded" in keys.left_out or any(s.kind == "superseded" for s in keys.states)
        ):
            self._agree(keys, superseding)
            return found
        return self._superseded(found, superseding)

    def _in_force(self, keys: ValidityKeys, document: InForce) -> InForce:
        validity = self._validity(keys, document.validity)
        own = [(state, self._stated(state, place)) for place, state in enumerate(keys.states)]
        replaced = keys.left_out | {state.kind for state in keys.states}
        inherited = [stated for stated in document.stated if stated.kind not in replaced]
        every = (*inherited, *(stated for _, stated in own))
        validity = _with(validity, every)
        self._check_states(own, validity)
        return InForce(validity, every)

    # --- first and last day --------------------------------------------------------------------

    def _validity(self, keys: ValidityKeys, document: Validity) -> Validity:
        days = self._days
        from_, until = document.from_, document.until
        if keys.from_:
            from_ = days.first(keys.from_, "validity", "from")
        if keys.until:
            until = days.last(keys.until, "validity", "until", since=from_)
        end = "until" if keys.until else "from"
        self._in_order(from_, until, "validity", end)
        if "by_reference" in keys.left_out:
            return Validity(from_, until)
        first, last = document.reference_from, document.reference_until
        route: tuple[str, ...] = ("validity",)
        if keys.by_reference:
            route = ("validity", "by_reference")
            first = days.first(keys.by_reference.from_, *route, "from")
            last = days.last(keys.by_reference.until, *route, "until")
            self._in_order(first, last, *route, "until")
            days.check_clause(keys.by_reference.clause, *route, "clause")
        if last and from_ and last >= from_:
            days.add(say("dates-contradict.by-reference", last=last, first=from_), *route)
        return Validity(from_, until, first, last)

    # --- what else a text says -----------------------------------------------------------------

    def _stated(self, state: State, place: int) -> Stated:
        """A state with its days; one that supersedes without a day does so from its own first."""
        days, route = self._days, state.place.route
        days.check_source(state.source)
        by = days.superseding(state.by, *route, "by") if state.by else ""
        from_ = days.first(state.from_, *route, "from")
        if by and not state.from_:
            from_ = days.begin_of(by)
            if not from_:
                days.add(say("missing-key.first-day", by=by), *route)
        until = days.last(state.until, *route, "until")
        fact = days.fact_of(state.from_) if state.from_ else ""
        return Stated(state.kind, from_, until, by, fact, self._record.id, place)

    def _superseded(self, found: InForce, superseding: Sequence[Superseding]) -> InForce:
        """The same where other clauses supersede this one by a link; the earliest counts."""
        if not superseding:
            return found
        first = min(superseding, key=lambda one: one.day)
        if _reversed(self._issued, first.day):
            wrong = say("dates-contradict.ended", first=self._issued, last=first.day)
            self._days.wrong.append((first.place, wrong))
        stated = Stated("superseded", first.day, "", first.clause, "", first.clause, -1)
        every = (*(one for one in found.stated if one.kind != "superseded"), stated)
        return InForce(_with(found.validity, every), every)

    def _agree(self, keys: ValidityKeys, superseding: Sequence[Superseding]) -> None:
        """Whether what a clause says it is superseded by is what says that it supersedes it."""
        for state in keys.states:
            by = self._days.superseding(state.by, *state.place.route, "by") if state.by else ""
            for link in superseding:
                if by and by not in (link.clause, link.clause.partition("/")[0]):
                    wrong = say("states-contradict.link", clause=link.clause)
                    self._days.add(wrong, *state.place.route, "by")

    def _check_states(self, own: Sequence[tuple[State, Stated]], validity: Validity) -> None:
        for state, stated in own:
            route = state.place.route
            ends = stated.kind in ("withdrawn", "superseded")
            if ends and _reversed(self._issued, stated.from_):
                wrong = say("dates-contradict.ended", first=self._issued, last=stated.from_)
                self._days.add(wrong, *route)
            if stated.kind == "suspended":
                self._check_suspended(stated, validity, route)
        kinds = {state.kind: state.place.route for state, _ in own}
        if kinds.keys() >= {"withdrawn", "superseded"}:
            self._days.add(say("states-contradict.ended"), *kinds["superseded"])
        if kinds.keys() >= {"draft", "suspended"}:
            self._days.add(say("states-contradict.draft"), *kinds["suspended"])

    def _check_suspended(
        self, stated: Stated, validity: Validity, route: tuple[str | int, ...]
    ) -> None:
        """A suspension lies within the days in force, and behind the one before it."""
        days, from_, last = self._days, stated.from_, stated.until or stated.from_
        self._in_order(from_, stated.until, *route, "until")
        begins = validity.reference_from or validity.from_
        if _reversed(begins, from_):
            days.add(say("dates-contradict.before", first=begins, last=from_), *route, "from")
        for end in (validity.until, validity.withdrawn, validity.superseded):
            if _reversed(last, end):
                days.add(say("dates-contradict.behind", first=last, last=end), *route)
        for one, next_ in pairwise(validity.suspended):
            if next_.from_ == from_ and (not one.until or one.until >= from_):
                days.add(say("dates-contradict.again", day=one.from_), *route)

    def _in_order(self, first: str, last: str, *route: str | int) -> None:
        """Report a period whose last day is before its first."""
        if _reversed(first, last):
            wrong = say("dates-contradict.last-before-first", first=first, last=last)
            self._days.add(wrong, *route)


def _reversed(first: str, last: str) -> bool:
    """Whether two days are known, and the second is before the first."""
    return bool(first and last and last < first)


def _with(validity: Validity, stated: Iterable[Stated]) -> Validity:
    """The same with what is stated beside first and last day."""
    days = {one.kind: one.from_ for one in stated}
    return replace(
        validity,
        draft="draft" in days,
        suspended=tuple(Span(one.from_, one.until) for one in stated if one.kind == "suspended"),
        withdrawn=days.get("withdrawn", ""),
        superseded=days.get("superseded", ""),
    )
