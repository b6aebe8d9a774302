"""Disks and folders that do not take a site as they should: one line that says what to do."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest

from clausebook.build import write as writing
from clausebook.build.archive import archive
from clausebook.build.front import LAST
from clausebook.build.pipeline import build, check
from clausebook.build.state import FILE, Row, State, open_state
from clausebook.build.write import CannotWrite, editing, inplace, places, state_of, write
from clausebook.build.write.leftovers import passing
from clausebook.build.write.marker import MARKER
from tests.build.test_write import NEW, OLD
from tests.overlay import GOOD
from tests.rendered import files_in
from tests.twin import ROOT

Change = Callable[..., object]


def refusing(number: int, is_meant: Callable[[Path], bool], really: Change) -> Change:
    """A function of the system that refuses some paths."""

    def refuse(path: Path | str, *arguments: object, **named: object) -> object:
        if is_meant(Path(path)):
            raise OSError(number, os.strerror(number), str(path))
        return really(path, *arguments, **named)

    return refuse


# --- what the system refuses -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "refused", "told"),
    [
        (
            errno.EACCES,
            ".site-build",
            r"{root} cannot be changed \(Permission denied\), and builds",
        ),
        (errno.EROFS, ".site-build", r"{root}/.site-build: its disk can only be read; choose"),
        (errno.EDQUOT, ".site-build", r"{root}: your share of its disk is used up\. Free"),
        (errno.ENOSPC, "next", r"{root}: its disk is full\. Free some space, or choose another"),
        (errno.EPERM, "next", r"next cannot be changed \(Operation .*\): let yourself write in"),
        (errno.EIO, "next", r"next: Input/output error; delete {root}/.site-build, which builds"),
        (errno.ENOENT, "next", r"next was removed during the build; build again"),
    ],
)
def test_what_the_system_refuses_is_told_in_one_line(
    number: int, refused: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = refusing(number, lambda path: path.name == refused, os.mkdir)
    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(CannotWrite, match=told.format(root=tmp_path)) as caught:
        write(NEW, tmp_path / "site")
    assert len(str(caught.value).splitlines()) == 1
    monkeypatch.undo()
    write(NEW, tmp_path / "site")
    assert files_in(tmp_path / "site") == NEW


def test_a_site_that_may_not_be_written_is_named_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    monkeypatch.setattr(os, "access", lambda path, mode: path != out)
    told = f"^{out} cannot be changed \\(Permission denied\\): let yourself write there, or choose"
    with pytest.raises(CannotWrite, match=told):
        write(NEW, out)
    assert files_in(out) == OLD


def test_a_check_needs_nothing_of_what_somebody_elses_build_remembers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "stat", refusing(errno.EACCES, lambda p: p.name == FILE, os.stat))
    assert check(GOOD, tmp_path / "site").problems == ()


@pytest.mark.parametrize("in_the_way", [".site-build", ".site-build/next", ".site-build/record"])
def test_a_file_in_the_way_of_what_builds_remember(in_the_way: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    shutil.rmtree(state_of(out))
    (tmp_path / in_the_way).parent.mkdir(exist_ok=True)
    if in_the_way.endswith("record"):
        (tmp_path / in_the_way).mkdir()
    else:
        (tmp_path / in_the_way).write_bytes(b"mine")
    if in_the_way == ".site-build":
        with pytest.raises(CannotWrite, match=r"\.site-build is in the way of .*; move it away"):
            write(NEW, out)
        assert files_in(out) == OLD
    else:
        write(NEW, out)
        assert files_in(out) == NEW


@pytest.mark.parametrize("out", ["loop", "loop/site", "file/site", f"{'x' * 300}", "site"])
def test_no_output_whatever_ends_in_another_error(out: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "site").symlink_to("nowhere")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CannotWrite) as caught:
        write(NEW, tmp_path / out)
    assert len(str(caught.value).splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("mask", [0o077, 0o000, 0o027])
def test_a_web_server_can_read_a_site_whoever_builds(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        write(OLD, tmp_path / "site")
        write(NEW, tmp_path / "site")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*")}
    assert {mode for path, mode in found.items() if path.is_file()} == {0o644}
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o755}


# --- full disks ------------------------------------------------------------------------------

LIMITED = """
import resource, sys
from pathlib import Path
from clausebook.build.pipeline import build
from clausebook.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
main(["build", "--content", sys.argv[2], "--out", sys.argv[3]])
"""
LINE = (
    r"Error: {folder}: (its disk is full|your share of its disk is used up)\. "
    r"Free some space, or choose another disk with --out\n"
)


@pytest.mark.parametrize("size", [16_000, 100_000])
def test_a_real_build_whose_files_do_not_fit_leaves_nothing(size: int, tmp_path: Path) -> None:
    """No program of the build may write so much: Python, the database, or what bundles scripts."""
    out = tmp_path / "deep" / "site"
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), str(GOOD), str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.fullmatch(LINE.format(folder=out.parent), ran.stderr)
    assert list(tmp_path.iterdir()) == []


def test_what_builds_remember_may_not_fit_behind_a_site_that_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, out = State.keep, tmp_path / "site"

    def keep_little(state: State, rows: Iterable[Row]) -> None:
        rows = [*rows]
        if any(kind == LAST for kind, *_ in rows):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        keep(state, rows)

    monkeypatch.setattr(State, "keep", keep_little)
    outcome = build(GOOD, out)
    assert outcome.written
    assert outcome.written.files == len(files_in(out))
    assert not (state_of(out) / FILE).exists()


def test_a_database_without_room_says_that_the_disk_is_full(tmp_path: Path) -> None:
    state = open_state(tmp_path, "key")
    state._connection.execute("PRAGMA max_page_count = 10")
    with pytest.raises(OSError, match="No space left on device") as caught:
        state.keep([("kind", str(n), bytes(1000)) for n in range(100)])
    assert caught.value.errno == errno.ENOSPC
    assert state.get("key") == "key"


def test_whatever_another_program_says_on_a_full_disk_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write(OLD, out)

    def full(folder: Path) -> object:
        """It is not any more when the build's rest is gone."""
        return shutil._ntuple_diskusage(9, 9, 0 if folder.exists() else 9)

    monkeypatch.setattr(shutil, "disk_usage", full)
    with pytest.raises(CannotWrite, match="its disk is full"), editing(out):
        raise subprocess.CalledProcessError(1, "esbuild")
    assert files_in(out) == OLD
    assert not state_of(out).exists()


