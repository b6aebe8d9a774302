"""Words of the field: what content chooses from open lists, and what each choice is called.

Every site knows the entries of ``presets/vocabulary.yaml``; its own content/vocabulary.yaml adds
others, or puts them in their place by the same id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from clausebook.languages import Language
from clausebook.problems import Place

Words = Mapping[Language, str]
"""Words by language; a preset has those of every language that is shipped."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of government."""

    rank: int
    """The outermost level has the lowest."""
    name: Words
    payer: Words
    """In sentences on who pays: national government."""
    money: Words
    """What it pays, in sentences: the national money."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DocumentType:
    """What a document is."""

    name: Words
    grants: bool
    """Whether it may promise money: a reply tells, it does not grant."""
    plan: bool
    """Whether its period is that of a plan, which is over one day and does not expire."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ClauseKind:
    """What a clause is in its document."""

    label: Words
    """How it is called: {number}, {printed}, {part}, {heading} and {title} are filled in."""
    cite: Words | None
    """How a citation calls it, where it is otherwise called by its title."""
    as_printed: bool
    """Whether the printed number's own words are said if it has some: Article 3, not clause 3."""
    restarts: bool
    """Whether its numbers begin anew in a document, so that headings say what they count."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a number is printed in each language; the figure is {n}."""

    printed: Words
    names: bool
    """Whether its words say what is numbered."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of support."""

    name: Words
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Per:
    """What figures are counted by, and what one calculation covers."""

    each: Words
    item: Words | None
    """In a calculator, {n} being which one it is."""
    add: Words | None
    """The button for another one."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries by id, section by section."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    document_types: Mapping[str, DocumentType] = field(default_factory=dict)
    clause_kinds: Mapping[str, ClauseKind] = field(default_factory=dict)
    numbers: Mapping[str, NumberForm] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    per: Mapping[str, Per] = field(default_factory=dict)

    def with_own(self, own: Vocabulary) -> Vocabulary:
        """These entries and a site's own, which take the place of those with the same id."""
        both = {f.name: {**getattr(self, f.name), **getattr(own, f.name)} for f in fields(self)}
        return Vocabulary(**{**both, "numbers": {**own.numbers, **self.numbers, **own.numbers}})
