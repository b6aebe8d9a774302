"""The site's data for other programs: ``data/*.json`` and ``data/clauses.csv``.

``schema/data/`` describes the JSON files and is published beside them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from clausebook.content.records import Citation, Document, Entry, Fact, Prose, Provision, Text
from clausebook.features.calculators.page import calculators
from clausebook.features.frame import urls
from clausebook.features.frame.wording import Wording
from clausebook.meaning.calculate import Calculated, in_wan
from clausebook.meaning.site import LinkEnd, SiteBenefit, SiteClause
from clausebook.quantity import LANGUAGES, UNITS, Quantity, exact, show
from clausebook.resources import SCHEMAS

Json = dict[str, Any]
PUBLISHED = SCHEMAS / "data"
DATA_FILES = (
    *("documents.json", "clauses.json", "benefits.json"),
    *("agencies.json", "cited.json", "glossary.json", "clauses.csv"),
)


def export(calculated: Calculated) -> Iterator[tuple[str, bytes]]:
    """Every data file with its path, and the schemas that describe them."""
    exporter = _Exporter(calculated)
    clauses = exporter.clauses()
    yield "data/documents.json", _json(exporter.documents())
    yield "data/clauses.json", _json(clauses)
    yield "data/benefits.json", _json(exporter.benefits())
    yield "data/agencies.json", _json(exporter.agencies())
    yield "data/cited.json", _json(exporter.cited())
    yield "data/glossary.json", _json(exporter.glossary())
    yield "data/clauses.csv", _csv(clauses)
    for schema in sorted(PUBLISHED.glob("*.json")):
        yield f"data/schema/{schema.name}", schema.read_bytes()


def _json(rows: list[Json]) -> bytes:
    """A JSON list with a row per line: small, quick to write, and a diff shows what changed."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


