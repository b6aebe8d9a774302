"""Data for the browser, as scripts that register them: fetch does not work from the disk."""

from __future__ import annotations

import json
from typing import Any


def data_script(name: str, value: Any) -> bytes:
    """A script that registers data under a name; ``<`` is escaped so that no tag can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'clausebook.register("{name}",{text});\n'.encode()