def test_an_archive_without_room_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, to = tmp_path / "site", tmp_path / "packed" / "site.zip"
    write(OLD, out)
    archive(out, to)
    before = to.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ZipFile, "writestr", full)
    with pytest.raises(CannotWrite, match=f"{to.parent}: its disk is full.* disk with --to"):
        archive(out, to)
    assert (to.read_bytes(), [*to.parent.iterdir()]) == (before, [to])
    assert sorted(path.name for path in state_of(out).iterdir()) == ["next", "record"]


# --- who else is there -----------------------------------------------------------------------

ARCHIVED = """
import sys
from pathlib import Path
from clausebook.build import write as writing
from clausebook.build.archive import archive

for turn in range(3):
    archive(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_archives_at_the_same_time_are_all_whole(tmp_path: Path) -> None:
    """Of one site, or of several to the same place."""
    to = tmp_path / "site.zip"
    for name in ("a", "b"):
        write({f"{n}.html": bytes(10_000) for n in range(20)}, tmp_path / name)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ARCHIVED, str(tmp_path / name), str(to)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for name in ("a", "a", "b")
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    with ZipFile(to) as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == 20
    assert not (tmp_path / ".site.zip-next").exists()


def test_what_killed_commands_have_left_goes_with_the_next_build(tmp_path: Path) -> None:
    out, to = tmp_path / "site", tmp_path / "elsewhere" / "site.zip"
    write(OLD, out)
    state = state_of(out)
    child = os.fork()
    if not child:
        to.parent.mkdir()
        with passing(to, state):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert to.exists()
    (state / "scripts7x2k").mkdir()
    (state / "scripts7x2k" / "words").write_bytes(b"x")
    (state / "bundles1.tmp").write_bytes(b"x")
    os.mkfifo(state / "moment")
    write(OLD, out)
    assert sorted(path.name for path in state.iterdir()) == ["next", "record"]
    assert not to.exists()
    assert files_in(out) == OLD


def test_a_pipe_in_the_way_of_an_archive_is_named(tmp_path: Path) -> None:
    write(OLD, tmp_path / "site")
    os.mkfifo(tmp_path / ".site.zip-next")
    with pytest.raises(CannotWrite, match=r"\.site\.zip-next is in the way .*; move it away"):
        archive(tmp_path / "site", tmp_path / "site.zip")


def test_a_file_system_without_locks_is_built_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", no_locks)
    write(NEW, tmp_path / "site")
    assert files_in(tmp_path / "site") == NEW


# --- volumes ---------------------------------------------------------------------------------


@pytest.fixture
def volume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system says is mounted: nothing may be written beside it."""
    out = tmp_path / "volume"
    out.mkdir()
    mkdir = refusing(errno.EROFS, lambda path: path.parent == tmp_path and path != out, os.mkdir)
    monkeypatch.setattr(os, "mkdir", mkdir)
    monkeypatch.setattr(places, "_mounts", lambda folder: [str(out)] if folder == out else [])
    return out


