"""Names in which a numeral stays on the line of the word that it belongs to."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# A word and the numeral after it, or a numeral and the ideograph after it.
_TOGETHER = re.compile(
    r"\b[A-Za-z]+ (?:[IVX]{1,5}|\d{1,5})\b"
    r"|(?:\d{1,5}|[IVX]{1,5}|[Ⅰ-ⅿ]{1,5})[ \u00a0]?[\u4e00-\u9fff]"
)


def unbroken(name: str) -> Markup:
    """The name, with what belongs together marked as one."""
    parts, at = [], 0
    for found in _TOGETHER.finditer(name):
        whole = Markup('<span class="whole">{}</span>').format(found[0])
        parts += [escape(name[at : found.start()]), whole]
        at = found.end()
    return Markup().join([*parts, escape(name[at:])])
