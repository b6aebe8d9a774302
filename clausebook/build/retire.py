"""``build.py retire``: what takes a site out of its readers' browsers when it is taken away."""

from __future__ import annotations

from pathlib import Path

from clausebook.features.offline import WORKER
from clausebook.features.offline.retired import is_replaceable, retired
from clausebook.messages import Refusal, say

_STARTS_WORKER = "assets/offline.*.js"
"""What pages of a site start its worker with."""


def retire(folder: Path) -> Path:
    """Put the worker that clears and goes into a folder, beside whatever is there; where it is.

    Raises :class:`Refusal`, and OSError where the folder cannot be written.
    """
    if any(folder.glob(_STARTS_WORKER)):
        raise Refusal(say("retire.site", folder=str(folder)))
    path = folder / WORKER
    if path.exists() and not is_replaceable(path.read_bytes()):
        raise Refusal(say("retire.foreign", path=str(path)))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(retired())
    return path
