"""Bundles: what they hold, names that change with it, the right words, and how they are kept."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from clausebook.features.frame import bundles as module
from clausebook.features.frame import esbuild as bundler
from clausebook.features.frame.bundles import LICENCES, Assets, Bundles, assets, bundles
from clausebook.features.frame.esbuild import OLDEST, esbuild
from clausebook.languages import Language
from clausebook.resources import STATIC, BadResource, NotSetUp
from clausebook.told.strings import page_words, script_words
from tests.overlay import LANGUAGES
from tests.twin import ROOT, Twin

LICENCE = "Copyright (C) 2020 Oliver Nightingale"
UNNAMED = {"icon.svg", "licences.txt"}
"""Files whose names do not change with what they hold."""


@pytest.fixture(scope="module")
def made() -> Assets:
    return assets(None)


def script(made: Assets, bundle: str, language: Language = "zh") -> str:
    """A bundle's text."""
    return made.files[made.scripts[language][bundle]].decode("utf-8")


# --- the site's own ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_the_site_names_the_browsers_that_scripts_are_made_for(
    monkeypatch: pytest.MonkeyPatch, site_files: Mapping[str, bytes], language: Language
) -> None:
    commands: list[list[str]] = []
    run = subprocess.run
    monkeypatch.setattr(
        "subprocess.run", lambda command, **rest: commands.append(command) or run(command, **rest)
    )
    assets(None)
    targets = {option for one in commands for option in one if option.startswith("--target=")}
    (made_for,) = (target.removeprefix("--target=").split(",") for target in targets)
    page = site_files[f"{language}/about.html"].decode().partition('id="browsers"')[2]
    named = re.findall(r"<li>(.+?) ([\d.]+)</li>", page)
    names = page_words(language)["browser"]
    assert made_for == [
        f"{key}{version}" for (name, version), key in zip(named, names, strict=True)
    ]
    assert [name for name, _ in named] == [*names.values()]


def test_no_script_needs_lookbehind(made: Assets) -> None:
    """Older browsers run nothing of a script that has it, so that no search would be answered."""
    scripts = {name: data for name, data in made.files.items() if str(name).endswith(".js")}
    assert scripts
    assert [name for name, data in scripts.items() if re.search(rb"\(\?<[=!]", data)] == []


def test_the_worker_is_written_for_the_same_browsers() -> None:
    """It is published as it stands: what is too new in it would be put in other words."""
    scripts = sorted((STATIC / "offline" / "worker").glob("*.js"))
    source = b"".join(path.read_bytes() for path in scripts)
    oldest = ",".join(f"{browser}{version}" for browser, version in OLDEST.items())
    for_oldest, for_newest = (
        subprocess.run(
            [esbuild(), f"--target={target}"], input=source, capture_output=True, check=True
        ).stdout
        for target in (oldest, "esnext")
    )
    assert for_oldest == for_newest


def test_each_file_in_the_folder_is_a_bundle(made: Assets) -> None:
    names = {path.stem for path in (STATIC / "bundles").glob("*.js")}
    for language in LANGUAGES:
        assert made.scripts[language].keys() == names
    used = {name for scripts in made.scripts.values() for name in scripts.values()}
    assert made.files.keys() == {*used, *made.styles.values(), *UNNAMED}


def test_each_style_sheet_in_the_folder_is_one_of_the_site(made: Assets) -> None:
    assert made.styles.keys() == {path.stem for path in (STATIC / "bundles").glob("*.css")}


def test_a_bundle_runs_by_itself_and_makes_one_global(made: Assets, twin: Twin) -> None:
    found = twin.call("scripts.run", [script(made, "engine")])
    assert found == {"globals": ["clausebook"], "registered": ["engine"]}


def test_no_bundle_has_a_package_in_it(made: Assets) -> None:
    for language in LANGUAGES:
        assert not [name for name in made.scripts[language] if LICENCE in script(made, name)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "bundle"),
    [("common", "main"), ("common", "search"), ("search", "search"), ("calculator", "calculators")],
)
def test_bundles_have_the_words_of_their_language(
    words: str, bundle: str, language: Language, made: Assets
) -> None:
    text = unescaped(script(made, bundle, language))
    wanted = [*texts(script_words(words, language))]
    assert len(wanted) > 3
    assert [one for one in wanted if one not in text] == []


