"""What a page lets the browser do: what it needs, and nothing else.

The policies stand in the pages, because a site may be on a host that sends no headers of its own,
or on a disk. What cannot stand there, a host may send (README.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

_EVERY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",  # the icon
    "form-action": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_SCRIPTS = {
    "script-src": "'self'",
    "worker-src": "'self'",
    # What makes addresses of scripts, static/frame/trusted.js; nothing makes HTML or scripts.
    "trusted-types": "clausebook",
}
_SEARCH = {"form-action": "'self'"}
_MANIFEST = {"manifest-src": "'self'"}


def _told(directives: Mapping[str, str]) -> Markup:
    """As the browser reads it; the quotes stay as they are."""
    return Markup("; ".join(f"{name} {value}" for name, value in directives.items()))


WHOLE = _told(_EVERY | _SCRIPTS | _SEARCH | _MANIFEST)
"""A page in its frame: the search field sends a form, the footer has the manifest."""
BARE = _told(_EVERY | _SCRIPTS)
"""A page without the frame: a calculator for other sites."""
DOOR = _told(_EVERY | _SCRIPTS | _SEARCH)
"""The front door, which has a search field."""
STILL = _told(_EVERY | _SEARCH)
"""A page without scripts, with a search field."""
FONTS = Markup("; font-src 'self'")
"""Behind any of them where the theme has fonts."""
STILL_WITH_BASE = _told(_EVERY | _SEARCH | {"base-uri": "'self'"})
"""The same with the address of the site, which must be of the same origin."""
