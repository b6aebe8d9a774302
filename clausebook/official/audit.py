"""Content against official texts: is everything claimed, and is everything claimed there?

*Recall*: every figure, agency, cited title and application material of a clause's official text is
claimed by a fact, an agency, a citation or a material of the clause. *Precision*: every printed
token and every responsible agency of a clause stands in its official text. What is a figure in form
only, such as the number of a standard, is listed with a reason in content/exceptions.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clausebook.content.records import Clause, Condition, Corpus, Document, Exempt, Fact, Prose
from clausebook.content.walk import (
    agencies_in,
    clause_prose,
    document_prose,
    prose_of_clause,
    prose_of_document,
)
from clausebook.languages import Language
from clausebook.messages import say
from clausebook.official.copied import Copies, Copy
from clausebook.official.order import fitting, in_order, listed_in
from clausebook.official.spans import Located, Span, locate
from clausebook.official.texts import OfficialText, flatten, folded
from clausebook.official.usage import usage_of
from clausebook.problems import Place, Problems

_BEGINNING = 12
"""So many signs of what is copied are told."""
CATEGORIES = ("figure", "agency", "title", "material", "condition", "relation", "order", "prose")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. ``direction`` is recall (from the text) or precision (from the content)."""

    document: str
    owner: str
    """The clause, or the document for what no clause holds."""
    direction: str
    category: str
    token: str
    found: bool
    by: str
    """What claims it, or why it needs no claim."""
    exempt: bool
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Audited:
    """All comparisons of one document with its text."""

    document: str
    text: str
    located: int
    clauses: int
    rows: tuple[Row, ...]

    def share(self, direction: str, category: str) -> tuple[int, int]:
        """How many were found, of how many; exempt ones do not count."""
        rows = [
            row
            for row in self.rows
            if (row.direction, row.category) == (direction, category) and not row.exempt
        ]
        return sum(row.found for row in rows), len(rows)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something that the content says the official text prints."""

    category: str
    printed: str
    name: str
    place: Place = field(compare=False)
    anywhere: bool = False
    """Whether it may stand outside the clause: what a benefit asks of everybody who applies is
    often said once, in an article of its own."""


def audit(corpus: Corpus, texts: Sequence[OfficialText], problems: Problems) -> tuple[Audited, ...]:
    """Compare every document with its official text; report everything that does not agree."""
    audited = []
    used: set[str] = set()
    for document in corpus.documents.values():
        located = locate(corpus, document, texts, problems)
        if located is None:
            place = document.place.at("title", document.original)
            title = document.title[document.original]
            problems.add(place, say("text-not-found.title", title=title))
            continue
        audited.append(_Auditor(corpus, document, located, used, problems).audited())
    if len(audited) == len(corpus.documents):
        for exempt in corpus.exceptions.values():
            if exempt.id not in used:
                problems.add(exempt.place, say("exception-unused.idle", printed=exempt.printed))
    return tuple(audited)


class _Auditor:
    """Compares one document."""

    def __init__(
        self,
        corpus: Corpus,
        document: Document,
        located: Located,
        used: set[str],
        problems: Problems,
    ) -> None:
        self._corpus = corpus
        self._document = document
        self._located = located
        self._text = located.text
        self._used = used
        self._problems = problems
        self._rows: list[Row] = []
        self._clauses = corpus.clauses_of(document.id)
        self._agencies = _agencies_by_name(corpus, document)
        self._original = document.original
        self._usage = usage_of(document.original)
        self._copies = Copies(self._text, corpus, document.original)
        self._quotable = _quotable(corpus, document)
        self._everywhere = ((0, len(self._text.plain)),)
        self._known = _titles(corpus, document.original)
        names = filter(None, (document.title[document.original], document.number))
        self._own = [span for name in names for span in self._occurrences(name, self._everywhere)]

    def audited(self) -> Audited:
        """All comparisons, clause by clause, then what no clause holds."""
        for clause in self._clauses:
            if clause.id in self._located.spans:
                prose = (prose for _, prose in clause_prose(clause))
                agencies = _placed(clause.agencies, clause.place.at("agencies"))
                self._compare(clause.id, _clause_claims(clause), agencies, prose)
                self._order(clause)
                told = tuple(prose_of_clause(clause))
                for provision in clause.provisions():
                    texts = (text for home, text in told if home == provision.id)
                    self._own_words(provision.id, texts, provision.facts)
        document = self._document
        self._own_words(document.id, prose_of_document(document), document.facts)
        agencies = _placed(document.issuers, document.place.at("issuers"))
        agencies += _placed(document.consulted, document.place.at("consulted"))
        if document.printed_by:
            agencies.append((document.printed_by, document.place.at("printed_by")))
        claims = _document_claims(document)
        self._compare(document.id, claims, agencies, document_prose(document))
        located = sum(clause.id in self._located.spans for clause in self._clauses)
        rows = tuple(self._rows)
        return Audited(document.id, self._text.path, located, len(self._clauses), rows)

    def _compare(
        self,
        owner: str,
        claims: Iterable[_Claim],
        agencies: Sequence[tuple[str, Place]],
        prose: Iterable[Prose],
    ) -> None:
        spans = self._located.spans.get(owner, ())
        proven = [
            (claim, self._occurrences(claim.printed, self._everywhere if claim.anywhere else spans))
            for claim in claims
        ]
        for claim, places in proven:
            self._precision(owner, claim, bool(places))
        for agency, place in agencies:
            self._agency_there(owner, agency, spans, place)
        named = {id_ for id_, _ in agencies} | agencies_in(prose)
        covered = [span for _, places in proven for span in places]
        for span in spans:
            self._figures(owner, span, covered)
            self._titles(owner, span, covered)
            self._named_agencies(owner, span, named)
            self._materials(owner, span, proven)

    # --- precision ---------------------------------------------------------------------------

    def _precision(self, owner: str, claim: _Claim, found: bool) -> None:
        self._row(owner, "precision", claim.category, claim.printed, found, claim.name, claim.place)
        if not claim.printed:
            what = say(f"called.{claim.category}", name=claim.name)
            self._problems.add(claim.place, say("token-missing.proof", what=what))
        elif not found:
            message = say("token-not-in-clause.printed", printed=claim.printed, owner=owner)
            self._problems.add(claim.place, message)

    def _agency_there(self, owner: str, id_: str, spans: Sequence[Span], place: Place) -> None:
        row = self._corpus.agencies.get(id_)
        if row is None:
            return
        short = row.short[self._original]
        names = (row.name[self._original], short, *row.names)
        found = any(self._occurrences(name, spans) for name in names)
        if id_ in self._document.issuers:
            found = found or any([*self._found(self._usage.issuer, span)] for span in spans)
        self._row(owner, "precision", "agency", short, found, id_, place)
        if not found:
            self._problems.add(place, say("agency-not-in-clause.named", owner=owner, agency=short))

    def _order(self, clause: Clause) -> None:
        """The responsible agencies stand in the printed order, and 等 behind them is told."""
        spans = self._located.spans[clause.id]
        lists = listed_in(self._text, spans, self._agencies, self._usage)
        listed = fitting(lists, clause.agencies) if clause.agencies else None
        if listed is None:
            return
        place, printed = clause.place.at("agencies"), in_order(listed, clause.agencies)
        names = "、".join(self._corpus.agencies[id_].short[self._original] for id_ in printed)
        same = printed == [*clause.agencies]
        self._row(clause.id, "precision", "order", names, same, "agencies", place)
        if not same:
            self._problems.add(place, say("agencies-reordered.printed", ids=printed))
        agree = listed.with_others == clause.and_others
        self._row(clause.id, "precision", "order", f"{names}等", agree, "and_others", place)
        if not agree:
            which = "others-differ.needless" if clause.and_others else "others-differ.missing"
            self._problems.add(place, say(which))

    def _own_words(self, owner: str, texts: Iterable[Prose], facts: Mapping[str, Fact]) -> None:
        """Prose is not copied, but for titles, headings and names."""
        for prose in texts:
            place, copied = prose.place.at(self._original), None
            for copy in self._copies.in_prose(prose, facts):
                if copied is None and not self._may_be_copied(copy.span):
                    copied = copy
                    place = place.after(prose[self._original][: copy.offset])
            token = self._row_of(copied) if copied else ""
            self._row(owner, "precision", "prose", token, copied is None, "own words", place)
            if copied:
                number, begin = len(copied.words), token[:_BEGINNING]
                self._problems.add(place, say(self._usage.copied, number=number, begin=begin))

    def _row_of(self, copy: Copy) -> str:
        """The beginning of what is copied, as long as it must not be."""
        joint = " " if self._usage.spaced else ""
        return joint.join(copy.words[: self._usage.longest])

    def _may_be_copied(self, at: Span) -> bool:
        """Whether a stretch is made of what is quoted, and of nothing else."""
        plain = self._text.plain
        covered = self._titles_in((max(0, at[0] - 80), min(at[1] + 80, len(plain))))
        covered += self._located.heads.items()
        for name in self._quotable:
            low, high = max(0, at[0] - len(name)), at[1] + len(name)
            covered += self._occurrences(name, ((low, high),))
        free = {
            index
            for index in range(*at)
            if plain[index].isalnum() and not any(start <= index < end for start, end in covered)
        }
        return not free or _inside(at, self._own)

    # --- recall ------------------------------------------------------------------------------

    def _figures(self, owner: str, span: Span, covered: Sequence[Span]) -> None:
        numbers = [*self._found(self._usage.numbered, span), *self._titles_in(span)]
        numbers += self._located.headings
        for at in self._found(self._usage.figure, span):
            if _inside(at, numbers) or _inside(at, self._own):
                continue
            exempt = self._exempt(owner, at)
            found = _inside(at, covered)
            self._recall(owner, "figure", self._around(at), at[0], found, exempt)

    def _titles(self, owner: str, span: Span, covered: Sequence[Span]) -> None:
        titles = [flatten(c.title[self._original]) for c in self._clauses if c.title]
        for at in self._titles_in(span):
            title = self._text.plain[slice(*at)]
            bare = title.strip("《》")
            own = (at[0] + 1, at[1] - 1) if bare != title else at
            if _inside(own, self._own) or bare in titles:
                continue
            found = _inside(at, covered)
            self._recall(owner, "title", title, at[0], found, self._exempt(owner, at))

    def _named_agencies(self, owner: str, span: Span, named: set[str]) -> None:
        names = sorted(self._agencies, key=len, reverse=True)
        taken = self._titles_in(span)
        for name in names:
            for at in self._occurrences(name, (span,)):
                if any(start < at[1] and at[0] < end for start, end in taken):
                    continue
                taken.append(at)
                found = bool(self._agencies[name] & named)
                self._recall(owner, "agency", name, at[0], found, self._exempt(owner, at))
        if self._usage.responsible:
            for start, end in self._found(self._usage.responsible, span, 1):
                self._unknown_agencies(owner, start, self._text.plain[start:end])

    def _unknown_agencies(self, owner: str, start: int, responsible: str) -> None:
        for name in responsible.split("、"):
            if folded(name.removesuffix("等")) not in self._agencies:
                self._recall(owner, "agency", name, start, False, None)
            start += len(name) + 1

    def _materials(self, owner: str, span: Span, proven: list[tuple[_Claim, list[Span]]]) -> None:
        listed = next(iter(self._found(self._usage.materials, span)), None)
        if not listed:
            return
        claimed = [s for claim, at in proven if claim.category == "material" for s in at]
        for start, end in self._found(self._usage.material, (listed[1], span[1]), 1):
            found = any(start <= at < end for at, _ in claimed)
            self._recall(owner, "material", self._text.plain[start:end], start, found, None)

    def _recall(
        self, owner: str, category: str, token: str, at: int, found: bool, exempt: Exempt | None
    ) -> None:
        position = self._text.position(at)
        exempted = exempt is not None and not found
        by = exempt.why[exempt.why.languages[-1]] if exempt and exempted else ""
        row = Row(
            self._document.id, owner, "recall", category, token, found, by, exempted, *position
        )
        self._rows.append(row)
        if not found and not exempted:
            self._problems.add_at(*position, say(_UNCLAIMED[category], owner=owner, token=token))

    def _row(
        self, owner: str, direction: str, category: str, token: str, found: bool, by: str, at: Place
    ) -> None:
        row = (self._document.id, owner, direction, category, token, found, by, False)
        self._rows.append(Row(*row, *self._problems.position(at)))

    # --- places ------------------------------------------------------------------------------

    def _found(self, pattern: re.Pattern[str], span: Span, group: int = 0) -> Iterator[Span]:
        return self._text.found(pattern, span, self._usage.spaced, group)

    def _titles_in(self, span: Span) -> list[Span]:
        """Where titles stand; where they look like other words, those of known documents."""
        if self._usage.title:
            return [*self._found(self._usage.title, span)]
        return [at for title in self._known for at in self._occurrences(title, (span,))]

    def _occurrences(self, token: str, spans: Iterable[Span]) -> list[Span]:
        length = len(flatten(token))
        return [
            (at, at + length)
            for start, end in spans
            for at in self._text.occurrences(token, start, end)
        ]

    def _exempt(self, owner: str, at: Span) -> Exempt | None:
        """The exception that covers a stretch of the text, if there is one."""
        for exempt in self._corpus.exceptions.values():
            if exempt.within and owner not in exempt.within:
                continue
            length = len(flatten(exempt.printed))
            start = max(0, at[0] - length)
            if _inside(
                at,
                [
                    (s, s + length)
                    for s in self._text.occurrences(exempt.printed, start, at[1] + length)
                ],
            ):
                self._used.add(exempt.id)
                return exempt
        return None

    def _around(self, at: Span) -> str:
        """A figure with its neighbours, so that a reader recognises it."""
        return self._text.plain[max(0, at[0] - 6) : at[1] + 6]


_UNCLAIMED = {
    "figure": "figure-unclaimed.fact",
    "agency": "agency-unclaimed.named",
    "title": "title-unclaimed.cite",
    "material": "material-unclaimed.listed",
}
"""By category, what is told of something that nothing in the content claims."""


def _inside(at: Span, spans: Iterable[Span]) -> bool:
    return any(start <= at[0] and at[1] <= end for start, end in spans)


def _placed(ids: Sequence[str], place: Place) -> list[tuple[str, Place]]:
    return [(id_, place.at(index)) for index, id_ in enumerate(ids)]


def _clause_claims(clause: Clause) -> Iterator[_Claim]:
    """What a clause and its items say the text prints."""
    for provision in clause.provisions():
        for fact in provision.facts.values():
            yield _Claim("figure", fact.printed, fact.name, fact.place.at("printed"))
        for condition in provision.conditions:
            yield _condition_claim(condition, anywhere=False)
        for condition in (c for benefit in provision.benefits for c in benefit.conditions):
            yield _condition_claim(condition, anywhere=True)
        for number, material in enumerate(provision.materials, 1):
            place = material.text.place.at("printed")
            yield _Claim("material", material.printed, str(number), place)
    for relation in clause.relations:
        yield _Claim("relation", relation.printed, relation.id, relation.place.at("printed"))
    for cite in clause.cites:
        yield _Claim("title", cite.printed, cite.to, cite.place.at("printed"))


def _condition_claim(condition: Condition, *, anywhere: bool) -> _Claim:
    place = condition.text.place.at("printed")
    return _Claim("condition", condition.printed, condition.id, place, anywhere)


def _document_claims(document: Document) -> Iterator[_Claim]:
    for fact in document.facts.values():
        yield _Claim("figure", fact.printed, fact.name, fact.place.at("printed"))
    for cite in document.cites:
        yield _Claim("title", cite.printed, cite.to, cite.place.at("printed"))


def _titles(corpus: Corpus, original: Language) -> list[str]:
    """The titles of all documents that the content names."""
    rows = (*(d.title for d in corpus.documents.values()), *(e.name for e in corpus.cited.values()))
    return [title[original] for title in rows if title[original]]


def _quotable(corpus: Corpus, document: Document) -> set[str]:
    """What is quoted as it is printed: titles, headings, names, defined terms, printed tokens."""
    clauses, own = corpus.clauses_of(document.id), document.original
    titles = [part.title[own] for clause in clauses for part in clause.provisions() if part.title]
    titles += _titles(corpus, own)
    for row in (*corpus.agencies.values(), *corpus.glossary.values()):
        titles += (row.name[own], row.short[own], *row.names)
    titles += [term.abbreviation for term in corpus.glossary.values()]
    claims = [claim for clause in clauses for claim in _clause_claims(clause)]
    titles += [claim.printed for claim in claims if claim.category not in ("condition", "relation")]
    return {title for title in titles if title}


def _agencies_by_name(corpus: Corpus, document: Document) -> dict[str, set[str]]:
    """Agency ids by each name that a text of the document's jurisdiction may use for them."""
    own, near = document.original, {"", *_upwards(corpus, document.jurisdiction)}
    found: dict[str, set[str]] = {}
    for agency in corpus.agencies.values():
        if agency.jurisdiction in near:
            for name in (agency.name[own], agency.short[own], *agency.names):
                found.setdefault(folded(flatten(name)), set()).add(agency.id)
    return found


def _upwards(corpus: Corpus, jurisdiction: str) -> Iterator[str]:
    """The jurisdiction and those that it lies in."""
    seen: set[str] = set()
    while jurisdiction in corpus.jurisdictions and jurisdiction not in seen:
        seen.add(jurisdiction)
        yield jurisdiction
        jurisdiction = corpus.jurisdictions[jurisdiction].jurisdiction
