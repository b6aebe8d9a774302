"""What templates receive: words, links and marked-up prose, nothing left to look up or decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from clausebook.features.frame.wording import Status
from clausebook.told.calculators import ToldExample
from clausebook.told.picture import Picture
from clausebook.told.recite import RuleLine


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words with an address."""

    words: str
    href: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A clause seen from another page."""

    id: str
    label: str
    """How it is cited elsewhere, with its document's name."""
    number: str
    """How it is called where its document is named; empty for forms, which only have a title."""
    title: str
    href: str
    status: Status
    headline: str
    calculators: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link to a clause with the reason for it."""

    card: Card
    compared: str
    """How an implementing rule stands to its article, in words."""
    why: Markup


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """All links of one type."""

    type: str
    words: str
    rows: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class CiteRow:
    """A cited document, or a clause that cites one."""

    anchor: Anchor
    why: Markup


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its provenance."""

    anchor: str
    means: str
    value: Markup
    printed: str
    per: str
    role: str
    dated: str
    """The year or date of a reported or planned figure."""
    source: Anchor | None
    """Where the fact stands, when that is another page."""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """One possible meaning."""

    id: str
    html: Markup
    used: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A question that the official text leaves open."""

    id: str
    question: Markup
    texts: tuple[ReadingText, ...]
    why: Markup


@dataclass(frozen=True, slots=True)
class FieldView:
    """One input of a calculator."""

    name: str
    type: str
    label: str
    help: Markup
    unit: str
    default: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition; ``asked`` when the reader answers it, otherwise it follows from inputs."""

    id: str
    html: Markup
    asked: bool


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A reading beside the one that is used: what is open, what each says, and its rule."""

    key: str
    question: Markup
    used: Markup
    why: Markup
    text: Markup
    rule: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A fact that a calculator uses: its value and how the document prints it."""

    words: str
    value: str
    href: str
    provenance: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a calculator comes from, for whoever meets it without its page."""

    clause: Anchor
    document: str
    citation: str
    period: str
    version: str
    conventions: str
    """Where the site says how it reads the words that bound an amount."""


@dataclass(frozen=True, slots=True)
class BenefitView:
    """A benefit with its rule in words, its form, its picture and its worked examples."""

    id: str
    anchor: str
    name: str
    form: str
    bound: str
    per: str
    rule: tuple[RuleLine, ...]
    readings: tuple[OtherReading, ...]
    items: tuple[FieldView, ...]
    common: tuple[FieldView, ...]
    """Entered once, however many items there are."""
    conditions: tuple[ConditionView, ...]
    curve: Picture | None
    examples: tuple[ToldExample, ...]
    figures: tuple[FigureView, ...]
    source: SourceView
    embed: str
    """Its bare page, for other sites."""


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """What clauses and their items show alike."""

    id: str
    anchor: str
    number: str
    title: str
    digest: Markup
    facts: tuple[FactRow, ...]
    conditions: tuple[ConditionView, ...]
    materials: tuple[Markup, ...]
    readings: tuple[ReadingView, ...]
    benefits: tuple[BenefitView, ...]
    no_amount: Markup | None


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields of a printed form under one heading."""

    title: str
    fields: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An implementing rule, and how it stands to the article."""

    rule: Anchor
    compared: str
    words: str
    why: Markup


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause's page."""

    card: Card
    heading: str
    own: ProvisionView
    items: tuple[ProvisionView, ...]
    fields: tuple[FieldGroup, ...]
    document: Anchor
    document_title: str
    chapter: str
    topics: tuple[Anchor, ...]
    agencies: tuple[Anchor, ...]
    and_others: bool
    stacking: tuple[LinkGroup, ...]
    document_stacking: Markup | None
    stacking_type: str
    links: tuple[LinkGroup, ...]
    rules: tuple[ComparedRow, ...]
    no_rule: Markup | None
    municipal_money: tuple[CiteRow, ...]
    cites: tuple[CiteRow, ...]
    citation: str
    """How the clause is cited: the document's number and title, and its own number."""
    official: tuple[Markup, ...]
    """The paragraphs of the official text, where the build has it."""
    previous: Anchor | None
    next: Anchor | None
    grants_nothing: bool


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter with its clauses."""

    heading: str
    clauses: tuple[tuple[Card, Markup], ...]
    """Each clause with its digest."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a document."""

    title: str
    chapters: tuple[ChapterView, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's page, and its summary elsewhere."""

    id: str
    title: str
    short: str
    href: str
    number: str
    type: str
    jurisdiction: Anchor
    issuers: tuple[Anchor, ...]
    addressees: Markup | None
    copied_to: Markup | None
    printed_by: Anchor | None
    issued: str
    status: Status
    validity: str
    reference: str
    digest: Markup
    clauses: int
    calculators: int
    stacking: Markup | None
    stacking_type: str
    stacking_source: Anchor | None
    split: str
    split_source: Anchor | None
    cites: tuple[CiteRow, ...]
    cited_by: tuple[CiteRow, ...]
    facts: tuple[FactRow, ...]
    parts: tuple[PartView, ...] = ()
    grants_nothing: bool = False


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Clauses of one document on a topic's or an agency's page."""

    document: Anchor
    status: Status
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A topic, an agency, a jurisdiction or a cited document."""

    id: str
    name: str
    other_name: str
    short: str
    href: str
    note: Markup | None
    count: int
    jurisdiction: Anchor | None = None
    level: str = ""
    number: str = ""
    groups: tuple[CardGroup, ...] = ()
    named: tuple[CardGroup, ...] = ()
    """Clauses that name an agency without making it responsible."""
    naming: tuple[Anchor, ...] = ()
    """Documents that name it outside their clauses."""
    documents: tuple[DocumentView, ...] = ()
    children: tuple[Anchor, ...] = ()
    dependents: tuple[CiteRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TermView:
    """A row of the glossary."""

    id: str
    name: str
    other: str
    abbreviation: str
    variants: tuple[str, ...]
    avoid: tuple[str, ...]
    note: Markup | None
    official: str


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its name."""

    words: str
    n: int


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the site holds, what is ambiguous and what has no figure."""

    about: Markup
    conventions: Markup
    as_of: str
    counts: tuple[Count, ...]
    kinds: tuple[Count, ...]
    links: tuple[Count, ...]
    ambiguous: tuple[tuple[Card, tuple[Markup, ...]], ...]
    no_amount: tuple[tuple[Card, Markup], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    documents: tuple[DocumentView, ...]
    topics: tuple[RowView, ...]
    jurisdictions: tuple[RowView, ...]
    calculators: tuple[CardGroup, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """All rows of a table."""

    title: str
    rows: tuple[RowView, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All terms."""

    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """A value by which clauses can be chosen, with what a script needs to know of it."""

    value: str
    words: str
    data: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FacetView:
    """A kind of value by which clauses can be chosen."""

    name: str
    words: str
    is_open: bool
    """Whether its values are shown before a reader opens it."""
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page: without scripts, a list of everything."""

    documents: tuple[DocumentView, ...]
    facets: tuple[FacetView, ...]
    examples: tuple[Anchor, ...]
    """Queries that find something."""
    topics: tuple[Anchor, ...]
