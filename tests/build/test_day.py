"""A working day of edits, renames and breakages: the last good site is always in place."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from clausebook.build.preview import Builder
from clausebook.build.write import MARKER
from tests.edit_walk import Tree, compare, house, tree
from tests.overlay import GOOD

EDITS = 200
SLIPS = {
    "templates/home/home.html": (
        "{%- extends",
        "{%- extens",
        "1:1: error: Encountered unknown tag",
    ),
    "static/search/box.js": ("/**", "}", "1:1: error: Unexpected"),
    "templates/strings/zh.yaml": ("\n  menu", "\n   menu", "7:4: error[yaml-syntax]: "),
    "schema/clause.json": (",", ",,", "2:"),
}
"""Slips in the generator's own files, and how they are told."""


class Day:
    """Somebody edits a small content the whole day long, with a preview's builder at work."""

    def __init__(self, folder: Path) -> None:
        self.chance = Random()
        self.content = Path(shutil.copytree(GOOD, folder / "content"))
        self.site = folder / "site"
        self.program = house(folder / "program")
        self.builder = Builder(self.content, self.site, None, "build.py", self.program)
        self.first = self.good = self.read()
        self.worlds = [self.good]
        self.made: dict[frozenset[tuple[str, bytes]], Tree] = {}
        self.in_place: Tree = {}
        self.digests: dict[tuple[int, int, int], str] = {}
        self.build("first build")

    def read(self) -> dict[str, bytes]:
        """All files of the content."""
        files = (path for path in self.content.rglob("*") if path.is_file())
        return {str(path.relative_to(self.content)): path.read_bytes() for path in files}

    def put(self, world: dict[str, bytes]) -> None:
        """Let the content hold just these files, as a checkout of another branch does."""
        shutil.rmtree(self.content, ignore_errors=True)
        for name, data in world.items():
            (self.content / name).parent.mkdir(parents=True, exist_ok=True)
            (self.content / name).write_bytes(data)

    def any(self) -> Path:
        """Any file of the content."""
        return self.content / self.chance.choice(sorted(self.read()))

    def tree(self) -> Tree:
        """The files of the site; those that look as they did are not read again."""
        found: dict[str, str] = {}
        for path in self.site.rglob("*"):
            status = path.stat()
            seen = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
            if path.is_file() and path.name != MARKER:
                if seen not in self.digests:
                    self.digests[seen] = sha256(path.read_bytes()).hexdigest()
                found[path.relative_to(self.site).as_posix()] = self.digests[seen]
        return found

    def build(self, what: str, changed: Sequence[Path] = ()) -> tuple[str, ...]:
        """Build, and see that the site in place is the last good one."""
        problems = self.builder.build(changed).problems
        world, found = self.read(), self.tree()
        if not problems:
            self.good = world
            self.worlds.append(world)
            self.in_place = self.made.setdefault(frozenset(world.items()), found)
        compare(found, self.in_place, what)
        assert [line for line in problems if not TOLD.match(line)] == [], what
        return problems

    def step(self, number: int) -> None:
        """Do something, and build; nobody goes on for long from what is broken."""
        self.chance = Random(number)  # whatever one step needs of chance, the next is the same
        world = self.read()
        is_mended = not world or (world != self.good and self.chance.random() < 0.5)
        [act] = [Day.mend] if is_mended else self.chance.choices([*ACTS], ACTS.values())
        (RARE.get(number) or act)(self)
        self.build(f"step {number}: {act.__name__}")

    # --- what can happen ---

    def words(self) -> None:
        path = self.any()
        text = path.read_bytes().decode(errors="replace")
        longer = rf"\1 {self.chance.choice('abc')}"
        path.write_text(re.sub(r"(en: [A-Z]\w+)", longer, text, count=1))

    def cut(self) -> None:
        path = self.any()
        data = path.read_bytes()
        path.write_bytes(data[: self.chance.randrange(len(data) + 1)])

    def garble(self) -> None:
        path = self.any()
        data = path.read_bytes()
        at = self.chance.randrange(len(data) + 1)
        path.write_bytes(data[:at] + self.chance.choice(GARBLE) + data[at:])

    def delete(self) -> None:
        self.any().unlink()

    def rename(self) -> None:
        path = self.any()
        shutil.rmtree(other := path.with_name(self.chance.choice(NAMES)), ignore_errors=True)
        path.rename(other)

    def rename_folder(self) -> None:
        path = self.any().parent
        path.rename(path.with_name(f"other-{self.chance.randrange(10**9)}"))

    def exchange(self) -> None:
        one, other = self.any(), self.any()
        one_data, other_data = one.read_bytes(), other.read_bytes()
        one.write_bytes(other_data)
        other.write_bytes(one_data)

    def replace_by_folder(self) -> None:
        path = self.any()
        path.unlink()
        (path / "inside").mkdir(parents=True)

    def replace_by_link(self) -> None:
        path = self.any()
        path.unlink()
        path.symlink_to("nowhere")

    def save_by_rename(self) -> None:
        path = self.any()
        beside = path.with_name(f"{path.name}~")
        beside.write_bytes(path.read_bytes() + b"\n")
        beside.replace(path)

    def leave_something(self) -> None:
        path = self.any()
        path.with_name(f".{path.name}.swp").write_bytes(b"\0")

    def check_out(self) -> None:
        self.put(self.chance.choice(self.worlds))

    def mend(self) -> None:
        self.put(self.good)

    def lose_content(self) -> None:
        shutil.rmtree(self.content)

    def lose_site(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)
        self.in_place = {}

    def end_process(self) -> None:
        assert self.builder._process
        os.kill(self.builder._process.pid, signal.SIGKILL)


TOLD = re.compile(
    r"[^:]+:\d+:\d+: error(\[[-a-z0-9]+\])?: .|\S+ holds no content yet\. `build\.py init FOLDER` "
)
GARBLE = (
    *(b"\t@", b"\xff", b"\0", b"{", b'"', b"\n- ", b": ", b"*", b"&a ", b"\r"),
    *(b"\xe2\x80\xae", b"[" * 9),
)
NAMES = (
    *("document.yaml", "2.yaml", "x.yml", "X.YAML", "con.yaml", "a b.yaml"),
    *("\udcff.yaml", "1.yaml~"),
)
ACTS = {
    Day.words: 12,
    Day.cut: 20,
    Day.garble: 25,
    Day.delete: 15,
    Day.rename: 15,
    Day.rename_folder: 7,
    Day.exchange: 8,
    Day.replace_by_folder: 8,
    Day.replace_by_link: 8,
    Day.save_by_rename: 10,
    Day.leave_something: 5,
    Day.check_out: 6,
    Day.mend: 10,
    Day.lose_content: 4,
}
"""What can happen, and how often beside the rest."""
RARE = {70: Day.lose_site, 140: Day.end_process}
"""What costs a whole build, by the steps in which it happens."""


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    """A day that has begun."""
    found = Day(tmp_path)
    yield found
    found.builder.close()


def test_after_a_day_of_breakages_the_site_is_that_of_a_first_build(day: Day) -> None:
    for number in range(EDITS):
        day.step(number)
    day.mend()  # whatever the last step has left
    assert day.build("the content is mended") == ()
    for name, (old, new, told) in SLIPS.items():
        path = day.program / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        line, *_ = day.build(name, [path])
        assert line.startswith(f"{name}:")
        assert told in line
        path.write_text(text, encoding="utf-8")
    day.put(day.first)
    assert day.build("the last build", [day.program / "schema"]) == ()
    compare(tree(day.site), day.made[frozenset(day.first.items())], "the last build")
