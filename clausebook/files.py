"""A file of the site as it is known once it is made: by path, digest and size."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple


class Built(NamedTuple):
    """A file that is made; ``digest`` tells its bytes from all others, ``size`` counts them."""

    path: str
    digest: str
    size: int


def built(path: str, data: bytes) -> Built:
    """What is known of a file with these bytes."""
    return Built(path, digest_of(data), len(data))


def digest_of(data: bytes | memoryview) -> str:
    """64 bits, which tell the files of a site apart; the service worker has a twin."""
    return sha256(data).hexdigest()[:16]
