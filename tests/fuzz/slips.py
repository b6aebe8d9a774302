"""Slips in a tree of content files: everything that may happen to files that people write.

A slip says what it does and to which file, so that the slips of a failure can be read off and made
by hand. One that finds its place gone, because another came first, does nothing.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

from tests.overlay import GOOD

Route = tuple[str | int, ...]
Value = Any


class Slip(NamedTuple):
    """What happens, to which file, and with what."""

    what: str
    file: str
    with_: Any


# --- what is typed ---------------------------------------------------------------------------

# fmt: off
WORDS = (
    "", " ", "\u3000", "\n", "a", "A", "é", "🦑", "𠮷", "a\n", "a\n\nb", "x" * 61, "x" * 700,
    "字" * 3000, "a-b", "a_b", "-a", "a--b", "a.b", "..", "../x", "/", "a/b", "#2", "a#2", "CON",
    "index", "zh", "404", "yes", "no", "null", "~", "true", "constructor", "__proto__", "TODO",
    "\u202e", "\u200b", "\x07", "\ufeff", "\ud7ff", "5", "５", "٣", "²", "½", "-5", "1e5", "1/0",
    "NaN", "9" * 400, "0" * 90, "三", "百分之", "30%", "200万元", "5个月", ">=1亿元", ">=", "0元",
    "2031-02-30", "2031-04-01", "0000-00-00", "9999-12-31", "2031年", "20-50年", "1:0", "0:1", "0%",
    "tide-2031-4", "tide-2031-4/2", "tide-2031-4/2.cap", "quay-2032-7/2", "final", "1", "2#1", "0",
    "cap", "rate", "investment", "cap + cap", "min(", "cap / 0", "investment > cap", "kelp",
    "steps(cap, 0)", "(" * 90, "not " * 90 + "yes", "growing", "sea-farming", "tidewater",
    "<b>", "</script>", "&amp;", "]]>", "`a`", "a*b", "**a**", "- a", "1. a", "http://x", "%", "@",
    "=cmd|x", '"', "'", "\\", "a: b", "# a", "《》", "（一）", "第三章", "seaweed",
)
# fmt: on
"""What somebody may type anywhere."""
BRACED = ("{cap}", "{rate}", "{clause:2}", "{clause:}", "{doc:tide-2031-4}", "{term:kelp|}", "{a")
BRACED += ("{term:kelp|kelps}", "{tide-2031-4/2.cap}", "{agency:sea-farming}", "{topic:x}", "{}")

words = st.one_of(st.sampled_from(WORDS), st.sampled_from(BRACED), st.text(max_size=6))
values: st.SearchStrategy[Value] = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(words, inner, max_size=3)
        | st.fixed_dictionaries({"zh": inner, "en": inner})
    ),
    max_leaves=4,
)


# --- slips within a file's values ------------------------------------------------------------


@cache
def good() -> dict[str, Value]:
    """The good content as it is typed."""
    return {
        path.relative_to(GOOD).as_posix(): yaml.load(path.read_bytes(), yaml.CBaseLoader)
        for path in sorted(GOOD.rglob("*.yaml"))
    }


def routes(value: Value, route: Route = ()) -> Iterator[Route]:
    """The routes to everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in [] if isinstance(value, str) else inner:
        yield (*route, key)
        yield from routes(part, (*route, key))


def _within(value: Value, route: Route) -> Value:
    for step in route:
        value = value[step]
    return value


def _put(value: Value, route: Route, new: Value) -> None:
    _within(value, route[:-1])[route[-1]] = new


def _delete(value: Value, route: Route) -> None:
    del _within(value, route[:-1])[route[-1]]


def _rename(value: Value, route: Route, name: str) -> None:
    around = _within(value, route[:-1])
    around[name] = around.pop(route[-1])


def _append(value: Value, route: Route, more: str) -> None:
    _put(value, route, _within(value, route) + more)


def _repeat(value: Value, route: Route) -> None:
    around = _within(value, route[:-1])
    around.append(copy.deepcopy(around[int(route[-1])]))


