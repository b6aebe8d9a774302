"""``build.py serve`` as somebody runs it: with a real watcher, a real server and Ctrl+C."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.edit_walk import house
from tests.overlay import GOOD
from tests.twin import ROOT

Process = subprocess.Popen[str]


def started(program: Path, folder: Path, *options: str) -> Process:
    """The command, with all that it says in one place; the head of its own group of processes."""
    places = ["--content", str(folder / "content"), "--out", str(folder / "site")]
    return subprocess.Popen(
        [sys.executable, *options, str(program / "build.py"), "serve", *places, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


class Running:
    """A preview at work."""

    def __init__(self, folder: Path) -> None:
        self.content, self.site = folder / "content", folder / "site"
        self.program = house(folder / "program")
        shutil.copy(ROOT / "build.py", self.program)
        self.process = started(self.program, folder)
        address = re.match(r"http://127\.0\.0\.1:\d+/", self.line())
        assert address
        self.address = address[0]

    def line(self) -> str:
        """The next line that it says."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "it has ended"
        return line.rstrip("\n")

    def until(self, beginning: str) -> None:
        """Wait until it says something; nothing that it says is a traceback."""
        while not (line := self.line()).startswith(beginning):
            assert "Traceback" not in line

    def edit(self, path: Path, old: str, new: str) -> None:
        """Edit a file as an editor does that writes beside it."""
        text = path.read_text(encoding="utf-8")
        assert old in text
        beside = path.with_name(f"{path.name}~")
        beside.write_text(text.replace(old, new, 1), encoding="utf-8")
        beside.replace(path)

    def page(self) -> str:
        """The English front page, whatever build it knows."""
        with urlopen(f"{self.address}en/index.html") as answer:
            return re.sub(r"known=\d+", "", answer.read().decode())

    def builder(self) -> int:
        """The process that builds."""
        listed = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        [child] = " ".join(path.read_text() for path in listed).split()
        return int(child)

    def end(self) -> str:
        """Ctrl+C, twice; returns what is said then."""
        for _ in range(2):
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.communicate()[0]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A preview that begins without any content."""
    found = Running(tmp_path)
    yield found
    with found.process:
        found.process.kill()


BUILT = "site/: "


def test_a_preview_lives_from_no_content_to_ctrl_c(running: Running, tmp_path: Path) -> None:
    running.until(f"{running.content} holds no content yet. `build.py init FOLDER`")
    assert "There is no site yet." in running.page()
    shutil.copytree(GOOD, tmp_path / "ready")
    (tmp_path / "ready").rename(running.content)
    running.until(BUILT)
    good = running.page()
    os.kill(running.builder(), signal.SIGKILL)
    running.edit(running.content / "site.yaml", "title: {", "titel: {")
    running.until("content/site.yaml:")
    running.edit(running.content / "site.yaml", "titel: {", "title: {")
    running.until(BUILT)
    template = running.program / "templates" / "home" / "home.html"
    running.edit(template, "{{ page.title }}", "{{ page.tittle }}")
    running.until("templates/home/home.html:45:1: error: ")
    assert running.line() == ""  # the list has ended
    assert running.page() == good
    builder = os.pidfd_open(running.builder())
    assert running.end() == ""
    assert running.process.returncode == 0
    ended, _, _ = select.select([builder], [], [], 60)
    os.close(builder)
    assert ended == [builder]


@pytest.mark.parametrize("loaded", ["clausebook.resources", "clausebook.build.attempt"])
def test_ctrl_c_while_modules_load_ends_it_without_a_word(loaded: str, tmp_path: Path) -> None:
    process = started(ROOT, tmp_path, "-X", "importtime")
    assert process.stdout
    while loaded not in process.stdout.readline():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[0].splitlines()
    assert [line for line in said if not line.startswith("import time:")] == []
    assert process.returncode == -signal.SIGINT


def test_ctrl_c_in_the_first_build_ends_it_without_a_word(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "content")
    process = started(ROOT, tmp_path)
    assert process.stdout
    process.stdout.readline()
    while not (tmp_path / ".site-build" / "next").exists():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate()[0] == ""
    assert process.returncode == 0
    assert not (tmp_path / "site").exists()


def test_a_port_in_use_is_told_in_a_line_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = subprocess.run(
            [sys.executable, ROOT / "build.py", "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.stderr.startswith(f"Error: port {port} cannot be used (Address already in use); ")
    assert re.search(r"such as --port \d+\.\n$", ran.stderr)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