def unescaped(script: str) -> str:
    """A script with its words as they are read."""
    return re.sub(r"\\[ux]([0-9A-Fa-f]{4}|[0-9A-F]{2})", lambda code: chr(int(code[1], 16)), script)


def texts(words: Any) -> Iterator[str]:
    """Every text in words."""
    if isinstance(words, str):
        yield words
    else:
        for value in words.values():
            yield from texts(value)


def test_no_host_can_take_scripts_and_styles_for_another_encoding(made: Assets) -> None:
    assert [name for name, data in made.files.items() if not data.isascii()] == [LICENCES]


def test_two_makings_give_the_same_bytes_from_wherever_one_builds(
    made: Assets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert assets(None) == made


# --- a small project -----------------------------------------------------------------------------

SMALL = {
    "bundles/all.js": """
        import lunr from "lunr";
        import words from "../words/common.js";
        import { two } from "../room/two.js";
        two(words.hello, lunr);
    """,
    "bundles/few.js": """
        import { one } from "../room/one.js";
        one();
    """,
    "bundles/style.css": '@import "../room/style.css";',
    "room/one.js": """
        /** Comment. */
        export const one = () => console.log(1);
        export const unused = () => console.log(0);
    """,
    "room/two.js": """
        import { one } from "./one.js";
        export function two(word, lunr) { one(); console.log(word, lunr); }
    """,
    "room/style.css": "a { color: red; }",
    "words/common.js": "export default WORDS.common;",
    "words/unused.js": "export default WORDS.unused;",
}
WORDS = {
    "zh": {"common": {"hello": "你好"}, "unused": {"none": "无"}},
    "en": {"common": {"hello": "Hello"}, "unused": {"none": "none"}},
}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The static files of a project with two bundles, a package and its own words."""
    static = tmp_path / "static"
    for name, text in SMALL.items():
        (static / name).parent.mkdir(parents=True, exist_ok=True)
        (static / name).write_text(text)
    shutil.copy(STATIC / "icon.svg", static)
    packages = tmp_path / "node_modules"
    for name in ("@esbuild", "esbuild"):
        (packages / name).parent.mkdir(exist_ok=True)
        (packages / name).symlink_to(ROOT / "node_modules" / name)
    (packages / "lunr").mkdir()
    about = '{"name": "lunr", "version": "1", "license": "None", "main": "lunr.js"}'
    (packages / "lunr" / "package.json").write_text(about)
    (packages / "lunr" / "LICENSE").write_text("All rights reserved")
    (packages / "lunr" / "lunr.js").write_text("/*! Licence */ module.exports = 'a package';")
    for each in (module, bundler):
        monkeypatch.setattr(each, "STATIC", static)
        monkeypatch.setattr(each, "PACKAGES", packages)
    monkeypatch.setattr(module, "script_words", lambda part, language, other: WORDS[language][part])
    return static


def test_a_bundle_holds_what_it_imports_and_uses(small: Path) -> None:
    made = assets(None)
    assert script(made, "few") == '"use strict";(()=>{var o=()=>console.log(1);o();})();\n'
    every = unescaped(script(made, "all"))
    assert all(text in every for text in ("console.log(1)", "你好", "a package", "Licence"))
    assert not any(text in every for text in ("console.log(0)", "无", "Hello", "Comment"))
    assert made.files[made.style("style")] == b"a{color:red}\n"


def test_only_bundles_with_words_differ_between_languages(small: Path) -> None:
    made = assets(None)
    assert "Hello" in script(made, "all", "en")
    assert made.scripts["zh"]["all"] != made.scripts["en"]["all"]
    assert made.scripts["zh"]["few"] == made.scripts["en"]["few"]
    assert len(made.files) == len({*made.styles.values(), *UNNAMED}) + 3


def test_a_name_changes_with_what_its_file_holds_and_with_nothing_else(small: Path) -> None:
    before = assets(None)
    edit(small / "room/one.js", "Comment", "Another comment")
    assert assets(None) == before
    edit(small / "room/two.js", "console.log(word", "console.log(2, word")
    after = assets(None)
    assert after.styles == before.styles
    assert after.scripts["zh"]["few"] == before.scripts["zh"]["few"]
    for language in LANGUAGES:
        assert after.scripts[language]["all"] != before.scripts[language]["all"]
    for name, data in after.files.items():
        assert name in UNNAMED or name.split(".")[-2] == sha256(data).hexdigest()[:10]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


SLIPS = {
    "room/one.js": ("export const one = (", "1:21: error: Unexpected end of file: esbuild "),
    "room/two.js": (
        'import { no } from "./one.js"; export const two = no;',
        "1:10: error: No matching export",
    ),
    "room/style.css": ("a { color: red;", '1:16: error: Expected "}" to go with "{" '),
    "offline/worker/service-worker.js": (
        "(() => {",
        "1:9: error: Unexpected end of file: ",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_script_or_a_style_is_told_with_its_place(
    name: str, small: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Better no site than one whose scripts do not run."""
    text, told = SLIPS[name]
    (small / name).parent.mkdir(parents=True, exist_ok=True)
    (small / name).write_text(text)
    with pytest.raises(BadResource) as raised:
        assets(None)
    places = str(raised.value).splitlines()
    assert [line.startswith(f"{small / name}:{told}") for line in places] == [True]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["few.js", "style.css"])
