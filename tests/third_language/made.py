"""What makes the third language: its package and a small site in it, by rule from Chinese."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from opencc import OpenCC

from clausebook.content.sources import Loader
from clausebook.resources import BEGIN, PRESETS, SCHEMAS, TEMPLATES

CODE = "zh-hant"
LANGUAGES = (CODE, "zh", "en")
traditional: Callable[[str], str] = OpenCC("s2t").convert
_PACKAGE = Path(__file__).parent / "package"
_PRINTED = ("printed", "number")
"""Keys of what documents print."""


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


def _write(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _converted(value: Any) -> Any:
    """The same with all texts in traditional signs."""
    if isinstance(value, dict):
        return {key: _converted(inner) for key, inner in value.items()}
    return [*map(_converted, value)] if isinstance(value, list) else traditional(value)


def _of_words(value: Any) -> Any:
    """Of entries in several languages only this one's words."""
    if not isinstance(value, dict):
        return None
    if "zh" in value:
        return _converted(value["zh"])
    found = {key: _of_words(inner) for key, inner in value.items()}
    return {key: inner for key, inner in found.items() if inner}


def make_package(folder: Path) -> None:
    """An installed package that brings the language, below a folder of Python's path."""
    package = Path(shutil.copytree(_PACKAGE, folder / "clausebook_traditional"))
    words = _converted(_read(TEMPLATES / "strings" / "zh.yaml"))
    words["pages"] |= {"language_name": "繁體中文", "code": "zh-Hant"}
    _write(package / "words.yaml", words)
    _write(package / "vocabulary.yaml", _of_words(_read(PRESETS / "vocabulary.yaml")))
    style = json.loads((SCHEMAS / "quantities.json").read_text(encoding="utf-8"))["languages"]["zh"]
    text = json.dumps(_converted_style(style), ensure_ascii=False)
    (package / "style.json").write_text(text, encoding="utf-8")
    about = folder / "clausebook_traditional-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: clausebook-traditional\nVersion: 1\n")
    points = f"[clausebook.languages]\n{CODE} = clausebook_traditional\n"
    (about / "entry_points.txt").write_text(points)


def _converted_style(value: Any) -> Any:
    """Numbers stay as they are."""
    if isinstance(value, dict):
        return {key: _converted_style(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [*map(_converted_style, value)]
    return traditional(value) if isinstance(value, str) else value


def make_content(folder: Path) -> Path:
    """The worked site that every site begins with, published in the third language."""
    content = Path(shutil.copytree(BEGIN / "zh", folder / "content"))
    for path in content.rglob("*.yaml"):
        value = _with_third(_read(path), "")
        if path.name == "site.yaml":
            value["languages"] = [*LANGUAGES]
        if path.name == "units.yaml":
            value = {
                word: {**row, CODE: {"one": word, "many": word}} for word, row in value.items()
            }
        _write(path, value)
    return content


def _with_third(value: Any, key: str) -> Any:
    """The same with words in the third language, in which its documents are printed."""
    if isinstance(value, list):
        return [_with_third(inner, key) for inner in value]
    if not isinstance(value, dict):
        return traditional(value) if key in _PRINTED else value
    found = {name: _with_third(inner, name) for name, inner in value.items()}
    return {CODE: _converted(value["zh"]), **found} if "zh" in value else found
