"""Keys that stand under the wrong key, because their lines are indented too little or too much.

YAML reads such a file as it stands, and what a schema then misses says little. Here keys are moved,
on trial, to where another indentation would put them; where the file then fits better, that is what
the editor is told. Only a file of the wrong shape comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from clausebook.content.indents import STEP
from clausebook.content.load import YamlFile
from clausebook.content.schemas import Shape, count_misfits
from clausebook.content.slips import MOST_SPACES, spaces
from clausebook.messages import say
from clausebook.problems import Problems, Route

_UNKNOWN = "additionalProperties"
"""What a schema calls an error about keys that it does not know."""
_MOST_MOVES, _MOST_TRIALS, _LONGEST_RUN = 8, 200, 8
_MOST_MISFITS = 4000
"""So that a file in which everything is wrong is no work without end: each trial finds them all."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Neighbouring keys of one mapping that belong into another."""

    keys: tuple[str, ...]
    home: Route
    to: Route
    beside: Route
    """The key below which they belong, or beside which."""

    @property
    def is_inwards(self) -> bool:
        return len(self.to) > len(self.home)


def report_displaced(
    file: YamlFile, shape: Shape, find: Callable[[Any], list[Any]], problems: Problems
) -> list[Any]:
    """Report keys with which the file fits better one level further in or out; what else is wrong.

    ``find`` tells what is wrong with the shape of a value.
    """
    value, fewest = file.value, count_misfits(shape, file.value)
    for _ in range(_MOST_MOVES):
        moves = (move for move in _moves(value, find(value)) if _is_written(file, move))
        tried = [
            (count_misfits(shape, _moved(value, move)), len(move.keys), number, move)
            for number, move in enumerate(islice(moves, _trials(fewest)))
        ]
        better = (move for left, *_, move in sorted(tried) if left < fewest)
        best = next((m for m in better if _fits(m, find(_moved(value, m)))), None)
        if best is None or not _report(file, best, problems):
            break
        value = _moved(value, best)
        fewest = count_misfits(shape, value)
    return [e for e in find(value) if _at(file.value, tuple(e.absolute_path)) is not None]


def _trials(misfits: int) -> int:
    return min(_MOST_TRIALS, _MOST_MISFITS // max(misfits, 1))


# --- what may be moved -----------------------------------------------------------------------


def _moves(value: Any, errors: Iterable[Any]) -> Iterator[_Move]:
    """The moves that may mend something of what is wrong."""
    listed = cache(lambda home: _places(_at(value, home)))
    for home, key in islice(dict.fromkeys(_suspects(errors)), _MOST_TRIALS):
        keys, places = listed(home)
        first = places.get(key, len(keys))
        for end in range(first + 1, min(first + _LONGEST_RUN, len(keys)) + 1):
            run = keys[first:end]
            if first:
                yield from _inwards(value, home, keys[first - 1], run)
            yield from _outwards(value, home, run)


def _places(mapping: Any) -> tuple[tuple[str, ...], dict[str, int]]:
    """The keys of a mapping, in order and with their places; none for what is no mapping."""
    keys = tuple(mapping) if isinstance(mapping, dict) else ()
    return keys, {key: place for place, key in enumerate(keys)}


def _suspects(errors: Iterable[Any]) -> Iterator[tuple[Route, str]]:
    """Keys, with the way to their mapping, that may stand where they do not belong."""
    for error in errors:
        path: Route = tuple(error.absolute_path)
        if error.validator == _UNKNOWN:
            known = error.schema.get("properties", {})
            yield from ((path, key) for key in error.instance if key not in known)
        elif error.validator == "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            yield from _holders(error.instance, path, missing)
        elif path and isinstance(path[-1], str):
            yield path[:-1], path[-1]
        if error.instance == "" and path:
            yield path[:-1], f"{path[-1]}"


def _holders(value: Any, path: Route, keys: Sequence[str]) -> Iterator[tuple[Route, str]]:
    """Mappings inside a value that have keys which it lacks."""
    for name, inside in value.items():
        route: Route = (*path, name)
        if isinstance(inside, list) and inside:
            inside, route = inside[-1], (*route, len(inside) - 1)
        if isinstance(inside, dict):
            yield from ((route, key) for key in keys if key in inside)


def _inwards(value: Any, home: Route, before: str, run: tuple[str, ...]) -> Iterator[_Move]:
    to: Route = (*home, before)
    inside = _at(value, to)
    if isinstance(inside, list) and inside:
        to, inside = (*to, len(inside) - 1), inside[-1]
    if inside == "" or (isinstance(inside, dict) and inside.keys().isdisjoint(run)):
        yield _Move(run, home, to, (*home, before))


def _outwards(value: Any, home: Route, run: tuple[str, ...]) -> Iterator[_Move]:
    to = home[:-2] if home and isinstance(home[-1], int) else home[:-1]
    mapping = _at(value, to)
    if home and isinstance(mapping, dict) and mapping.keys().isdisjoint(run):
        yield _Move(run, home, to, home[: len(to) + 1])


def _at(value: Any, route: Route) -> Any:
    for step in route:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _moved(value: Any, move: _Move) -> Any:
    """The value after a move; only what lies on the way is copied."""
    taken = {key: _at(value, move.home)[key] for key in move.keys}
    without = {k: v for k, v in _at(value, move.home).items() if k not in taken}
    value = _replaced(value, move.home, without)
    return _replaced(value, move.to, {**(_at(value, move.to) or {}), **taken})


def _replaced(value: Any, route: Route, new: Any) -> Any:
    if not route:
        return new
    copy = value.copy()
    copy[route[0]] = _replaced(value[route[0]], route[1:], new)
    return copy


# --- what is told ----------------------------------------------------------------------------


def _is_written(file: YamlFile, move: _Move) -> bool:
    """Whether the file has all that is moved, and nothing of it was moved before."""
    home, inside = _at(file.value, move.home), _at(file.value, move.beside)
    return isinstance(home, dict) and all(key in home for key in move.keys) and inside is not None


def _fits(move: _Move, errors: Iterable[Any]) -> bool:
    """Whether nothing is wrong with what was moved, where it is now."""
    places = [(*move.to, key) for key in move.keys]
    for error in errors:
        path = tuple(error.absolute_path)
        if any(path[: len(place)] == place for place in places):
            return False
        known = error.schema.get("properties", {}) if error.validator == _UNKNOWN else move.keys
        if path == move.to and not {*move.keys} <= {*known}:
            return False
    return True


def _report(file: YamlFile, move: _Move, problems: Problems) -> bool:
    """Report a move; nothing where lines do not begin with the keys, as between { and }."""
    path, line, column = problems.position(file.at(*move.home, move.keys[0], key=True))
    *_, other = problems.position(file.at(*move.beside, key=True))
    by = other + (STEP if move.is_inwards else 0) - column
    is_inside = file.text.split("\n")[line - 1][: column - 1].strip(" -")
    if is_inside or not 0 < abs(by) <= MOST_SPACES:
        return False
    key = "yaml-syntax.key-inwards" if move.is_inwards else "yaml-syntax.key-outwards"
    by_spaces, near = spaces(abs(by)), move.beside[-1]
    text = say(key, keys=move.keys, number=len(move.keys), spaces=by_spaces, near=near)
    problems.add_at(path, line, column, text)
    return True