class _Exporter:
    """Both languages' words for everything that the exports hold."""

    def __init__(self, calculated: Calculated) -> None:
        self._calculated = calculated
        self._site = calculated.site
        self._corpus = calculated.site.corpus
        self._words = {code: Wording(calculated, code, f"{code}/data.html") for code in LANGUAGES}

    # --- documents and clauses ---------------------------------------------------------------

    def documents(self) -> list[Json]:
        """data/documents.json."""
        return [self._document(document) for document in self._site.documents]

    def _document(self, document: Document) -> Json:
        validity = self._site.validity[document.id]
        return {
            "id": document.id,
            "jurisdiction": document.jurisdiction,
            "type": document.type,
            "number": document.number or None,
            "title": _both(document.title),
            "short": _both(document.short),
            "issuers": [self._row("agencies", id_) for id_ in document.issuers],
            "addressees": self._maybe(document.addressees, document.id),
            "copied_to": self._maybe(document.copied_to, document.id),
            "printed_by": self._row("agencies", document.printed_by)
            if document.printed_by
            else None,
            "digest": self._prose(document.digest, document.id),
            "facts": [self._fact(fact, document.id) for fact in document.facts.values()],
            "validity": validity.as_json(),
            "stacking": document.stacking.type if document.stacking else None,
            "cites": self._cites(document.cites, document.id),
            "cited_by": [d.clause for d in self._site.cited_by[document.id] if d.named],
            "clauses": [id_ for id_, c in self._site.clauses.items() if c.document is document],
            "url": {code: urls.document(code, document.id) for code in LANGUAGES},
        }

    def clauses(self) -> list[Json]:
        """data/clauses.json."""
        return [self._clause(clause) for clause in self._site.clauses.values()]

    def _clause(self, clause: SiteClause) -> Json:
        record, document = clause.record, clause.document
        return {
            **self._provision(record),
            "document": document.id,
            "kind": record.kind,
            "topics": [self._row("topics", id_) for id_ in record.topics],
            "agencies": [self._row("agencies", id_) for id_ in record.agencies],
            "and_others": record.and_others,
            "agencies_named": [self._row("agencies", id_) for id_ in self._named(clause)],
            "fields": [self._prose(row.label, record.id) for row in record.fields],
            "items": [self._provision(item) for item in record.items],
            "cites": self._cites(record.cites, record.id),
            "municipal_money": self._cites(record.municipal_money, record.id),
            "rules": self._rules(clause),
            "links": {
                "out": [self._link(end) for end in clause.links if end.outgoing],
                "in": [self._link(end) for end in clause.links if not end.outgoing],
            },
            "stacking": [self._link(end) for end in clause.stacking],
            "validity": self._site.validity[document.id].as_json(),
            "url": {code: urls.clause(code, record.id) for code in LANGUAGES},
        }

    def _provision(self, provision: Provision) -> Json:
        own = [b.id for b in self._site.benefits.values() if b.home is provision]
        home = provision.id
        return {
            "id": home,
            "number": provision.number,
            "title": _both(provision.title) if provision.title else None,
            "digest": self._prose(provision.digest, home),
            "facts": [self._fact(fact, home) for fact in provision.facts.values()],
            "conditions": [
                {"id": c.id, **self._prose(c.text, home), "printed": c.printed or None}
                for c in provision.conditions
            ],
            "materials": [
                {**self._prose(m.text, home), "printed": m.printed or None}
                for m in provision.materials
            ],
            "readings": [
                {
                    "id": reading.id,
                    "question": self._prose(reading.question, home),
                    "used": reading.used,
                    "why": self._prose(reading.why, home),
                    "texts": {k: self._prose(t, home) for k, t in reading.texts.items()},
                }
                for reading in provision.readings
            ],
            "no_amount": self._maybe(provision.no_amount, home),
            "benefits": own,
        }

    def _link(self, end: LinkEnd) -> Json:
        return {
            "type": end.type,
            "clause": end.other,
            "compared": end.compared or None,
            "why": self._prose(end.why, end.home),
        }

    def _cites(self, cites: tuple[Citation, ...], home: str) -> list[Json]:
        return [
            {
                "to": cite.to,
                **self._title_of(cite.to),
                "printed": cite.printed or None,
                "why": self._prose(cite.why, home),
            }
            for cite in cites
        ]

    def _title_of(self, id_: str) -> Json:
        """A document's number and title, whether this site holds it or not."""
        if id_ in self._corpus.documents:
            document = self._corpus.documents[id_]
            return {"number": document.number or None, "title": _both(document.title)}
        cited = self._corpus.cited[id_]
        return {"number": cited.number or None, "title": _both(cited.name)}

    def _rules(self, clause: SiteClause) -> Json | None:
        """How an article stands to its implementing rules; None for what has none by its nature."""
        if not clause.rules and not clause.record.no_rule:
            return None
        return {
            "compared": [{"clause": end.other, "compared": end.compared} for end in clause.rules],
            "no_rule": self._maybe(clause.record.no_rule, clause.record.id),
        }

    def _fact(self, fact: Fact, home: str) -> Json:
        value, unit = _value_and_unit(fact.quantity)
        return {
            "name": fact.name,
            "kind": fact.quantity.kind,
            "value": value,
            "upto": _value_and_unit(fact.quantity.upto)[0] if fact.quantity.upto else None,
            "unit": unit,
            "bound": UNITS["bounds"][fact.quantity.bound]["name"]
            if fact.quantity.bound
            else "exact",
            "printed": fact.printed,
            "means": _both(fact.means),
            "role": fact.role or None,
            "per": list(fact.per),
            "dated": self._dated(fact, home),
            "display": {code: show(fact.quantity, code) for code in LANGUAGES},
            "address": f"{home}.{fact.name}",
        }

    def _dated(self, fact: Fact, home: str) -> str | None:
        found = self._site.addresses.fact(home, fact.dated) if fact.dated else None
        return found.fact.quantity.canonical() if found else None

    def _row(self, table: str, id_: str) -> Json:
        return {"id": id_, **_both(getattr(self._corpus, table)[id_].name)}

    def _maybe(self, prose: Prose | None, home: str) -> Json | None:
        return self._prose(prose, home) if prose else None

    def _prose(self, prose: Prose, home: str) -> Json:
        return {code: self._words[code].text(prose, home) for code in LANGUAGES}

    # --- tables ------------------------------------------------------------------------------

    def agencies(self) -> list[Json]:
        """data/agencies.json."""
        clauses = self._corpus.clauses.values()
        return [
            {
                "id": row.id,
                "name": _both(row.name),
                "short": _both(row.short),
                "names": list(row.names),
                "jurisdiction": row.jurisdiction or None,
                "note": self._maybe(row.note, ""),
                "responsible_for": [c.id for c in clauses if row.id in c.agencies],
                "named_in": [
                    id_ for id_, c in self._site.clauses.items() if row.id in c.agencies_named
                ],
                "issued": [d.id for d in self._site.documents if row.id in d.issuers],
            }
            for row in self._corpus.agencies.values()
        ]

    def _named(self, clause: SiteClause) -> list[str]:
        """The agencies that a clause only names, in the order of their table."""
        return [id_ for id_ in self._corpus.agencies if id_ in clause.agencies_named]

    def cited(self) -> list[Json]:
        """data/cited.json."""
        return [self._cited(row) for row in self._corpus.cited.values()]

    def _cited(self, row: Entry) -> Json:
        rests = self._site.cited_by[row.id]
        return {
            "id": row.id,
            "number": row.number or None,
            "title": _both(row.name),
            "jurisdiction": row.jurisdiction or None,
            "note": self._maybe(row.note, ""),
            "cited_by": [dependence.clause for dependence in rests if dependence.named],
            "governs_money_of": [d.clause for d in rests if not d.named],
        }

    def glossary(self) -> list[Json]:
        """data/glossary.json."""
        return [
            {
                "id": term.id,
                "zh": term.name.zh,
                "en": term.name.en,
                "abbreviation": term.abbreviation or None,
                "variants": list(term.variants),
                "avoid": list(term.avoid),
                "note": self._maybe(term.note, ""),
                "official": term.official or None,
            }
            for term in self._corpus.glossary.values()
        ]

    # --- benefits ----------------------------------------------------------------------------

    def benefits(self) -> list[Json]:
        """data/benefits.json."""
        return [self._benefit(benefit) for benefit in self._site.benefits.values()]

    def _benefit(self, benefit: SiteBenefit) -> Json:
        labels = self._labels(benefit)
        conditions = {c.id: self._prose(c.text, h) for c, h in benefit.basis.conditions}
        rule = benefit.rule.as_json()
        return {
            **rule,
            "clause": benefit.home.id,
            "name": _both(benefit.record.name),
            "form": benefit.record.form,
            "expression": benefit.record.way.pays.text,
            "where": {
                name: {"rule": named.rule.text, **_both(named.label)}
                for name, named in benefit.record.where.items()
            },
            "inputs": [
                {**spec, "label": labels[spec["name"]], "unit": _input_unit(spec["type"])}
                for spec in rule["inputs"]
            ],
            "conditions": [{**c, **conditions[c["id"]]} for c in rule["conditions"]],
            "examples": [
                {
                    "name": _both(worked.example.name),
                    "given": worked.given,
                    "on": worked.on,
                    "amount": in_wan(worked.result.used.paid.total.low),
                    "under": {k: in_wan(r.paid.total.low) for k, r in worked.result.under.items()},
                }
                for worked in self._calculated.examples[benefit.id]
            ],
        }

    def _labels(self, benefit: SiteBenefit) -> dict[str, Json]:
        words = {c: calculators(self._calculated, c).vocabulary(benefit) for c in LANGUAGES}
        names = benefit.rule.inputs
        return {name: {code: words[code].label(name) for code in LANGUAGES} for name in names}


