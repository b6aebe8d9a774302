"""Built files → ``site/``, one by one and by any process; then the whole site changes at once.

Beside ``site/`` lies ``.site-build/`` with all state of builds; anybody may delete it. In it the
tree ``next/`` has the same files as the site, as hard links. A build puts into it what is new,
takes out what is no longer made, and lets the two trees change places. So a rebuild costs what
changed, and at every moment, also after a kill, ``site/`` is a complete site: the old or the new.

What no build made (``marker.py`` says how that is known) is carried along: it is linked into the
other tree before the swap, and what somebody added meanwhile is fetched after it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from clausebook.build.write.foreign import Meanwhile, carry, fetch, meanwhile
from clausebook.build.write.marker import MARKER, folder_of, folders_of, is_marked, marker
from clausebook.build.write.places import locked, recover, swap
from clausebook.build.write.record import Record, load, save
from clausebook.build.write.survey import Survey, align_next, look
from clausebook.build.write.trees import (
    FolderStamp,
    Stamp,
    entries,
    folder_stamp_of,
    link,
    make_folder,
    remove,
    stamp_of,
)
from clausebook.files import Built, digest_of

NO_JEKYLL = ".nojekyll"
"""Tells a host to publish files as they are. A build adds it where it is absent; then it counts as
foreign, so that whoever has one keeps it."""

_OF_A_HOST = "CNAME"
"""Beside names with a leading dot, what an empty repository of a site may hold."""
_RECORD = "record"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
"""What leads elsewhere, or cannot be in a name, on some system."""


class CannotWrite(OSError):
    """The output folder cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a site has, how many of them are new or changed, how many old ones went."""

    files: int
    changed: int
    removed: int


def write(files: Mapping[str, bytes], out: Path) -> Written:
    """Make these the site's own files, all at once."""
    with editing(out) as edition:
        return edition.publish({path: edition.put(path, data) for path, data in files.items()})


def state_of(out: Path) -> Path:
    """The folder in which builds into a folder remember what they did."""
    out = out.resolve()
    return out.with_name(f".{out.name}-build")


@contextlib.contextmanager
def editing(out: Path) -> Iterator[Edition]:
    """Begin a new edition of the site in this folder; other builds wait until it is done.

    An edition that is not published leaves the site as it was.
    """
    _refuse_foreign(out)
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    state = state_of(out)
    with locked(state) as is_held:
        recover(out)
        edition = Edition(out, state, is_held)
        yield edition
        edition.close()


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotWrite(f"{out} is not a folder")
    if not out.is_dir() or is_marked(out):
        return
    if any(not name.startswith(".") and name != _OF_A_HOST for name in entries(out)):
        raise CannotWrite(f"{out} was not built by Clausebook; empty it or choose another folder")


