"""What takes the place of a site's service worker where the site is no longer there."""

from __future__ import annotations

from clausebook.features.offline.former import former_of
from clausebook.resources import STATIC

_SOURCE = STATIC / "offline" / "worker" / "retired.js"


def retired() -> bytes:
    """A worker that removes what the site has stored in a browser, and itself."""
    return _SOURCE.read_bytes()


def is_replaceable(worker: bytes) -> bool:
    """Whether a worker is a site's, or what has taken its place."""
    return bool(former_of(worker).lists) or worker == retired()
