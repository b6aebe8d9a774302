"""The preview lives through whatever editors and the system do to it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from clausebook.build import preview
from clausebook.build.attempt import Report, attempt, no_memory, wrong
from clausebook.build.preview import Builder, Changes
from clausebook.resources import ROOT, bad_resource
from tests.overlay import GOOD

# --- what an exception says ----------------------------------------------------------------------

SAYS: dict[str, tuple[Callable[[], Exception], str]] = {
    "a slip": (
        lambda: bad_resource(ROOT / "templates/a.html", 3, 1, "b."),
        "templates/a.html:3:1: ",
    ),
    "no memory": (MemoryError, no_memory()),
    "a worker that was ended": (BrokenExecutor, no_memory()),
    "a file": (lambda: PermissionError(13, "Permission denied", "a/b"), "a/b: Permission denied"),
    "no file": (lambda: OSError("no room"), "no room"),
    "anything": (lambda: KeyError("a\nb"), "clausebook/build/attempt.py:"),
}


@pytest.mark.parametrize("case", SAYS)
def test_whatever_ends_a_build_is_told_in_a_line(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error, told = SAYS[case]

    def fail(*_: object) -> None:
        raise error()

    monkeypatch.setattr("clausebook.build.pipeline.build", fail)
    [line] = attempt(GOOD, tmp_path / "site", None, "build.py").problems
    assert line.startswith(told)
    assert "\n" not in line


def test_what_a_worker_says_has_the_place_in_the_worker() -> None:
    error = KeyError("name")
    error.__cause__ = Exception(f'File "{ROOT}/clausebook/told/told.py", line 7, in tell')
    assert wrong(error)[0].startswith("clausebook/told/told.py:7:1: error: KeyError: 'name'.")


def test_content_that_is_not_there_yet_is_asked_for(tmp_path: Path) -> None:
    begin = "content holds no content yet. `build.py init FOLDER` writes a small site"
    [told] = attempt(tmp_path / "content", tmp_path / "site", None, "build.py").problems
    assert begin in told
    (tmp_path / "content").mkdir()
    told, *others = attempt(tmp_path / "content", tmp_path / "site", None, "build.py").problems
    assert begin in told
    assert {other.partition("]")[0].rpartition("[")[2] for other in others} == {"missing-file"}


def test_names_that_are_no_utf8_are_problems_like_others(tmp_path: Path) -> None:
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    for name in (b"\xff.yaml", b"tide-2031-4/\xff.yaml"):
        Path(os.fsdecode(os.fsencode(content) + b"/" + name)).write_text("a: b")
    for _ in range(2):
        report = attempt(content, tmp_path / "site", None, "build.py")
        assert [line.partition("]")[0] for line in report.problems] == [
            "content/tide-2031-4/\\udcff.yaml:1:1: error[bad-id",
            "content/\\udcff.yaml:1:1: error[unknown-file",
        ]


# --- builds in a process of their own ------------------------------------------------------------

FAKE = """
import os, sys, time
print("started", file=open({log!r}, "a"), flush=True)
for line in sys.stdin:
    {does}
    print('{{"problems": [], "summary": "built"}}', flush=True)
