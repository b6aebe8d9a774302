"""Where the generator's own files are: schemas, templates, scripts, packages for the browser."""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
_INSTALLED = PACKAGE / "_own"
ROOT = _INSTALLED if _INSTALLED.is_dir() else PACKAGE.parent
"""The checkout; where the program is installed, what the wheel has of it (``pyproject.toml``)."""
SCHEMAS = ROOT / "schema"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
PRESETS = ROOT / "presets"
"""What every site knows without saying it, in every shipped language."""
BEGIN = PRESETS / "begin"
"""The worked site that a new site begins with."""
GUIDE = ROOT / "guide"
BUNDLES = _INSTALLED / "bundles.json"
"""What esbuild has made of scripts and styles for an installed program."""
PACKAGES = ROOT / "node_modules"
"""What npm brings to a checkout: esbuild, and lunr.js, to which tests compare the search."""


def project() -> dict[str, Any]:
    """What ``pyproject.toml`` says of this program; raises :class:`BadResource`."""
    import tomllib  # rarely needed

    about: dict[str, Any] = tomllib.loads(text_of_resource(ROOT / "pyproject.toml"))["project"]
    return about


class NotSetUp(RuntimeError):
    """Something that set-up brings is missing; the message says what to run."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not there: run `make site` or `python set_up.py site`")


def installed() -> list[str]:
    """The Python packages that are there with their versions, as their folders name them."""
    folder = Path(sysconfig.get_paths()["purelib"])
    return sorted(path.name for path in folder.glob("*-info"))


class BadResource(RuntimeError):
    """Files of the generator cannot be used; the message has a line for each thing to mend."""


def bad_resource(path: str | Path, line: int, column: int, message: str) -> BadResource:
    """One thing to mend, told as a problem of the content is: what is wrong, and what to do."""
    return BadResource(f"{called(path)}:{line}:{column}: error: {message}")


def called(path: str | Path) -> str:
    """What messages call a file of the generator, from wherever it runs."""
    path = Path(path)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


_ENDINGS = frozenset((".py", ".html", ".yaml", ".yml", ".json", ".js", ".css", ".svg"))


def is_source(path: Path) -> bool:
    """Whether a site is made of such a file, and not what an editor leaves beside it."""
    return path.suffix.lower() in _ENDINGS and not path.name.startswith((".", "#"))


def text_of_resource(path: Path) -> str:
    """The text of one of these files; raises :class:`BadResource`."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise bad_resource(path, 1, 1, f"{error.strerror}; put the file back.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise bad_resource(path, line, 1, "save the file as UTF-8.") from None


def json_of_resource(path: Path) -> Any:
    """What one of these files holds; raises :class:`BadResource`."""
    try:
        return json.loads(text_of_resource(path))
    except json.JSONDecodeError as error:
        what = f"{error.msg}; look at the quotes, commas and brackets near here."
        raise bad_resource(path, error.lineno, error.colno, what) from None
