"""What the browser's scripts need, as script files that register data: fetch does not work from
the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from clausebook.features.frame import urls
from clausebook.features.frame.data_script import data_script
from clausebook.features.frame.linked import Linked
from clausebook.features.outputs import Workshop
from clausebook.languages import Language
from clausebook.told.applications import sentences
from clausebook.told.calculators import vocabulary

Json = dict[str, Any]


def rules_file(clause: str) -> str:
    """The data script with a clause's compiled rules, below assets/."""
    return f"data/rules/{clause}.js"


def rules_script(at: Workshop, clause: str) -> bytes:
    """A clause's calculators as scripts know them: compiled rules and both languages' words."""
    benefits = at.first.site.clauses[clause].benefits
    return data_script(f"rules:{clause}", {id_: _rules(at.languages, id_) for id_ in benefits})


def _rules(languages: Mapping[Language, Linked], id_: str) -> Json:
    first = next(iter(languages.values()))
    site = first.site
    benefit = site.benefits[id_]
    words = {code: vocabulary(w, benefit) for code, w in languages.items()}
    names = site.addresses.names(benefit.home.id)
    return {
        "rule": benefit.rule.as_json(),
        "labels": {code: words[code].labels for code in languages},
        "choices": {code: words[code].choices for code in languages},
        "units": {name: asdict(unit) for name, unit in words[first.language].units.items()},
        "remarks": {code: words[code].remarks for code in languages},
        "applications": _applications(languages, id_),
        "item": {code: words[code].item for code in languages},
        "sources": {
            code: {
                name: urls.fact(code, names[name].home, names[name].fact.name)
                for name in benefit.rule.facts
            }
            for code in languages
        },
    }


def _applications(languages: Mapping[Language, Linked], id_: str) -> Json | None:
    """What is stated of applications, and what is said of them on any day; null for nothing."""
    site = next(iter(languages.values())).site
    home = site.windowed(site.benefits[id_].home.id)
    if not home:
        return None
    return {
        "windows": [window.as_json() for window in site.windows[home]],
        "said": {
            code: {said.name: said.words for said in sentences(w, home)}
            for code, w in languages.items()
        },
    }
