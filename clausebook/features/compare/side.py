"""A clause or an item as it stands beside others: the same questions, each with its answers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from markupsafe import Markup

from clausebook.address import benefit_anchor, clause_of, document_of, item_of
from clausebook.content.records import Clause, Fact, Provision
from clausebook.features.compare.said import Amount, said
from clausebook.features.documents.answer import Answer, WhomView, answer
from clausebook.features.frame import urls
from clausebook.features.frame.linked import ROOT, Anchor, Linked
from clausebook.quantity import show
from clausebook.told.strings import fill

ROWS = ("who", "much", "cap", "per", "conditions", "with", "materials", "office", "says")
"""The questions beside the status, in the order in which they are answered."""
_PAID = ("rate", "cap", "ceiling", "award", "match", "share")
"""The roles of figures that are money to be had; what somebody must reach is a threshold."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, or one of several."""

    words: str
    of: str = ""
    """What it is the answer for, where there are several."""
    href: str = ""
    amounts: tuple[Amount, ...] = ()
    """Where the figures among its words are, and which of them are paid."""

    def as_json(self) -> Json:
        """What there is of it."""
        told = {"words": self.words, "of": self.of, "href": self.href, "amounts": self.amounts}
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculator of what is compared: its name, and where it stands below the site's root."""

    id: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared."""

    label: str
    title: str
    href: str
    period: str
    validity: Json
    benefits: tuple[Sum, ...] = ()
    rows: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    def as_json(self) -> Json:
        """As scripts read it; rows without an answer are left out."""
        rows = {name: [line.as_json() for line in lines] for name, lines in self.rows.items()}
        return {
            **{key: getattr(self, key) for key in ("label", "title", "href", "period")},
            "validity": self.validity,
            "benefits": [asdict(each) for each in self.benefits],
            "rows": {name: lines for name, lines in rows.items() if lines},
        }


def side(w: Linked, address: str) -> Side:
    """A clause with all its items, or one item."""
    clause = w.corpus.clauses[clause_of(address)]
    parts = [w.site.addresses.provisions[address]] if item_of(address) else [*clause.provisions()]
    told = answer(w, address)
    return Side(
        label=w.clause_label(address),
        title=w.title(address),
        href=urls.clause(w.language, address),
        period=told.period,
        validity=told.status.validity.stated(),
        benefits=tuple(_sums(w, parts)),
        rows={
            "who": (_line(told.who),) if told.who else (),
            "much": tuple(_much(w, told, parts)),
            "cap": tuple(_caps(w, parts)),
            "per": tuple(_per(w, parts)),
            "conditions": tuple(_conditions(w, parts)),
            "with": tuple(_with(w, clause)),
            "materials": tuple(map(_line, told.hand_in)),
            "office": tuple(_office(w, told.whom)),
            "says": (Line(w.text(w.site.addresses.provisions[address].digest, address)),),
        },
    )


def _sums(w: Linked, parts: list[Provision]) -> Iterator[Sum]:
    for part in parts:
        page = urls.clause(w.language, clause_of(part.id))
        for benefit in part.benefits:
            id_ = f"{part.id}:{benefit.id}"
            named = " · ".join(filter(None, (_name(w, part, parts), benefit.name[w.language])))
            yield Sum(id_, named, f"{page}#{benefit_anchor(id_)}")


def _line(html: Markup, of: str = "", href: str = "", paid: Container[str] = ()) -> Line:
    found = said(html, paid)
    return Line(found.words, of, href, found.amounts)


def _name(w: Linked, part: Provision, among: list[Provision]) -> str:
    """An item by its number, and its title if it has one, where it is one of several."""
    if not item_of(part.id) or len(among) < 2:
        return ""
    return f"{w.item_number(part)} {w.title(part.id) if part.title else ''}".strip()


def _much(w: Linked, told: Answer, parts: list[Provision]) -> Iterator[Line]:
    """A line for each case; without a figure, what decides in its place."""
    found = False
    for part in parts:
        own = told if part.id == told.id else answer(w, part.id)
        name = _name(w, part, parts)
        paid = {w.at(("fact", home, f.name)) for home, f in _facts(w, part) if f.role in _PAID}
        for row in own.much:
            of = " · ".join(dict.fromkeys(filter(None, (name, row.of))))
            found = True
            page = urls.clause(w.language, clause_of(part.id))
            yield _line(row.text, of, f"{page}#{row.anchor}", paid)
    if not found and (told.offers or told.no_amount):
        yield Line(told.offers) if told.offers else _line(told.no_amount or Markup())


def _caps(w: Linked, parts: list[Provision]) -> Iterator[Line]:
    """By what they are counted by; a fact that two parts use is there once."""
    seen: set[tuple[str, str]] = set()
    for part in parts:
        for home, fact in _facts(w, part):
            if fact.role == "cap" and (home, fact.name) not in seen:
                seen.add((home, fact.name))
                words = show(fact.quantity, w.language)
                end = len(words.encode("utf-16-le")) // 2
                yield Line(words, fact.means[w.language], amounts=((0, end, 1),))


def _facts(w: Linked, part: Provision) -> Iterator[tuple[str, Fact]]:
    """A provision's own facts, and those of others that its rules use."""
    yield from ((part.id, fact) for fact in part.facts.values())
    for address in part.uses.values():
        found = w.site.addresses.fact(part.id, address)
        if found:
            yield found.home, found.fact


def _per(w: Linked, parts: list[Provision]) -> Iterator[Line]:
    known = w.corpus.vocabulary.per
    units = dict.fromkeys(benefit.per for part in parts for benefit in part.benefits)
    yield from (Line(known[unit].each[w.language]) for unit in units if unit)


def _conditions(w: Linked, parts: list[Provision]) -> Iterator[Line]:
    """Those of provisions, then those of their benefits; what is said twice is there once."""
    lines = (
        _line(w.inline(condition.text, part.id), _name(w, part, parts))
        for part in parts
        for conditions in (part.conditions, *(b.conditions for b in part.benefits))
        for condition in conditions
    )
    yield from dict.fromkeys(lines)


def _with(w: Linked, clause: Clause) -> Iterator[Line]:
    """How it stands to other support: by the document's rule, and by its own."""
    stacking = w.corpus.documents[document_of(clause.id)].stacking
    if stacking:
        yield Line(w.words["stacking_type"][stacking.type])
    kinds = dict.fromkeys(relation.type for relation in clause.relations)
    yield from (Line(w.words["relation_type"][kind]) for kind in kinds)


def _office(w: Linked, whom: WhomView) -> Iterator[Line]:
    """Never empty: who is named, else who issued the document."""
    words = w.words["compare_page"]
    for office in whom.offices:
        yield _agency(office.agency, office.role)
    if whom.and_others:
        yield Line(w.words["and_others"])
    if whom.through:
        yield Line(fill(words["through"], article=whom.through.words), href=_path(whom.through))
    yield from _issuers(words, whom.issuers)


def _issuers(words: Json, issuers: Iterable[Anchor]) -> Iterator[Line]:
    for issuer in issuers:
        yield Line(fill(words["unnamed"], issuer=issuer.title or issuer.words), href=_path(issuer))


def _agency(anchor: Anchor, role: str) -> Line:
    return Line(anchor.words, role, _path(anchor))


def _path(anchor: Anchor) -> str:
    """Where a link leads, from the site's root."""
    return anchor.href.removeprefix(ROOT)