def _swap(value: Value, route: Route, other: Route) -> None:
    one, two = _within(value, route), _within(value, other)
    _put(value, route, copy.deepcopy(two))
    _put(value, other, copy.deepcopy(one))


def _borrow(value: Value, route: Route, file: str, other: Route) -> None:
    _put(value, route, copy.deepcopy(_within(good()[file], other)))


VALUE_SLIPS: dict[str, Callable[..., None]] = {
    "append": _append,
    "put": _put,
    "delete": _delete,
    "rename": _rename,
    "repeat": _repeat,
    "swap": _swap,
    "borrow": _borrow,
}


def slipped(value: Value, slip: Slip) -> Value:
    """The value after a slip; the same where its place is gone."""
    other = copy.deepcopy(value)
    try:
        VALUE_SLIPS[slip.what](other, *slip.with_)
    except (LookupError, TypeError, ValueError, AttributeError):
        return value
    return other


def _dumped(value: Value) -> bytes:
    text: str = yaml.dump(
        value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000
    )
    return text.encode("utf-8", "surrogatepass")


# --- slips of bytes and of files -------------------------------------------------------------

# fmt: off
LINES = (
    "---", "...", "%YAML 9.9", "\t- a", "- &a x", "*a", "!!python/name:os.system x", "? a", "a:",
    "a: b: c", "zh: x", "number: （九）", "{", "[", "'", '"', "|", ">", "<<: *a", "!x y", ": ",
    "[" * 60, "{a: " * 60, "a: &a [*a]", '"\\x07"', '"\\uD800"', "? [a]\n: b", "# c", "a: >-\n",
    "\x00",
)
# fmt: on
BYTES: dict[str, Callable[[bytes], bytes]] = {
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "cr": lambda data: data.replace(b"\n", b"\r"),
    "bom": lambda data: b"\xef\xbb\xbf" + data,
    "utf-16": lambda data: data.decode("utf-8", "replace").encode("utf-16"),
    "gbk": lambda data: data.decode("utf-8", "replace").encode("gb18030"),
    "binary": lambda data: bytes(range(256)) + data,
    "tabs": lambda data: data.replace(b"  ", b"\t"),
    "wide": lambda data: data.replace(b": ", "：".encode()),
    "empty": lambda data: b"",
    "no end": lambda data: data.rstrip(b"\n"),
    "nel": lambda data: data.replace(b"\n", "\u2028\n".encode(), 1),
    "twice": lambda data: data * 2,
}


def _insert_line(data: bytes, at: int, line: str) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join([*lines[: at % len(lines)], line.encode(), *lines[at % len(lines) :]])


def _lose_line(data: bytes, at: int) -> bytes:
    lines = data.split(b"\n")
    del lines[at % len(lines)]
    return b"\n".join(lines)


def _indent(data: bytes, at: int) -> bytes:
    lines = data.split(b"\n")
    lines[at % len(lines)] = b" " + lines[at % len(lines)]
    return b"\n".join(lines)


def _sign(data: bytes, at: int, sign: int) -> bytes:
    place = at % (len(data) + 1)
    return data[:place] + bytes([sign]) + data[place + 1 :]


BYTE_SLIPS: dict[str, Callable[..., bytes]] = {
    "line": _insert_line,
    "lose line": _lose_line,
    "indent": _indent,
    "cut": lambda data, at: data[: at % (len(data) + 1)],
    "sign": _sign,
    "bytes": lambda data, name: BYTES[name](data),
}
NAMES = ("x.yaml", "X.YAML", "con.yaml", "a b.yaml", "条.yaml", "-.yaml", ".yaml", "a.yml", "5")
NAMES += ("a/b/c.yaml", "zh/1.yaml", "tide-2031-4/2.YAML", "tide-2031-4/index.yaml", "é.yaml")
NAMES += ("data/document.yaml", "new/document.yaml", "tide-2031-4/4.yaml", "a" * 120 + ".yaml")


