"""Outputs' paths: on every system each is a file of its own, or the content is told so at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from clausebook.address import clause_of
from clausebook.content.records import Corpus
from clausebook.features.outputs import Output
from clausebook.meaning.site import Site
from clausebook.messages import Message, say
from clausebook.problems import Place, Problems

_OF_ROWS = ("tables", "glossary")
"""The features whose outputs have the table of their row for a kind."""
LONGEST_NAME = 255
"""Bytes that most systems allow for one name."""
LONGEST_PATH = 180
"""Characters below the site's folder; Windows opens paths of 259, and the site lies somewhere."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever suffix they have."""


def check_paths(site: Site, outputs: Iterable[Output], problems: Problems) -> None:
    """Report outputs that some system cannot have as files, or not beside each other."""
    told: dict[tuple[Place, str], Message] = {}  # once for all languages
    for place, message in _wrong(site, outputs):
        told.setdefault((place, message.code), message)
    for (place, _), message in told.items():
        problems.add(place, message)


def _wrong(site: Site, outputs: Iterable[Output]) -> Iterator[tuple[Place, Message]]:
    taken: dict[str, Output] = {}
    for output in outputs:
        if wrong := wrong_path(output.path):
            yield _place(site, output), wrong
        other = taken.setdefault(alike(output.path), output)
        if other is not output:
            says = say("address-taken.one-file", one=output.path, other=other.path)
            yield _place(site, output, other), says
    folders = {folder: output for path, output in taken.items() for folder in _above(path)}
    for path in sorted(folders.keys() & taken.keys()):
        says = say("address-taken.folder", one=taken[path].path, other=folders[path].path)
        yield _place(site, taken[path], folders[path]), says


def wrong_path(path: str) -> Message | None:
    """What is wrong where some system cannot have a file at this path of the site."""
    if len(path) > LONGEST_PATH:
        return say("too-long.path", path=path, long=len(path), most=LONGEST_PATH)
    for name in path.split("/"):
        if len(name.encode()) > LONGEST_NAME:
            return say("too-long.name", name=name, most=LONGEST_NAME)
        if _DEVICE.fullmatch(name):
            return say("bad-id.device", name=name)
    return None


def alike(path: str) -> str:
    """What two paths have in common where a disk takes them for one.

    Some disks tell neither capitals nor compositions of letters apart, and Windows drops spaces and
    stops at the end of a name.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    return "/".join(name.rstrip(" .") for name in folded.split("/"))


def _above(path: str) -> Iterator[str]:
    """The folders around a file."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _place(site: Site, *outputs: Output) -> Place:
    """Where the content names what the outputs are about: the first that is about anything."""
    found = (_place_in(site, output) for output in outputs)
    return next(filter(None, found), site.corpus.settings.place)


def _place_in(site: Site, output: Output) -> Place | None:
    id_, corpus = output.of, site.corpus
    if id_ in site.benefits:
        return site.benefits[id_].record.place.at("id")
    record = corpus.clauses.get(clause_of(id_)) or corpus.documents.get(id_)
    return record.place if record else _row(corpus, output)


def _row(corpus: Corpus, output: Output) -> Place | None:
    """The row of a table that has pages for its rows."""
    rows = getattr(corpus, output.kind, {}) if output.feature in _OF_ROWS else {}
    return rows[output.of].place.its_key() if output.of in rows else None
