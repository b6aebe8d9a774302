"""How documents, clauses, items and facts are cited: on their pages, and the data of scripts."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.features.cite.data import cite_file, cite_script
from clausebook.features.outputs import Output, Workshop
from clausebook.meaning.site import Site


def outputs(site: Site) -> Iterator[Output]:
    """A script with the citations of each document and of each clause."""
    for id_ in (*site.documents, *site.clauses):
        yield Output(f"assets/{cite_file(id_)}", "cite", "", id_, None)


def make(output: Output, at: Workshop) -> bytes:
    """The script."""
    return cite_script(at, output.of)
