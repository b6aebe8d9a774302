"""One content file → :class:`Read`: compared with its schema and read, whatever the others say.

What needs other files (whether a clause exists, whether a rule's names are known) is left to
:mod:`clausebook.meaning.resolve`. Nothing here depends on anything but the arguments, so that files
may be read in any order and process, and what came of one may be kept until it changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausebook.content.lexicon import Lexicon
from clausebook.content.load import YamlFile, parse
from clausebook.content.read.documents import DocumentReader
from clausebook.content.read.tables import TableReader, iso_date
from clausebook.content.read.vocabulary import read_vocabulary
from clausebook.content.records import Clause, Document, Settings
from clausebook.content.schemas import Shape, fits, schema_of, wrong_id
from clausebook.content.sources import Sources
from clausebook.content.vocabulary import Vocabulary
from clausebook.content.wording import check_wording
from clausebook.files import bytes_of
from clausebook.languages import Language, Languages, known_languages
from clausebook.messages import Message, say
from clausebook.problems import Place, Problem, Problems, did_you_mean

TABLES = (
    "site",
    "jurisdictions",
    "agencies",
    "topics",
    "glossary",
    "cited",
    "inputs",
    "questions",
    "plans",
    "exceptions",
    "synonyms",
    "units",
    "vocabulary",
)
NEEDED = ("site", "jurisdictions")
"""Tables that no site does without."""
ROWS = tuple(name for name in TABLES if name not in ("site", "vocabulary"))
"""Tables that are rows by id; one that is not there has none."""
LISTED = ("jurisdictions", "agencies", "topics", "cited")
"""Tables whose rows have pages of their own."""
_PAGES = (
    *("search", "plan", "compare", "glossary", "about", "accessibility", "404"),
    *("data", "assets", "embed"),
)
RESERVED = frozenset((*LISTED, *_PAGES))
"""Ids that no document may have, because the site has something else at these addresses."""
Record = Clause | Document | Settings | Vocabulary | dict[str, Any]
"""What a file says; a table is its rows by id."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one file."""

    name: str
    """The path below the content folder."""
    kind: str
    """``clause``, ``document`` or a table's name; empty where the file could not be told at all."""
    record: Record | None
    problems: tuple[Problem, ...]
    broken: bool
    """Whether what refers to the file may find it incomplete, and is not at fault."""
    original: Language | None = None
    """In which language its document was published; None where nobody can tell."""
    languages: Languages = ()
    """What content/site.yaml says of the site's; none where nobody can tell."""

    @property
    def id(self) -> str:
        """``x/document.yaml`` is document x, ``x/5.yaml`` clause x/5, ``topics.yaml`` a table."""
        return _id_of(self.name)


def read_path(root: Path, shown: str, name: str, lexicon: Lexicon) -> Read:
    """Read a file of the content folder ``root``; see :func:`read_file`."""
    try:
        data = bytes_of(root / name)
    except OSError as error:
        problems = Problems()
        problems.unreadable(f"{shown}/{name}" if name else shown, error)
        return Read(name, "", None, tuple(problems), True, None)
    return read_file(shown, name, data, lexicon)


def read_file(shown: str, name: str, data: bytes, lexicon: Lexicon) -> Read:
    """Read one file and find everything that is wrong with it by itself.

    ``shown`` is the content folder's name, ``name`` the path below it; content/site.yaml follows
    its own literals.
    """
    id_, before = _id_of(name), Problems()
    file = parse(f"{shown}/{name}", data, before)
    if file is None:
        return Read(name, "", None, tuple(before), True, None)
    text = file.text
    problems = Problems(Sources(lambda _: text))
    if wrong := misplaced(name):
        problems.add(file.at(), wrong)
        return Read(name, "", None, tuple(problems), False)
    kind = schema_of(name)
    if kind == "site":
        return _settings(name, file, problems)
    if not lexicon.languages:  # whatever a file says, nobody can read it
        return Read(name, kind, None, tuple(problems), True)
    if "/" not in name:
        return _table(name, file, lexicon, problems)
    if kind == "document":
        lexicon = replace(lexicon, original=_original(file.value, lexicon.languages))
    reader = DocumentReader(problems, lexicon)
    record: Record | None = None
    if check_shape(file, Shape(kind, lexicon.languages), problems):
        record = reader.document(id_, file) if kind == "document" else reader.clause(id_, file)
    else:
        reader.glimpse(file)
    return Read(name, kind, record, tuple(problems), bool(problems), lexicon.original)


