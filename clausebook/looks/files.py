"""The files of ``theme/``: which there may be, which are published, and what pictures may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from clausebook.content.schemas import wrong_id
from clausebook.files import bytes_of
from clausebook.looks import FONTS, PICTURES, names_in
from clausebook.messages import Message, say
from clausebook.problems import Problems

SETTINGS, STYLE = "theme.yaml", "theme.css"
_KINDS = {
    "fonts": FONTS,
    "images": PICTURES,
    "strings": (".yaml",),
    "templates": (".html",),
}
"""What each folder of the theme holds."""
PUBLISHED = ("fonts", "images")
"""The folders whose files go into the site, below ``assets/theme/``."""


def read_files(folder: Path, problems: Problems) -> dict[str, bytes]:
    """The bytes of all files that a theme may have, by path; report what is out of place."""
    found = {}
    for name in names_in(folder):
        shown = f"{folder.name}/{name}"
        wrong = _misplaced(name)
        if wrong:
            problems.add_at(shown, 1, 1, wrong)
            continue
        try:
            found[name] = bytes_of(folder / name)
        except OSError as error:
            problems.unreadable(shown, error)
    return found


def _misplaced(name: str) -> Message | None:
    """Why a theme has no place for a file; None where it has one."""
    path = PurePosixPath(name)
    folder = path.parts[0] if len(path.parts) > 1 else ""
    is_deep = len(path.parts) > 2 and folder != "templates"
    if not (name in (SETTINGS, STYLE) or path.suffix in _KINDS.get(folder, ())) or is_deep:
        return say("unknown-file.theme")
    return wrong_id(path.stem) if folder in PUBLISHED else None


_ACTIVE = re.compile(
    rb"<!(?!--)|<\?(?!xml )|<(?:script|foreignObject|a|use|image|style)\b"
    rb"|\bon\w+\s*=|javascript:|url\((?!#)",
    re.IGNORECASE,
)
"""What a drawing could do, or ask of others."""


def check_pictures(shown: str, files: Mapping[str, bytes], problems: Problems) -> None:
    """Report drawings that do more than show something."""
    for name, data in files.items():
        found = _ACTIVE.search(data) if name.endswith(".svg") else None
        if found:
            line = data.count(b"\n", 0, found.start()) + 1
            column = found.start() - data.rfind(b"\n", 0, found.start())
            what = found[0].decode("ascii", "replace")
            message = say("unsafe-picture.active", what=what)
            problems.add_at(f"{shown}/{name}", line, column, message)


def published(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files that go into the site, by their paths below ``assets/``."""
    for name, data in files.items():
        if name.partition("/")[0] in PUBLISHED:
            yield f"theme/{name}", data
