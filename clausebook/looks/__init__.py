"""How a site looks: what ``theme/`` beside the content says, or the generator's own looks.

``load → Theme``. Everything in the folder is optional, and so is the folder: colors, type, logo,
icon and footer in ``theme.yaml``, rules of style in ``theme.css``, fonts and pictures, templates,
and words. Nothing here knows a page; whoever prints one is given a :class:`Theme`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausebook.files import bytes_of

if TYPE_CHECKING:
    from clausebook.languages import Language

HOME = ("timeline", "matrix", "documents")
"""The parts of the front page in the generator's order."""


@dataclass(frozen=True, slots=True)
class FooterLink:
    """Words with an address elsewhere, at the foot of every page."""

    words: Mapping[Language, str]
    href: str


@dataclass(frozen=True, slots=True)
class Theme:
    """How a site looks where it differs from the generator's own looks."""

    style: str = ""
    """Style that follows the generator's own, in ASCII."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures and fonts by their paths below ``assets/``."""
    has_fonts: bool = False
    """Whether pages may load fonts of the site."""
    icon: str = ""
    """The path below ``assets/`` of the picture for tabs; empty for the generator's own."""
    logo: str = ""
    """The same of the picture before the site's title; empty where there is none."""
    footer: Mapping[Language, str] = field(default_factory=dict)
    """What the foot of pages says in place of the generator's words."""
    links: tuple[FooterLink, ...] = ()
    """Behind that."""
    home: tuple[str, ...] = HOME
    """The parts of the front page in their order."""
    templates: Path | None = None
    """A folder whose files take the places of templates with the same names."""
    words: Mapping[Language, Mapping[str, Any]] = field(default_factory=dict)
    """Words of the interface that are other than the generator's, by part and name."""


FONTS = (".woff2", ".woff", ".ttf", ".otf")
PICTURES = (".svg", ".png", ".webp", ".jpg")
"""How the names of such files end."""

OWN = Theme()
"""The generator's own looks."""


def folder_of(content: Path) -> Path:
    """Where the looks of a site stand, if it has any of its own."""
    return content.absolute().parent / "theme"


def names_in(folder: Path) -> list[str]:
    """The paths of all files below a theme's folder, without what systems and editors leave."""
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(root).relative_to(folder)
        found += [(below / name).as_posix() for name in files if not _is_left(name)]
    return sorted(found)


def _is_left(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(("~", ".tmp"))


def digest_of(folder: Path) -> str:
    """A digest of all that a theme says."""
    digest = sha256()
    for name in names_in(folder):
        try:
            data = bytes_of(folder / name)
        except OSError as error:
            data = f"unreadable: {error.strerror}".encode()
        digest.update(f"{name}\0{sha256(data).hexdigest()}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
