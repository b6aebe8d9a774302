"""A small corpus and random edits of it: everything that an editor of a site may come upon.

The corpus is the valid one of ``tests/good/`` with generated documents beside it. An edit takes a
:class:`World` and gives another one. Many edits leave the content valid, some break it: then every
build must find the same problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests import random_clauses as made
from tests.overlay import LANGUAGES

Edit = Callable[["Draft"], None]
_MOST_CLAUSES = 20
"""With more there come no new ones, so that builds stay quick."""
PROGRAM = ("clausebook", "presets", "schema", "static", "templates")
"""The folders of the program; edits of its files are edits, too."""
_REMEMBERED = ("clausebook", "schema", "templates/strings")
"""What a process reads once in its life."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a site is made of."""

    content: Mapping[str, str]
    """Texts of files by their paths below the content's folder."""
    official: Mapping[str, str]
    """The same of official texts."""
    program: Mapping[str, str] = field(default_factory=dict)
    """The same of those files of the program that are not as in the repository."""
    theme: Mapping[str, str] = field(default_factory=dict)
    """The same of what the site has of its own in its looks."""
    on: str | None = None
    """The as-of date, where it is not the content's."""
    is_compared: bool = False
    """Whether pages show the official texts."""

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for worlds of which the same site is made."""
        texts = (self.content, self.official, self.program, self.theme)
        return (*(frozenset(each.items()) for each in texts), self.on, self.is_compared)

    @property
    def remembered(self) -> frozenset[tuple[str, str]]:
        """The edits that a process notices only when it starts."""
        rows = self.program.items()
        return frozenset((name, text) for name, text in rows if name.startswith(_REMEMBERED))


def first_world(good: Path, official: Path, chance: Random) -> World:
    """The corpus that edits begin with."""
    world = World(_texts(good, "*.yaml"), _texts(official, "*.txt"))
    for _ in range(2):
        draft = Draft(world, chance, good.parent.parent)
        _new_document(draft)
        world = draft.world()
    return world


def _texts(folder: Path, pattern: str) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob(pattern))
    }


@dataclass(slots=True)
class Draft:
    """A world while it is being edited."""

    before: World
    chance: Random
    root: Path
    """The repository, whose program is edited."""
    content: dict[str, str] = field(init=False)
    official: dict[str, str] = field(init=False)
    program: dict[str, str] = field(init=False)
    theme: dict[str, str] = field(init=False)
    on: str | None = field(init=False)
    is_compared: bool = field(init=False)

    def __post_init__(self) -> None:
        self.content, self.official = dict(self.before.content), dict(self.before.official)
        self.program, self.theme = dict(self.before.program), dict(self.before.theme)
        self.on, self.is_compared = self.before.on, self.before.is_compared

    def world(self) -> World:
        """What the edit came to."""
        return World(
            content=self.content,
            official=self.official,
            program=self.program,
            theme=self.theme,
            on=self.on,
            is_compared=self.is_compared,
        )

    def read(self, name: str) -> Any:
        """A file of the content as a tree of texts."""
        return yaml.load(self.content[name], Loader=yaml.CBaseLoader)

    def put(self, name: str, value: Any) -> None:
        """Write a file of the content."""
        self.content[name] = yaml.dump(
            value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000
        )

    def documents(self) -> list[str]:
        """The ids of the documents."""
        return [name.partition("/")[0] for name in self.content if name.endswith("/document.yaml")]

    def clauses(self) -> list[str]:
        """The ids of the clauses."""
        return [
            name.removesuffix(".yaml")
            for name in self.content
            if "/" in name and not name.endswith("/document.yaml")
        ]

    def clause(self) -> tuple[str, Any]:
        """Any clause: its file and what it says."""
        name = f"{self.chance.choice(self.clauses())}.yaml"
        return name, self.read(name)

    def made_clause(self) -> tuple[str, Any]:
        """Any clause of the generated documents, whose rule and examples can be made again."""
        names = [name for name in self.clauses() if name.startswith(made.PREFIX)]
        name = f"{self.chance.choice(names)}.yaml"
        return name, self.read(name)


# --- edits of a clause -----------------------------------------------------------------------


def _text(draft: Draft) -> None:
    name, clause = draft.clause()
    words = made.words(draft.chance)
    places = [clause["digest"], *clause.get("conditions", ()), *clause.get("materials", ())]
    at = draft.chance.choice(places)
    for language, word in words.items():
        at[language] += word if language == "zh" else f" {word}"
    draft.put(name, clause)


def _one_language(draft: Draft) -> None:
    name, clause = draft.clause()
    clause["digest"]["en"] += " More."
    draft.put(name, clause)


def _title(draft: Draft) -> None:
    """Official texts know the others by their titles."""
    name, clause = draft.made_clause()
    clause["title"] = made.words(draft.chance)
    draft.put(name, clause)


def _figure(draft: Draft) -> None:
    name, clause = draft.made_clause()
    made.set_figures(clause, draft.chance)
    draft.put(name, clause)


def _figure_alone(draft: Draft) -> None:
    """Examples may come out differently, and a sentence about the figure may be wrong."""
    name, clause = draft.clause()
    if facts := clause.get("facts"):
        fact = facts[draft.chance.choice([*facts])]
        fact["is"] = draft.chance.choice(["40%", "300万元", "2037-03-31", "30%"])
        fact["printed"] = fact["is"]
        draft.put(name, clause)


def _rule(draft: Draft) -> None:
    name, clause = draft.made_clause()
    made.set_rule(clause, draft.chance)
    draft.put(name, clause)


def _topics(draft: Draft) -> None:
    name, clause = draft.clause()
    _set_some(draft, clause, "topics", draft.read("topics.yaml"))
    draft.put(name, clause)


def _agencies(draft: Draft) -> None:
    name, clause = draft.clause()
    _set_some(draft, clause, "agencies", draft.read("agencies.yaml"))
    draft.put(name, clause)


def _set_some(draft: Draft, clause: Any, key: str, table: Any) -> None:
    names = [*table]
    clause.pop(key, None)
    if some := draft.chance.sample(names, draft.chance.randint(0, len(names))):
        clause[key] = some


def _link(draft: Draft) -> None:
    name, clause = draft.clause()
    links = clause.setdefault("links", [])
    if links and draft.chance.random() < 0.5:
        links.pop()
    else:
        kind = draft.chance.choice(["same-subject", "contrasts", "details", "implements"])
        why = made.sentence(draft.chance)
        links.append({"type": kind, "to": draft.chance.choice(draft.clauses()), "why": why})
    if not links:
        del clause["links"]
    draft.put(name, clause)


def _mention(draft: Draft) -> None:
    name, clause = draft.clause()
    clauses, documents = (
        draft.chance.choice(draft.clauses()),
        draft.chance.choice(draft.documents()),
    )
    targets = (f"clause:{clauses}", f"doc:{documents}", "term:kelp", "topic:growing")
    target = f"{{{draft.chance.choice([*targets, 'agency:sea-farming'])}}}"
    clause["digest"]["zh"] += f"另见{target}。"
    clause["digest"]["en"] += f" See also {target}."
    draft.put(name, clause)


def _reading(draft: Draft) -> None:
    name, clause = draft.clause()
    if "readings" in clause:
        del clause["readings"]
    else:
        clause["readings"] = [made.reading(draft.chance)]
    draft.put(name, clause)


def _foreign_fact(draft: Draft) -> None:
    name, clause = draft.made_clause()
    others = [other for other in draft.clauses() if other.startswith(made.PREFIX)]
    other = draft.chance.choice(others)
    clause["uses"] = {"other_cap": f"{other}.cap"}
    clause["digest"]["zh"] += "另按{other_cap}。"
    clause["digest"]["en"] += " Or at {other_cap}."
    draft.put(name, clause)


# --- edits of what there is ------------------------------------------------------------------


def _new_clause(draft: Draft) -> None:
    if len(draft.clauses()) > _MOST_CLAUSES:
        return
    document = draft.chance.choice(_made_documents(draft))
    taken = [int(id_.rpartition("/")[2]) for id_ in draft.clauses() if id_.startswith(document)]
    number = max(taken, default=0) + 1
    draft.put(f"{document}/{number}.yaml", made.clause(number, draft.chance))
    text = draft.read(f"{document}/document.yaml")
    chapter = draft.chance.choice(text["parts"][0]["chapters"])
    chapter["clauses"].append(str(number))
    draft.put(f"{document}/document.yaml", text)


def _new_document(draft: Draft) -> None:
    if len(draft.clauses()) > _MOST_CLAUSES:
        return
    number = max([int(name.rpartition("-")[2]) for name in _made_documents(draft)], default=0) + 1
    name = f"{made.PREFIX}{number}"
    draft.put(f"{name}/document.yaml", made.document(number, 3, draft.chance))
    for clause in range(1, 4):
        draft.put(f"{name}/{clause}.yaml", made.clause(clause, draft.chance))


def _made_documents(draft: Draft) -> list[str]:
    return [name for name in draft.documents() if name.startswith(made.PREFIX)]


def _delete_clause(draft: Draft) -> None:
    """What leads to it leads nowhere now."""
    id_ = draft.chance.choice(draft.clauses())
    document, _, clause = id_.partition("/")
    text = draft.read(f"{document}/document.yaml")
    for part in text["parts"]:
        for chapter in part["chapters"]:
            if clause in chapter["clauses"] and len(chapter["clauses"]) > 1:
                chapter["clauses"].remove(clause)
                del draft.content[f"{id_}.yaml"]
                draft.put(f"{document}/document.yaml", text)
                return


def _delete_document(draft: Draft) -> None:
    if len(names := _made_documents(draft)) > 2:
        gone = draft.chance.choice(names)
        draft.content = {k: v for k, v in draft.content.items() if not k.startswith(f"{gone}/")}


def _rename_document(draft: Draft) -> None:
    """The folder, and every reference to it."""
    names = _made_documents(draft)
    old = draft.chance.choice(names)
    new = f"{made.PREFIX}{max(int(name.rpartition('-')[2]) for name in names) + 1}"
    reference = re.compile(rf"\b{old}\b")
    draft.content = {reference.sub(new, k): reference.sub(new, v) for k, v in draft.content.items()}


def _order(draft: Draft) -> None:
    document = draft.chance.choice(draft.documents())
    text = draft.read(f"{document}/document.yaml")
    draft.chance.shuffle(draft.chance.choice(text["parts"][0]["chapters"])["clauses"])
    draft.put(f"{document}/document.yaml", text)


def _document_words(draft: Draft) -> None:
    name = f"{draft.chance.choice(draft.documents())}/document.yaml"
    text = draft.read(name)
    text[draft.chance.choice(["title", "short"])] = made.words(draft.chance)
    draft.put(name, text)


def _validity(draft: Draft) -> None:
    name = f"{draft.chance.choice(_made_documents(draft))}/document.yaml"
    text = draft.read(name)
    made.set_days(text, draft.chance)
    draft.put(name, text)


def _own_days(draft: Draft) -> None:
    """A clause of a made document is in force on its first day only, or as long as it again."""
    document = draft.chance.choice(_made_documents(draft))
    clauses = [id_ for id_ in draft.clauses() if id_.startswith(f"{document}/")]
    name = f"{draft.chance.choice(clauses)}.yaml"
    clause = draft.read(name)
    if clause.pop("validity", None) is None:
        clause["validity"] = {"until": "from"}
    draft.put(name, clause)


# --- edits of tables and settings ------------------------------------------------------------


def _glossary(draft: Draft) -> None:
    table = draft.read("glossary.yaml")
    words = made.words(draft.chance)
    change = draft.chance.choice(["new", "note", "variant", "gone"])
    if change == "new":
        table[f"term-{len(table)}"] = words
    elif change == "gone" and len(table) > 2:
        table.popitem()
    elif change == "variant":
        table["kelp"].setdefault("variants", []).append(words["en"].lower())
    else:
        table["class-2-seed"]["note"] = made.sentence(draft.chance)
    draft.put("glossary.yaml", table)


def _synonyms(draft: Draft) -> None:
    table = draft.read("synonyms.yaml")
    words = made.words(draft.chance)
    group = table[draft.chance.choice([*table])]
    group["zh"].append(words["zh"])
    group["en"].append(words["en"].lower())
    draft.put("synonyms.yaml", table)


def _units(draft: Draft) -> None:
    table = draft.read("units.yaml")
    word = made.words(draft.chance)["en"].lower()
    table["家"] = draft.chance.choice([{}, {"en": {"one": word}}])
    draft.put("units.yaml", table)


def _settings(draft: Draft) -> None:
    table = draft.read("site.yaml")
    key = draft.chance.choice(["title", "tagline", "about", "as_of", "address"])
    if key == "as_of":
        table[key] = made.day(draft.chance)
    elif key == "address":
        table[key] = f"https://example.org/{draft.chance.randint(1, 9)}/"
    else:
        table[key] = made.words(draft.chance)
    draft.put("site.yaml", table)


_NAMED = (
    *(("topics", "name"), ("topics", "digest"), ("agencies", "name"), ("agencies", "short")),
    *(("jurisdictions", "short"), ("inputs", "label"), ("cited", "title")),
)
"""Tables, and a key of their rows that holds words."""


def _table(draft: Draft) -> None:
    name, key = draft.chance.choice(_NAMED)
    table = draft.read(f"{name}.yaml")
    table[draft.chance.choice([*table])][key] = made.words(draft.chance)
    draft.put(f"{name}.yaml", table)


def _as_of(draft: Draft) -> None:
    draft.on = draft.chance.choice([None, made.day(draft.chance), made.day(draft.chance)])


def _compared(draft: Draft) -> None:
    draft.is_compared = not draft.is_compared


def _official(draft: Draft) -> None:
    name = draft.chance.choice([*draft.official])
    draft.official[name] = draft.official[name].replace(
        "（", f"{made.words(draft.chance)['zh']}（", 1
    )


def _broken(draft: Draft) -> None:
    """A line goes, or the rest of the file, or a sign is not to be there."""
    name = draft.chance.choice([*draft.content])
    lines = draft.content[name].splitlines(keepends=True)
    at = draft.chance.randrange(len(lines))
    kept = draft.chance.choice([lines[at + 1 :], [], ["\t@\n", *lines[at:]]])
    draft.content[name] = "".join([*lines[:at], *kept])


# --- edits of the program --------------------------------------------------------------------


def _template(draft: Draft) -> None:
    name = _any_file(draft, "templates", "*.html")
    _change_program(draft, name, lambda text: f"{text}<!-- {draft.chance.randint(1, 99)} -->\n")


def _script(draft: Draft) -> None:
    name = _any_file(draft, "static", "*.js")
    number = draft.chance.randint(1, 99)
    _change_program(draft, name, lambda text: f"{text}\nglobalThis.edited = {number};\n")


def _style(draft: Draft) -> None:
    name = _any_file(draft, "static", "*.css")
    number = draft.chance.randint(1, 99)
    _change_program(draft, name, lambda text: f"{text}\n.edited {{ margin: {number}px; }}\n")


def _strings(draft: Draft) -> None:
    language = draft.chance.choice(LANGUAGES)

    def longer(text: str) -> str:
        words = yaml.load(text, Loader=yaml.CBaseLoader)
        part = draft.chance.choice([*words])
        keys = [key for key, value in words[part].items() if isinstance(value, str)]
        words[part][draft.chance.choice(keys)] += made.words(draft.chance)[language]
        return str(yaml.dump(words, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))

    _change_program(draft, f"templates/strings/{language}.yaml", longer)


def _schema(draft: Draft) -> None:
    name = _any_file(draft, "schema", "*.json")
    _change_program(draft, name, lambda text: text.rstrip() + "\n" * draft.chance.randint(2, 9))


def _code(draft: Draft) -> None:
    """A comment changes nothing; that the program is another one, a build must not mind."""
    name = _any_file(draft, "clausebook", "*.py")
    _change_program(draft, name, lambda text: f"{text}# {draft.chance.randint(1, 99)}\n")


def _any_file(draft: Draft, folder: str, pattern: str) -> str:
    paths = sorted((draft.root / folder).rglob(pattern))
    return draft.chance.choice(paths).relative_to(draft.root).as_posix()


def _change_program(draft: Draft, name: str, change: Callable[[str], str]) -> None:
    """Back to the repository's text, or away from it."""
    if draft.program.pop(name, None) is None:
        draft.program[name] = change((draft.root / name).read_text(encoding="utf-8"))


