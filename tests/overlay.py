"""Broken content: texts such as ``tests/bad/*.yaml``, laid over the valid ``tests/good/``.

The first lines say what must be found, the rest are files, each below a line with its path:

    # expect: content/tide-2031-4/3.yaml:4:9 unknown-fact
    --- tide-2031-4/3.yaml
    number: （三）
    …

A path that begins with ``official/`` leads to the official texts in ``tests/official_texts/``, one
that begins with ``theme/`` to the looks of the site.
``--- path (removed)`` takes a file away, ``--- path -> target`` makes it a link.
The worked plan, which rests on all clauses, is left out where an overlay has a clause.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from clausebook.build.pipeline import check, compare
from clausebook.build.understand import understand
from clausebook.content.begin import in_languages
from clausebook.content.lexicon import Lexicon
from clausebook.problems import Problem
from tests.twin import ROOT

GOOD = ROOT / "tests" / "good"
LANGUAGES = ("zh", "en")
"""The languages of the good content, and of the real one."""
LEXICON = Lexicon(languages=LANGUAGES, original="zh")
"""What their reading rests on, but for names with figures and for units."""
BAD = Path(__file__).parent / "bad"
OFFICIAL = Path(__file__).parent / "official_texts"
"""The official texts of the good content."""

Found = list[tuple[str, int, int, str]]
"""Path, line, column and code of each problem, in the order in which they are reported."""

_EXPECT = re.compile(rb"# expect: (\S+):(\d+):(\d+) (\S+)\n")
_FILE = re.compile(rb"^--- (\S+)(?: (\(removed\)|-> (\S+)))?\n", re.MULTILINE)


def lay(folder: Path, overlay: bytes | str = b"") -> Path:
    """A copy of the good content in ``folder``, with the overlay's files put in their places."""
    content = folder / "content"
    shutil.copytree(GOOD, content)
    shutil.copytree(OFFICIAL, folder / "official")
    text = overlay.encode() if isinstance(overlay, str) else overlay
    headers = list(_FILE.finditer(text))
    if any(b"/" in header[1] for header in headers):
        (content / "plans.yaml").unlink()
    ends = [*(header.start() for header in headers[1:]), len(text)]
    for header, end in zip(headers, ends, strict=False):
        name = header[1].decode()
        path = (folder if name.startswith(("official/", "theme/")) else content) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if header[3]:
            path.symlink_to(header[3].decode())
        elif not header[2]:
            path.write_bytes(text[header.end() : end])
    return content


def keep_language(content: Path, language: str) -> None:
    """Take all other languages out of a copy of some content."""
    for path in content.rglob("*.yaml"):
        text = in_languages(path.read_text(encoding="utf-8"), (language,))
        if path.name == "site.yaml":
            text = re.sub(r"(?m)^languages: .*$", f"languages: [{language}]", text)
        path.write_text(text, encoding="utf-8")


def expected(overlay: bytes) -> Found:
    """What the overlay's first lines say."""
    lines = _EXPECT.findall(overlay.partition(b"\n---")[0] + b"\n")
    return [
        (path.decode(), int(line), int(column), code.decode()) for path, line, column, code in lines
    ]


def found(problems: Iterable[Problem]) -> Found:
    """The problems without their messages."""
    return [(p.path, p.line, p.column, p.code) for p in problems]


def problems_in(folder: Path, overlay: bytes | str = b"") -> tuple[Problem, ...]:
    """Everything that is wrong with the good content under an overlay."""
    return understand(lay(folder, overlay))[1]


def audited_problems_in(folder: Path, overlay: bytes | str = b"") -> tuple[Problem, ...]:
    """The same; content without problems is indexed, and compared with the official texts."""
    content = lay(folder, overlay)
    return check(content, folder / "site").problems or compare(content, folder / "official")[1]


def codes_in(folder: Path, overlay: bytes | str = b"") -> list[str]:
    """The codes of everything that is wrong, in order."""
    return [problem.code for problem in problems_in(folder, overlay)]
