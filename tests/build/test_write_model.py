"""Any order of builds, edits by hand and lost state, against a model of two dictionaries."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from clausebook.build.write import CannotWrite, Written, editing, write
from clausebook.build.write.trees import remove
from tests.fuzz.frame import tries
from tests.rendered import files_in

Files = dict[str, bytes]

NAMES = st.sampled_from(["a", "b", "c.0123456789.js", "c.abcdefabcd.js"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
DATA = st.sampled_from([b"1", b"2", b"three"])


def fits(paths: set[str]) -> bool:
    """Whether no file stands where another has its folder."""
    return not any(other.startswith(f"{path}/") for path in paths for other in paths)


SITES = st.dictionaries(PATHS, DATA, max_size=6).filter(lambda files: fits(set(files)))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("build"), SITES),
        st.tuples(st.just("give up"), SITES),
        st.tuples(st.just("write"), PATHS, DATA),
        st.tuples(st.just("replace"), PATHS, DATA),
        st.tuples(st.just("delete"), PATHS),
        st.tuples(st.just("forget")),
        st.tuples(st.just("harm"), PATHS),
    ),
    max_size=14,
)


class Model:
    """A site as it must be: its own files, those of others, and what lies there now."""

    def __init__(self, root: Path) -> None:
        self.out = root / "site"
        self.state = root / ".site-build"
        self.own: Files = {}
        self.foreign: Files = {}
        self.there: Files = {}

    def build(self, files: Files) -> None:
        if fits({*files, *self.foreign}) and not files.keys() & self.foreign.keys():
            written = write(files, self.out)
            assert written == Written(
                len(files),
                sum(self.there.get(path) != data for path, data in files.items()),
                len((self.own.keys() & self.there.keys()) - files.keys()),
            )
            self.own, self.there = files, files | self.foreign
            return
        try:
            write(files, self.out)
        except CannotWrite:
            return
        raise AssertionError("a foreign file was in the way")

    def give_up(self, files: Files) -> None:
        with editing(self.out) as edition:
            for path, data in files.items():
                if fits({*files, *self.foreign}) and path not in self.foreign:
                    edition.put(path, data)

    def write(self, path: str, data: bytes) -> None:
        """Somebody writes a file in place, whosever it is; what has hashes is always a build's."""
        is_new = path not in self.own
        if not self.out.exists() or (is_new and "." in path):
            return
        if fits({*self.there, path}) and fits({*self.own, *self.foreign, path}):
            (self.out / path).parent.mkdir(parents=True, exist_ok=True)
            (self.out / path).write_bytes(data)
            self._put(path, data)

    def replace(self, path: str, data: bytes) -> None:
        """Somebody saves a file as editors do."""
        if path in self.there:
            aside = self.out / "aside"
            aside.write_bytes(data)
            aside.replace(self.out / path)
            self._put(path, data)

    def _put(self, path: str, data: bytes) -> None:
        self.there = self.there | {path: data}
        if path not in self.own:
            self.foreign = self.foreign | {path: data}

    def delete(self, path: str) -> None:
        """Somebody deletes a file, and the folders around it that are empty then."""
        if path in self.there:
            (self.out / path).unlink()
            self.there = {other: data for other, data in self.there.items() if other != path}
            self.foreign = {other: data for other, data in self.foreign.items() if other != path}
            for folder in (self.out / path).parents:
                if folder == self.out or any(folder.iterdir()):
                    break
                folder.rmdir()

    def forget(self) -> None:
        """Somebody deletes the state."""
        remove(self.state)

    def harm(self, path: str) -> None:
        """Somebody deletes part of the state."""
        remove(self.state / "next" / path)


@tries(100)
@given(STEPS)
def test_whatever_happens_a_site_is_own_and_foreign_files(steps: list[tuple[object, ...]]) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        model = Model(root)
        for name, *arguments in steps:
            getattr(model, str(name).replace(" ", "_"))(*arguments)
            if model.out.exists():
                assert files_in(model.out) == model.there
    finally:
        shutil.rmtree(root)
