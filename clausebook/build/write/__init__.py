"""Built files → ``site/``, one by one and by any process; then the whole site changes at once.

Beside ``site/`` lies ``.site-build/`` with all state of builds; anybody may delete it. In it the
tree ``next/`` has the same files as the site, as hard links. A build puts into it what is new,
takes out what is no longer made, and lets the two trees change places. So a rebuild costs what
changed, and at every moment, also after a kill, ``site/`` is a complete site: the old or the new.

What no build made (``marker.py`` says how that is known) is carried along: it is linked into the
other tree before the swap, and what somebody added meanwhile is fetched after it.

A volume cannot change places with anything. There the files of the trees do, one by one
(``inplace.py``), and the state is in it: what is beside it is another disk, or may not be written.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from clausebook.build.write.foreign import Meanwhile, carry, fetch, meanwhile
from clausebook.build.write.inplace import move_in
from clausebook.build.write.leftovers import sweep
from clausebook.build.write.marker import MARKER, folder_of, folders_of, is_marked, marker
from clausebook.build.write.places import (
    folds_names,
    has_to_stay,
    locked,
    other_tree_of,
    recover,
    resolved,
    state_of,
    swap,
)
from clausebook.build.write.record import Record, load, save
from clausebook.build.write.survey import Survey, align_next, look
from clausebook.build.write.trees import (
    FolderStamp,
    Stamp,
    entries,
    folder_stamp_of,
    is_file,
    link,
    make_folder,
    remove,
    stamp_of,
    write_whole,
)
from clausebook.build.write.trouble import CannotWrite, leaving_no_rest, telling
from clausebook.files import Built, digest_of
from clausebook.messages import say

__all__ = ["CannotWrite", "Edition", "Written", "editing", "holding", "state_of", "write"]

NO_JEKYLL = ".nojekyll"
"""Tells a host to publish files as they are. A build adds it where it is absent; then it counts as
foreign, so that whoever has one keeps it."""

_OF_OTHERS = ("CNAME", "lost+found")
"""Beside names with a leading dot, what an empty repository or volume of a site may hold."""
_RECORD = "record"
_UNKNOWN = (0, 0)
"""The stamp of a folder that the next build has to look into."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
"""What leads elsewhere, or cannot be in a name, on some system."""


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


@contextlib.contextmanager
def editing(out: Path) -> Iterator[Edition]:
    """Begin a new edition of the site in this folder; other builds wait until it is done.

    An edition that is not published leaves the site as it was; where the disk was full, nothing of
    it is left there. Raises :class:`CannotWrite` for whatever the system does not allow.
    """
    with holding(out) as (out, state, is_held), _readable_by_all():
        other = other_tree_of(out, state)
        with leaving_no_rest(state, other):
            recover(out)
            sweep(state)
            edition = Edition(out, state, other, is_held)
            yield edition
            edition.close()


@contextlib.contextmanager
def holding(out: Path) -> Iterator[tuple[Path, Path, Callable[[], bool]]]:
    """Let nobody else build into a folder; hands it out with its state, and whether that is held.

    Raises :class:`CannotWrite`, whatever it is that the system does not allow.
    """
    with telling(out, state_of(out), "--out"):
        _refuse_foreign(out)
        _refuse_locked(out)
        out = resolved(out)
        missing = [folder for folder in out.parents if not folder.exists()]
        state = state_of(out)
        mode = 0o700 if out == state.parent else 0o777
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            make = partial(Path.mkdir, mode=mode, exist_ok=True)
            with locked(state, make) as is_held:
                yield out, state, is_held
        except Exception:
            for folder in missing:
                with contextlib.suppress(OSError):  # the site is in it, or what builds remember
                    folder.rmdir()
            raise


