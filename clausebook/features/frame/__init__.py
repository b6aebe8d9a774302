"""What all pages share, and the pages that every site has at its root: the door, and 404."""

from __future__ import annotations

from collections.abc import Iterator

from clausebook.features.frame import urls
from clausebook.features.frame.page import Page, crumbs
from clausebook.features.offline.manifest import manifest, manifest_path
from clausebook.features.outputs import Output, Workshop, in_each
from clausebook.meaning.site import Site

DOOR, MISSING, MANIFEST = "door", "missing", "manifest"


def outputs(site: Site) -> Iterator[Output]:
    """The door, the 404 pages, and what a phone reads when it keeps the site."""
    yield Output("index.html", "frame", DOOR, "", None)
    yield Output("404.html", "frame", MISSING, "", None)
    yield from in_each(site, "frame", MISSING, "", urls.top, "404")
    for language in site.corpus.languages:
        yield Output(manifest_path(language), "frame", MANIFEST, "", language)


def make(output: Output, at: Workshop) -> bytes:
    """One of them."""
    settings = at.first.corpus.settings
    if output.kind == DOOR:
        return at.printer.door("title", "tagline", scripts=("offline",))
    if output.kind == MANIFEST:
        assert output.language is not None, "a manifest has a language"
        return manifest(at.linked(output), settings.title[output.language], at.printer.icon)
    if output.language is None:
        return at.printer.door("not_found_title", "not_found", settings.address)
    w = at.linked(output)
    title = w.words["not_found_title"]
    return at.page(output, Page("frame/404", title, None, "not_found_title", crumbs(w)))
