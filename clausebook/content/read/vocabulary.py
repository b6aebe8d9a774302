"""Words of the field: content/vocabulary.yaml, and what every site knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from clausebook.content.load import YamlFile, parse
from clausebook.content.vocabulary import (
    ClauseKind,
    DocumentType,
    Form,
    Level,
    NumberForm,
    Per,
    Vocabulary,
)
from clausebook.languages import Language, files_of_languages
from clausebook.problems import Place, Problems
from clausebook.resources import PRESETS, BadResource, called, text_of_resource

Values = dict[str, Any]


def read_vocabulary(file: YamlFile) -> Vocabulary:
    """The entries of a file of the right shape."""
    return Vocabulary(
        **{
            section: {id_: read(value, file.at(section, id_)) for id_, value in entries.items()}
            for section, read in _READ.items()
            if (entries := file.value.get(section))
        }
    )


@cache
def presets() -> Vocabulary:
    """What every site knows; raises :class:`BadResource`."""
    path, problems = PRESETS / "vocabulary.yaml", Problems()
    file = parse(called(path), text_of_resource(path).encode(), problems)
    if file is None:
        raise BadResource("\n".join(map(str, problems)))
    for language, path in files_of_languages("vocabulary.yaml").items():
        own = parse(called(path), text_of_resource(path).encode(), problems)
        if own is None:
            raise BadResource("\n".join(map(str, problems)))
        _translate(file.value, own.value, language)
    return read_vocabulary(file)


def _translate(entries: Any, words: Any, language: Language) -> None:
    """Put a language's words beside those of the others, wherever it has some."""
    for key, value in words.items():
        if isinstance(value, dict):
            _translate(entries.get(key, {}), value, language)
        else:
            entries.setdefault(key, {})[language] = value


def _level(value: Values, place: Place) -> Level:
    return Level(int(value["rank"]), value["name"], value["payer"], value["money"], place)


def _document_type(value: Values, place: Place) -> DocumentType:
    return DocumentType(value["name"], "grants" not in value, "plan" in value, place)


def _clause_kind(value: Values, place: Place) -> ClauseKind:
    printed, restarts = "as_printed" in value, "restarts" in value
    return ClauseKind(value["label"], value.get("cite"), printed, restarts, place)


def _number(value: Values, place: Place) -> NumberForm:
    return NumberForm(value["printed"], "names" in value, place)


def _form(value: Any, place: Place) -> Form:
    return Form(value, place)


def _per(value: Values, place: Place) -> Per:
    return Per(value["each"], value.get("item"), value.get("add"), place)


_READ: Mapping[str, Callable[[Values, Place], Any]] = {
    "levels": _level,
    "document_types": _document_type,
    "clause_kinds": _clause_kind,
    "numbers": _number,
    "forms": _form,
    "per": _per,
}
