"""What no published text may be, whatever it is about: unfinished, in the other language, endless.

Every mapping of a file that has ``zh`` and ``en`` is looked at; that a text says anything at all,
every value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clausebook.content.load import LONGEST, YamlFile
from clausebook.messages import Message, say
from clausebook.problems import Problems
from clausebook.prose import blank_references, stray_asterisk
from clausebook.quantity import LANGUAGES, Language

LONGEST_IN: dict[Language, int] = {"zh": LONGEST // 3, "en": LONGEST}
"""Characters; Chinese says in a third of them what English says."""

_SAYS = re.compile(r"[^\W_]")
"""A letter, a digit or a Chinese character: blanks and signs alone say nothing."""
_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b|待补充|待完善")
_CHINESE = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_MANY_LETTERS = 20
_SENTENCE = re.compile(r"(?<![A-Za-z'-])(?:[A-Za-z][a-z'-]++[ ,;]++){6}[A-Za-z]")
"""So many English words in a row are no name."""

Route = tuple[str | int, ...]
Wrong = tuple[Message, int]
"""What is wrong, and where in the text it is."""


def check_wording(file: YamlFile, problems: Problems) -> None:
    """Report texts of a file that nobody should read."""
    for route in _mute(file.value, ()):
        problems.add(file.at(*route), say("empty.mute"))
    for route, texts in _bilingual(file.value, ()):
        for language in LANGUAGES:
            text = texts[language]
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


def _bilingual(value: Any, route: Route) -> Iterator[tuple[Route, dict[Language, str]]]:
    if isinstance(value, dict):
        if all(isinstance(value.get(language), str) for language in LANGUAGES):
            yield route, {language: value[language] for language in LANGUAGES}
        for key, inside in value.items():
            yield from _bilingual(inside, (*route, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from _bilingual(inside, (*route, index))


def _wrong_with(text: str, language: Language) -> Iterator[Wrong]:
    if match := _UNFINISHED.search(text):
        yield say("unfinished.marked", mark=match[0]), match.start()
    if len(text) > LONGEST_IN[language]:
        yield say("too-long.text", most=LONGEST_IN[language], long=len(text)), 0
        return
    yield from _other_language(blank_references(text), language)
    at = stray_asterisk(text)
    if at is not None:
        yield say("bad-markup.asterisk"), at


def _other_language(words: str, language: Language) -> Iterator[Wrong]:
    chinese, latin = len(_CHINESE.findall(words)), len(_LATIN.findall(words))
    if language == "en":
        if chinese > latin:
            yield say("wrong-language.chinese"), 0
    elif not chinese and latin > _MANY_LETTERS:
        yield say("wrong-language.english"), 0
    elif match := _SENTENCE.search(words):
        yield say("wrong-language.sentence", words=match[0][:40]), match.start()
