"""``build.py new``: a new clause or document with the keys an editor needs, to be filled in.

Whatever stands in the way is looked for before anything is written, and what was written is taken
back when the rest of it cannot be.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from clausebook.address import clause_name
from clausebook.content.begin import in_languages
from clausebook.content.check import languages_of, misplaced, read_path
from clausebook.content.lexicon import Lexicon
from clausebook.content.load import YamlFile, parse, shown_as
from clausebook.content.numbering import next_id, next_printed, numbered, predecessor
from clausebook.content.read.vocabulary import presets
from clausebook.content.records import Settings
from clausebook.content.schemas import Shape, fits, wrong_id
from clausebook.content.sources import Loader
from clausebook.files import overwrite
from clausebook.languages import Language, Languages, known_languages
from clausebook.messages import Refusal, say
from clausebook.problems import Problems
from clausebook.quantity import Usage, money, show
from clausebook.resources import PRESETS, text_of_resource


def new_clause(content: Path, id_: str) -> Path:
    """Create content/<document>/<clause>.yaml and list it in the document; returns the file.

    Where only the document is named, the clause has its next free number. It stands behind the one
    before it and goes on with its printed number, or stands last. Raises :class:`Refusal`, and
    OSError where the disk refuses.
    """
    clause = clause_name(id_) if "/" in id_ else ""
    document = id_.removesuffix(f"/{clause}")
    _check_ids(document, clause or "1")
    listing = content / document / "document.yaml"
    if not listing.is_file():
        raise Refusal(say("new.no-document", document=document))
    shown = shown_as(content, f"{document}/{listing.name}")
    listed = _clauses(listing, shown)
    clause = clause or next_id(listed, {path.stem for path in listing.parent.glob("*.yaml")})
    path = content / document / f"{clause}.yaml"
    _refuse_existing(path)
    before = predecessor(listed, clause)
    text = _clause(content, clause, _value(content, f"{document}/{before}.yaml"), before)
    listing_after = _with_clause(listing, shown, clause, before)
    with _undoing() as made:
        _create(path, text, made)
        overwrite(listing, listing_after)
    return path


def new_document(content: Path, id_: str = "") -> list[Path]:
    """Create a document folder with a document and its first clause; returns the files.

    Without an id it is called by the first jurisdiction and the year of the as-of date. Raises
    :class:`Refusal`, and OSError where the disk refuses.
    """
    day = _as_of(content)
    id_ = id_ or _free_id(content, day[:4])
    _check_ids(id_, "1")
    _refuse_existing(content / id_)
    cited = _loaded(content / "cited.yaml", shown_as(content, "cited.yaml"))
    if not fits(Shape("cited"), cited.value):
        raise Refusal(say("new.broken", file="cited.yaml"))
    if id_ in cited.value:
        raise Refusal(say("new.cited", id=id_))
    whose = [one for one in _jurisdictions(content) if id_.startswith(f"{one}-")]
    values = {"DAY": day, "JURISDICTION": max(whose, key=len, default="")}
    texts = {"document": _filled(content, "document", values), "1": _clause(content, "1", {}, "")}
    paths = [content / id_ / f"{name}.yaml" for name in texts]
    with _undoing() as made:
        (content / id_).mkdir()
        made.append(content / id_)
        for path, text in zip(paths, texts.values(), strict=True):
            _create(path, text, made)
    return paths


# --- what is guessed -------------------------------------------------------------------------


def _free_id(content: Path, year: str) -> str:
    whose = next(iter(_jurisdictions(content)), "document")
    ids = (f"{whose}-{year}-{number}" for number in count(1))
    return next(id_ for id_ in ids if not (content / id_).exists())


def _jurisdictions(content: Path) -> Mapping[str, Any]:
    value = _value(content, "jurisdictions.yaml")
    return value if isinstance(value, dict) else {}


def _value(content: Path, name: str) -> Any:
    """What a file holds; nothing where it cannot be read."""
    try:
        file = parse(shown_as(content, name), (content / name).read_bytes(), Problems())
    except OSError:
        return {}
    return file.value if file and isinstance(file.value, dict) else {}


# --- templates -------------------------------------------------------------------------------


def _clause(content: Path, clause: str, before: Any, predecessor: str) -> str:
    """The text of a clause that goes on with the one before it, where there is one."""
    own, other = numbered(clause), numbered(predecessor)
    number = next_printed(str(before.get("number", "")), own[1] - other[1]) if own and other else ""
    kind = before.get("kind") or _kind(clause)
    return _filled(content, "clause", {"NUMBER": _quoted(number), "KIND": kind})


def _filled(content: Path, name: str, values: Mapping[str, str]) -> str:
    """A template of ``presets/new/`` with values, and with a line for each language of the site."""
    languages = languages_of(_value(content, "site.yaml")) or known_languages()
    comments = {
        "TOPICS": str(say("new.topics")),
        "AGENCIES": str(say("new.agencies")),
        "AMOUNT": _amount(content, languages[0]),
    }
    own = PRESETS / "new" / f"{name}.{languages[0]}.yaml"
    text = text_of_resource(own if own.is_file() else PRESETS / "new" / f"{name}.yaml")
    for key, value in {**values, **comments}.items():
        text = text.replace(key, value)
    each = partial(_in_each_language, languages)
    text = re.sub(r'(?m)^(.*)"\*":(.*)$', each, in_languages(text, languages))
    return re.sub(r"(?m) +$", "", text.replace("../../schema", f"{_schemas(content)}"))


def _amount(content: Path, language: Language) -> str:
    """An amount in the site's currency that ``check`` takes as it stands."""
    settings = _settings(content)
    usage = settings.usage if settings else Usage()
    return show(money(Fraction(20_000_000), usage.currencies[usage.currency]), language)


