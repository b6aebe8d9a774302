"""What the browser's scripts need, as script files that register data: modules and fetch do not
work from the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clausebook.features.calculators.page import vocabulary
from clausebook.features.frame.data_script import data_script
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
    return {name: data_script(name, value) for name, value in {"units": UNITS, **words}.items()}


def data_scripts(calculated: Calculated, found: Searchable) -> Iterator[tuple[str, bytes]]:
    """The scripts that pages load beside their bundles, with their paths: rules, and the search."""
    yield from _Maker(calculated).rules()
    yield from found.files.items()


class _Maker:
    """Makes the scripts whose words depend on the content."""

    def __init__(self, calculated: Calculated) -> None:
        self._site = calculated.site
        self._words = {code: Wording(calculated, code, f"{code}/data.html") for code in LANGUAGES}

    def rules(self) -> Iterator[tuple[str, bytes]]:
        """A script for each clause with calculators: compiled rules and both languages' words."""
        for id_, clause in self._site.clauses.items():
            if clause.benefits:
                value = {benefit.id: self._rules(benefit) for benefit in clause.benefits}
                yield f"assets/{rules_file(id_)}", data_script(f"rules:{id_}", value)

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
