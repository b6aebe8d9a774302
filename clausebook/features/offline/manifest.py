"""The web app manifest: what lets a phone keep the site among its apps."""

from __future__ import annotations

import json

from clausebook.languages import Language


def manifest_path(language: Language) -> str:
    """The file that lets a phone keep the site among its apps, in one language."""
    return f"{language}.webmanifest"


def manifest(language: Language, title: str) -> bytes:
    """That file; its addresses are relative, so that it holds wherever the site stands."""
    icon = {"src": "assets/icon.svg", "type": "image/svg+xml", "sizes": "any"}
    told = {
        "name": title,
        "lang": "zh-Hans" if language == "zh" else "en",
        "start_url": f"{language}/index.html",
        "scope": ".",
        "display": "minimal-ui",
        "icons": [icon],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
