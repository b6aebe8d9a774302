"""Files in the output folder that no build made: a host's, a repository, notes of one's own."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from clausebook.build import write as writing
from clausebook.build.archive import archive
from clausebook.build.write import NO_JEKYLL, CannotWrite, Written, editing, places, write
from clausebook.build.write.marker import MARKER
from clausebook.build.write.trees import remove
from tests.build.test_write import NEW, OLD
from tests.rendered import files_in

FOREIGN = {
    "CNAME": b"policy.example\n",
    "notes.html": b"mine",
    "zh/notes.html": b"mine too",
    "zh/gone/notes.html": b"where ours go",
    "zh/mine/deep/note.txt": b"mine alone",
    ".well-known/security.txt": b"Contact",
    "link": b"mine",
}
LINKS = {"link": "notes.html", "nowhere": "missing", "folder": "zh"}
MODES = {"notes.html": 0o640, "zh/mine": 0o750, "zh": 0o711}


def put(out: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)


def keep(out: Path) -> None:
    """Give a site files of its host's."""
    put(out, {path: data for path, data in FOREIGN.items() if path != "link"})
    for path, target in LINKS.items():
        (out / path).symlink_to(target)
    for path, mode in MODES.items():
        (out / path).chmod(mode)
    (out / "zh" / "empty").mkdir()


