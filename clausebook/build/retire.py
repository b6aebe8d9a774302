"""``build.py retire``: what takes a site out of its readers' browsers when it is taken away."""

from __future__ import annotations

from pathlib import Path

from clausebook.features.offline import WORKER
from clausebook.features.offline.retired import is_replaceable, retired

_STARTS_WORKER = "assets/offline.*.js"
"""What pages of a site start its worker with."""


class CannotRetire(ValueError):
    """The folder has what must not be there; the message says what."""


def retire(folder: Path) -> Path:
    """Put the worker that clears and goes into a folder, beside whatever is there; where it is.

    Raises :class:`CannotRetire`, and OSError where the folder cannot be written.
    """
    if any(folder.glob(_STARTS_WORKER)):
        raise CannotRetire(
            f"{folder} is a site, whose pages would start a worker again and again; "
            "choose a folder for what takes the site's place."
        )
    path = folder / WORKER
    if path.exists() and not is_replaceable(path.read_bytes()):
        raise CannotRetire(f"{path} is not of Clausebook; remove it first if it may go.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(retired())
    return path
