"""What rows of several files share: texts, figures, citations, periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Struct, convert

from clausebook.content import records
from clausebook.content.read.documents import STATES
from clausebook.features.frame.linked import Linked
from clausebook.languages import Language
from clausebook.meaning import site as meaning
from clausebook.meaning.calculate import Worked
from clausebook.meaning.plans import Planned
from clausebook.quantity import UNITS, Kind, Quantity, exact, show
from clausebook.rules import validity as rules
from clausebook.told.applications import windows_of
from clausebook.told.told import Told


class Row(Struct, frozen=True, forbid_unknown_fields=True, rename=lambda name: name.rstrip("_")):
    """A JSON object as it is published.

    The published schemas are made from the types of the fields and from the texts below them. A
    field that Python does not let have its name, such as ``from_``, loses the line at its end.
    """


def one_of(pointer: str) -> Meta:
    """A text out of those that a schema of the content allows at this place."""
    return Meta(extra_json_schema={"enum": pointer})


# --- what rows are made from -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are made from, told in both languages."""

    site: meaning.Site
    examples: Mapping[str, tuple[Worked, ...]]
    """By benefit."""
    plans: Mapping[str, Planned]
    """The worked plans by id."""
    told: Mapping[Language, Told]

    @classmethod
    def of(cls, w: Linked) -> Source:
        """All that is at hand beside what one language tells."""
        return cls(w.site, w.calculated.examples, w.calculated.plans, w.languages)

    def text(self, prose: records.Prose, home: str) -> Text:
        """Prose as plain words in both languages."""
        return {code: w.text(prose, home) for code, w in self.told.items()}

    @property
    def first(self) -> Told:
        """The site in its first language, where any would do."""
        return next(iter(self.told.values()))

    def maybe(self, prose: records.Prose | None, home: str) -> Text | None:
        """The same of prose that need not be there."""
        return self.text(prose, home) if prose else None


# --- texts -----------------------------------------------------------------------------------


Text = dict[str, str]
"""One text in each language of the site, as plain words, or an address below the site's root."""


def both(text: records.Text) -> Text:
    """A text without references."""
    return dict(text)


class Listed(Row, frozen=True):
    """A row of a table with its full name."""

    id: str
    name: Text


def listed(table: Mapping[str, records.Entry], id_: str) -> Listed:
    """The table's row of this id."""
    name = table[id_].name
    return Listed(id_, dict(name))


# --- figures ---------------------------------------------------------------------------------

_FACT = "common.json#/$defs/fact/properties"
Role = Annotated[str, one_of(f"{_FACT}/role")]
Bound = Annotated[
    str,
    Meta(extra_json_schema={"enum": ["exact", *UNITS["bounds"].values()]}),
]


class Fact(Row, frozen=True):
    """A figure or date with its provenance."""

    name: str
    """Name inside its provision."""
    kind: Kind
    value: str
    """Exact decimal; both sides of a ratio (1:0.5); ISO text of a date in its printed precision."""
    upto: str | None
    """The upper end of a range whose lower end is value; null for single values."""
    unit: str
    """The code of a currency, % or a printed measure word; empty for ratios and dates."""
    bound: Bound
    """Whether the value is exact or a limit of a range; at_least and at_most include it."""
    printed: str
    """The official words that prove the value."""
    means: Text
    role: Role | None
    """What the figure does."""
    per: list[str]
    """What the figure is counted by."""
    dated: str | None
    """The year or date that the figure belongs to."""
    display: Text
    address: str
    """document/clause.name or document/clause#item.name."""


def facts(source: Source, found: Mapping[str, records.Fact], home: str) -> list[Fact]:
    """The facts of a document or provision."""
    return [_fact(source, fact, home) for fact in found.values()]


def _fact(source: Source, fact: records.Fact, home: str) -> Fact:
    quantity = fact.quantity
    value, unit = _value_and_unit(quantity)
    return Fact(
        name=fact.name,
        kind=quantity.kind,
        value=value,
        upto=_value_and_unit(quantity.upto)[0] if quantity.upto else None,
        unit=unit,
        bound=UNITS["bounds"][quantity.bound] if quantity.bound else "exact",
        printed=fact.printed,
        means=both(fact.means),
        role=fact.role or None,
        per=list(fact.per),
        dated=_dated(source, fact, home),
        display={code: show(quantity, code) for code in source.told},
        address=f"{home}.{fact.name}",
    )


def _dated(source: Source, fact: records.Fact, home: str) -> str | None:
    found = source.site.addresses.fact(home, fact.dated) if fact.dated else None
    return found.fact.quantity.canonical() if found else None


def _value_and_unit(quantity: Quantity) -> tuple[str, str]:
    """Value and unit for other programs: per cent, both sides of a ratio, measure words."""
    if quantity.kind == "rate":
        return exact(quantity.value * 100), "%"
    if quantity.kind in ("ratio", "date"):
        return quantity.unit, ""
    return exact(quantity.value), quantity.unit


