"""What a site needs without a network: the lists of its files, their packs, and the archive."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from clausebook.build.archive import archive
from clausebook.build.understand import understand
from clausebook.build.write import write
from clausebook.cli import main
from clausebook.features.offline import WORKER, Update, groups, offline, offline_after, offline_of
from clausebook.features.offline import edition as editions
from clausebook.features.offline.edition import OWN
from clausebook.features.offline.manifest import manifest, manifest_path
from clausebook.features.offline.retired import retired
from clausebook.features.search.names import Names
from clausebook.files import built
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import GOOD, LANGUAGES
from tests.rendered import files_in

FILES = {
    "index.html": b"door",
    "404.html": b"no such page",
    "zh.webmanifest": b"{}",
    "zh/index.html": "首页".encode(),
    "zh/tide/1.html": b"one",
    "zh/tide/2.html": b"two",
    "assets/main.0123456789.js": b"main();",
    "assets/icon.svg": b"<svg/>",
    "assets/search/root.js": b"root();",
    "assets/data/rules/zh/tide/1.js": b"rules();",
    "embed/zh/tide/1/award.html": b"award",
    "data/clauses.json": b"[]",
}
ROOT_FILES = ["404.html", "index.html", "zh.webmanifest"]

Made = Mapping[str, bytes | None]
Files = Mapping[str, bytes]
Row = tuple[str, list[tuple[str, str, int]]]


def hashed(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def edition(made: Made) -> str:
    """The edition that the worker names in its first line."""
    match = re.match(r'const EDITION = "([0-9a-f]{16})";\n', worker(made))
    assert match
    return match[1]


def lists(made: Made) -> dict[str, list[Row]]:
    """What the lists say that the worker names, by their groups."""
    match = re.search(r"^const LISTS = (.*);$", worker(made), re.MULTILINE)
    assert match
    named: dict[str, str] = json.loads(match[1])
    for digest in named.values():
        assert hashed(made[f"offline/{digest}.json"] or b"") == digest
    return {
        group: json.loads(made[f"offline/{digest}.json"] or b"") for group, digest in named.items()
    }


def worker(made: Made) -> str:
    return (made[WORKER] or b"").decode()


def packs(made: Made) -> dict[str, list[str]]:
    """The paths in each pack, by its address; those that are in none are below the empty one."""
    found: dict[str, list[str]] = {}
    for address, files in chain(*lists(made).values()):
        found.setdefault(address, []).extend(path for path, _, _ in files)
    return found


def remade(files: Files, old: Made, damaged: Files) -> tuple[Made, set[str]]:
    """What is made for files when there is an older site, and which files are read for it."""
    site = {path: data or b"" for path, data in old.items()} | damaged
    asked = set()

    def read(path: str) -> bytes:
        asked.add(path)
        return files[path] if path in files else site[path]

    known = {path: built(path, data) for path, data in files.items()}
    return dict(offline(known, read, site.__contains__)), asked


def test_lists_have_every_file_with_its_digest_and_size() -> None:
    rows = chain(*lists(dict(offline_of(FILES))).values())
    listed = {path: (digest, size) for _, files in rows for path, digest, size in files}
    assert listed == {path: (hashed(data), len(data)) for path, data in FILES.items()}


def test_a_group_is_what_one_edit_changes_together() -> None:
    rows = lists(dict(offline_of(FILES)))
    assert {group: [path for path, *_ in files] for group, [(_, files)] in rows.items()} == {
        "/0": [*ROOT_FILES, "zh/index.html"],
        "assets/0": ["assets/icon.svg", "assets/main.0123456789.js"],
        "data/0": ["assets/search/root.js", "data/clauses.json"],
        "tide/0": [
            "assets/data/rules/zh/tide/1.js",
            "embed/zh/tide/1/award.html",
            "zh/tide/1.html",
            "zh/tide/2.html",
        ],
    }


def test_a_pack_is_its_files_one_after_the_other_compressed() -> None:
    made = dict(offline_of(FILES))
    for address, paths in packs(made).items():
        data = made[address]
        assert address.endswith(".pack")
        assert gzip.decompress(data) == b"".join(FILES[path] for path in paths)


def test_the_same_files_are_the_same_pack_on_every_machine() -> None:
    words = random.Random(4).choices(["条款", "clause ", "support ", "上限", "cap "], k=60_000)
    files = {"zh/index.html": "".join(words).encode(), "en/index.html": b"short"}
    made = dict(offline_of(files))
    (address,) = packs(made)
    assert address == "offline/d74b43c803495abc.pack"
    assert hashed(made[address]) == "8eeb320d1f1dfdd2"


def test_a_full_group_is_divided_and_keeps_the_pages_of_a_clause_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = {f"{code}/tide/{n}.html": b"%d" % n for n in range(100, 120) for code in ("zh", "en")}
    monkeypatch.setattr(groups, "FULL", 40)
    before = {frozenset(paths) for paths in packs(dict(offline_of(pages))).values()}
    assert len(before) == 4
    for paths in before:
        assert len({path[2:] for path in paths}) * 2 == len(paths)
    monkeypatch.setattr(groups, "FULL", 41)
    added = pages | {"zh/tide/new.html": b"!", "en/tide/new.html": b"!"}
    after = {frozenset(paths) for paths in packs(dict(offline_of(added))).values()}
    assert len(before - after) == 1


def test_in_a_very_large_site_hits_have_lists_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = Names()
    hits = {
        path: data
        for place in range(1030)
        for language in LANGUAGES
        for path, data in names.one_of(language, place, [place])
    }
    files = hits | dict(names.lists()) | {"data/clauses.json": b"[]"}
    assert lists(dict(offline_of(files))).keys() == {"data/0"}
    monkeypatch.setattr(groups, "MANY", len(files) - 2)
    known = lists(dict(offline_of(files)))
    sizes = {group: len(listed) for group, [(_, listed)] in known.items()}
    others = len(files) - len(hits)
    assert sizes == {"data/0": others, "data/1": 1024, "data/2": 1024, "data/3": 12}


def test_the_edition_changes_with_any_file_and_with_nothing_else() -> None:
    known = edition(dict(offline_of(FILES)))
    assert edition(dict(offline_of(dict(reversed(FILES.items()))))) == known
    for path in FILES:
        assert edition(dict(offline_of(FILES | {path: b"changed"}))) != known
        assert edition(dict(offline_of({k: v for k, v in FILES.items() if k != path}))) != known


def test_an_edit_changes_the_worker_and_a_list_and_a_pack_of_each_group() -> None:
    before = dict(offline_of(FILES))
    edit = {"zh/tide/1.html": b"another and longer", "data/clauses.json": b"[1]"}
    after = dict(offline_of(FILES | edit))
    gone = {path for path in before if after.get(path) != before[path]}
    assert len(gone) == 5
    changed = [before_paths for address, before_paths in packs(before).items() if address in gone]
    assert sorted(paths[-1] for paths in changed) == ["data/clauses.json", "zh/tide/2.html"]


def test_of_a_very_large_site_only_what_every_page_needs_is_packed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editions, "WHOLE", sum(map(len, FILES.values())))
    assert "" not in packs(dict(offline_of(FILES)))
    monkeypatch.setattr(editions, "WHOLE", 0)
    made = dict(offline_of(FILES))
    assert packs(made)[""] == [
        "data/clauses.json",
        "assets/data/rules/zh/tide/1.js",
        "embed/zh/tide/1/award.html",
        "zh/tide/1.html",
        "zh/tide/2.html",
    ]
    edited = dict(offline_of(FILES | {"data/clauses.json": b"[1]", "zh/tide/1.html": b"1"}))
    assert {path for path in made if edited.get(path) != made[path]} == {
        WORKER,
        *(path for path in made if path.endswith(".json") and path not in edited),
    }
    assert packs(edited).keys() == packs(made).keys()


def test_the_worker_names_everything_at_the_top_of_a_site_as_its_own(site_files: Files) -> None:
    """What it does not name, it leaves to the host."""
    tops = {path.split("/", 1)[0] for path in site_files}
    assert tops | {""} == {*OWN, "offline", WORKER}
    assert f"const OWN = {json.dumps(OWN)};\n" in site_files[WORKER].decode()


# --- after an edit ---------------------------------------------------------------------------


def test_what_is_there_already_is_neither_read_nor_made_again() -> None:
    old = dict(offline_of(FILES))
    made, asked = remade(FILES, old, {})
    assert made == {path: None if path != WORKER else data for path, data in old.items()}
    assert asked == {WORKER}


def test_an_edit_reads_the_files_that_changed_and_the_packs_that_they_were_in() -> None:
    old = dict(offline_of(FILES))
    files = FILES | {"zh/tide/1.html": b"another and longer", "zh/tide/3.html": b"three"}
    made, asked = remade(files, old, {})
    cold = dict(offline_of(files))
    assert {path: made[path] or old[path] for path in made} == cold
    changed = {path for path, data in made.items() if data is not None}
    assert changed == cold.keys() - (old.keys() - {WORKER})
    former = {path for path in asked if path.startswith("offline/")}
    assert asked - former == {WORKER, "zh/tide/1.html", "zh/tide/3.html"}
    assert sorted(Path(path).suffix for path in former) == [".json", ".pack"]


@pytest.mark.parametrize("suffix", [".json", ".pack", ".js"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"\x1f\x8b broken", b"const LISTS = {;};\n"])
def test_damage_of_an_older_site_costs_only_time(suffix: str, damage: bytes) -> None:
    old = dict(offline_of(FILES))
    files = {path: data + b" edited" for path, data in FILES.items()}
    damaged = {path: damage for path in old if path.endswith(suffix)}
    made, asked = remade(files, old, damaged)
    assert made == dict(offline_of(files))
    assert files.keys() <= asked


def updated(old: Files, new: Files, site: Files) -> Update | None:
    """What an edit changes that makes one site of another; nothing else is read."""
    changed = {path: built(path, data) for path, data in new.items() if old.get(path) != data}
    changes = changed | dict.fromkeys(old.keys() - new.keys())
    return offline_after(changes, (site | new).__getitem__, site.__contains__)


@pytest.mark.parametrize("whole", [0, 10**6])
def test_after_any_edit_there_is_what_a_new_site_would_have(
    monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr(editions, "WHOLE", whole)
    monkeypatch.setattr(groups, "FULL", 60)
    monkeypatch.setattr(groups, "MANY", 8)
    chance = random.Random(8)
    names = [f"assets/search/{kind}-{n}.0a1b2c.js" for kind in ("zh", "shard") for n in range(8)]
    names += [f"{code}/{doc}/{n}.html" for code in ("zh", "en") for doc in "abc" for n in range(6)]
    names += FILES
    files = dict(FILES)
    site = dict(offline_of(files))
    for _ in range(300):
        new = dict(files)
        for name in chance.sample(names, chance.choice([1, 1, 2, 5])):
            if chance.random() < 0.3:
                new.pop(name, None)
            else:
                new[name] = chance.randbytes(chance.randrange(30))
        update = updated(files, new, site)
        assert update
        assert update.gone <= site.keys()
        site = {path: site[path] for path in site.keys() - update.gone} | dict(update.made)
        assert site == dict(offline_of(new))
        files = new


def test_after_an_edit_only_lists_and_packs_that_it_concerns_are_read() -> None:
    old = dict(offline_of(FILES))
    new = FILES | {"zh/tide/1.html": b"another and longer"}
    asked = []

    def read(path: str) -> bytes:
        asked.append(path)
        return (new | old)[path]

    changes = {"zh/tide/1.html": built("zh/tide/1.html", new["zh/tide/1.html"])}
    update = offline_after(changes, read, old.__contains__)
    assert update
    assert update.made == {p: d for p, d in offline_of(new) if old.get(p) != d}
    assert {*asked} == {WORKER, "zh/tide/1.html", *update.gone}


def test_what_an_edit_cannot_tell_is_left_to_a_new_site(monkeypatch: pytest.MonkeyPatch) -> None:
    old = dict(offline_of(FILES))
    new = FILES | {"zh/tide/1.html": b"another and longer"}
    update = updated(FILES, new, old)
    assert update
    (concerned,) = (path for path in update.gone if path.endswith(".json"))
    assert updated(FILES, new, old | {concerned: b"[]"}) is None
    assert updated(FILES, new, old | {WORKER: b"const LISTS = {;};\n// 1 bytes\n"}) is None
    assert updated(FILES, new, {}) is None
    monkeypatch.setattr(editions, "WHOLE", sum(map(len, FILES.values())))
    assert updated(FILES, new, old) is None
    assert updated(FILES, FILES | {"zh/tide/1.html": b"1"}, old)


# --- the manifest ----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_manifest_leads_to_the_pages_of_its_language(language: Any, code: str) -> None:
    w = Told(understand(GOOD, None)[0].site, language, Notes())
    told = json.loads(manifest(w, "条款", "icon.svg"))
    assert manifest_path(language) == f"{language}.webmanifest"
    assert (told["name"], told["lang"], told["start_url"]) == (
        "条款",
        code,
        f"{language}/index.html",
    )


# --- taken away ------------------------------------------------------------------------------


def retire(folder: Path) -> Result:
    """What the command does with a folder."""
    return CliRunner().invoke(main, ["retire", "--to", str(folder)])


def test_what_retires_a_site_is_put_beside_what_follows_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("what follows")
    (tmp_path / WORKER).write_text(worker(dict(offline_of(FILES))))
    for _ in range(2):
        result = retire(tmp_path)
        assert (result.exit_code, result.stderr) == (0, "")
        assert files_in(tmp_path) == {"index.html": b"what follows", WORKER: retired()}
    assert retire(tmp_path / "new" / "folder").exit_code == 0
    assert files_in(tmp_path / "new" / "folder") == {WORKER: retired()}


def test_no_site_is_retired_while_its_pages_are_there(few: Path) -> None:
    (few / "assets" / "offline.0123456789.js").write_bytes(b"keepSite();")
    before = files_in(few)
    result = retire(few)
    assert (result.exit_code, files_in(few)) == (2, before)
    assert "whose pages would start a worker again" in result.stderr


def test_the_worker_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / WORKER).write_text("somebody's")
    result = retire(tmp_path)
    assert (result.exit_code, (tmp_path / WORKER).read_text()) == (2, "somebody's")
    assert f"{tmp_path / WORKER} is not of Clausebook" in " ".join(result.stderr.split())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = retire(tmp_path / "file" / "below")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "Not a directory" in result.stderr


# --- the archive -----------------------------------------------------------------------------


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A built site of few files."""
    write(FILES | dict(offline_of(FILES)), tmp_path / "site")
    return tmp_path / "site"


