"""The output folder: replaced in whole, never somebody else's, complete at every moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clausebook.build.write import NO_JEKYLL, CannotWrite, Written, editing, trees, write
from clausebook.build.write.marker import MARKER
from clausebook.build.write.trees import remove
from clausebook.files import Built, digest_of
from tests.rendered import files_in
from tests.twin import ROOT

OLD = {"index.html": b"old", "zh/a.html": b"old a", "zh/same.html": b"same", "zh/gone/b.html": b"b"}
NEW = {"index.html": b"new", "zh/a.html": b"new a", "zh/same.html": b"same", "en/c.html": b"c"}


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


def test_only_the_state_is_left_beside_the_site(tmp_path: Path) -> None:
    write(OLD, tmp_path / "site")
    write(NEW, tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site-build", "site"]
    assert sorted(path.name for path in (tmp_path / ".site-build").iterdir()) == ["next", "record"]


def test_what_a_killed_build_left_behind_is_cleared_away(tmp_path: Path) -> None:
    rest = tmp_path / ".site-build" / "next" / "zh"
    rest.mkdir(parents=True)
    (rest / "stale.html").write_bytes(b"stale")
    write(OLD, tmp_path / "site")
    assert files_in(tmp_path / "site") == OLD


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
    [
        "../x",
        "a/../../x",
        "/x",
        "//x",
        "a\\b",
        "..\\x",
        "C:/x",
        "c:x",
        "a\0b",
        "zh/..",
        "..",
        "a\nb",
    ],
)
def test_no_file_can_leave_the_site(name: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    with pytest.raises(CannotWrite, match="would leave the site"):
        write({**NEW, name: b"x"}, out)
    assert files_in(out) == OLD
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["", ".", "./a", "a//b", "a/", MARKER, NO_JEKYLL])
def test_a_file_has_one_path_and_leaves_those_of_builds(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="is no path of a file of the site"):
        write({name: b"x"}, tmp_path / "site")


def test_files_may_become_folders_and_folders_files(tmp_path: Path) -> None:
    out = tmp_path / "site"
    for files in (
        {"a": b"1", "b/c": b"2"},
        {"a/b/c": b"1", "b": b"2"},
        {"a/b": b"1", "b/c/d": b"2"},
    ):
        write(files, out)
        assert files_in(out) == files


# --- one by one ------------------------------------------------------------------------------


def test_an_edition_knows_what_the_site_holds_and_keeps_it_without_a_put(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with editing(out) as edition:
        assert edition.files == {}
        assert edition.state == tmp_path / ".site-build"
        one = edition.put("zh/a.html", b"a")
        assert one == Built("zh/a.html", digest_of(b"a"), 1)
        edition.publish({"zh/a.html": one})
    with editing(out) as edition:
        assert edition.files == {"zh/a.html": one.digest}
        other = edition.put("zh/b.html", b"bb")
        assert edition.publish({"zh/a.html": one, "zh/b.html": other}) == Written(2, 1, 0)
    assert files_in(out) == {"zh/a.html": b"a", "zh/b.html": b"bb"}


def test_only_what_was_put_or_is_there_can_be_published(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    for path in ("index.html", "new.html"):
        with editing(out) as edition, pytest.raises(ValueError, match=f"{path} was not put"):
            edition.publish({path: Built(path, digest_of(b"x"), 1)})
    assert files_in(out) == OLD


def test_an_edition_that_is_not_published_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    with editing(out) as edition:
        edition.put("zh/a.html", b"other")
        edition.put("zh/same.html/now/a/folder.html", b"other")
    with pytest.raises(CannotWrite, match="would leave the site"):
        write({"zh/new.html": b"other", "../x": b"other"}, out)
    assert files_in(out) == OLD
    assert write(NEW, out) == Written(files=4, changed=3, removed=1)
    assert files_in(out) == NEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems fork")
def test_forked_processes_put_files(tmp_path: Path) -> None:
    out = tmp_path / "site"
    files = {f"{n % 3}/{n}/{n}.html": str(n).encode() for n in range(60)}
    with editing(out) as edition:
        children = []
        for start in range(4):
            child = os.fork()
            if not child:
                for path in list(files)[start::4]:
                    edition.put(path, files[path])
                os._exit(0)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
        built = {path: Built(path, digest_of(data), len(data)) for path, data in files.items()}
        assert edition.publish(built) == Written(60, 60, 0)
    assert files_in(out) == files


def changed_in_place(path: Path) -> None:
    with path.open("r+b") as opened:
        opened.write(b"!")


def replaced_by_another(path: Path) -> None:
    path.with_name("other").write_bytes(path.read_bytes()[::-1])
    path.with_name("other").replace(path)


def replaced_by_a_link(path: Path) -> None:
    (path.parents[2] / "elsewhere").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(path.parents[2] / "elsewhere")


@pytest.mark.parametrize("state", ["kept", "deleted"])
@pytest.mark.parametrize(
    "harm", [changed_in_place, replaced_by_another, replaced_by_a_link, Path.unlink, Path.touch]
)
def test_own_files_that_somebody_changed_are_made_again(
    harm: Callable[[Path], None], state: str, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    write(OLD, out)
    harm(out / "zh" / "a.html")
    if state == "deleted":
        shutil.rmtree(tmp_path / ".site-build")
    with editing(out) as edition:
        known = {path: digest_of(data) for path, data in OLD.items() if path != "zh/a.html"}
        assert edition.files == (known if state == "kept" else {})
    assert write(OLD, out) == Written(files=4, changed=harm is not Path.touch, removed=0)
    for _ in range(2):
        assert files_in(out) == OLD
        assert not (out / "zh" / "a.html").is_symlink()
        write(OLD, out)


def test_own_folders_that_somebody_moved_away_are_made_again(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    shutil.rmtree(out / "zh" / "gone")
    (out / "zh").rename(tmp_path / "zh")
    with editing(out) as edition:
        assert edition.files.keys() == {"index.html"}
    write(OLD, out)
    assert files_in(out) == OLD
    shutil.rmtree(out)
    write(NEW, out)
    assert files_in(out) == NEW


@pytest.mark.parametrize("harmed", ["next", "record", "next/zh", "next/zh/a.html"])
@pytest.mark.parametrize("harm", ["deleted", "emptied"])
def test_state_may_be_harmed(harm: str, harmed: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    with editing(out):
        """Brings the other tree in line, so that there is something to harm."""
    path = tmp_path / ".site-build" / harmed
    remove(path)
    if harm == "emptied":
        path.write_bytes(b"")
    assert write({**OLD, "index.html": b"new"}, out) == Written(4, changed=1, removed=0)
    assert files_in(out) == {**OLD, "index.html": b"new"}


def test_a_damaged_record_is_not_believed(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    record = tmp_path / ".site-build" / "record"
    whole = record.read_bytes()
    for at in range(0, len(whole), 7):
        record.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with editing(out) as edition:
            assert edition.files == {}
        assert record.read_bytes() != whole
    assert files_in(out) == OLD


def build_without_state(out: Path) -> None:
    with editing(out) as edition:
        built = {path: edition.put(path, data) for path, data in NEW.items()}
        state = edition.state.rename(out / "aside")
        shutil.copytree(state, edition.state)
        edition.publish(built)


def test_a_build_that_loses_its_state_to_another_ends(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    with pytest.raises(CannotWrite, match=r"\.site-build was removed or made during the build"):
        build_without_state(out)
    shutil.rmtree(out / "aside")
    assert files_in(out) == OLD
    write(NEW, out)
    assert files_in(out) == NEW


COUNTED = """
import sys
from pathlib import Path
from clausebook.build.write import editing, write

