"""What the browser's scripts need, as script files that register data: modules and fetch do not
work from the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clausebook.features.calculators.page import calculators
from clausebook.features.frame.wording import Wording
from clausebook.features.pages import rules_file
from clausebook.features.search import Searchable
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import SiteBenefit
from clausebook.quantity import LANGUAGES, UNITS, Language
from clausebook.told.strings import SCRIPT_FILES, script_words

Json = dict[str, Any]


def shared_scripts(language: Language) -> dict[str, bytes]:
    """Units and the words of one language, by name, for the bundles that need them."""
    words = {f"strings-{name}": script_words(name, language) for name in SCRIPT_FILES}
    return {name: _script(name, value) for name, value in {"units": UNITS, **words}.items()}


def data_scripts(calculated: Calculated, found: Searchable) -> Iterator[tuple[str, bytes]]:
    """The scripts that pages load beside their bundles, with their paths: rules, and the search."""
    yield from _Maker(calculated).rules()
    for name, value in found.files.items():
        yield f"{found.folder}{name}.js", _script(f"search/{name}", value)


def _script(name: str, value: Any) -> bytes:
    """A script that registers data under a name; ``<`` is escaped so that no tag can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'clausebook.register("{name}",{text});\n'.encode()


class _Maker:
    """Makes the scripts whose words depend on the content."""

    def __init__(self, calculated: Calculated) -> None:
        self._site = calculated.site
        self._told = {code: calculators(calculated, code) for code in LANGUAGES}
        self._words = {code: Wording(calculated, code, f"{code}/data.html") for code in LANGUAGES}

    def rules(self) -> Iterator[tuple[str, bytes]]:
        """A script for each clause with calculators: compiled rules and both languages' words."""
        for id_, clause in self._site.clauses.items():
            if clause.benefits:
                value = {benefit.id: self._rules(benefit) for benefit in clause.benefits}
                yield f"assets/{rules_file(id_)}", _script(f"rules:{id_}", value)

    def _rules(self, benefit: SiteBenefit) -> Json:
        words = {code: self._told[code].vocabulary(benefit) for code in LANGUAGES}
        return {
            "rule": benefit.rule.as_json(),
            "labels": {code: words[code].labels for code in LANGUAGES},
            "choices": {code: words[code].choices for code in LANGUAGES},
            "units": words["zh"].units,
            "sources": {code: self._sources(code, benefit) for code in LANGUAGES},
        }

    def _sources(self, language: Language, benefit: SiteBenefit) -> dict[str, str]:
        """Where each fact of the rule stands."""
        names = self._site.addresses.names(benefit.home.id)
        target = self._words[language].fact_target
        return {name: target(names[name]) for name in benefit.rule.facts}