def test_the_archive_has_one_folder_without_what_only_servers_need(few: Path) -> None:
    to = few.with_name("policy.zip")
    only_server = {"404.html", "zh.webmanifest"}
    assert archive(few, to) == len(FILES) - len(only_server)
    with ZipFile(to) as opened:
        found = {name: opened.read(name) for name in opened.namelist()}
    expected = {f"policy/{p}": data for p, data in FILES.items() if p not in only_server}
    assert found == expected
    assert list(found) == sorted(found)


def test_the_same_site_is_the_same_archive_whenever_it_is_packed(few: Path) -> None:
    to = few.with_name("site.zip")
    around = {path.name for path in few.parent.iterdir()}
    archive(few, to)
    first = to.read_bytes()
    for path in few.rglob("*"):
        path.touch()
        path.chmod(0o700)
    archive(few, to)
    assert to.read_bytes() == first
    assert {path.name for path in few.parent.iterdir()} == {*around, "site.zip"}


def test_the_command_builds_and_packs(tmp_path: Path) -> None:
    options = ["--content", GOOD, "--out", tmp_path / "site", "--to", tmp_path / "policy.zip"]
    result = CliRunner().invoke(main, ["zip", *map(str, options)])
    assert result.exit_code == 0
    assert re.search(r"^policy\.zip: \d+ files, \d\.\d MB\.$", result.stdout, re.MULTILINE)
    with ZipFile(tmp_path / "policy.zip") as opened:
        assert "policy/index.html" in opened.namelist()


def test_an_archive_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no").touch()
    options = ["--content", GOOD, "--out", tmp_path / "site", "--to", tmp_path / "no" / "x.zip"]
    result = CliRunner().invoke(main, ["zip", *map(str, options)])
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert f"{tmp_path / 'no'} is in the way; move it away" in result.stderr
