"""What the browser's scripts need, as script files that register data: fetch does not work from
the disk.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from clausebook.features.frame import urls
from clausebook.features.frame.data_script import data_script
from clausebook.features.frame.linked import Linked
from clausebook.languages import Language
from clausebook.told.applications import sentences
from clausebook.told.calculators import vocabulary

Json = dict[str, Any]


def rules_file(language: Language, clause: str) -> str:
    """The data script with a clause's compiled rules, below assets/."""
    return f"data/rules/{language}/{clause}.js"


def rules_script(w: Linked, clause: str) -> bytes:
    """A clause's calculators as scripts know them: compiled rules and a language's words."""
    benefits = w.site.clauses[clause].benefits
    return data_script(f"rules:{clause}", {id_: _rules(w, id_) for id_ in benefits})


def _rules(w: Linked, id_: str) -> Json:
    benefit = w.site.benefits[id_]
    words = vocabulary(w, benefit)
    names = w.site.addresses.names(benefit.home.id)
    return {
        "rule": benefit.rule.as_json(),
        "labels": words.labels,
        "choices": words.choices,
        "units": {name: asdict(unit) for name, unit in words.units.items()},
        "remarks": words.remarks,
        "applications": _applications(w, benefit.home.id),
        "item": words.item,
        "sources": {
            name: urls.fact(w.language, names[name].home, names[name].fact.name)
            for name in benefit.rule.facts
        },
    }


def _applications(w: Linked, id_: str) -> Json | None:
    """What is stated of applications, and what is said of them on any day; null for nothing."""
    home = w.site.windowed(id_)
    if not home:
        return None
    return {
        "windows": [window.as_json() for window in w.site.windows[home]],
        "said": {said.name: said.words for said in sentences(w, home)},
    }
