"""By what else than the names in its row a term is found in the list, for the list's script."""

from __future__ import annotations

from clausebook.features.frame.data_script import data_script
from clausebook.features.frame.linked import Linked
from clausebook.features.glossary.order import spoken

NAMES_FILE = "data/glossary/names.js"
"""The data script below assets/; it is the same in all languages."""


def names_script(w: Linked) -> bytes:
    """For each term how it is pronounced and what else it is called; of most only the first."""
    return data_script(
        "glossary", {id_: [_spoken(w, id_), _also(w, id_)] for id_ in w.corpus.glossary}
    )


def _spoken(w: Linked, term: str) -> list[str]:
    """Its syllables in each language with ideographs, each way once."""
    ways = (" ".join(spoken(other, term)) for other in w.languages.values())
    return list(dict.fromkeys(filter(None, ways)))


def _also(w: Linked, term: str) -> str:
    """The other words for it."""
    row = w.corpus.glossary[term]
    return " / ".join(filter(None, dict.fromkeys((row.abbreviation, *row.names, *row.variants))))
