"""Colors: custom properties of the style sheet, and whether texts stand out from their grounds.

Contrast as WCAG 2.2 measures it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from clausebook.content.schemas import contents

SCHEMES = ("light", "dark")
Palette = Mapping[str, str]
"""Colors such as #1d5a7a by their names."""

_GROUNDS = ("paper", "surface", "raised", "accent_wash")
_TEXTS = ("ink", "ink_soft", "accent", "in_force", "by_reference", "not_yet")
_ON_WASHES = (
    ("in_force", "in_force_wash"),
    ("by_reference", "by_reference_wash"),
    ("not_yet", "open_wash"),
    ("over", "over_wash"),
    *(("ink", wash) for wash in ("in_force_wash", "by_reference_wash", "open_wash", "over_wash")),
)
"""What a state says on the ground that is its own."""
_TEXT, _EDGE = 4.5, 3.0
"""The least contrast of text with its ground, and of the edge of a field (AA)."""
_PAIRS = (
    *((text, ground, _TEXT) for text, ground in product(_TEXTS, _GROUNDS)),
    *((text, wash, _TEXT) for text, wash in _ON_WASHES),
    *(("over", ground, _TEXT) for ground in _GROUNDS),
    ("on_accent", "accent", _TEXT),
    *(("rule_strong", ground, _EDGE) for ground in ("paper", "surface", "raised")),
)


class Faint(NamedTuple):
    """Two colors that are too much alike."""

    front: str
    ground: str
    contrast: float
    least: float


@cache
def palette(scheme: str) -> Palette:
    """The generator's own colors, which the schema names as defaults."""
    named = contents("theme")["properties"]["colors"]["properties"][scheme]["properties"]
    return {name: color["default"] for name, color in named.items()}


def faint_pairs(scheme: str, chosen: Palette) -> Iterator[Faint]:
    """What cannot be read well where these colors take the places of the generator's own."""
    colors = {**palette(scheme), **chosen}
    for front, ground, least in _PAIRS:
        contrast = _contrast(colors[front], colors[ground])
        if contrast < least and {front, ground} & chosen.keys():
            yield Faint(front, ground, contrast, least)


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def colors_as_style(chosen: Mapping[str, Palette]) -> Iterator[str]:
    """Rules that set these colors, on screens of either kind; paper stays black and white."""
    wrap = {
        "light": "@media screen{%s}",
        "dark": "@media screen and (prefers-color-scheme:dark){%s}",
    }
    for scheme in SCHEMES:
        properties = "".join(
            f"--{name.replace('_', '-')}:{color};" for name, color in chosen.get(scheme, {}).items()
        )
        if properties:
            yield wrap[scheme] % f":root{{{properties}}}"
