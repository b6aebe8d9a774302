"""Traditional Chinese for Clausebook: printed figures are read as simplified Chinese.

It lies beside ``words.yaml``, ``style.json`` and ``vocabulary.yaml``, which the tests make by rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opencc import OpenCC

from clausebook.content.printed import chinese
from clausebook.official.usage import chinese as texts
from clausebook.quantity import Quantity, Units

_simplified = OpenCC("t2s").convert


def _normalise(printed: str) -> str:
    return chinese.READER.normalise(_simplified(printed))


def _values(fact: Quantity, token: str, units: Units) -> Iterator[Quantity]:
    simple = {_simplified(word): unit for word, unit in units.items()}
    yield from chinese.READER.values(replace(fact, unit=_simplified(fact.unit)), token, simple)


READER = replace(chinese.READER, normalise=_normalise, values=_values)
USAGE = replace(texts.USAGE)
