"""Bundles: their parts in order, names that change with what they hold, and the right words."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from clausebook.build import bundles as module
from clausebook.build.bundles import BUNDLES, LUNR, Assets, NotSetUp, assets
from clausebook.features.calculators.data import shared_scripts
from clausebook.quantity import LANGUAGES, UNITS, Language
from clausebook.told.strings import script_words
from tests.twin import ROOT, Twin

DATA = {language: shared_scripts(language) for language in LANGUAGES}
WITHOUT_DOM = [("door",), ("page", "engine"), ("page", "engine", "box"), ("page", "calculators")]
"""Bundles that run where there is no page, with those that they need."""


@pytest.fixture(scope="module")
def made() -> Assets:
    return assets(DATA)


def script(made: Assets, bundle: str, language: Language = "zh") -> str:
    """A bundle's text."""
    return made.files[made.scripts[language][bundle]].decode("utf-8")


def source(part: str, language: Language = "zh") -> str:
    """A part as it was before it was made smaller."""
    if part in DATA[language]:
        return DATA[language][part].decode("utf-8")
    path = LUNR if part == "lunr" else ROOT / "static" / f"{part}.js"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("bundles", WITHOUT_DOM, ids="-".join)
def test_smaller_scripts_add_what_the_written_ones_add(
    bundles: tuple[str, ...], made: Assets, twin: Twin
) -> None:
    """The same parts with the same functions in the same order, and the same data."""
    smaller = twin.call("scripts.parts", [script(made, bundle) for bundle in bundles])
    written = [source(part) for bundle in bundles for part in BUNDLES[bundle]]
    assert smaller == twin.call("scripts.parts", written)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two scripts and one bundle of them, whose parts are not in order of name."""
    static = tmp_path / "static"
    static.mkdir()
    (static / "one.js").write_text("/** Comment. */\nclausebook.one = () => 1;\n")
    (static / "two.js").write_text("clausebook.two = () => {\n  return 2;\n};\n")
    (static / "style.css").write_text("a {\n  color: red;\n}\n")
    shutil.copy(ROOT / "static" / "icon.svg", static)
    (tmp_path / "lunr.js").write_text("clausebook.lunr=1")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LUNR", tmp_path / "lunr.js")
    monkeypatch.setattr(
        module, "BUNDLES", {"all": ("two", "lunr", "words", "one"), "few": ("one",)}
    )
    return static


WORDS = {
    "zh": {"words": "clausebook.words='中'".encode()},
    "en": {"words": b"clausebook.words='e'"},
}


def test_a_bundle_is_its_parts_in_the_order_that_is_written(small: Path) -> None:
    made = assets(WORDS)
    assert script(made, "all").split("\n") == [
        *("clausebook.two=()=>2;", "", "clausebook.lunr=1", "clausebook.words='中'"),
        *("clausebook.one=()=>1;", ""),
    ]
    assert script(made, "few") == "clausebook.one=()=>1;\n"
    assert made.files[made.style] == b"a{color:red}\n"


def test_only_bundles_with_words_differ_between_languages(small: Path) -> None:
    made = assets(WORDS)
    assert "clausebook.words='e'" in script(made, "all", "en")
    assert made.scripts["zh"]["all"] != made.scripts["en"]["all"]
    assert made.scripts["zh"]["few"] == made.scripts["en"]["few"]
    assert len(made.files) == len({made.style, "icon.svg"}) + 3


def test_a_name_changes_with_what_its_file_holds_and_with_nothing_else(small: Path) -> None:
    before = assets(WORDS)
    (small / "one.js").write_text("// Another comment.\nclausebook.one = () => 1;\n")
    assert assets(WORDS) == before
    (small / "two.js").write_text("clausebook.two = () => 3;\n")
    after = assets(WORDS)
    assert (after.style, after.scripts["zh"]["few"]) == (before.style, before.scripts["zh"]["few"])
    for language in LANGUAGES:
        assert after.scripts[language]["all"] != before.scripts[language]["all"]
    for name, data in after.files.items():
        assert name == "icon.svg" or name.split(".")[-2] == sha256(data).hexdigest()[:10]


def test_a_script_that_is_none_ends_the_build(small: Path, capfd: Any) -> None:
    """Better no site than one whose scripts do not run."""
    (small / "one.js").write_text("clausebook.one = (")
    with pytest.raises(subprocess.CalledProcessError):
        assets(WORDS)
    assert "one.js:1:18" in capfd.readouterr().err


def test_without_esbuild_the_message_says_what_to_run(small: Path) -> None:
    (small.parent / "node_modules").unlink()
    with pytest.raises(NotSetUp, match="run `make site`"):
        assets(WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("bundles", "names"),
    [
        (("page",), ["common"]),
        (("page", "engine", "box"), ["common", "search"]),
        (("page", "calculators"), ["common", "calculator"]),
    ],
)
def test_bundles_have_the_words_of_their_language(
    bundles: tuple[str, ...], names: list[str], language: Language, made: Assets, twin: Twin
) -> None:
    scripts = [script(made, bundle, language) for bundle in bundles]
    data = dict(twin.call("scripts.parts", scripts)["data"])
    words = {f"strings-{name}": script_words(name, language) for name in names}
    assert data == words | ({"units": UNITS} if "calculators" in bundles else {})


def test_no_script_is_left_out_and_none_is_made_up() -> None:
    static = {path.stem for path in (ROOT / "static").glob("*.js")}
    used = {part for parts in BUNDLES.values() for part in parts}
    assert used == {*static, *DATA["zh"], "lunr"}