def is_document(name: str) -> bool:
    """Whether a file of the content describes a document as a whole."""
    return name.endswith("/document.yaml")


def _original(value: Any, languages: Languages) -> Language | None:
    """What document.yaml says of its language, whatever else is wrong with it."""
    code = value.get("original", languages[0]) if isinstance(value, dict) else None
    return next((language for language in languages if language == code), None)


def _id_of(name: str) -> str:
    return name.removesuffix(".yaml").removesuffix("/document")


def misplaced(name: str) -> Message | None:
    """What is wrong where the content has no place for a file; its path makes an address."""
    right = re.sub(r"(?i)\.ya?ml$", ".yaml", name)
    if name != right:
        return say("unknown-file.suffix", name=right)
    parts = name.removesuffix(".yaml").split("/")
    if not name.endswith(".yaml") or len(parts) > 2 or (len(parts) == 1 and parts[0] not in TABLES):
        return say("unknown-file.no-place")
    if len(parts) == 2 and parts[0] in RESERVED:
        return say("bad-id.reserved", id=parts[0])
    return next(filter(None, map(wrong_id, parts)), None)


def _table(name: str, file: YamlFile, lexicon: Lexicon, problems: Problems) -> Read:
    kind = _id_of(name)
    if not check_shape(file, Shape(kind, lexicon.languages), problems):
        return Read(name, kind, None, tuple(problems), True)
    if kind == "vocabulary":
        return Read(name, kind, read_vocabulary(file), tuple(problems), False)
    rows = TableReader(problems, lexicon).table(kind, file)
    return Read(name, kind, rows, tuple(problems), False)


def _settings(name: str, file: YamlFile, problems: Problems) -> Read:
    languages = languages_of(file.value)
    if not check_shape(file, Shape("site", languages), problems):
        return Read(name, "site", None, tuple(problems), True, languages=languages)
    if not languages:
        _report_languages(file, problems)
        return Read(name, "site", None, tuple(problems), True)
    lexicon = Lexicon(tuple(file.value["literals"]), languages)
    settings = TableReader(problems, lexicon).settings(file)
    dated = iso_date(settings.as_of)
    if not dated:
        problems.add(Place(file.path, ("as_of",)), say("bad-format.day", text=settings.as_of))
    return Read(name, "site", settings, tuple(problems), not dated, languages=languages)


def languages_of(settings: Any) -> Languages:
    """What content/site.yaml says of the languages, whatever else is wrong with it.

    None where one of them is unknown, or anything else leaves them open.
    """
    listed = settings.get("languages") if isinstance(settings, dict) else None
    if not isinstance(listed, list) or any(code not in known_languages() for code in listed):
        return ()
    return tuple(listed)


def _report_languages(file: YamlFile, problems: Problems) -> None:
    """Report languages in which the program has no words."""
    known = known_languages()
    for place, code in enumerate(file.value["languages"]):
        if code not in known:
            hint = did_you_mean(code, known)
            message = say("not-in-list.language", language=code, known=known, hint=hint)
            problems.add(file.at("languages", place), message)


def check_shape(file: YamlFile, shape: Shape, problems: Problems) -> bool:
    """Compare a file with its schema, and look at its texts; True when it has the right shape."""
    if fits(shape, file.value):
        check_wording(file, shape.languages, problems)
        return True
    from clausebook.content.misfits import report_misfits  # most builds never need the slow words

    return not report_misfits(file, shape, problems)