# --- citations -------------------------------------------------------------------------------


class Cite(Row, frozen=True):
    """A document that a text rests on."""

    to: str
    """Id of the document."""
    number: str | None
    number_en: str | None
    title: Text
    printed: str | None
    """How the text names it; null where it does not."""
    why: Text


def cites(source: Source, found: tuple[records.Citation, ...], home: str) -> list[Cite]:
    """What a document or clause cites."""
    return [_cite(source, citation, home) for citation in found]


def _cite(source: Source, citation: records.Citation, home: str) -> Cite:
    document, title = _named(source.site.corpus, citation.to)
    why = source.text(citation.why, home)
    return Cite(
        to=citation.to,
        number=document.number or None,
        number_en=document.number_en or None,
        title=both(title),
        printed=citation.printed or None,
        why=why,
    )


def _named(
    corpus: records.Corpus, id_: str
) -> tuple[records.Document | records.Entry, records.Text]:
    """A document with its title, whether this site holds it or not."""
    if id_ in corpus.documents:
        return corpus.documents[id_], corpus.documents[id_].title
    return corpus.cited[id_], corpus.cited[id_].name


# --- periods ---------------------------------------------------------------------------------


class Period(Row, frozen=True):
    """First and last day, both included."""

    from_: str
    until: str


class Suspended(Row, frozen=True):
    """First and last day, both included, on which something in force is not applied."""

    from_: str
    until: str | None
    """Null where no end is stated."""


class Validity(Row, frozen=True):
    """First and last day in force, both included, and what else decides the status on a day."""

    from_: str | None
    until: str | None
    by_reference: Period | None
    """A period before the first day in which another text applies it."""
    draft: bool
    """Whether it is not adopted: its days are those that it would have, and it pays nothing."""
    suspended: list[Suspended]
    withdrawn: str | None
    """The first day on which it is no longer in force, because it was withdrawn."""
    superseded: str | None
    """The first day on which another text stands in its place."""


def validity(found: rules.Validity) -> Validity:
    """When a document is in force."""
    return convert(found.as_json(), Validity)


class SourceText(Row, frozen=True):
    """Another text that states something."""

    document: str | None
    """Its id in documents.json, or the id under which content/cited.yaml names it."""
    title: Text | None
    address: str | None
    """Where it was read, on the web."""
    read: str
    """The day on which it was read."""
    printed: str | None
    """The words that say so."""


State = Annotated[str, Meta(extra_json_schema={"enum": list(STATES)})]


class Stated(Row, frozen=True):
    """What a text says of being in force beside first and last day."""

    state: State
    from_: str
    until: str | None
    by: str | None
    """The clause or document that stands in its place."""
    fact: str | None
    """The address of the fact that holds the first day."""
    source: SourceText | None
    """The text that says so, where it is another one."""


def states(source: Source, id_: str) -> list[Stated]:
    """What is stated of a document or clause."""
    site = source.site
    return [_stated(source, stated) for stated in site.stated[site.dated(id_)]]


ApplicationState = Annotated[str, one_of("common.json#/$defs/applications/items/properties/state")]


class Application(Row, frozen=True):
    """What a text says of applications from a day on, or within a window."""

    state: ApplicationState
    from_: str | None
    until: str | None
    """The last day, included."""
    hour: str | None
    """The hour of the deadline on the last day."""
    source: SourceText | None
    """The text that says so, where it is another one."""


def applications(source: Source, id_: str) -> list[Application]:
    """What is stated of the applications of a document or clause."""
    home, teller = source.site.windowed(id_), next(iter(source.told.values()))
    if not home:
        return []
    both_ = zip(source.site.windows[home], windows_of(teller, home), strict=True)
    return [
        Application(
            state=window.state,
            from_=window.from_ or None,
            until=window.until or None,
            hour=stated.hour or None,
            source=source_text(stated.source) if stated.source else None,
        )
        for window, stated in both_
    ]


class Published(Row, frozen=True):
    """The official publication, and what was read of it."""

    address: str
    read: str
    """The day on which it was read."""
    digest: str | None
    """sha256: and the digest of the bytes that were read."""
    file: str | None
    """The name of the file that was read."""


def published(document: records.Document) -> Published | None:
    """Where a document is officially published; None where the content does not say."""
    found = document.published
    if found is None:
        return None
    return Published(found.address, found.read, found.digest or None, found.file or None)


def _stated(source: Source, stated: meaning.Stated) -> Stated:
    said = next(iter(source.told.values())).source_of(stated)
    return Stated(
        state=stated.kind,
        from_=stated.from_,
        until=stated.until or None,
        by=stated.by or None,
        fact=stated.fact or None,
        source=source_text(said) if said else None,
    )


def source_text(said: records.Source) -> SourceText:
    """Another text, as the content names it."""
    return SourceText(
        document=said.document or None,
        title=both(said.title) if said.title else None,
        address=said.address or None,
        read=said.read,
        printed=said.printed or None,
    )