def _both(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


_MONEY_UNIT = {"money": "CNY", "usd": "USD"}


def _value_and_unit(quantity: Quantity) -> tuple[str, str]:
    """Value and unit for other programs: yuan, per cent, both sides of a ratio, measure words."""
    if quantity.kind in _MONEY_UNIT:
        return exact(quantity.value), _MONEY_UNIT[quantity.kind]
    if quantity.kind == "rate":
        return exact(quantity.value * 100), "%"
    if quantity.kind == "ratio":
        return quantity.unit, ""
    if quantity.kind == "date":
        return quantity.unit, ""
    return exact(quantity.value), quantity.unit


def _input_unit(kind: str) -> str:
    return _MONEY_UNIT.get(kind, "")


def _csv(clauses: list[Json]) -> bytes:
    """A row per clause for spreadsheets, with the byte-order mark that they need for Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for clause in clauses:
        writer.writerow([_harmless(cell) for cell in _cells(clause)])
    return ("\ufeff" + out.getvalue()).encode()


_COLUMNS = (
    *("id", "document", "number", "title_zh", "title_en", "digest_zh", "digest_en"),
    *(
        "topics",
        "agencies_zh",
        "agencies_en",
        "facts_zh",
        "facts_en",
        "from",
        "until",
        "url_zh",
        "url_en",
    ),
)


def _cells(clause: Json) -> list[str]:
    title = clause["title"] or {"zh": "", "en": ""}
    facts = [f for part in (clause, *clause["items"]) for f in part["facts"]]
    shown = {
        code: "; ".join(f"{fact['means'][code]}: {fact['display'][code]}" for fact in facts)
        for code in LANGUAGES
    }
    return [
        clause["id"],
        clause["document"],
        clause["number"],
        *(title[code] for code in LANGUAGES),
        *(clause["digest"][code] for code in LANGUAGES),
        "; ".join(row["id"] for row in clause["topics"]),
        *("; ".join(row[code] for row in clause["agencies"]) for code in LANGUAGES),
        *(shown[code] for code in LANGUAGES),
        clause["validity"]["from"] or "",
        clause["validity"]["until"] or "",
        *(clause["url"][code] for code in LANGUAGES),
    ]


_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""How formulas begin; Chinese editions of spreadsheets read the wide signs too."""


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
