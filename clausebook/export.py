"""The site's data for other programs: ``data/*.json`` and ``data/clauses.csv``.

``schema/data/`` describes the JSON files and is published beside them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausebook import urls
from clausebook.calculate import Calculated, in_wan
from clausebook.pages.parts import conditions_of, vocabulary
from clausebook.quantity import LANGUAGES, UNITS, Quantity, exact, show
from clausebook.records import Document, Fact, Prose, Provision, Text
from clausebook.site import LinkEnd, SiteBenefit, SiteClause
from clausebook.wording import Wording

Json = dict[str, Any]
SCHEMAS = Path(__file__).parent.parent / "schema" / "data"
DATA_FILES = ("documents.json", "clauses.json", "benefits.json", "clauses.csv")


def export(calculated: Calculated) -> Iterator[tuple[str, bytes]]:
    """Every data file with its path, and the schemas that describe them."""
    exporter = _Exporter(calculated)
    clauses = exporter.clauses()
    yield "data/documents.json", _json(exporter.documents())
    yield "data/clauses.json", _json(clauses)
    yield "data/benefits.json", _json(exporter.benefits())
    yield "data/clauses.csv", _csv(clauses)
    for schema in sorted(SCHEMAS.glob("*.json")):
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
            "number": document.number,
            "title": _both(document.title),
            "short": _both(document.short),
            "issuers": [self._row("agencies", id_) for id_ in document.issuers],
            "digest": self._prose(document.digest, document.id),
            "facts": [self._fact(fact, document.id) for fact in document.facts.values()],
            "validity": validity.as_json(),
            "stacking": document.stacking.type if document.stacking else None,
            "cites": [cite.to for cite in document.cites],
            "cited_by": [d.clause for d in self._site.cited_by[document.id]],
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
            "fields": [self._prose(row.label, record.id) for row in record.fields],
            "items": [self._provision(item) for item in record.items],
            "cites": [{"to": c.to, "why": self._prose(c.why, record.id)} for c in record.cites],
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
            "conditions": [{"id": c.id, **self._prose(c.text, home)} for c in provision.conditions],
            "materials": [self._prose(material, home) for material in provision.materials],
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
            "no_amount": self._prose(provision.no_amount, home) if provision.no_amount else None,
            "benefits": own,
        }

    def _link(self, end: LinkEnd) -> Json:
        return {"type": end.type, "clause": end.other, "why": self._prose(end.why, end.home)}

    def _fact(self, fact: Fact, home: str) -> Json:
        value, unit = _value_and_unit(fact.quantity)
        return {
            "name": fact.name,
            "kind": fact.quantity.kind,
            "value": value,
            "unit": unit,
            "bound": UNITS["bounds"][fact.quantity.bound]["name"]
            if fact.quantity.bound
            else "exact",
            "printed": fact.printed,
            "means": _both(fact.means),
            "role": fact.role or None,
            "per": list(fact.per),
            "display": {code: show(fact.quantity, code) for code in LANGUAGES},
            "address": f"{home}.{fact.name}",
        }

    def _row(self, table: str, id_: str) -> Json:
        return {"id": id_, **_both(getattr(self._corpus, table)[id_].name)}

    def _prose(self, prose: Prose, home: str) -> Json:
        return {code: self._words[code].text(prose, home) for code in LANGUAGES}

    # --- benefits ----------------------------------------------------------------------------

    def benefits(self) -> list[Json]:
        """data/benefits.json."""
        return [self._benefit(benefit) for benefit in self._site.benefits.values()]

    def _benefit(self, benefit: SiteBenefit) -> Json:
        labels = self._labels(benefit)
        conditions = {c.id: self._prose(c.text, h) for c, h in conditions_of(self._site, benefit)}
        return {
            **benefit.rule,
            "clause": benefit.home.id,
            "name": _both(benefit.record.name),
            "form": benefit.record.form,
            "expression": benefit.record.way.pays.text,
            "inputs": [
                {**spec, "label": labels[spec["name"]], "unit": _input_unit(spec["type"])}
                for spec in benefit.rule["inputs"]
            ],
            "conditions": [{**c, **conditions[c["id"]]} for c in benefit.rule["conditions"]],
            "examples": [
                {
                    "name": _both(worked.example.name),
                    "given": worked.given,
                    "on": worked.on,
                    "amount": in_wan(worked.result["low"]),
                    "under": {k: in_wan(r["low"]) for k, r in worked.result["under"].items()},
                }
                for worked in self._calculated.examples[benefit.id]
            ],
        }

    def _labels(self, benefit: SiteBenefit) -> dict[str, Json]:
        words = {code: vocabulary(self._words[code], benefit) for code in LANGUAGES}
        names = [spec["name"] for spec in benefit.rule["inputs"]]
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
