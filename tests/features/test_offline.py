"""What a site needs without a network: the list of its files, their packs, and the archive."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from clausebook.build.archive import archive
from clausebook.build.write import write
from clausebook.cli import main
from clausebook.features import offline as module
from clausebook.features.offline import WORKER, manifest, manifest_path, offline
from tests.overlay import GOOD

FILES = {
    "index.html": b"door",
    "404.html": b"no such page",
    "zh.webmanifest": b"{}",
    "zh/index.html": "首页".encode(),
    "zh/tide/1.html": b"one",
    "zh/tide/2.html": b"two",
    "assets/main.0123456789.js": b"main();",
    "assets/icon.svg": b"<svg/>",
    "data/clauses.json": b"[]",
}
ROOT_FILES = ["404.html", "index.html", "zh.webmanifest"]


def hashed(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def edition(made: dict[str, bytes]) -> str:
    """The edition that the worker names in its first line."""
    match = re.match(r'const EDITION = "([0-9a-f]{16})";\n', made[WORKER].decode())
    assert match
    return match[1]


def packs(made: dict[str, bytes]) -> dict[str, list[str]]:
    """The paths in each pack, by its address; those that are in none are below the empty one."""
    rows: list[tuple[str, Any]] = json.loads(made[f"offline/{edition(made)}.json"])
    found: dict[str, list[str]] = {}
    for address, files in rows:
        found.setdefault(address, []).extend(path for path, _, _ in files)
    return found


def test_the_list_has_every_file_with_its_hash_and_size() -> None:
    made = dict(offline(FILES))
    rows = json.loads(made[f"offline/{edition(made)}.json"])
    listed = {path: (hash_, size) for _, files in rows for path, hash_, size in files}
    assert listed == {path: (hashed(data), len(data)) for path, data in FILES.items()}


def test_a_pack_is_the_files_of_a_folder_one_after_the_other() -> None:
    made = dict(offline(FILES))
    found = packs(made)
    assert sorted(found.values()) == sorted(
        [
            ROOT_FILES,
            ["assets/icon.svg", "assets/main.0123456789.js"],
            ["data/clauses.json"],
            ["zh/index.html"],
            ["zh/tide/1.html", "zh/tide/2.html"],
        ]
    )
    for address, paths in found.items():
        data = b"".join(FILES[path] for path in paths)
        if paths != ["data/clauses.json"]:
            assert (address, made[address]) == (f"offline/{hashed(data)}.txt", data)


def test_data_that_fill_a_pack_alone_are_not_there_twice() -> None:
    made = dict(offline(FILES))
    assert packs(made)["data/clauses.json"] == ["data/clauses.json"]
    assert "data/clauses.json" not in made


def test_a_full_pack_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACK", 6)
    files = {f"zh/tide/{n}.html": f"ab{n}".encode() for n in range(5)} | {
        "zh/tide/9.html": b"abcdefghi"
    }
    sizes = [len(paths) for paths in packs(dict(offline(files))).values()]
    assert sizes == [2, 2, 1, 1]


def test_the_edition_changes_with_any_file_and_with_nothing_else() -> None:
    known = edition(dict(offline(FILES)))
    assert edition(dict(offline(dict(reversed(FILES.items()))))) == known
    for path in FILES:
        assert edition(dict(offline(FILES | {path: b"changed"}))) != known
        assert edition(dict(offline({k: v for k, v in FILES.items() if k != path}))) != known


def test_an_edit_changes_only_the_pack_of_its_folder() -> None:
    before = packs(dict(offline(FILES)))
    after = packs(dict(offline(FILES | {"zh/tide/1.html": b"another and longer"})))
    changed = [before[address] for address in before.keys() - after.keys()]
    assert changed == [["zh/tide/1.html", "zh/tide/2.html"]]


def test_of_a_very_large_site_only_what_every_page_needs_is_packed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WHOLE", sum(map(len, FILES.values())))
    assert "" not in packs(dict(offline(FILES)))
    monkeypatch.setattr(module, "WHOLE", module.WHOLE - 1)
    unpacked = packs(dict(offline(FILES)))[""]
    assert unpacked == ["data/clauses.json", "zh/tide/1.html", "zh/tide/2.html"]


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_manifest_leads_to_the_pages_of_its_language(language: Any, code: str) -> None:
    told = json.loads(manifest(language, "条款"))
    assert manifest_path(language) == f"{language}.webmanifest"
    assert (told["name"], told["lang"], told["start_url"]) == (
        "条款",
        code,
        f"{language}/index.html",
    )


# --- the archive -----------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site."""
    write(FILES | dict(offline(FILES)), tmp_path / "site")
    return tmp_path / "site"


def test_the_archive_has_one_folder_without_what_only_servers_need(site: Path) -> None:
    to = site.with_name("policy.zip")
    only_server = {"404.html", "zh.webmanifest"}
    assert archive(site, to) == len(FILES) - len(only_server)
    with ZipFile(to) as opened:
        found = {name: opened.read(name) for name in opened.namelist()}
    expected = {f"policy/{p}": data for p, data in FILES.items() if p not in only_server}
    assert found == expected
    assert list(found) == sorted(found)


def test_the_same_site_is_the_same_archive_whenever_it_is_packed(site: Path) -> None:
    to = site.with_name("site.zip")
    archive(site, to)
    first = to.read_bytes()
    for path in site.rglob("*"):
        path.touch()
        path.chmod(0o700)
    archive(site, to)
    assert to.read_bytes() == first
    assert sorted(path.name for path in site.parent.iterdir()) == ["site", "site.zip"]


def test_the_command_builds_and_packs(tmp_path: Path) -> None:
    options = ["--content", GOOD, "--out", tmp_path / "site", "--to", tmp_path / "policy.zip"]
    result = CliRunner().invoke(main, ["zip", *map(str, options)])
    assert result.exit_code == 0
    assert re.search(r"^policy\.zip: \d+ files, \d\.\d MB\.$", result.stdout, re.MULTILINE)
    with ZipFile(tmp_path / "policy.zip") as opened:
        assert "policy/index.html" in opened.namelist()


def test_an_archive_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    options = ["--content", GOOD, "--out", tmp_path / "site", "--to", tmp_path / "no" / "x.zip"]
    result = CliRunner().invoke(main, ["zip", *map(str, options)])
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "No such file or directory" in result.stderr
