"""A walk through random edits, each followed by a rebuild that must equal a first build.

Two processes build: one rebuilds the same site after every edit, as a preview server does, and is
now and then replaced by a new one; the other builds every world from nothing. A world that the walk
comes to again need not be built from nothing again, and damage to the site or to what builds
remember leaves the world as it is: that is why rebuilds outnumber first builds.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from clausebook.build.write import MARKER
from tests.builder import Builder, Problems, Request
from tests.overlay import GOOD, OFFICIAL
from tests.random_edits import PROGRAM, World, edited, first_world
from tests.twin import ROOT

Tree = Mapping[str, str]
"""Digests of a site's files by path."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a world comes to: problems, or the files of its site."""

    problems: Problems
    files: Tree


def tree(site: Path) -> Tree:
    """The files of a site except its marker."""
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def house(folder: Path) -> Path:
    """A copy of the program, so that it can be edited."""
    for name in PROGRAM:
        shutil.copytree(ROOT / name, folder / name)
    for name in ("LICENSE", "package-lock.json", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


class _Builds:
    """A builder, and the edits of the program that it knows of."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._builder = Builder(program)
        self._knows: frozenset[tuple[str, str]] = frozenset()

    def start(self, world: World, request: Request) -> None:
        """Let it build a world."""
        if world.remembered != self._knows:
            self.renew()
            self._knows = world.remembered
        self._builder.start(request)

    def problems(self) -> Problems:
        """What came of it."""
        return self._builder.problems()

    def renew(self) -> None:
        """Another process, which knows only what is on the disk."""
        self._builder.close()
        self._builder = Builder(self._program)

    def close(self) -> None:
        self._builder.close()


@dataclass(slots=True)
class Walk:
    """A walk in a folder. ``fresh`` is the share of steps that lead to a world of their own."""

    folder: Path
    seed: int
    fresh: float
    counts: Counter[str] = field(default_factory=Counter)
    """Steps by their kinds."""
    first_builds: int = 0
    _chance: Random = field(init=False)
    _worlds: list[World] = field(init=False)
    _made: dict[tuple[object, ...], Made] = field(default_factory=dict)
    _foreign: dict[str, str] = field(default_factory=dict)
    _rebuilds: _Builds = field(init=False)
    _from_nothing: _Builds = field(init=False)
    _on_disk: World = field(init=False)

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)
        self._worlds = [first_world(GOOD, OFFICIAL, self._chance)]
        self._on_disk = World({}, {})
        program = house(self.folder / "house")
        self._rebuilds, self._from_nothing = _Builds(program), _Builds(program)
        self._build("first build", self._worlds[0])

    @property
    def site(self) -> Path:
        """The site that is rebuilt, in a folder with all that builds remember."""
        return self.folder / "ours" / "site"

    def close(self) -> None:
        """End the processes."""
        self._rebuilds.close()
        self._from_nothing.close()

    def step(self) -> None:
        """One edit, a rebuild, and the comparison."""
        if self._chance.random() < self.fresh:
            kind, world = edited(self._worlds[-1], self._chance, ROOT)
        else:
            weights = [weight for weight, _ in _OTHERS.values()]
            [kind] = self._chance.choices([*_OTHERS], weights)
            world = _OTHERS[kind][1](self)
        self._build(kind, world)
        # Nobody goes on for long from what is broken.
        if self._made[world.key].problems and self._chance.random() < 0.7:
            self._build("mended", next(w for w in reversed(self._worlds) if not self._is_wrong(w)))

    def _is_wrong(self, world: World) -> bool:
        return bool(self._made[world.key].problems)

    def _build(self, kind: str, world: World) -> None:
        self.counts[kind] += 1
        self._put(world)
        before = tree(self.site)
        self._rebuilds.start(world, self._request(world, self.site))
        if world.key not in self._made:
            self._made[world.key] = self._build_from_nothing(world)
        if world is not self._worlds[-1]:
            self._worlds.append(world)
        problems, expected = self._rebuilds.problems(), self._made[world.key]
        where = f"seed {self.seed}, step {self.counts.total()}: {kind}"
        assert problems == expected.problems, where
        files = before if problems else {**expected.files, **self._foreign}
        compare(tree(self.site), files, where)

    def _build_from_nothing(self, world: World) -> Made:
        out = self.folder / "theirs" / "site"
        self.first_builds += 1
        self._from_nothing.start(world, self._request(world, out))
        problems = self._from_nothing.problems()
        made = Made(problems, tree(out))
        shutil.rmtree(out.parent, ignore_errors=True)
        return made

    def _request(self, world: World, out: Path) -> Request:
        official = self.folder / "official" if world.is_compared else None
        return Request(self.folder / "content", out, world.on, official)

    def _put(self, world: World) -> None:
        """Make the disk hold a world, touching only what is different."""
        _put(self.folder / "content", self._on_disk.content, world.content)
        _put(self.folder / "official", self._on_disk.official, world.official)
        _put(self.folder / "theme", self._on_disk.theme, world.theme)
        before, after = self._on_disk.program, world.program
        originals = {
            name: (ROOT / name).read_text(encoding="utf-8") for name in before.keys() - after.keys()
        }
        _put(self.folder / "house", before, {**originals, **after})
        self._on_disk = world

    # --- what can happen beside edits ---

    def undone(self) -> World:
        """Back to the world before."""
        return self._worlds[-2] if len(self._worlds) > 1 else self._worlds[-1]

    def another_time(self) -> World:
        """Any world that has been, as when a branch is checked out: many edits at once."""
        return self._chance.choice(self._worlds)

    def again(self) -> World:
        """Nothing is edited."""
        return self._worlds[-1]

    def new_process(self) -> World:
        """What builds keep in memory is gone."""
        self._rebuilds.renew()
        return self._worlds[-1]

    def damaged_state(self) -> World:
        """A file that builds remember something in is gone, cut short or full of nonsense.

        Somebody's own file has a second name among them, under which it is the same file.
        """
        home = self.site.parent
        own = {place.rpartition("/")[2] for place in self._foreign}
        files = sorted(
            path
            for path in home.rglob("*")
            if path.is_file() and self.site not in path.parents and not path.is_symlink()
            if path.name not in own
        )
        if files:
            self._damage(self._chance.choice(files))
        return self._worlds[-1]

    def lost_state(self) -> World:
        """All of it is gone."""
        for path in [path for path in self.site.parent.iterdir() if path != self.site]:
            shutil.rmtree(path)
        return self._worlds[-1]

    def damaged_site(self) -> World:
        """A file of the site is gone, cut short or full of nonsense."""
        own = sorted(tree(self.site).keys() - self._foreign.keys())
        self._damage(self.site / self._chance.choice(own))
        return self._worlds[-1]

    def foreign_file(self) -> World:
        """Somebody puts a file of their own into the site."""
        folders = sorted({path.rpartition("/")[0] for path in tree(self.site)})
        place = f"{self._chance.choice(folders)}/own-{len(self._foreign)}.txt".lstrip("/")
        (self.site / place).write_text(place, encoding="utf-8")
        self._foreign[place] = sha256(place.encode()).hexdigest()
        return self._worlds[-1]

    def _damage(self, path: Path) -> None:
        data = path.read_bytes()
        harm = self._chance.choice(["gone", "cut", "nonsense"])
        if harm == "gone":
            path.unlink()
        else:
            path.write_bytes(data[: len(data) // 2] if harm == "cut" else b"\xff" + data[::-1])


_OTHERS: Mapping[str, tuple[int, Callable[[Walk], World]]] = {
    "undone": (30, Walk.undone),
    "another time": (30, Walk.another_time),
    "nothing": (5, Walk.again),
    "new process": (3, Walk.new_process),
    "damaged state": (12, Walk.damaged_state),
    "lost state": (2, Walk.lost_state),
    "damaged site": (12, Walk.damaged_site),
    "foreign file": (4, Walk.foreign_file),
}
"""Steps to worlds that have been built from nothing before, with their weights."""


def _put(folder: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    for name in before.keys() - after.keys():
        (folder / name).unlink()
        if not any((folder / name).parent.iterdir()):
            (folder / name).parent.rmdir()
    for name, text in after.items():
        if before.get(name) != text:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def compare(found: Tree, expected: Tree, where: str) -> None:
    """Two sites are the same; otherwise an AssertionError says where they are not."""
    missing, extra = expected.keys() - found.keys(), found.keys() - expected.keys()
    other = {name for name in found.keys() & expected.keys() if found[name] != expected[name]}
    different = {"missing": missing, "extra": extra, "other": other}
    told = {what: sorted(names) for what, names in different.items() if names}
    assert told == {}, f"{where}: {told}"