def _in_each_language(languages: Languages, line: re.Match[str]) -> str:
    return "\n".join(f"{line[1]}{language}:{line[2]}" for language in languages)


def _schemas(content: Path) -> str:
    """Where the schemas are, from a document's folder; site.yaml says it in its first line."""
    path = content / "site.yaml"
    first = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    named = re.match(r"# yaml-language-server: \$schema=(.+)/site\.json\s", first)
    where = named[1] if named else "../schema"
    return where if re.match(r"\w+:|/", where) else f"../{where}"


def _quoted(number: str) -> str:
    """A printed number as YAML takes it for text."""
    needs = re.search(r"^[\W_]|: | #|:$", number) and not re.match(r"[（〔第§]", number)
    return json.dumps(number, ensure_ascii=False) if needs else number


# --- what stands in the way ------------------------------------------------------------------


def _check_ids(document: str, clause: str) -> None:
    if wrong := wrong_id(document) or wrong_id(clause):
        raise Refusal(wrong)
    if found := misplaced(f"{document}/{clause}.yaml"):
        raise Refusal(found)


def _refuse_existing(path: Path) -> None:
    """Many disks take names that differ only in their capitals for one."""
    for other in path.parent.iterdir():
        if other.name.casefold() == path.name:
            raise Refusal(say("new.there", name=other.name))


def _as_of(content: Path) -> str:
    settings = _settings(content)
    if settings is None:
        raise Refusal(say("new.broken", file="site.yaml"))
    return settings.as_of


def _settings(content: Path) -> Settings | None:
    """What site.yaml says; nothing where it is broken."""
    read = read_path(content, shown_as(content), "site.yaml", Lexicon())
    return read.record if isinstance(read.record, Settings) and not read.broken else None


def _loaded(path: Path, shown: str) -> YamlFile:
    try:
        file = parse(shown, path.read_bytes(), Problems())
    except OSError:
        file = None
    if file is None:
        raise Refusal(say("new.broken", file=path.name))
    return file


def _kind(clause: str) -> str:
    """The kind that the id suggests: rules-3 is a rule, form-1 a form, 5 a clause."""
    word = clause.rpartition("-")[0].removesuffix("s")
    return word if word in presets().clause_kinds else "clause"


# --- files -----------------------------------------------------------------------------------


@contextlib.contextmanager
def _undoing() -> Iterator[list[Path]]:
    """Takes back what was made, the last first, unless all of it could be made."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _create(path: Path, text: str, made: list[Path]) -> None:
    with path.open("xb") as file:
        made.append(path)
        file.write(text.encode())


def _clauses(listing: Path, shown: str) -> list[str]:
    """The clauses that a document lists, in order; it need not be finished otherwise."""
    lists = _lists(_loaded(listing, shown).value)
    if not lists:
        raise Refusal(say("new.no-list"))
    return [clause for one in lists for clause in one]


def _with_clause(listing: Path, shown: str, clause: str, before: str) -> bytes:
    """A document with a clause behind another, or else at the end; the rest of it as it is."""
    listed = _clauses(listing, shown)
    if clause in listed:
        return listing.read_bytes()
    data = _extended(listing.read_bytes().decode("utf-8-sig"), clause, before)
    after = parse(shown, data, Problems())
    place = listed.index(before) + 1 if before else len(listed)
    found = [one for of in _lists(after.value) for one in of] if after else []
    if found != [*listed[:place], clause, *listed[place:]]:
        raise Refusal(say("new.by-hand", clause=clause))
    return data


def _lists(value: Any) -> list[list[str]]:
    """The clauses that each chapter of a document lists; none where the last one has no list."""
    try:
        lists = [chapter["clauses"] for part in value["parts"] for chapter in part["chapters"]]
        last = value["parts"][-1]["chapters"][-1]["clauses"]
    except (KeyError, IndexError, TypeError):
        return []
    return lists if isinstance(last, list) and last else []


def _extended(text: str, clause: str, before: str) -> bytes:
    lists = _nodes(yaml.compose(text, Loader=Loader), ("parts", "chapters", "clauses"))
    found = ((one, entry) for one in lists for entry in one.value if entry.value == before)
    clauses, last = next(found, (lists[-1], lists[-1].value[-1]))
    end = last.end_mark.index
    if clauses.flow_style:
        added = f', "{clause}"'
    else:
        end += len(text[end:].partition("\n")[0].rstrip("\r"))  # behind a comment
        line_end = "\r\n" if "\r\n" in text else "\n"
        added = f'{line_end}{" " * clauses.start_mark.column}- "{clause}"'
    return (text[:end] + added + text[end:]).encode()


def _nodes(node: Any, route: Sequence[str]) -> list[Any]:
    """The lists that keys lead to, through all entries of the lists between."""
    if not route:
        return [node]
    inside = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = (value for one in inside for key, value in one.value if key.value == route[0])
    return [last for value in found for last in _nodes(value, route[1:])]
