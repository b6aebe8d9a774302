"""``theme/`` → :class:`Theme`, with everything that is wrong with it, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from clausebook.content.check import check_shape
from clausebook.content.load import YamlFile, parse
from clausebook.content.schemas import Shape
from clausebook.content.sources import Sources, spot, text_of
from clausebook.files import bytes_of
from clausebook.languages import Language
from clausebook.looks import HOME, OWN, FooterLink, Theme
from clausebook.looks.colors import SCHEMES, Faint, colors_as_style, faint_pairs
from clausebook.looks.files import SETTINGS, STYLE, check_pictures, published, read_files
from clausebook.messages import Message, say
from clausebook.problems import Problem, Problems, Route
from clausebook.told.strings import check_words

_GENERIC = {"sans": "sans-serif", "serif": "serif"}
"""What follows the named fonts of a kind."""


def load_theme(folder: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """How a site looks; without the folder, as the generator has it."""
    if not folder.is_dir():
        return OWN, ()
    problems = Problems(Sources(lambda path: _text(folder.parent / path)))
    return _Reader(folder, problems).theme(), tuple(problems)


def _text(path: Path) -> str:
    """A file as it is now; one that is gone or broken has no places."""
    try:
        return text_of(bytes_of(path))
    except (OSError, UnicodeDecodeError):
        return ""


class _Reader:
    """Reads one theme and reports what is wrong."""

    def __init__(self, folder: Path, problems: Problems) -> None:
        self._folder = folder
        self._shown = folder.name
        self._problems = problems
        self._files = read_files(folder, problems)

    def theme(self) -> Theme:
        """All that the folder says, as far as it is right."""
        settings = self._settings()
        said: Mapping[str, Any] = settings.value if settings else {}
        check_pictures(self._shown, self._files, self._problems)
        if settings:
            self._check_colors(settings)
            self._check_names(settings)
        footer = said.get("footer", {})
        return Theme(
            style=_in_ascii("".join(self._style(said))),
            files=dict(published(self._files)),
            has_fonts="fonts" in said,
            icon=f"theme/images/{said['icon']}" if "icon" in said else "",
            logo=f"theme/images/{said['logo']}" if "logo" in said else "",
            footer=footer.get("text", {}),
            links=tuple(FooterLink(**link) for link in footer.get("links", ())),
            home=tuple(said.get("home", HOME)),
            templates=self._folder / "templates",
            words=dict(self._words()),
        )

    def _settings(self) -> YamlFile | None:
        """``theme.yaml``, if it is there and has the shape that its schema asks for."""
        file = self._yaml(SETTINGS)
        return file if file and check_shape(file, Shape("theme"), self._problems) else None

    def _yaml(self, name: str) -> YamlFile | None:
        if name not in self._files:
            return None
        return parse(f"{self._shown}/{name}", self._files[name], self._problems)

    # --- checks ------------------------------------------------------------------------------

    def _check_colors(self, settings: YamlFile) -> None:
        """Report each chosen color that stands out too little, beside what it is worst."""
        chosen = settings.value.get("colors", {})
        for scheme in SCHEMES:
            own = chosen.get(scheme, {})
            told: set[str] = set()
            for faint in sorted(faint_pairs(scheme, own), key=attrgetter("contrast")):
                name = faint.front if faint.front in own else faint.ground
                if name not in told:
                    self._problems.add(settings.at("colors", scheme, name), _said_of(faint))
                told.add(name)

    def _check_names(self, settings: YamlFile) -> None:
        """Report pictures and fonts that are named and not there."""
        said = settings.value
        named: list[tuple[Route, str, str]] = [
            ((key,), "images", said[key]) for key in ("icon", "logo") if key in said
        ]
        for index, font in enumerate(said.get("fonts", ())):
            named.append((("fonts", index, "file"), "fonts", font["file"]))
        for route, folder, name in named:
            if f"{folder}/{name}" not in self._files:
                message = say("missing-file.theme", path=f"{self._shown}/{folder}/{name}")
                self._problems.add(settings.at(*route), message)

    # --- style -------------------------------------------------------------------------------

    def _style(self, said: Mapping[str, Any]) -> Iterator[str]:
        """Custom properties out of the settings, then the theme's own rules."""
        for font in said.get("fonts", ()):
            weight, style = font.get("weight", "400"), font.get("style", "normal")
            yield (
                f'@font-face{{font-family:"{font["family"]}";src:url("theme/fonts/{font["file"]}");'
                f"font-weight:{weight};font-style:{style};font-display:swap}}"
            )
        yield from colors_as_style(said.get("colors", {}))
        for kind, stacks in said.get("type", {}).items():
            for language, names in stacks.items():
                fonts = ",".join([*(f'"{name}"' for name in names), _GENERIC[kind]])
                yield f':root [lang|="{language}"],[lang|="{language}"]:root{{--{kind}:{fonts}}}'
        yield self._rules()

    def _rules(self) -> str:
        """``theme.css`` with the addresses of its pictures as pages need them."""
        if STYLE not in self._files:
            return ""
        shown = f"{self._shown}/{STYLE}"
        try:
            text = text_of(self._files[STYLE])
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self._problems.add_at(shown, line, 1, say("not-utf8.bytes"))
            return ""
        for found in _IMPORT.finditer(text):
            message = say("missing-file.imported")
            self._problems.add_at(shown, *spot(text, found.start()), message)
        for found in _ADDRESS.finditer(text):
            if found[1] not in self._files:
                message = say("missing-file.theme", path=f"{self._shown}/{found[1]}")
                self._problems.add_at(shown, *spot(text, found.start()), message)
        return _ADDRESS.sub(r'url("theme/\1")', text)

    # --- words -------------------------------------------------------------------------------

    def _words(self) -> Iterator[tuple[Language, Mapping[str, Any]]]:
        """The words of each language that are other than the generator's."""
        for name in self._files:
            if name.startswith("strings/"):
                language: Any = Path(name).stem
                file = self._yaml(name)
                if file and check_words(file, language, self._problems):
                    yield language, file.value


def _said_of(faint: Faint) -> Message:
    return say(
        "low-contrast.pair",
        front=faint.front,
        ground=faint.ground,
        contrast=f"{faint.contrast:.2f}",
        least=f"{faint.least}",
    )


_IMPORT = re.compile("@import")
_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)""")


def _in_ascii(style: str) -> str:
    """The same, its other signs written as CSS escapes them: some hosts name another encoding."""
    return "".join(sign if sign.isascii() else f"\\{ord(sign):06x}" for sign in style)