@contextlib.contextmanager
def _readable_by_all() -> Iterator[None]:
    """Whoever builds, a web server has to read the site."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotWrite(say("disk.no-folder", path=out))
    if not out.is_dir() or is_marked(out):
        return
    if any(not name.startswith(".") and name not in _OF_OTHERS for name in entries(out)):
        raise CannotWrite(say("disk.not-built", path=out))


def _refuse_locked(out: Path) -> None:
    """The other tree takes over the site's permissions: say now that these are the reason."""
    if out.exists() and not os.access(out, os.W_OK):
        is_read_only = os.statvfs(out).f_flag & os.ST_RDONLY
        number = errno.EROFS if is_read_only else errno.EACCES
        raise OSError(number, os.strerror(number), str(out))


class Edition:
    """A new edition of the site while it is being made."""

    def __init__(self, out: Path, state: Path, other: Path, is_held: Callable[[], bool]) -> None:
        self.state = state
        """The folder for all that builds remember."""
        self._out, self._next = out, other
        self._record = load(state / _RECORD)
        self._survey = look(out, self._record)
        self._aligned = align_next(out, self._next, self._survey, self._record)
        self._fold: Callable[[str], str] = str.casefold if folds_names(state) else str
        foreign = self._survey.foreign | self._survey.foreign_folders
        self._foreign = {self._fold(path): path for path in foreign}
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

    def publish(self, files: Mapping[str, Built], last: str = "") -> Written:
        """Make these the site's own files: those that were put, and unchanged ones of the site.

        Where they have to come one by one, ``last`` is the last one. Foreign files stay. Raises
        :class:`CannotWrite`, with the site as it was, where one is in the way, and ValueError for
        a file that is not there.
        """
        self._refuse_when_lost()
        new = [path for path, built in files.items() if not self.has(built)]
        kept = {MARKER, *map(self._fold, files)}
        old = self.files.keys() | self._survey.spoilt
        gone = {path for path in old if path not in kept and self._fold(path) not in kept}
        stamps = {path: self._stamp_of_put(path) for path in new}
        changed = sum(stamp != stamp_of(self._out / path) for path, stamp in stamps.items())
        emptied = self._take_out(gone)
        digests = {path: built.digest for path, built in files.items()}
        digests[MARKER], stamps[MARKER] = self._put_marks(files.keys())
        self._share_folders(new)
        touched = {"", *emptied, *(above for path in (*new, *gone) for above in folders_of(path))}
        placed = self._in_one(files.keys(), touched) or self._one_by_one(
            {*new}, gone, last, touched
        )
        self._note(digests, stamps, placed)
        return Written(len(files), changed, len(gone))

    def close(self) -> None:
        """Note, where nothing was published, that the other tree is like the site.

        Folders with files that somebody changed are noted as changed for the next build, too.
        """
        unsettled = dict.fromkeys(map(folder_of, self._survey.spoilt), _UNKNOWN)
        survey = replace(self._survey, folders={**self._survey.folders, **unsettled})
        record = _record(survey, self._aligned)
        if not self._is_published and record != self._record:
            with contextlib.suppress(OSError):
                save(record, self.state / _RECORD)

    def _place(self, path: str, data: bytes) -> None:
        """Write a file into the other tree, or link it where the site has just this one."""
        _refuse(self._out, self._survey.in_the_way(path), path)
        _refuse(self._out, self._in_other_capitals(path), path)
        folder, target = folder_of(path), f"{self._next}/{path}"
        if folder not in self._made:
            for above in reversed([*folders_of(path)]):
                make_folder(self._next / above)
            self._made.add(folder)
        remove(target)
        if path in self._survey.spoilt and _holds(self._out / path, data):
            link(self._out / path, target)
        else:
            write_whole(target, data)

    def _in_other_capitals(self, path: str) -> str | None:
        """Something foreign whose name is the same to the disk, though it is written otherwise."""
        found = {part: self._foreign.get(self._fold(part)) for part in (path, *folders_of(path))}
        return next((other for part, other in found.items() if other and other != part), None)

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

    def _in_one(self, paths: Set[str], touched: Set[str]) -> _Placed | None:
        """Let the trees change places, or leave them where something foreign is in the way.

        None where the site's folder has to stay.
        """
        if has_to_stay(self._out):
            return None
        carry(self._survey, self._out, self._next)
        folders = self._folders_now(touched)
        self._refuse_when_lost()
        if not swap(self._next, self._out):
            return None
        news = meanwhile(self._survey, self._next, self._out)
        for path in news.came:
            if path in paths or any(other.startswith(f"{path}/") for other in paths):
                swap(self._next, self._out)
                _refuse(self._out, path, path)
        fetch(self._survey, news, self._next, self._out)
        return _Placed(folders, _alike(self._survey.folders, folders, touched), news)

    def _one_by_one(self, new: Set[str], gone: Set[str], last: str, touched: Set[str]) -> _Placed:
        """Move the files that are new or gone; what is foreign stays where it is."""
        own = self.files.keys() | self._survey.spoilt | {MARKER}
        marks = {path for path in (MARKER, NO_JEKYLL) if self._is_placed(path)}
        for path in new - own:
            for part in {path, *folders_of(path)} - own:
                _refuse(self._out, part if is_file(self._out / part) else None, path)
        names = marker(new | own - {MARKER})
        self._refuse_when_lost()
        move_in(new | marks, gone, self._next, self._out, last=last, names=names)
        folders = {
            folder: _UNKNOWN if folder in touched else self._survey.folders[folder]
            for folder in sorted(self._survey.folders.keys() | touched)
            if folder not in touched or folder_stamp_of(self._out / folder)
        }
        return _Placed(folders, _alike(self._aligned, folders, touched), Meanwhile())

    def _is_placed(self, path: str) -> bool:
        """Whether the other tree has a file that the site has not, or has another one."""
        stamp = stamp_of(self._next / path)
        return stamp is not None and stamp != stamp_of(self._out / path)

    def _refuse_when_lost(self) -> None:
        was_there = "" in self._survey.folders
        if not self._is_held() or was_there != self._out.exists():
            raise CannotWrite(say("disk.site-removed", site=self._out, state=self.state))

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
        self, digests: Mapping[str, str], stamps: Mapping[str, Stamp], placed: _Placed
    ) -> None:
        """Write down what is in both trees. A full disk costs only time of the next build."""
        news, folders = placed.news, placed.folders
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
        self._is_published = True
        with contextlib.suppress(OSError):
            record = _record(survey, placed.aligned)
            save(record, self.state / _RECORD)
            if not before.folders:  # so that the first edit after a first build need not wait
                aligned = align_next(self._out, self._next, survey, record)
                save(_record(survey, aligned), self.state / _RECORD)


@dataclass(frozen=True, slots=True)
class _Placed:
    """What the trees are like when the new edition is in its place."""

    folders: Mapping[str, FolderStamp]
    """The folders of the site."""
    aligned: Mapping[str, FolderStamp]
    """Those of the other tree that have the same entries."""
    news: Meanwhile


def _alike(
    noted: Mapping[str, FolderStamp], folders: Mapping[str, FolderStamp], touched: Set[str]
) -> dict[str, FolderStamp]:
    """What was noted of those folders that nobody touched."""
    return {f: stamp for f, stamp in noted.items() if f in folders and f not in touched}


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
        raise CannotWrite(say("disk.outside", path=path))
    if str(pure) != path or path in (".", MARKER, NO_JEKYLL):
        raise CannotWrite(say("disk.no-path", path=path))
    return path


def _refuse(out: Path, in_the_way: str | None, path: str) -> None:
    if in_the_way is not None:
        raise CannotWrite(say("disk.foreign", foreign=out / in_the_way, path=path))


def _holds(file: Path, data: bytes) -> bool:
    """Whether an ordinary file holds just these bytes."""
    stamp = stamp_of(file)
    return stamp is not None and stamp[1] == len(data) and file.read_bytes() == data
