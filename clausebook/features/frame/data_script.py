"""Data for the browser, as scripts that register them: fetch does not work from the disk."""

from __future__ import annotations

import json
from typing import Any


def data_script(name: str, value: Any) -> bytes:
    """A script that registers data under a name; ``<`` is escaped so that no tag can end it.

    It is ASCII, as all scripts and styles are: some hosts name another encoding than UTF-8 in
    their headers. Packs grow by half a percent.
    """
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return f'clausebook.register("{name}",{text});\n'.encode()
