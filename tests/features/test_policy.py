"""No text of the site becomes a script or HTML, and scripts are only those of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from clausebook.build import serve
from clausebook.features.frame.bundles import assets
from clausebook.features.offline import WORKER, offline_of
from clausebook.resources import STATIC
from tests.twin import Twin, TwinError

ROOTS = ("https://host.example/", "http://127.0.0.1:8000/sub/path/", "file:///C:/my%20site/")

# --- what scripts may do -------------------------------------------------------------------------

SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|parseHTML|srcdoc|DOMParser|XSLTProcessor"
    r"|createContextualFragment|\.write(?:ln)?\(|execCommand|javascript:|\.on\w+ ?= ?[\"'`]"
    r"|\beval\b|\bFunction\(|set(?:Timeout|Interval)\([\"'`]|importScripts|\bimport\((?!`/__)"
    r"|setAttribute(?:NS)?\([\"'`]on|createElement\([\"'`](?:iframe|object|embed|base|style|meta)"
    r"|new (?:Shared)?Worker"
)
"""All ways in which a text could become HTML or a script; the preview may import its own news."""


def programs() -> Iterator[tuple[str, str]]:
    """Every script that a browser is given, by name."""
    made = assets(None)
    for name, data in made.files.items():
        if name.endswith(".js"):
            yield name, data.decode("utf-8")
    yield WORKER, (dict(offline_of({}))[WORKER] or b"").decode("utf-8")
    yield serve.LIVE, "".join(text for text in vars(serve).values() if isinstance(text, str))


def test_no_script_makes_html_or_scripts_of_texts() -> None:
    found = {name: SINKS.findall(text) for name, text in programs()}
    assert len(found) > 10
    assert dict(programs())[WORKER]
    assert {name: sinks for name, sinks in found.items() if sinks} == {}


def test_one_place_adds_scripts_and_one_registers_the_worker() -> None:
    """Both ask for the address as browsers want it."""
    sources = {
        str(path.relative_to(STATIC)): path.read_text(encoding="utf-8")
        for path in STATIC.rglob("*.js")
    }
    ways = r'createElement\("(script|link)|\.(src|register)(?: = |\()(\w*)'
    found = {name: re.findall(ways, text) for name, text in sources.items()}
    assert {name: ways for name, ways in found.items() if ways} == {
        "frame/registry.js": [("script", "", ""), ("", "src", "trusted")],
        "offline/offline.js": [("", "register", "trusted"), ("link", "", "")],
    }


# --- addresses -----------------------------------------------------------------------------------

OWN = (
    "assets/main.0123456789.js",
    "assets/data/rules/zh/tide-2031-4/2.js",
    "assets/search/root.js",
    "assets/search/root.js?1764633600000",
    "assets/search/shard-12.0a1b2c.js",
    "assets/search/zh-list-0.0a1b2c.js",
    "service-worker.js",
)
FOREIGN = (
    *("https://elsewhere.example/assets/main.0123456789.js", "//elsewhere.example/x.js"),
    *("/assets/main.0123456789.js", "\\assets\\main.0123456789.js", "../service-worker.js"),
    *("https:/../x.js", "data:text/javascript,1", "javascript:1", "blob:x", "about:blank"),
    *("assets/../../assets/main.0123456789.js", "assets/%2e%2e/%2e%2e/service-worker.js"),
    *("assets/%2e%2e%2fmain.0123456789.js", "assets/data/..%2f..%2fx.js", "assets/data/../x.js"),
    *("assets/main.js", "assets/main.0123456789.js?x", "assets/main.0123456789.js#x"),
    *("assets/main.0123456789.css", "assets/main.0123456789.js.map", "assets/MAIN.012345678G.js"),
    *("assets/search/root.js?x", "assets/search/root.js?1&x=2", "assets/search/root.0a1b2c.json"),
    *("assets/search/a/shard-1.0a1b2c.js", "assets/data/rules.json", "assets/data/"),
    *("service-worker.js?x", "offline/0123456789abcdef.pack", "data/clauses.json", "zh/index.html"),
    *("x.js", "sub/service-worker.js", "service-worker.js/", "", ".", "\u0000", "assets/data/é.js"),
)


@pytest.mark.parametrize("root", ROOTS)
def test_the_sites_scripts_have_addresses_below_its_root(root: str, twin: Twin) -> None:
    assert [twin.call("trusted.addressOf", root, file) for file in OWN] == [
        root + file for file in OWN
    ]


@pytest.mark.parametrize("root", ROOTS[1:])
@pytest.mark.parametrize("file", FOREIGN)
def test_nothing_else_has(file: str, root: str, twin: Twin) -> None:
    with pytest.raises(TwinError, match=r"is no script of this site|Invalid URL"):
        twin.call("trusted.addressOf", root, file)


@pytest.mark.parametrize("file", [*OWN, *FOREIGN])
def test_a_script_outside_of_any_page_has_no_scripts(file: str, twin: Twin) -> None:
    with pytest.raises(TwinError):
        twin.call("trusted.addressOf", "", file)
