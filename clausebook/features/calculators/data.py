"""What the browser's scripts need, as script files that register data: fetch does not work from
the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clausebook.features.calculators.page import vocabulary
from clausebook.features.frame.wording import Wording
from clausebook.features.pages import rules_file
from clausebook.features.search import Searchable
from clausebook.meaning.calculate import Calculated
from clausebook.meaning.site import SiteBenefit
from clausebook.quantity import LANGUAGES

Json = dict[str, Any]


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
        self._words = {code: Wording(calculated, code, f"{code}/data.html") for code in LANGUAGES}

    def rules(self) -> Iterator[tuple[str, bytes]]:
        """A script for each clause with calculators: compiled rules and both languages' words."""
        for id_, clause in self._site.clauses.items():
            if clause.benefits:
                value = {benefit.id: self._rules(benefit) for benefit in clause.benefits}
                yield f"assets/{rules_file(id_)}", _script(f"rules:{id_}", value)

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
