"""What the browser's scripts need, as script files that register data: modules and fetch do not
work from the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clausebook import urls
from clausebook.calculate import Calculated
from clausebook.pages import rules_file
from clausebook.pages.calculator import vocabulary
from clausebook.pages.lists import SEARCH_FILES
from clausebook.quantity import LANGUAGES, UNITS, Language, show
from clausebook.records import Clause
from clausebook.search.index import Entry, build_index
from clausebook.site import SiteBenefit, SiteClause
from clausebook.strings import script_words
from clausebook.wording import Wording

Json = dict[str, Any]


def data_scripts(calculated: Calculated) -> Iterator[tuple[str, bytes]]:
    """Every data script with its path: units, words, rules, search indexes and their texts."""
    maker = _Maker(calculated)
    yield "assets/data/units.js", _script("units", UNITS)
    for language in LANGUAGES:
        name = f"strings-{language}"
        yield f"assets/data/{name}.js", _script(name, script_words(language))
        yield from maker.search(language)
    yield from maker.rules()


def _script(name: str, value: Any) -> bytes:
    """A script that registers data under a name; ``<`` is escaped so that no tag can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'clausebook.register("{name}",{text});\n'.encode()


class _Maker:
    """Makes the scripts whose words depend on the content."""

    def __init__(self, calculated: Calculated) -> None:
        self._site = calculated.site
        self._corpus = calculated.site.corpus
        self._words = {code: Wording(calculated, code, f"{code}/data.html") for code in LANGUAGES}

    def rules(self) -> Iterator[tuple[str, bytes]]:
        """A script for each clause with calculators: compiled rules and both languages' words."""
        for id_, clause in self._site.clauses.items():
            if clause.benefits:
                value = {benefit.id: self._rules(benefit) for benefit in clause.benefits}
                yield rules_file(id_), _script(f"rules:{id_}", value)

    def _rules(self, benefit: SiteBenefit) -> Json:
        words = {code: vocabulary(self._words[code], benefit) for code in LANGUAGES}
        names = self._site.addresses.names(benefit.home.id)
        return {
            "rule": benefit.rule,
            "labels": {code: words[code].labels for code in LANGUAGES},
            "choices": {code: words[code].choices for code in LANGUAGES},
            "units": words["zh"].units,
            "sources": {
                code: {
                    name: self._words[code].fact_target(names[name])
                    for name in benefit.rule["facts"]
                }
                for code in LANGUAGES
            },
        }

    def search(self, language: Language) -> Iterator[tuple[str, bytes]]:
        """The search index of one language and the texts that its hits show."""
        entries = [self._entry(c, language) for c in self._site.clauses.values()]
        index, texts = f"search-index-{language}", f"search-texts-{language}"
        yield SEARCH_FILES["index"].format(language), _script(index, build_index(entries))
        hits = {c.record.id: self._hit(c, language) for c in self._site.clauses.values()}
        yield SEARCH_FILES["texts"].format(language), _script(texts, hits)

    def _entry(self, clause: SiteClause, language: Language) -> Entry:
        w, record = self._words[language], clause.record
        document = clause.document
        numbers = [
            document.number,
            document.title[language],
            w.clause_label(record.id),
            record.number,
        ]
        rows = [self._corpus.agencies[id_] for id_ in record.agencies]
        names = [f"{row.name[language]} {row.short[language]}" for row in rows]
        names += [self._corpus.topics[id_].name[language] for id_ in record.topics]
        return Entry(
            ref=record.id,
            title=w.title(record),
            body=" ".join([*_words_of(w, record), *names]),
            numbers=" ".join(numbers),
        )

    def _hit(self, clause: SiteClause, language: Language) -> Json:
        w, record = self._words[language], clause.record
        validity = self._site.validity[clause.document.id].as_json()
        return {
            "title": w.title(record),
            "where": w.clause_label(record.id),
            "text": " ".join(_words_of(w, record)),
            "url": urls.clause(language, record.id),
            "status": validity,
            "expired": w.status(clause.document).expired,
            "amount": w.headline(record),
        }


def _words_of(w: Wording, clause: Clause) -> Iterator[str]:
    """All words of a clause, in the order of its page."""
    for provision in clause.provisions():
        if provision is not clause and provision.title:
            yield provision.title[w.language]
        yield w.text(provision.digest, provision.id)
        for condition in provision.conditions:
            yield w.text(condition.text, provision.id)
        for material in provision.materials:
            yield w.text(material.text, provision.id)
        for fact in provision.facts.values():
            yield f"{fact.means[w.language]} {show(fact.quantity, w.language)}"
        for benefit in provision.benefits:
            yield benefit.name[w.language]
    for row in clause.fields:
        yield w.text(row.label, clause.id)