out, size = Path(sys.argv[1]), int(sys.argv[2])
calls = 0


def count(event, arguments):
    global calls
    calls += event.startswith(("os.", "open", "shutil."))


files = {f"{n // 100}/{n}.html": str(n).encode() for n in range(size)}
write(files, out)
with editing(out):
    pass
write(files | {"0/0.html": b"other"}, out)
sys.addaudithook(count)
write(files | {"0/7.html": b"other", "0/0.html": b"again"}, out)
print(calls)
"""


def test_a_rebuild_costs_what_changed(tmp_path: Path) -> None:
    """Twenty times as many files, and not one call more that opens, lists, links or removes."""
    counted = [
        subprocess.run(
            [sys.executable, "-c", COUNTED, str(tmp_path / f"site{size}"), str(size)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for size in (100, 2000)
    ]
    assert counted[0] == counted[1]
    assert 10 < int(counted[0]) < 60


def test_a_folder_that_another_process_has_just_made_keeps_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both may have seen that it was not there."""
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "1.html").write_bytes(b"1")
    monkeypatch.setattr(trees, "folder_stamp_of", lambda _: None)
    trees.make_folder(folder)
    assert (folder / "1.html").read_bytes() == b"1"


def test_a_folder_takes_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "en").write_bytes(b"1")
    trees.make_folder(tmp_path / "en")
    assert [*(tmp_path / "en").iterdir()] == []