@pytest.fixture(params=["exchange", "rename", "stay"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the kernel can swap two folders in one step, or the site's folder has to stay."""
    if request.param == "rename":
        monkeypatch.setattr(places, "_library", lambda: None)
    if request.param == "stay":
        monkeypatch.setattr(writing, "has_to_stay", lambda out: True)


@pytest.fixture(params=["links", "copies"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the file system has hard links."""

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    if request.param == "copies":
        monkeypatch.setattr(os, "link", no_links)


@pytest.mark.usefixtures("exchange", "links")
@pytest.mark.parametrize("state", ["kept", "deleted"])
def test_foreign_files_survive_every_build(state: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    keep(out)
    for files in (OLD, NEW, NEW, OLD, NEW):
        write(files, out)
        assert files_in(out) == {**files, **FOREIGN}
        assert {path: str((out / path).readlink()) for path in LINKS} == LINKS
        assert {path: stat.S_IMODE((out / path).stat().st_mode) for path in MODES} == MODES
        assert list((out / "zh" / "empty").iterdir()) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == [".site-build", "site"]
        if state == "deleted":
            shutil.rmtree(tmp_path / ".site-build")


def test_what_somebody_does_to_foreign_files_is_not_undone(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    keep(out)
    write(NEW, out)
    with (out / "notes.html").open("ab") as opened:
        opened.write(b"!")
    (out / "CNAME").unlink()
    shutil.rmtree(out / "zh" / "mine")
    put(out, {"zh/other": b"other", "zh/gone/more.html": b"more"})
    (out / "zh" / "other").replace(out / "zh" / "notes.html")
    expected = {
        path: data for path, data in FOREIGN.items() if path != "CNAME" and "mine" not in path
    }
    expected |= {"zh/notes.html": b"other", "zh/gone/more.html": b"more"}
    expected |= {"notes.html": b"mine!", "link": b"mine!"}
    for files in (OLD, NEW, OLD):
        write(files, out)
        assert files_in(out) == {**files, **expected}


@pytest.mark.usefixtures("exchange")
def test_what_somebody_does_during_a_build_is_not_undone(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    keep(out)
    write(NEW, out)
    came = dict.fromkeys(("en/came.html", "new/came.html", "zh/mine/came.html"), b"came")
    with editing(out) as edition:
        built = {path: edition.put(path, data) for path, data in OLD.items()}
        put(out, came | {"zh/other": b"other"})
        (out / "zh" / "other").replace(out / "zh" / "notes.html")
        (out / "CNAME").unlink()
        (out / "zh" / "mine" / "deep" / "note.txt").unlink()
        edition.publish(built)
    expected = FOREIGN | came | {"zh/notes.html": b"other"}
    del expected["CNAME"], expected["zh/mine/deep/note.txt"]
    for files in (OLD, NEW, OLD):
        assert files_in(out) == {**files, **expected}
        write(NEW if files is OLD else OLD, out)


def build_while(out: Path, came: str) -> None:
    with editing(out) as edition:
        built = {path: edition.put(path, data) for path, data in (NEW | OLD).items()}
        put(out, {came: b"mine"})
        edition.publish(built)


@pytest.mark.usefixtures("exchange")
@pytest.mark.parametrize("came", ["en/c.html", "en", "zh/gone/b.html"])
def test_a_foreign_file_that_comes_into_the_way_ends_the_build(came: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write({"index.html": b"old", "zh/a.html": b"a"}, out)
    with pytest.raises(CannotWrite, match="is not Clausebook's own and in the way"):
        build_while(out, came)
    assert files_in(out) == {"index.html": b"old", "zh/a.html": b"a", came: b"mine"}


@pytest.mark.parametrize("state", ["kept", "deleted"])
@pytest.mark.parametrize(
    ("foreign", "in_the_way"),
    [("en/c.html", "en/c.html"), ("en", "en"), ("en/c.html/x", "en/c.html"), ("zh/b/x", "zh/b")],
)
def test_a_foreign_file_is_never_replaced(
    foreign: str, in_the_way: str, state: str, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    put(out, {foreign: b"mine"})
    if state == "deleted":
        shutil.rmtree(tmp_path / ".site-build")
    new = NEW | {"zh/b": b"b"}
    with pytest.raises(CannotWrite, match=f"{in_the_way} is not Clausebook's own.*; move it away"):
        write(new, out)
    assert files_in(out) == {**OLD, foreign: b"mine"}
    remove(out / in_the_way)
    write(new, out)
    assert files_in(out) == new


@pytest.mark.parametrize("state", ["kept", "deleted"])
def test_builds_share_foreign_folders(state: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    top = {"index.html": b"x"}
    write(top, out)
    mine = {"en/mine.html": b"1", "en/a/mine.html": b"2", "en/b/mine.html": b"3"}
    put(out, mine)
    for files in ({"en/a/c.html": b"c"}, {"en/c.html": b"c"}, top, {"en/a/d": b"d"}, top):
        write(files, out)
        assert files_in(out) == files | mine
        if state == "deleted":
            shutil.rmtree(tmp_path / ".site-build")


def test_a_shared_folder_still_has_no_room_for_two_files_of_one_name(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    put(out, {"en/deep/c.html": b"mine"})
    with pytest.raises(CannotWrite, match=r"en/deep/c.html is not Clausebook's own"):
        write(OLD | {"en/c.html": b"ours", "en/deep/c.html": b"ours"}, out)
    assert files_in(out) == OLD | {"en/deep/c.html": b"mine"}
    write(OLD | {"en/c.html": b"ours", "en/deep/d.html": b"ours"}, out)
    assert (out / "en" / "deep" / "c.html").read_bytes() == b"mine"


def test_what_is_no_longer_made_goes_also_without_state(tmp_path: Path) -> None:
    out = tmp_path / "site"
    old = {f"assets/search/{n:010x}/{n}.js": b"x" for n in range(3)} | {"a.01234567.js": b"x"}
    write(OLD | old, out)
    mine = {"assets/search/01234567/mine.js": b"mine"}
    put(out, mine)
    shutil.rmtree(tmp_path / ".site-build")
    assert write(OLD, out) == Written(files=4, changed=0, removed=4)
    assert files_in(out) == OLD | mine
    assert sorted(path.name for path in (out / "assets" / "search").iterdir()) == ["01234567"]


def test_the_marker_changes_with_names_and_not_with_hashes_in_them(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write({**OLD, "offline/0123456789abcdef.txt": b"1", "a/page.012345.js": b"1"}, out)
    assert (out / MARKER).read_text(encoding="utf-8").splitlines()[1:] == [
        "a/page.*.js",
        "index.html",
        "offline/*.txt",
        "zh/a.html",
        "zh/gone/b.html",
        "zh/same.html",
    ]
    marked = (out / MARKER).stat().st_ino
    write({**OLD, "offline/00000000000000aa.txt": b"2", "a/page.aaaaaa.js": b"2"}, out)
    assert (out / MARKER).stat().st_ino == marked
    write({**OLD, "offline/00000000000000aa.txt": b"2", "b/page.aaaaaa.js": b"2"}, out)
    assert (out / MARKER).read_text(encoding="utf-8").splitlines()[1] == "b/page.*.js"


def test_a_host_is_told_to_publish_files_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    assert (out / NO_JEKYLL).read_bytes() == b""
    (out / NO_JEKYLL).write_bytes(b"mine")
    write(NEW, out)
    assert (out / NO_JEKYLL).read_bytes() == b"mine"
    (out / NO_JEKYLL).unlink()
    write(OLD, out)
    assert (out / NO_JEKYLL).read_bytes() == b""


@pytest.mark.parametrize("name", ["index.html", "README.md", "a"])
def test_a_clone_of_somebody_elses_site_is_refused(name: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    put(out, {".git/config": b"", name: b"theirs"})
    with pytest.raises(CannotWrite, match="was not built by Clausebook"):
        write(NEW, out)
    assert files_in(out) == {".git/config": b"", name: b"theirs"}
    assert not (tmp_path / ".site-build").exists()


@pytest.mark.parametrize("text", [b"", b"built by Clausebook\n", b"\xff", b"index.html\n"])
def test_a_folder_with_an_unknown_marker_is_refused(text: bytes, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    (out / MARKER).write_bytes(text)
    with pytest.raises(CannotWrite, match="was not built by Clausebook"):
        write(NEW, out)
    assert files_in(out) == OLD


def test_an_archive_has_no_foreign_files(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write(OLD, out)
    assert archive(out, tmp_path / "site.zip") == len(OLD)
    packed = (tmp_path / "site.zip").read_bytes()
    keep(out)
    assert archive(out, tmp_path / "site.zip") == len(OLD)
    assert (tmp_path / "site.zip").read_bytes() == packed


def git(out: Path, *arguments: str) -> str:
    who = ["-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=out, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.usefixtures("exchange", "links")
def test_a_site_stays_a_repository(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    git(out, "init", "--quiet")
    put(out, {"CNAME": FOREIGN["CNAME"]})
    for turn, files in enumerate((OLD, NEW, OLD | NEW, OLD)):
        write(files, out)
        git(out, "add", "--all")
        git(out, "commit", "--quiet", "--message", str(turn))
        if turn == 1:
            git(out, "gc", "--quiet")
        if turn == 2:
            shutil.rmtree(tmp_path / ".site-build")
    with editing(out) as edition:
        built = {path: edition.put(path, data) for path, data in NEW.items()}
        git(out, "commit", "--quiet", "--allow-empty", "--message", "during a build")
        edition.publish(built)
    assert git(out, "log", "--format=%s") == "during a build\n3\n2\n1\n0\n"
    assert git(out, "fsck", "--full", "--strict") == ""
    named = git(out, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert sorted(named) == sorted([MARKER, NO_JEKYLL, "CNAME", *OLD])
    changed = git(out, "status", "--porcelain").splitlines()
    expected = [f" M {MARKER}", " M index.html", " M zh/a.html", " D zh/gone/b.html", "?? en/"]
    assert changed == expected
