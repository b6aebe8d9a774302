"""Pagefind over pages that hold exactly the texts that the site's own search knows."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from bench.builds import pagefind
from bench.process import Cost, run
from bench.texts import ClauseText

_PAGE = """\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>{title}</title>
<main data-pagefind-body><h1>{title}</h1><p>{citation}</p><p>{words}</p></main>
</html>
"""
_SEARCH_PAGE = Path(__file__).parent / "pagefind_page"


def build_pagefind(folder: Path, texts: dict[str, list[ClauseText]]) -> Cost:
    """Write and index a page per clause and language; what indexing alone cost."""
    for language, clauses in texts.items():
        for clause in clauses:
            _write(folder / language / f"{clause.id}.html", language, clause)
    cost = run(pagefind(folder))
    shutil.copy(_SEARCH_PAGE / "search.js", folder)
    page = (_SEARCH_PAGE / "search.html").read_text(encoding="utf-8")
    for language in texts:
        text = page.replace("LANGUAGE", language)
        (folder / language / "search.html").write_text(text, encoding="utf-8")
    return cost


def _write(path: Path, language: str, clause: ClauseText) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    words = {name: escape(getattr(clause, name)) for name in ("title", "citation", "words")}
    path.write_text(_PAGE.format(language=language, **words), encoding="utf-8")
