"""Whose work is in a site, and on what terms: nothing is left out, a new package neither."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

import pytest

from clausebook import resources
from clausebook.features.frame import licences as module
from clausebook.features.frame.bundles import assets
from clausebook.features.frame.licences import licences, of_packages, packages_in
from clausebook.resources import BadResource
from tests.twin import ROOT

HEAD = re.compile(r"^={80}\n(\S+) (\S+)\n(.+?): .+\n={80}\n\n", re.MULTILINE)
TOOLS = {
    *("click", "deflate", "jinja2", "jsonschema", "jsonschema_rs", "markdown_it", "markupsafe"),
    *("msgspec", "referencing", "rich", "watchfiles", "yaml"),
}
"""What builds work with, of which nothing is in the site."""


@pytest.fixture(scope="module")
def told() -> str:
    return assets(None).files["licences.txt"].decode("utf-8")


def works(text: str) -> dict[str, tuple[str, str, str]]:
    """The version, the licence and its text of everything that a file names."""
    _, *parts = HEAD.split(text)
    quads = zip(*(parts[n::4] for n in range(4)), strict=True)
    return {name: (version, licence, terms) for name, version, licence, terms in quads}


def locked() -> dict[str, str]:
    """The versions that set-up brings, by package; of one name, that for the browser."""
    python = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = {path.removeprefix("node_modules/"): of["version"] for path, of in npm.items() if path}
    return {**dict(re.findall(r"^(\S+?)==(\S+)", python, re.MULTILINE)), **found}


def test_every_work_has_its_name_its_version_and_its_licence(told: str) -> None:
    found = works(told)
    assert {name: licence for name, (_, licence, _) in found.items()} == {
        "Clausebook": "MIT",
        "esbuild": "MIT",
        "OpenCC": "Apache License 2.0",
        "pypinyin": "MIT",
    }
    versions = locked()
    del found["Clausebook"]
    assert {name: version for name, (version, _, _) in found.items()} == {
        name: versions[name.lower()]
        for name in found  # PyPI's names have no capitals
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Clausebook", "The Clausebook authors"),
        ("esbuild", "Evan Wallace"),
        ("OpenCC", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION"),
        ("OpenCC", "Carbo Kuo <byvoid@byvoid.com>"),
        ("pypinyin", "mozillazg, 闲耘"),
    ],
)
def test_the_text_of_a_licence_is_whole(name: str, words: str, told: str) -> None:
    """Those who have to be named are, and the disclaimer at the end is there."""
    _, _, terms = works(told)[name]
    assert words in terms
    assert re.search(r"WARRANT(Y|IES) OF ANY KIND|WARRANTIES OR CONDITIONS OF ANY KIND", terms)


def test_it_is_read_as_utf_8_without_being_told(told: str) -> None:
    assert told.startswith("\ufeff")


def test_all_that_scripts_import_is_named(told: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "static").rglob("*.js")]
    named = {name for text in sources for name in re.findall(r'(?:from|import) "([^".]+)"', text)}
    assert named == set()
    assert named <= works(told).keys()


def test_each_python_package_is_a_tool_or_named(told: str) -> None:
    """Whoever needs a new one decides whether its data are published."""
    imported = set()
    for path in (ROOT / "clausebook").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
            elif isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
    others = imported - sys.stdlib_module_names - {"clausebook"} - TOOLS
    assert others == {name.lower() for name in module.DATA}


# --- packages of any kind ------------------------------------------------------------------------


def package(folder: Path, name: str, **terms: str) -> Path:
    """A package in a folder."""
    own = folder / "node_modules" / name
    own.mkdir(parents=True)
    about = {"name": name, "version": "1.2.3", "license": "ISC"}
    (own / "package.json").write_text(json.dumps(about), encoding="utf-8")
    for file, text in terms.items():
        (own / file.replace("_", ".")).write_text(text, encoding="utf-8", newline="")
    return own


def test_packages_are_found_wherever_they_are_and_only_where_something_is_used(
    tmp_path: Path,
) -> None:
    inputs = {
        "static/bundles/main.js": 9,
        "../node_modules/one/lib/index.js": 1,
        "node_modules/@scope/two/index.js": 1,
        "node_modules/one/node_modules/three/a.js": 1,
        "node_modules/unused/index.js": 0,
    }
    output = {"inputs": {path: {"bytesInOutput": size} for path, size in inputs.items()}}
    here = tmp_path / "here"
    here.mkdir()
    found = packages_in(json.dumps({"outputs": {"main.js": output}}).encode(), here)
    own = here / "node_modules"
    ways = (own / "@scope" / "two", own / "one" / "node_modules" / "three")
    assert found == {tmp_path / "node_modules" / "one", *ways}


def test_all_texts_of_a_package_are_told_alike_on_every_system(tmp_path: Path) -> None:
    one = package(tmp_path, "one", LICENCE_md="Do what\r\nyou like \r\n\r\n", NOTICE="By Ada\n")
    two = package(tmp_path, "@scope/two", COPYING="Copy")
    text = licences(of_packages([two, one])).decode("utf-8")
    names = ["Clausebook", "@scope/two", "esbuild", "one", "OpenCC", "pypinyin"]
    assert list(works(text)) == names
    assert works(text)["one"] == ("1.2.3", "ISC", "Do what\nyou like\n\nBy Ada\n\n")


def test_what_has_no_text_of_its_licence_is_not_published(tmp_path: Path) -> None:
    bare = package(tmp_path, "bare", README="Free")
    with pytest.raises(BadResource, match="bare comes without the text of its licence"):
        licences(of_packages([bare]))


@pytest.mark.parametrize("there", ["LICENSE", "pyproject.toml"])
def test_a_program_without_its_own_licence_says_so(
    there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / there).write_text("", encoding="utf-8")
    for each in (module, resources):
        monkeypatch.setattr(each, "ROOT", tmp_path)
    (missing,) = {"LICENSE", "pyproject.toml"} - {there}
    with pytest.raises(BadResource, match=f"{missing}:1:1: error: "):
        licences([])
