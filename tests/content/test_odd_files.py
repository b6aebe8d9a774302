"""What is no ordinary file among the content: one problem where it lies, and none elsewhere."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from clausebook.build.pipeline import build
from clausebook.build.understand import understand
from clausebook.official.texts import read_texts
from clausebook.problems import Problems
from tests.overlay import GOOD, found, lay

FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml"))
CLAUSE, DOCUMENT = "tide-2031-4/3.yaml", "tide-2031-4"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_the_only_problem(name: str, tmp_path: Path) -> None:
    content = lay(tmp_path, f"--- {name} -> nowhere\n")
    assert found(understand(content)[1]) == [(f"content/{name}", 1, 1, "cannot-read")]


def a_socket(path: Path) -> None:
    """A socket is made where the process is, because its path must be short."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pipe": (os.mkfifo, "This is a pipe, a socket or a device."),
    "a socket": (a_socket, "This is a pipe, a socket or a device."),
    "a device": (
        lambda path: path.symlink_to("/dev/zero"),
        "This is a pipe, a socket or a device.",
    ),
    "a loop": (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links."),
    "a link to nothing": (lambda path: path.symlink_to("gone"), "No such file or directory."),
    "a link to a folder": (
        lambda path: path.symlink_to("."),
        "This link to a folder is not followed.",
    ),
}


@pytest.mark.parametrize("kind", [*ODD, "a folder"])
@pytest.mark.parametrize("name", [CLAUSE, "topics.yaml"])
def test_what_is_no_file_is_told_as_what_it_is(name: str, kind: str, tmp_path: Path) -> None:
    make, message = ODD.get(kind, (Path.mkdir, "This is a folder."))
    content = lay(tmp_path)
    (content / name).unlink()
    make(content / name)
    [problem] = understand(content)[1]
    assert (problem.path, problem.code) == (f"content/{name}", "cannot-read")
    assert problem.message.startswith(message)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", [DOCUMENT, f"{DOCUMENT}/notes.txt"])
def test_nor_does_it_hide_behind_another_name(name: str, kind: str, tmp_path: Path) -> None:
    content = lay(tmp_path)
    if name == DOCUMENT:
        shutil.rmtree(content / name)
    ODD[kind][0](content / name)
    assert found(understand(content)[1]) == [(f"content/{name}", 1, 1, "cannot-read")]


def test_a_build_after_a_file_became_a_pipe_says_so(tmp_path: Path) -> None:
    """It remembers what the file was, and need not read what only says that nothing is new."""
    content, out = lay(tmp_path), tmp_path / "site"
    assert build(content, out).problems == ()
    (content / CLAUSE).unlink()
    os.mkfifo(content / CLAUSE)
    for _ in range(2):
        assert found(build(content, out).problems) == [(f"content/{CLAUSE}", 1, 1, "cannot-read")]


@pytest.mark.parametrize("locked", ["", DOCUMENT, f"{DOCUMENT}/more"])
def test_a_folder_that_cannot_be_opened_is_the_only_problem(
    locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = lay(tmp_path)
    (content / locked).mkdir(exist_ok=True)
    scandir = os.scandir

    def refuse(path: Path | str) -> object:
        if Path(path) == content / locked:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    [problem] = understand(content)[1]
    shown = f"content/{locked}".rstrip("/")
    assert (problem.path, problem.code) == (shown, "cannot-read")
    assert problem.message.startswith("Permission denied.")


def test_a_content_folder_that_is_gone_is_the_only_problem(tmp_path: Path) -> None:
    content = tmp_path / "content"
    assert found(understand(content)[1]) == [("content", 1, 1, "cannot-read")]


def test_what_begins_with_a_dot_is_no_content(tmp_path: Path) -> None:
    """An editor's lock is a link to nothing; a system keeps files of its own beside others."""
    content = lay(tmp_path)
    (content / DOCUMENT / ".#3.yaml").symlink_to("me@host.1:2")
    (content / DOCUMENT / "._3.yaml").write_bytes(b"\0\5\x16\7")
    (content / ".github").mkdir()
    (content / ".github" / "checks.yml").write_bytes(b"on: push")
    assert understand(content)[1] == ()


@pytest.mark.parametrize("kind", ["a pipe", "a link to nothing"])
def test_an_official_text_that_is_no_file_is_reported(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "official"
    folder.mkdir()
    ODD[kind][0](folder / "1.txt")
    problems = Problems()
    assert read_texts(folder, problems) == ()
    assert found(problems) == [("official/1.txt", 1, 1, "cannot-read")]
    outcome = build(GOOD, tmp_path / "site", official=folder)
    assert ("official/1.txt", 1, 1, "cannot-read") in found(outcome.problems)