def test_a_bundle_that_is_gone_is_missed(name: str, small: Path) -> None:
    (small / "bundles" / name).unlink()
    with pytest.raises(BadResource, match=rf"{name}:1:1: error: pages ask for "):
        assets(None).script("few", "zh")


def test_what_an_editor_leaves_beside_a_script_is_no_bundle(small: Path) -> None:
    before = assets(None)
    for name in (".few.js.swp", "few.js~", "#few.js#", "4913"):
        (small / "bundles" / name).write_text("no script")
    (small / "bundles" / ".#few.js").symlink_to("somebody@somewhere.1")
    assert assets(None) == before


@pytest.mark.parametrize("name", ["@esbuild", "esbuild"])
def test_without_esbuild_the_message_says_what_to_run(small: Path, name: str) -> None:
    (small.parent / "node_modules" / name).unlink()
    with pytest.raises(NotSetUp, match="run `make site`"):
        assets(None)


# --- keeping -------------------------------------------------------------------------------------


@pytest.fixture
def makings(monkeypatch: pytest.MonkeyPatch) -> list[Bundles]:
    """Everything that esbuild makes from now on."""
    found: list[Bundles] = []
    make = module._make

    def counted(cache: Path | None) -> Bundles:
        found.append(make(cache))
        return found[-1]

    monkeypatch.setattr(module, "_make", counted)
    return found


def test_what_is_kept_is_what_was_made(small: Path, tmp_path: Path, makings: list[Bundles]) -> None:
    cache = tmp_path / "state" / "below"
    assert assets(cache) == assets(cache) == assets(None)
    assert len(makings) == len({"into the cache", "without one"})
    assert [path.name for path in cache.iterdir()] == ["bundles"]


CHANGES: dict[str, Callable[[Path], None]] = {
    "script": lambda static: edit(static / "room/two.js", "one();", ""),
    "new bundle": lambda static: (static / "bundles/new.js").write_text("console.log(3)") and None,
    "style": lambda static: edit(static / "room/style.css", "red", "blue"),
    "package": lambda static: edit(static / "../node_modules/lunr/package.json", '"1"', '"2"'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_bundles_are_made_anew_when_what_they_are_made_from_changes(
    change: str, small: Path, tmp_path: Path, makings: list[Bundles]
) -> None:
    bundles(tmp_path / "state")
    CHANGES[change](small)
    assert bundles(tmp_path / "state") == bundles(tmp_path / "state") == makings[1]
    assert len(makings) == len({"before", "after"})


def test_words_come_to_what_is_kept(
    small: Path, tmp_path: Path, makings: list[Bundles], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = assets(tmp_path / "state")
    monkeypatch.setitem(WORDS, "en", {"common": {"hello": "Good day"}})
    after = assets(tmp_path / "state")
    assert "Good day" in script(after, "all", "en")
    assert after.scripts["zh"] == before.scripts["zh"]
    assert len(makings) == 1


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[:-10],
    "cut in the first line": lambda data: data[:20],
    "another byte": lambda data: data.replace(b"console", b"consoIe", 1),
    "another kind of file": lambda data: b"\0\xff" * 100,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew(
    damage: str, small: Path, tmp_path: Path, makings: list[Bundles]
) -> None:
    whole = assets(tmp_path)
    kept = tmp_path / "bundles"
    data = kept.read_bytes()
    kept.write_bytes(DAMAGES[damage](data))
    assert kept.read_bytes() != data
    assert assets(tmp_path) == whole
    assert len(makings) == len({"at first", "after the damage"})
    assert kept.read_bytes() == data