_LOOKS: Mapping[str, tuple[str, ...]] = {
    "theme.yaml": (
        "home: [topics, documents]\n",
        "colors: {light: {ink: '#101010'}}\n",
        "color: 3\n",
    ),
    "theme.css": ("main { margin: 1px; }\n", "main { margin: 2px; }\n"),
    "strings/en.yaml": ("pages: {home: Start}\n", "search: {loading: Wait}\n"),
    "strings/zh.yaml": ("pages: {home: 起始}\n", "pages: {hom: 起始}\n"),
    "templates/documents/clause.html": (
        "{% extends 'clausebook/documents/clause.html' %}\n"
        "{% block content %}{{ super() }}1{% endblock %}\n",
    ),
}
"""What may stand in the files of a theme; some of it is wrong."""


def _theme(draft: Draft) -> None:
    """Another text in one of its files, or the file goes."""
    name = draft.chance.choice([*_LOOKS])
    said = draft.chance.choice([*_LOOKS[name], ""])
    draft.theme.pop(name, None)
    if said:
        draft.theme[name] = said


EDITS: Mapping[str, tuple[int, Edit]] = {
    "text": (12, _text),
    "text in one language": (2, _one_language),
    "title": (5, _title),
    "figure": (8, _figure),
    "figure alone": (2, _figure_alone),
    "rule": (5, _rule),
    "topics": (5, _topics),
    "agencies": (5, _agencies),
    "link": (6, _link),
    "mention": (6, _mention),
    "reading": (4, _reading),
    "fact of another clause": (4, _foreign_fact),
    "new clause": (4, _new_clause),
    "new document": (1, _new_document),
    "deleted clause": (5, _delete_clause),
    "deleted document": (1, _delete_document),
    "renamed document": (3, _rename_document),
    "order": (3, _order),
    "words of a document": (3, _document_words),
    "validity": (4, _validity),
    "days of a clause": (4, _own_days),
    "glossary": (4, _glossary),
    "synonyms": (3, _synonyms),
    "units": (2, _units),
    "settings": (4, _settings),
    "table": (5, _table),
    "as-of date": (4, _as_of),
    "with or without official texts": (2, _compared),
    "official text": (2, _official),
    "broken": (4, _broken),
    "template": (4, _template),
    "script": (2, _script),
    "style": (1, _style),
    "strings": (1, _strings),
    "theme": (4, _theme),
    "schema": (1, _schema),
    "code": (1, _code),
}
"""Kinds of edits with their weights."""


def edited(world: World, chance: Random, root: Path) -> tuple[str, World]:
    """The kind of a random edit, and the world after it, which is another one."""
    weights = [weight for weight, _ in EDITS.values()]
    while True:
        [kind] = chance.choices([*EDITS], weights)
        draft = Draft(world, chance, root)
        try:
            EDITS[kind][1](draft)
        except (KeyError, TypeError, AttributeError, IndexError, yaml.YAMLError):
            continue  # what an earlier edit broke has not what this one looks for
        if (after := draft.world()).key != world.key:
            return kind, after
