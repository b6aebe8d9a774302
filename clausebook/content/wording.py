"""What no published text may be, whatever it is about: unfinished, in the other language, endless.

Every mapping of a file that has all languages is looked at; that a text says anything at all, every
value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clausebook.content.load import LONGEST, YamlFile
from clausebook.content.records import Text
from clausebook.languages import Language, Languages, row_of
from clausebook.messages import Message, say
from clausebook.problems import Problems
from clausebook.prose import blank_references, stray_asterisk

_DENSE = {"zh": 3}
"""How many times more a character says than one in English."""

_SAYS = re.compile(r"[^\W_]|[$\u00a2-\u00a5\u20a0-\u20cf]")
"""A letter, a digit, a Chinese character or a sign of money: other signs alone say nothing."""
_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b|待补充|待完善")
_CHINESE = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_MANY_LETTERS = 20
_SENTENCE = re.compile(r"(?<![A-Za-z'-])(?:[A-Za-z][a-z'-]++[ ,;]++){6}[A-Za-z]")
"""So many English words in a row are no name."""

Route = tuple[str | int, ...]
Wrong = tuple[Message, int]
"""What is wrong, and where in the text it is."""


def check_wording(file: YamlFile, languages: Languages, problems: Problems) -> None:
    """Report texts of a file, in the languages of its site, that nobody should read."""
    for route in _mute(file.value, ()):
        problems.add(file.at(*route), say("empty.mute"))
    for route, texts in _texts(file.value, languages, ()):
        for language, text in texts.items():
            for message, offset in _wrong_with(text, language):
                place = file.at(*route, language)
                problems.add(place.after(text[:offset]) if offset else place, message)


def _mute(value: Any, route: Route) -> Iterator[Route]:
    """The routes to values without a word."""
    if isinstance(value, str):
        if not _SAYS.search(value):
            yield route
    else:
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _mute(inside, (*route, key))


def _texts(value: Any, languages: Languages, route: Route) -> Iterator[tuple[Route, Text]]:
    if isinstance(value, dict):
        if languages and all(isinstance(value.get(language), str) for language in languages):
            yield route, Text.of(value, languages)
        for key, inside in value.items():
            yield from _texts(inside, languages, (*route, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from _texts(inside, languages, (*route, index))


def _wrong_with(text: str, language: Language) -> Iterator[Wrong]:
    if match := _UNFINISHED.search(text):
        yield say("unfinished.marked", mark=match[0]), match.start()
    longest = LONGEST // (row_of(_DENSE, language) or 1)
    if len(text) > longest:
        yield say("too-long.text", most=longest, long=len(text)), 0
        return
    in_language = row_of(_IN_LANGUAGE, language) or _in_latin
    yield from in_language(blank_references(text), language)
    at = stray_asterisk(text)
    if at is not None:
        yield say("bad-markup.asterisk"), at


def _in_chinese(words: str, language: Language) -> Iterator[Wrong]:
    """Names in Latin letters may stand there, sentences may not."""
    if not _CHINESE.search(words) and len(_LATIN.findall(words)) > _MANY_LETTERS:
        yield say("wrong-language.no-chinese", language=language), 0
    elif match := _SENTENCE.search(words):
        says = say("wrong-language.sentence", words=match[0][:40], language=language)
        yield says, match.start()


def _in_latin(words: str, language: Language) -> Iterator[Wrong]:
    """Words in Chinese may stand there, as long as others tell about them."""
    if len(_CHINESE.findall(words)) > len(_LATIN.findall(words)):
        yield say("wrong-language.chinese", language=language), 0


_IN_LANGUAGE = {"zh": _in_chinese}
"""What is wrong with the letters of a text, where a language has others than Latin ones."""