class Edition:
    """A new edition of the site while it is being made."""

    def __init__(self, out: Path, state: Path, is_held: Callable[[], bool]) -> None:
        self.state = state
        """The folder for all that builds remember."""
        self._out, self._next = out, state / "next"
        self._record = load(state / _RECORD)
        self._survey = look(out, self._record)
        self._aligned = align_next(out, self._next, self._survey, self._record)
        self._is_held = is_held
        self._made: set[str] = set()
        self._is_published = False
        self.files: Mapping[str, str] = {
            path: digest for path, digest in self._survey.digests.items() if path != MARKER
        }
        """What the site in place holds and nobody touched: digests by path."""

    def put(self, path: str, data: bytes) -> Built:
        """Write a file of the new edition, in whatever process; each is put once, and published.

        A file that the site holds already is not written again.
        """
        built = Built(_safe(path), digest_of(data), len(data))
        if not self.has(built):
            self._place(path, data)
        return built

    def has(self, built: Built) -> bool:
        """Whether the site in place has just this file, and nobody touched it."""
        return self.files.get(built.path) == built.digest

    def read(self, path: str) -> bytes:
        """A file that was put, or one of the site in place that was not."""
        return (self._next / path).read_bytes()

    def publish(self, files: Mapping[str, Built]) -> Written:
        """Make these the site's own files: those that were put, and unchanged ones of the site.

        Foreign files stay. Raises :class:`CannotWrite`, with the site as it was, where one is in
        the way, and ValueError for a file that is not there.
        """
        self._refuse_when_lost()
        new = [path for path, built in files.items() if not self.has(built)]
        gone = (self.files.keys() | self._survey.spoilt) - files.keys() - {MARKER}
        stamps = {path: self._stamp_of_put(path) for path in new}
        changed = sum(stamp != stamp_of(self._out / path) for path, stamp in stamps.items())
        emptied = self._take_out(gone)
        digests = {path: built.digest for path, built in files.items()}
        digests[MARKER], stamps[MARKER] = self._put_marks(files.keys())
        self._share_folders(new)
        carry(self._survey, self._out, self._next)
        touched = {"", *emptied, *(above for path in (*new, *gone) for above in folders_of(path))}
        folders = self._folders_now(touched)
        news = self._swap(files.keys())
        self._note(digests, stamps, folders, touched, news)
        return Written(len(files), changed, len(gone))

    def close(self) -> None:
        """Note, where nothing was published, that the other tree is like the site.

        Folders with files that somebody changed are noted as changed for the next build, too.
        """
        unsettled = dict.fromkeys(map(folder_of, self._survey.spoilt), (0, 0))
        survey = replace(self._survey, folders={**self._survey.folders, **unsettled})
        record = _record(survey, self._aligned)
        if not self._is_published and record != self._record:
            save(record, self.state / _RECORD)

    def _place(self, path: str, data: bytes) -> None:
        """Write a file into the other tree, or link it where the site has just this one."""
        _refuse(self._out, self._survey.in_the_way(path), path)
        folder, target = folder_of(path), f"{self._next}/{path}"
        if folder not in self._made:
            for above in reversed([*folders_of(path)]):
                make_folder(self._next / above)
            self._made.add(folder)
        remove(target)
        if path in self._survey.spoilt and _holds(self._out / path, data):
            link(self._out / path, target)
        else:
            with open(target, "wb", buffering=0) as file:  # noqa: PTH123  much quicker than a Path
                file.write(data)

    def _stamp_of_put(self, path: str) -> Stamp:
        stamp = stamp_of(self._next / path)
        if stamp is None or stamp == self._survey.stamps.get(path):
            raise ValueError(f"{path} was not put")
        return stamp

    def _take_out(self, paths: Iterable[str]) -> set[str]:
        """Remove own files, and own folders that are empty now; returns these and those around."""
        for path in paths:
            if folder_stamp_of(self._next / path) is None:
                remove(self._next / path)
        left = {above for path in paths for above in folders_of(path)} | self._survey.changed
        emptied: set[str] = set()
        for folder in sorted(left - {""}, reverse=True):  # inner ones first
            with contextlib.suppress(OSError):  # something is in it
                (self._next / folder).rmdir()
                emptied |= {folder, folder_of(folder)}
        return emptied

    def _put_marks(self, paths: Set[str]) -> tuple[str, Stamp]:
        """Put what tells hosts and builds about the site; returns what the marker is.

        The marker depends on nothing but names, and is not put again where they are the same.
        """
        if NO_JEKYLL not in self._survey.foreign:
            self._place(NO_JEKYLL, b"")
        known = self._survey.digests.get(MARKER)
        if known and paths == self.files.keys():
            return known, self._survey.stamps[MARKER]
        data = marker(paths)
        if known == digest_of(data):
            return known, self._survey.stamps[MARKER]
        self._place(MARKER, data)
        return digest_of(data), self._stamp_of_put(MARKER)

    def _share_folders(self, new: Iterable[str]) -> None:
        """Let foreign folders in which new files are be shared, if the files in them allow it."""
        survey = self._survey.sharing(self._out, new)
        if survey != self._survey:
            for path in new:
                _refuse(self._out, survey.in_the_way(path), path)
            self._survey = survey

    def _swap(self, paths: Set[str]) -> Meanwhile:
        """Let the trees change places, or leave them where something foreign is in the way."""
        self._refuse_when_lost()
        swap(self._next, self._out)
        news = meanwhile(self._survey, self._next, self._out)
        for path in news.came:
            if path in paths or any(other.startswith(f"{path}/") for other in paths):
                swap(self._next, self._out)
                _refuse(self._out, path, path)
        fetch(self._survey, news, self._next, self._out)
        return news

    def _refuse_when_lost(self) -> None:
        was_there = "" in self._survey.folders
        if not self._is_held() or was_there != self._out.exists():
            raise CannotWrite(f"{self._out} or {self.state} was removed or made during the build")

    def _folders_now(self, touched: Iterable[str]) -> Mapping[str, FolderStamp]:
        """The folders of the other tree, seen before others can change them."""
        folders = dict(self._aligned)
        for folder in touched:
            stamp = folder_stamp_of(self._next / folder)
            if stamp:
                folders[folder] = stamp
            else:
                folders.pop(folder, None)
        return {folder: folders[folder] for folder in sorted(folders)}

    def _note(
        self,
        digests: Mapping[str, str],
        stamps: Mapping[str, Stamp],
        folders: Mapping[str, FolderStamp],
        touched: Set[str],
        news: Meanwhile,
    ) -> None:
        """Write down what is in both trees. A full disk costs only time of the next build."""
        before = self._survey
        known = {**before.stamps, **stamps}
        came_folders = {path for path in news.came if folder_stamp_of(self._out / path)}
        survey = Survey(
            digests,
            {path: known[path] for path in digests},
            frozenset(),
            folders,
            frozenset(),
            (before.foreign - news.went - came_folders) | (news.came - came_folders) | {NO_JEKYLL},
            (before.foreign_folders - news.went - news.came) | came_folders,
        )
        aligned: Mapping[str, FolderStamp] = {
            folder: stamp
            for folder, stamp in before.folders.items()
            if folder in folders and folder not in touched
        }
        self._is_published = True
        with contextlib.suppress(OSError):
            record = _record(survey, aligned)
            save(record, self.state / _RECORD)
            if not before.folders:  # so that the first edit after a first build need not wait
                aligned = align_next(self._out, self._next, survey, record)
                save(_record(survey, aligned), self.state / _RECORD)


def _record(survey: Survey, aligned: Mapping[str, FolderStamp]) -> Record:
    return Record(
        survey.digests,
        survey.stamps,
        survey.folders,
        aligned,
        survey.foreign,
        survey.foreign_folders,
    )


def _safe(path: str) -> str:
    """The path, if it is one, the same and inside the site on every system."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or _UNSAFE.search(path):
        raise CannotWrite(f"{path!r} would leave the site")
    if str(pure) != path or path in (".", MARKER, NO_JEKYLL):
        raise CannotWrite(f"{path!r} is no path of a file of the site")
    return path


def _refuse(out: Path, in_the_way: str | None, path: str) -> None:
    if in_the_way is not None:
        raise CannotWrite(
            f"{out / in_the_way} is not Clausebook's own and in the way of {path}; move it away"
        )


def _holds(file: Path, data: bytes) -> bool:
    """Whether an ordinary file holds just these bytes."""
    stamp = stamp_of(file)
    return stamp is not None and stamp[1] == len(data) and file.read_bytes() == data