"""


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Callable[[str], Builder]]:
    """A builder whose process does something and says that it has built."""
    made: list[Builder] = []

    def make(does: str) -> Builder:
        folder = tmp_path / "program"
        (folder / "clausebook" / "build").mkdir(parents=True)
        text = FAKE.format(log=str(tmp_path / "log"), does=does)
        (folder / "clausebook" / "build" / "attempt.py").write_text(text)
        made.append(Builder(tmp_path / "content", tmp_path / "site", None, "build.py", folder))
        return made[0]

    yield make
    made[0].close()


def starts(folder: Path) -> int:
    """How many processes there have been."""
    return (folder / "log").read_text().count("started")


def test_another_process_takes_over_after_a_change_of_the_program_only(
    fake: Callable[[str], Builder], tmp_path: Path
) -> None:
    builder = fake("pass")
    assert builder.build([]) == Report((), "built")
    builder.build([tmp_path / "content" / "site.yaml"])
    assert starts(tmp_path) == 1
    for name in ("templates/a.html", "static/a.js", "schema/a.json", "clausebook/a.py"):
        builder.build([tmp_path / "program" / name])
    assert starts(tmp_path) == 5


def test_a_process_that_is_ended_is_replaced(
    fake: Callable[[str], Builder], tmp_path: Path
) -> None:
    builder = fake(f"if open({str(tmp_path / 'log')!r}).read().count('\\n') < 2: os.kill(0, 9)")
    assert builder.build([]) == Report((), "built")
    assert starts(tmp_path) == 2


def test_a_process_that_is_ended_again_is_told_and_leaves_nothing_behind(
    fake: Callable[[str], Builder], tmp_path: Path
) -> None:
    """Workers of a killed process hold its pipes, and would wait without end."""
    os.mkfifo(tmp_path / "fifo")
    held = os.open(tmp_path / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(held, True)
    worker = f"held = open({str(tmp_path / 'fifo')!r}, 'w'); held.write('w'); held.flush()"
    wait = "time.sleep(600)"
    builder = fake(f"{worker}; [{wait} for _ in 'w' if not os.fork()]; os.kill(os.getpid(), 9)")
    assert builder.build([]) == Report((no_memory(),))
    assert starts(tmp_path) == 2
    with os.fdopen(held) as fifo:
        assert fifo.read() == "ww"


def test_a_build_whose_program_changes_is_given_up(
    fake: Callable[[str], Builder], tmp_path: Path
) -> None:
    """A template may go round without end, and whoever mends it need not start anew."""
    log = tmp_path / "log"
    builder = fake(f"time.sleep(600 * (open({str(log)!r}).read().count('\\n') < 4))")
    told: list[Report] = []
    building = threading.Thread(target=lambda: told.append(builder.build([])))
    building.start()
    for number in range(1, 4):
        while not log.exists() or starts(tmp_path) < number:
            assert building.is_alive()
        builder.hear([tmp_path / "content" / "site.yaml"])
        builder.hear([tmp_path / "program" / "templates" / "a.html"])
    building.join()
    assert told == [Report((), "built")]
    assert starts(tmp_path) == 4


def test_half_an_answer_is_none(fake: Callable[[str], Builder]) -> None:
    builder = fake("print('{', end='', flush=True); os.kill(os.getpid(), 9)")
    assert builder.build([]) == Report((no_memory(),))


def test_a_process_that_cannot_be_started_is_told(
    fake: Callable[[str], Builder], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    builder = fake("pass")
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert builder.build([]) == Report((f"{tmp_path}/python: No such file or directory",))


# --- changes -------------------------------------------------------------------------------------


class Seen:
    """What is seen of a content folder and a site."""

    def __init__(self, folder: Path) -> None:
        self.content, self.site = folder / "content", folder / "site"
        self.warnings: list[str] = []
        self.changes = Changes(self.content, self.site, self.warnings.append)
        self.first = self.changes.wait()

    def until(self, path: Path) -> set[Path]:
        """Everything that is seen until something is."""
        seen: set[Path] = set()
        while path not in seen:
            seen |= self.changes.wait()
        return seen


@pytest.fixture
def look(tmp_path: Path) -> Iterator[Callable[[], Seen]]:
    """Look at what happens from now on."""
    made: list[Seen] = []

    def begin() -> Seen:
        made.append(Seen(tmp_path))
        return made[0]

    yield begin
    made[0].changes.close()


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a: b\n")
    return path


def test_what_editors_do_is_seen_and_what_they_leave_is_not(
    look: Callable[[], Seen], tmp_path: Path
) -> None:
    content = tmp_path / "content"
    write(content / "a" / "1.yaml")
    seen = look()
    assert seen.first == set()
    for name in (".1.yaml.swp", "1.yaml~", "#1.yaml#", "1.yaml.tmp", ".git/index.yaml", "1.orig"):
        write(content / "a" / name)
    (content / "a" / ".#1.yaml").symlink_to("somebody@somewhere.1")
    write(content / "a" / "1.yaml.new").replace(content / "a" / "1.yaml")
    left = seen.until(content / "a" / "1.yaml") - {content / "a"}
    assert left == {content / "a" / "1.yaml"}
    (content / "a").rename(content / "b")
    seen.until(content / "b")
    write(content / "c" / "d" / "2.yaml")
    seen.until(content / "c")
    many = {write(content / f"{number}.yaml") for number in range(500)}
    while many:
        many -= seen.changes.wait()


def test_a_folder_that_comes_goes_and_comes_again_is_seen(
    look: Callable[[], Seen], tmp_path: Path
) -> None:
    seen = look()
    for _ in range(2):
        write(seen.content / "1.yaml")
        seen.until(seen.content)
        write(seen.content / "2.yaml")
        seen.until(seen.content / "2.yaml")
        seen.content.rename(tmp_path / "aside")
        seen.until(seen.content)
        shutil.rmtree(tmp_path / "aside")
    write(tmp_path / "other" / "1.yaml")
    seen.content.symlink_to("other")
    seen.until(seen.content)
    write(tmp_path / "other" / "1.yaml")
    seen.until(tmp_path / "other" / "1.yaml")


def test_the_looks_of_the_site_are_seen_when_they_come_and_change(
    look: Callable[[], Seen], tmp_path: Path
) -> None:
    write(tmp_path / "content" / "1.yaml")
    seen = look()
    write(tmp_path / "theme" / "theme.yaml")
    seen.until(tmp_path / "theme")
    for name in ("theme.css", "images/wave.png", "fonts/tide.woff2", "templates/home/home.html"):
        seen.until(write(tmp_path / "theme" / name))


def test_a_site_that_goes_is_seen_and_its_files_are_not(
    look: Callable[[], Seen], tmp_path: Path
) -> None:
    write(tmp_path / "content" / "1.yaml")
    write(tmp_path / "site" / "index.html")
    seen = look()
    write(seen.site / "new.html")
    shutil.rmtree(seen.site)
    assert seen.until(seen.site) == {seen.site}


def test_a_name_that_is_no_utf8_hides_nothing(look: Callable[[], Seen], tmp_path: Path) -> None:
    write(tmp_path / "content" / "1.yaml")
    seen = look()
    (Path(os.fsdecode(os.fsencode(seen.content) + b"/\xff.yaml"))).write_text("a: b")
    write(seen.content / "1.yaml")
    seen.until(seen.content)


def test_where_the_system_does_not_tell_files_are_looked_at(
    look: Callable[[], Seen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = preview.watch

    def refuse(*folders: Path, force_polling: bool | None, **options: object) -> object:
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        return watch(*folders, force_polling=True, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(preview, "watch", refuse)
    monkeypatch.setattr(preview, "_AGAIN", 0.01)
    write(tmp_path / "content" / "1.yaml")
    seen = look()
    assert seen.first == {seen.content}
    assert [warning.partition("; ")[0] for warning in seen.warnings] == [
        "The system does not tell of changes (OS file watch limit reached.)"
    ]
    seen.changes.wait()
    write(seen.content / "2.yaml")
    seen.until(seen.content / "2.yaml")
