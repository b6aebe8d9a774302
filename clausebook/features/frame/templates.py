"""Templates: the generator's own, and those of a theme in their places."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from traceback import extract_tb
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket

from clausebook.messages import say
from clausebook.resources import TEMPLATES, BadResource, bad_resource, text_of_resource

OWN = "clausebook"
"""Before the name of a template that a theme replaces: the generator's one."""


def loader(theme: Path | None) -> BaseLoader:
    """Finds templates: a theme's first, and the generator's by their own names too."""
    own = FileSystemLoader(TEMPLATES)
    loaders = [_Theme(theme), own] if theme else [own]
    return ChoiceLoader([*loaders, PrefixLoader({OWN: own})])


_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+).*?endmacro\s*-?%\}", re.DOTALL)
_IMPORT = re.compile(r"\{%-?\s*import .*?%\}")
_COMMENT = re.compile(r"\{#(?:[^#]|#(?!\}))*+(?:#\}|\Z)")


class _Theme(FileSystemLoader):
    """A theme's templates. One with macros is given the generator's others behind its own, so that
    it need not repeat them, and they call its own."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """What Jinja asks of a loader."""
        source, path, is_fresh = super().get_source(environment, template)
        own = TEMPLATES / template
        others = _macros_beside(source, text_of_resource(own)) if own.is_file() else ""
        return source + others, path, is_fresh


def _macros_beside(source: str, own: str) -> str:
    """The macros of a template that another has not; nothing where it has more than macros."""
    rest = _COMMENT.sub("", _IMPORT.sub("", _MACRO.sub("", own)))
    if rest.strip():
        return ""
    named = {found[1] for found in _MACRO.finditer(source)}
    others = [found[0] for found in _MACRO.finditer(own) if found[1] not in named]
    return "".join([*_IMPORT.findall(own), *others])


_compiled: dict[str, tuple[str, CodeType]] = {}
"""What this process has compiled, by place, with the digest of what it was made of."""


class _Compiled(BytecodeCache):
    """Templates are compiled once in a process, and kept in a folder for the next one."""

    def __init__(self, folder: Path | None) -> None:
        self._next = FileSystemBytecodeCache(str(folder), "%s.template") if folder else None

    def load_bytecode(self, bucket: Bucket) -> None:
        """What Jinja asks of a cache."""
        digest, code = _compiled.get(bucket.key, ("", None))
        if digest == bucket.checksum:
            bucket.code = code
        elif self._next:
            self._next.load_bytecode(bucket)
            if bucket.code:
                _compiled[bucket.key] = (bucket.checksum, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What Jinja gives to a cache."""
        assert bucket.code, "it was just compiled"
        _compiled[bucket.key] = (bucket.checksum, bucket.code)
        if self._next:
            self._next.dump_bytecode(bucket)


class Templates(Environment):
    """Templates that look into mappings first: their words are asked for a million times."""

    def __init__(self, theme: Path | None, cache: Path | None, **options: Any) -> None:
        """``theme`` is a folder whose files take the places of others with the same names.

        ``cache`` is a folder in which compiled templates are kept for the next build.
        """
        super().__init__(loader=loader(theme), bytecode_cache=_Compiled(cache), **options)
        self._theme = theme

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What ``obj.attribute`` means in a template."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def print(self, name: str, **values: Any) -> str:
        """What a template makes of values; raises :class:`BadResource` where it is none."""
        try:
            return self.get_template(name).render(**values)
        except _SLIPS as error:
            raise self._slip(error, name) from None

    def _slip(self, error: Exception, name: str) -> BadResource:
        """Where the slip in a template is, and what to do about it.

        Jinja gives the steps through templates their own files and lines.
        """
        folders = [folder for folder in (self._theme, TEMPLATES) if folder]
        if isinstance(error, UnicodeDecodeError):  # which Jinja finds before there is a step
            for found in chain(*(folder.rglob("*.html") for folder in folders)):
                text_of_resource(found)
        steps = [
            (Path(step.filename), step.lineno or 1) for step in extract_tb(error.__traceback__)
        ]
        inside = [step for step in steps if any(step[0].is_relative_to(f) for f in folders)]
        path, line = inside[-1] if inside else (TEMPLATES / name, 1)
        if self._theme and path.is_relative_to(self._theme):
            path = path.relative_to(self._theme.parent.parent)
        key = next(key for kind, key in _ADVICE if isinstance(error, kind))
        what = str(error.message if isinstance(error, TemplateError) else _named(error))
        return bad_resource(path, line, 1, str(say(key, what=what.rstrip("."))))


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


_SLIPS = (
    *(TemplateError, RecursionError),
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError),
)
"""What a template may raise."""
_ADVICE = (
    (TemplateNotFound, "template.missing"),
    (TemplateSyntaxError, "template.syntax"),
    (UndefinedError, "template.undefined"),
    (RecursionError, "template.circle"),
    (Exception, "template.slip"),
)
