"""When one can apply, as days that cannot contradict."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.content.records import Clause, Corpus, Document
from clausebook.content.records import Window as Stated
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.days import Days
from clausebook.meaning.resolve.references import Used
from clausebook.messages import say
from clausebook.problems import Problems
from clausebook.rules.applications import Window


def resolve_windows(
    corpus: Corpus, addresses: Addresses, used: Used, problems: Problems
) -> dict[str, tuple[Window, ...]]:
    """What is stated of applications, by the documents and clauses that state it."""
    records: list[Document | Clause] = [*corpus.documents.values(), *corpus.clauses.values()]
    found = {}
    for record in records:
        if record.applications:
            days = Days(corpus, record, addresses, used)
            found[record.id] = tuple(_windows(record.applications, days))
            for wrong in days.wrong:
                problems.add(*wrong)
    return found


def _windows(stated: tuple[Stated, ...], days: Days) -> Iterator[Window]:
    for one in stated:
        days.check_source(one.source)
        route = one.place.route
        from_, until = days.first(one.from_, *route, "from"), days.last(one.until, *route, "until")
        if from_ and until and until < from_:
            wrong = say("dates-contradict.last-before-first", first=from_, last=until)
            days.add(wrong, *route, "until")
        since = one.state in ("closed", "budget-spent")
        if since and not one.from_ and one.source:  # so it was when it was read
            from_ = one.source.read
        yield Window(one.state, from_, until)
