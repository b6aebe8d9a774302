"""The web app manifest: what lets a phone keep the site among its apps."""

from __future__ import annotations

import json

from clausebook.languages import Language
from clausebook.told.told import Told


def manifest_path(language: Language) -> str:
    """The file that lets a phone keep the site among its apps, in one language."""
    return f"{language}.webmanifest"


def manifest(w: Told, title: str, picture: str) -> bytes:
    """That file; its addresses are relative, so that it holds wherever the site stands.

    ``picture`` is the path of the icon below ``assets/``.
    """
    kind = "svg+xml" if picture.endswith(".svg") else "png"
    icon = {"src": f"assets/{picture}", "type": f"image/{kind}", "sizes": "any"}
    told = {
        "name": title,
        "lang": w.words["code"],
        "start_url": f"{w.language}/index.html",
        "scope": ".",
        "display": "minimal-ui",
        "icons": [icon],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