def test_a_volume_keeps_in_itself_what_builds_remember(volume: Path) -> None:
    state = volume / ".clausebook-build"
    (volume / "lost+found").mkdir()
    before = volume.stat().st_ino
    for files in (OLD, NEW, OLD, NEW):
        write(files, volume)
        (volume / "CNAME").write_bytes(b"mine")
        shown = {p: d for p, d in files_in(volume).items() if not p.startswith(state.name)}
        assert shown == files | {"CNAME": b"mine"}
        assert (volume.stat().st_ino, state_of(volume)) == (before, state)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert archive(volume, volume / "site.zip") == len(NEW)


def test_in_a_volume_a_page_comes_after_what_it_asks_for(
    volume: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    trade = inplace._trade

    def noted(other: Path, site: Path) -> Callable[[], object]:
        moved.append(site.relative_to(volume).as_posix())
        return trade(other, site)

    old = {"a.html": b"1", "assets/1.js": b"1", "worker.js": b"1"}
    write(old, volume)
    monkeypatch.setattr(inplace, "_trade", noted)
    with editing(volume) as edition:
        new = {"a.html": b"2", "assets/2.js": b"2", "worker.js": b"2", "z.html": b"2"}
        built = {path: edition.put(path, data) for path, data in new.items()}
        edition.publish(built, last="a.html")
    files = ["assets/2.js", "z.html", "worker.js", "a.html", "assets/1.js"]
    assert moved == [MARKER, *files, MARKER]


def test_a_folder_of_an_image_that_cannot_be_renamed_is_built_into_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layers of a container's file system say that folders of other layers are elsewhere."""
    out = tmp_path / "site"
    write(OLD, out)
    rename = refusing(errno.EXDEV, Path.is_dir, os.rename)
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(places, "_library", lambda: None)
    before = out.stat().st_ino
    write(NEW, out)
    assert (files_in(out), out.stat().st_ino) == (NEW, before)


def test_what_is_remembered_on_another_disk_has_the_other_tree_beside_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    (tmp_path / "other disk").mkdir()
    (tmp_path / ".site-build").symlink_to("other disk")
    monkeypatch.setattr(places, "_device", lambda folder: folder.name == ".site-build")
    for files in (OLD, NEW):
        write(files, out)
        assert files_in(out) == files
    assert not (tmp_path / "other disk" / "next").exists()
    assert (tmp_path / ".site-next").is_dir()


def test_what_is_mounted_is_found_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "36 35 98:0 / {} rw,noatime master:1 - ext4 /dev/root rw"
    names = ["/", f"{tmp_path}/a\\040b\\134", f"{tmp_path}/a\\040b\\134/c", f"{tmp_path}/a"]
    listed = "\n".join(map(line.format, names)).encode()
    monkeypatch.setattr(Path, "read_bytes", lambda path: listed)
    assert places._mounts(tmp_path / "a b\\") == [f"{tmp_path}/a b\\", f"{tmp_path}/a b\\/c"]
    assert places._mounts(tmp_path / "a b") == []
    assert state_of(tmp_path / "a") == tmp_path / "a" / ".clausebook-build"


# --- names -----------------------------------------------------------------------------------


def test_a_disk_that_tells_capitals_apart_is_known(tmp_path: Path) -> None:
    folder = tmp_path / ".site-build"
    folder.mkdir()
    assert not places.folds_names(folder)
    (tmp_path / ".SITE-BUILD").mkdir()
    assert not places.folds_names(folder)
    (tmp_path / ".SITE-BUILD").rmdir()
    (tmp_path / ".SITE-BUILD").symlink_to(folder)
    assert places.folds_names(folder)


@pytest.mark.parametrize("foreign", ["EN/mine.html", "en/C.html", "INDEX.HTML"])
def test_where_capitals_do_not_count_a_foreign_file_may_be_in_the_way(
    foreign: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write(OLD | {"en/z.html": b"z"}, out)
    (out / foreign).parent.mkdir(exist_ok=True)
    (out / foreign).write_bytes(b"mine")
    monkeypatch.setattr(writing, "folds_names", lambda folder: True)
    with pytest.raises(CannotWrite, match=r"is not Clausebook's own and in the way of .*; move"):
        write(NEW, out)
    assert files_in(out) == OLD | {"en/z.html": b"z", foreign: b"mine"}
    monkeypatch.undo()
    write(NEW, out)
    assert files_in(out) == NEW | {foreign: b"mine"}


def test_where_capitals_do_not_count_a_file_in_other_capitals_is_not_one_that_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "folds_names", lambda folder: True)
    write({"Notes.html": b"1", "gone.html": b"1"}, tmp_path / "site")
    assert write({"notes.html": b"2"}, tmp_path / "site").removed == 1
    assert (tmp_path / "site" / "notes.html").read_bytes() == b"2"
