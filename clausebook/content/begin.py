"""``clausebook init``: a small worked site to begin with, in the languages that are asked for.

Its files stand in ``presets/begin/``: a folder of content for each language in which the documents
of such a site are published, with its texts in every language.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from clausebook.content.schemas import NAMES
from clausebook.content.sources import Loader
from clausebook.messages import Refusal, say
from clausebook.resources import BEGIN, SCHEMAS, is_source, text_of_resource

_SCHEMAS = (*(f"{name}.json" for name in NAMES), "rules.md")
"""What editors read beside their content: its shapes, the rule language."""


def begin(folder: Path, languages: Sequence[str]) -> None:
    """Write the worked site into a folder that is empty or not there; the first language leads.

    Raises :class:`Refusal`, and OSError where the disk refuses. Whatever goes wrong, nothing is
    left behind.
    """
    _look_at(languages)
    files = _files(languages)
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(say("init.full", folder=str(folder)))
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _write(folder, files)
    except BaseException:
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files aside, then have them appear."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".", suffix=".tmp") as aside:
        for name, text in files.items():
            path = Path(aside, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        for path in sorted(Path(aside).iterdir()):
            path.rename(folder / path.name)


def _look_at(languages: Sequence[str]) -> None:
    """Refuse languages in which the worked site has no texts."""
    if not languages or not {*languages} <= {*offered()} or len({*languages}) < len(languages):
        raise Refusal(say("init.languages", known=",".join(offered())))


def offered() -> tuple[str, ...]:
    """The languages in which there is a worked site."""
    return tuple(sorted(path.name for path in BEGIN.iterdir() if path.is_dir()))


def _files(languages: Sequence[str]) -> dict[str, str]:
    """All files of a new site by path."""
    content = dict(_content(languages))
    return {
        ".github/workflows/pages.yml": text_of_resource(BEGIN / "pages.yml"),
        ".gitignore": text_of_resource(BEGIN / "gitignore"),
        "README.md": "\n".join(_readmes(languages, content)),
        **{f"content/{name}": text for name, text in content.items()},
        **{f"schema/{name}": text_of_resource(SCHEMAS / name) for name in _SCHEMAS},
    }


def _readmes(languages: Sequence[str], content: Iterable[str]) -> Iterator[str]:
    """What to do next, in each language, with the documents that there are."""
    first, second = sorted({name.partition("/")[0] for name in content if "/" in name})
    for language in languages:
        text = text_of_resource(BEGIN / f"README.{language}.md")
        yield text.replace("FIRST", first).replace("SECOND", second)


def _content(languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    root = BEGIN / languages[0]
    for path in sorted(filter(is_source, root.rglob("*.yaml"))):
        text = in_languages(text_of_resource(path), languages)
        said = f"languages: [{', '.join(languages)}]"
        yield path.relative_to(root).as_posix(), re.sub(r"(?m)^languages: .*$", said, text)


# --- languages ---------------------------------------------------------------------------------


def in_languages(text: str, languages: Sequence[str]) -> str:
    """A content file without its texts in other languages, also in examples in comments."""
    others = {*offered()} - {*languages}
    text = _cut(text, others)
    return re.sub(rf"(?m)^# +(?:{'|'.join(others)}):.*\n", "", text) if others else text


def _cut(text: str, others: set[str]) -> str:
    for start, end, instead in sorted(_cuts(yaml.compose(text, Loader=Loader), text, others))[::-1]:
        text = text[:start] + instead + text[end:]
    return text


def _cuts(node: Any, text: str, others: set[str]) -> Iterator[tuple[int, int, str]]:
    """From where to where, and what stands there instead."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _cuts(value, text, others)
    if not isinstance(node, yaml.MappingNode):
        return
    kept = [(key, value) for key, value in node.value if key.value not in others]
    if node.flow_style and len(kept) < len(node.value):
        pairs = (_cut(text[k.start_mark.index : v.end_mark.index], others) for k, v in kept)
        yield node.start_mark.index, node.end_mark.index, f"{{{', '.join(pairs)}}}"
        return
    for key, value in node.value:
        if key.value in others:
            yield *_lines(text, key.start_mark), ""
        else:
            yield from _cuts(value, text, others)


def _lines(text: str, key: Any) -> tuple[int, int]:
    """The lines of an entry: its first one, and those that are indented further."""
    start = end = key.index - key.column
    for line in text[start:].splitlines(keepends=True):
        indent = len(line) - len(line.lstrip())
        if end > start and line.strip() and indent <= key.column:
            break
        end += len(line)
    return start, end
