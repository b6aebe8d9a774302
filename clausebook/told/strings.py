"""Words of the interface: ``templates/strings/*.yaml``, one file per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

from clausebook.content.load import YamlFile, parse
from clausebook.content.sources import Sources, spot
from clausebook.languages import WORDS, Language, files_of_languages, known_languages
from clausebook.messages import Message, say
from clausebook.problems import Place, Problems, did_you_mean
from clausebook.resources import ROOT, BadResource, bad_resource, called, text_of_resource

FOLDER = WORDS
SCRIPT_PARTS = (
    *("common", "notes", "calculator", "account"),
    *("search", "found", "planner", "shortlist", "comparison", "case"),
)
"""What the browser needs too: on every page, in notes, in calculators and what accounts for their
results, while searching, on a page to which a hit led, in the planner, once something is on the
shortlist, where clauses are compared, and where one case is worked out on all sides."""
PARTS = ("pages", *SCRIPT_PARTS)

_SOURCES = Sources(lambda path: text_of_resource(ROOT / path))


class Words(dict[str, Any]):
    """Texts by their names, and further words by the name that they have in common."""

    place = Place("")
    """Where they stand."""

    @classmethod
    def at(cls, place: Place, words: dict[str, Any]) -> Words:
        """Words that stand at a place, as all those in them do further inside."""
        found = cls(
            (key, cls.at(place.at(key), value) if type(value) is dict else value)
            for key, value in words.items()
        )
        found.place = place
        return found

    def __missing__(self, key: str) -> Any:
        """Nothing goes on without a text; raises :class:`BadResource`."""
        message = f"a text called {key!r} is asked for and not there; put it back."
        raise bad_resource(*_SOURCES.position(self.place.its_key()), message)


@cache
def _all() -> dict[Language, Words]:
    """The words of every language; raises :class:`BadResource` with all that is wrong."""
    problems = Problems(_SOURCES)
    files = {language: _file(language, problems) for language in known_languages()}
    whole = {language: file for language, file in files.items() if file is not None}
    if not problems:
        _compare(whole, problems)
    if problems:
        raise BadResource("\n".join(map(str, problems)))
    return {language: Words.at(file.at(), file.value) for language, file in whole.items()}


def _path(language: Language) -> Path:
    return files_of_languages("words.yaml").get(language, FOLDER / f"{language}.yaml")


def _file(language: Language, problems: Problems) -> YamlFile | None:
    """A language's file; None where it cannot be read or lacks a part."""
    path = _path(language)
    file = parse(called(path), text_of_resource(path).encode(), problems)
    words = file.value if file and isinstance(file.value, dict) else {}
    lacking = [part for part in PARTS if not isinstance(words.get(part), dict)]
    if file and lacking:
        problems.add(file.at(), say("missing-translation.part", parts=lacking))
    return file


def _compare(files: dict[Language, YamlFile], problems: Problems) -> None:
    """Report texts that are not there in every language."""
    routes = {language: {*_routes(file.value)} for language, file in files.items()}
    for language, other in permutations(files, 2):
        for route in sorted(routes[language] - routes[other]):
            message = say("missing-translation.word", word=route[-1], language=other)
            problems.add(files[language].at(*route, key=True), message)


def _routes(words: Any) -> Iterator[tuple[str, ...]]:
    """The ways to all texts."""
    for key, value in words.items() if isinstance(words, dict) else ():
        if isinstance(value, dict):
            yield from ((key, *inner) for inner in _routes(value))
        else:
            yield (key,)


Other = Mapping[str, Any]
"""Words in the places of the generator's own, by part and name."""
NONE: Other = {}


def page_words(language: Language, other: Other = NONE) -> Words:
    """The words of pages, with those that scripts need too below the names of their parts."""
    words = _with(_all()[language], other)
    scripts = {part: words[part] for part in SCRIPT_PARTS}
    return Words.at(words["pages"].place, {**words["pages"], **scripts})


def script_words(part: str, language: Language, other: Other = NONE) -> Words:
    """The words of one of the parts that the browser needs."""
    words: Words = _with(_all()[language], other)[part]
    return words


def calculation_words(words: Words) -> Words:
    """Those in which a result and its steps are told; ``words`` are a page's, or the parts' own."""
    told = words["calculator"]
    return Words.at(told.place, {**told, **words["account"]})


def _with(words: Words, other: Other) -> Words:
    """The same words, others in their places."""
    if not other:
        return words
    found = Words(words)
    found.place = words.place
    for key, value in other.items():
        found[key] = _with(words[key], value) if isinstance(value, dict) else value
    return found


def check_words(file: YamlFile, language: str, problems: Problems) -> bool:
    """Report words that could not take the places of the generator's; whether all could."""
    if language not in _all():
        message = say("unknown-file.language", language=language, known=[*_all()])
        problems.add(file.at(), message)
        return False
    wrong = [*_wrong_words(file.value, _all()[language])]
    for route, message in wrong:
        problems.add(file.at(*route, key=True), message)
    return not wrong


_VALUE = re.compile(r"\{\w+\}")


def _wrong_words(other: Any, own: Any) -> Iterator[tuple[tuple[str, ...], Message]]:
    """The ways to texts that are not asked for, or that ask for values which they do not get."""
    for key, value in other.items() if isinstance(other, dict) else ():
        known = own.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            yield from (((key, *way), message) for way, message in _wrong_words(value, known))
        elif type(known) is not type(value):
            yield (key,), say("unknown-text.none", key=key, hint=did_you_mean(key, own))
        elif isinstance(value, str) and {*_VALUE.findall(value)} - {*_VALUE.findall(known)}:
            values = sorted({*_VALUE.findall(known)})
            message = say("unknown-text.values", values=values)
            yield (key,), message if values else say("unknown-text.no-values")


def fill(pattern: str, **values: str) -> str:
    """Put values into a pattern's braces, each exactly once and never inside one another."""
    parts = pattern.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        if name not in values:
            raise _unknown_value(name, values)
        out.append(values[name] + rest)
    return "".join(out)


def counted(patterns: Mapping[str, str], n: int) -> str:
    """How many there are, in the words for one or for many."""
    return fill(patterns["one" if n == 1 else "many"], n=str(n))


def _unknown_value(name: str, values: Iterable[str]) -> BadResource:
    """Where a text asks for a value that nobody gives it."""
    asked = f"{{{name}"
    for path in map(_path, known_languages()):
        before, found, _ = text_of_resource(path).partition(asked)
        if found:
            break
    known = " or ".join(f"{{{value}}}" for value in sorted(values)) or "nothing in braces"
    message = f"{asked}}} is a value that this text does not get; write {known}."
    return bad_resource(path, *spot(before, len(before)), message)
