"""The output folder: replaced in whole, never somebody else's, complete at every moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausebook.build.write import NO_JEKYLL, CannotWrite, Written, swap, write
from clausebook.build.write.marker import MARKER
from tests.twin import ROOT

OLD = {"index.html": b"old", "zh/a.html": b"old a", "zh/same.html": b"same", "zh/gone/b.html": b"b"}
NEW = {"index.html": b"new", "zh/a.html": b"new a", "zh/same.html": b"same", "en/c.html": b"c"}


def files_in(folder: Path) -> dict[str, bytes]:
    """All files of a site except those that tell builds and hosts about it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (MARKER, NO_JEKYLL)
    }


def test_a_site_holds_exactly_the_files_of_the_last_build(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert write(OLD, out) == Written(files=4, changed=4, removed=0)
    assert files_in(out) == OLD
    assert write(NEW, out) == Written(files=4, changed=3, removed=1)
    assert files_in(out) == NEW
    assert not (out / "zh" / "gone").exists()


def test_a_rebuild_without_a_change_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    before = {path: path.stat() for path in out.rglob("*.html")}
    assert write(OLD, out) == Written(files=4, changed=0, removed=0)
    for path, stat in before.items():
        assert (path.stat().st_ino, path.stat().st_mtime_ns) == (stat.st_ino, stat.st_mtime_ns)


def test_a_file_that_did_not_change_is_the_same_file(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    before = (out / "zh" / "same.html").stat().st_ino
    write(NEW, out)
    assert (out / "zh" / "same.html").stat().st_ino == before


def test_nothing_is_left_beside_the_site(tmp_path: Path) -> None:
    write(OLD, tmp_path / "site")
    write(NEW, tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_behind_is_cleared_away(tmp_path: Path) -> None:
    rest = tmp_path / ".site-next" / "zh"
    rest.mkdir(parents=True)
    (rest / "stale.html").write_bytes(b"stale")
    write(OLD, tmp_path / "site")
    assert files_in(tmp_path / "site") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(CannotWrite, match="was not built by Clausebook; empty it or choose"):
        write(NEW, out)
    assert files_in(out) == {"chapter.txt": b"years of work"}


def test_an_empty_folder_and_a_new_one_deep_down_are_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "a" / "b" / "c"):
        write(OLD, out)
        assert files_in(out) == OLD


def test_a_file_or_a_link_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    for name in ("file", "link", "nowhere"):
        with pytest.raises(CannotWrite, match="is not a folder"):
            write(NEW, tmp_path / name)


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(OSError, match="file"):
        write(NEW, tmp_path / "file" / "site")


def test_the_folder_may_be_given_from_inside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    monkeypatch.chdir(out)
    write(NEW, Path())
    assert files_in(out) == NEW


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/x", "//x", "a\\b", "..\\x", "C:/x", "c:x", "a\0b", "zh/..", ".."],
)
def test_no_file_can_leave_the_site(name: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    with pytest.raises(CannotWrite, match="would leave the site"):
        write({**NEW, name: b"x"}, out)
    assert files_in(out) == OLD
    assert not (tmp_path / "x").exists()


def test_without_exchange_the_old_site_steps_aside_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    out = tmp_path / "site"
    write(OLD, out)
    assert write(NEW, out) == Written(files=4, changed=3, removed=1)
    assert files_in(out) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("exchange", [True, False])
def test_a_file_system_without_links_gets_copies(
    exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", no_links)
    if not exchange:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    out = tmp_path / "site"
    write(OLD, out)
    write(NEW, out)
    assert files_in(out) == NEW


KILLED = """
import os, signal, sys
from pathlib import Path
from clausebook.build import write as module
from tests.build.test_write import NEW, OLD, files_in

root, exchange = Path(sys.argv[1]), sys.argv[2] == "exchange"
if not exchange:
    module._exchange = lambda one, other: False


def killed_at(moment: int, out: Path) -> bool:
    '''Build in a child that the kernel kills at its nth call into the system.'''
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    calls = iter(range(moment))

    def count(event, arguments):
        touches_files = event.startswith(("os.", "open", "shutil.")) and event != "os.kill"
        if touches_files and next(calls, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    module.write(NEW, out)
    os._exit(0)


moments, seen = 0, set()
while True:
    out = root / f"site{moments}"
    module.write(OLD, out)
    killed = killed_at(moments, out)
    if exchange or out.exists():
        seen.add("old" if files_in(out) == OLD else "new" if files_in(out) == NEW else "broken")
    else:
        seen.add("aside")
    module.write(NEW, out)
    assert files_in(out) == NEW, (moments, files_in(out))
    if not killed:
        break
    moments += 1
print(moments, *sorted(seen))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems fork")
@pytest.mark.parametrize(
    ("exchange", "seen"), [("exchange", "new old"), ("rename", "aside new old")]
)
def test_a_build_killed_at_any_call_leaves_a_whole_site(
    exchange: str, seen: str, tmp_path: Path
) -> None:
    """Killed before each of its calls into the system; the next build always comes out whole.

    Only where folders cannot be exchanged may the old site be aside, for the next build to recover.
    """
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), exchange],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.stderr == ""
    moments, _, rest = ran.stdout.strip().partition(" ")
    assert int(moments) > 20
    assert rest == seen


TWO_BUILDS = """
import sys
from pathlib import Path
from clausebook.build.write import write

for turn in range(30):
    write({f"{n}.html": sys.argv[2].encode() for n in range(20)}, Path(sys.argv[1]))
"""


def test_builds_at_the_same_time_into_one_folder_are_all_fine(tmp_path: Path) -> None:
    out = tmp_path / "site"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TWO_BUILDS, str(out), name],
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for name in ("one", "two", "three")
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    assert [process.returncode for process in running] == [0] * 3
    found = files_in(out)
    assert len(found) == 20
    assert len(set(found.values())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