def _remove(path: Path, content: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _move(path: Path, content: Path, name: str) -> None:
    (content / name).parent.mkdir(parents=True, exist_ok=True)
    path.rename(content / name)


def _copy(path: Path, content: Path, name: str) -> None:
    (content / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, content / name)


def _folder(path: Path, content: Path) -> None:
    _remove(path, content)
    path.mkdir()


def _parent(path: Path, content: Path) -> None:
    """A file in the place of its folder."""
    if path.parent != content:
        _remove(path.parent, content)
        path.parent.write_bytes(b"a: b\n")


def _link(path: Path, content: Path, target: str) -> None:
    _remove(path, content)
    path.symlink_to(target)


FILE_SLIPS: dict[str, Callable[..., None]] = {
    "remove": _remove,
    "move": _move,
    "copy": _copy,
    "folder": _folder,
    "file for folder": _parent,
    "link": _link,
}


def commit(slips: list[Slip], content: Path) -> None:
    """Make the slips in a folder of content."""
    for slip in slips:
        path = content / slip.file
        if slip.what in FILE_SLIPS:
            try:
                FILE_SLIPS[slip.what](path, content, *slip.with_)
            except OSError:
                continue  # an earlier slip stands in the way
        elif path.is_file():
            path.write_bytes(_changed(path.read_bytes(), slip))


def _changed(data: bytes, slip: Slip) -> bytes:
    if slip.what in BYTE_SLIPS:
        return BYTE_SLIPS[slip.what](data, *slip.with_)
    try:
        value = yaml.load(data, yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return data
    return _dumped(slipped(value, slip))


# --- drawing ---------------------------------------------------------------------------------

FILES = tuple(good())
PLACES = [(file, route) for file in FILES for route in routes(good()[file])]
TEXTS = [(file, at) for file, at in PLACES if isinstance(_within(good()[file], at), str)]
ENTRIES = [(file, at) for file, at in PLACES if isinstance(at[-1], int)]

files = st.sampled_from(FILES)
places, texts = st.sampled_from(PLACES), st.sampled_from(TEXTS)
numbers = st.integers(0, 4000)


def _slip(what: str, place: tuple[str, Route], *with_: Any) -> Slip:
    return Slip(what, place[0], (place[1], *with_))


@st.composite
def _swaps(draw: st.DrawFn) -> Slip:
    file = draw(files)
    inside = st.sampled_from([*routes(good()[file])])
    return Slip("swap", file, (draw(inside), draw(inside)))


value_slips = st.one_of(
    st.builds(_slip, st.just("append"), texts, words),
    st.builds(_slip, st.just("put"), texts, words),
    st.builds(_slip, st.just("delete"), places),
    st.builds(_slip, st.just("put"), places, values),
    st.builds(_slip, st.just("rename"), places, words),
    st.builds(_slip, st.just("repeat"), st.sampled_from(ENTRIES)),
    st.builds(lambda place, other: _slip("borrow", place, *other), places, places),
    _swaps(),
)
byte_slips = st.one_of(
    st.builds(Slip, st.just("lose line"), files, st.tuples(numbers)),
    st.builds(Slip, st.just("line"), files, st.tuples(numbers, st.sampled_from(LINES))),
    st.builds(Slip, st.just("indent"), files, st.tuples(numbers)),
    st.builds(Slip, st.just("cut"), files, st.tuples(numbers)),
    st.builds(Slip, st.just("sign"), files, st.tuples(numbers, st.integers(0, 255))),
    st.builds(Slip, st.just("bytes"), files, st.tuples(st.sampled_from([*BYTES]))),
)
file_slips = st.one_of(
    st.builds(Slip, st.just("remove"), st.sampled_from((*FILES, "tide-2031-4")), st.just(())),
    st.builds(Slip, st.sampled_from(("move", "copy")), files, st.tuples(st.sampled_from(NAMES))),
    st.builds(Slip, st.sampled_from(("folder", "file for folder")), files, st.just(())),
    st.builds(Slip, st.just("link"), files, st.tuples(st.sampled_from(("x", ".", "final.yaml")))),
)
slips = st.lists(
    st.one_of(value_slips, value_slips, byte_slips, file_slips), min_size=1, max_size=3
)
"""Most of them within values: what cannot be parsed is never looked at further."""
