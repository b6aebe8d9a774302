"""What the content files say, file by file: frozen records without any logic.

References between files are still ids here; :mod:`clausebook.meaning.site` holds what they lead to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from clausebook.address import document_of
from clausebook.content.vocabulary import DocumentType, Vocabulary
from clausebook.languages import Language, Languages
from clausebook.problems import Place
from clausebook.quantity import Quantity, Unit, Usage
from clausebook.rules.syntax import Expr

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class ByLanguage(Mapping[Language, Said]):
    """What is said in each language of the site: a mapping that is frozen, and small."""

    languages: Languages
    said: tuple[Said, ...]

    def __getitem__(self, language: Language) -> Said:
        try:
            return self.said[self.languages.index(language)]
        except ValueError:
            raise KeyError(language) from None

    def __iter__(self) -> Iterator[Language]:
        return iter(self.languages)

    def __len__(self) -> int:
        return len(self.languages)


@dataclass(frozen=True, slots=True)
class Text(ByLanguage[str]):
    """One text in each language of the site."""

    @classmethod
    def of(cls, value: Mapping[str, str], languages: Languages) -> Text:
        """What a mapping says in these languages, whatever else it has."""
        return cls(languages, tuple(map(value.__getitem__, languages)))


@dataclass(frozen=True, slots=True)
class Written(Text):
    """A text and the mapping of a file that holds it."""

    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prose(Written):
    """Markdown in each language whose references still have to be resolved."""

    reorders: bool = False
    """Whether the languages have their figures in different orders on purpose."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or date with the printed token that proves it."""

    name: str
    quantity: Quantity
    printed: str
    means: Text
    role: str
    per: tuple[str, ...]
    dated: str
    """The address of the fact that dates this one."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that rules need and no text prints, such as the days of a year."""

    name: str
    quantity: Quantity
    means: Text
    why: Prose
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """The text of a rule and what it was read as; None when it could not be read."""

    text: str
    expr: Expr | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be true before anything is paid."""

    id: str
    text: Prose
    printed: str
    holds: Rule | None
    """Computed from the inputs; without it the reader of a calculator is asked."""
    needs: Rule | None
    """What the answers to the site's questions must say, in plans."""
    judged: bool
    """Whether only an authority can judge it, so that no plan asks for it."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Material:
    """What an applicant hands in."""

    text: Prose
    printed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that the official text leaves open, and its possible answers."""

    id: str
    question: Prose
    used: str
    why: Prose
    texts: dict[str, Prose]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Shared:
    """A cap that other benefits use up as well: the fact, and over what time it counts."""

    cap: str
    over: str
    """``year``, a fact such as three years, or empty for all time."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that act across items, years and levels of government."""

    ceiling: Rule | None = None
    """With ``beside``: what this benefit and the money of others may reach together."""
    beside: tuple[str, ...] = ()
    count: Rule | None = None
    per_year: Rule | None = None
    in_total: Rule | None = None
    shared: tuple[Shared, ...] = ()
    nothing_below: Rule | None = None
    """Less than this is not paid at all."""
    stacking: str = ""
    """best-of: of several items only the one that pays most."""
    outlasts: bool = False
    """Whether years that begin behind the last day in force are paid all the same."""

    @property
    def across(self) -> dict[str, Rule]:
        """Those that act on all items together."""
        keys = ("count", "per_year", "in_total", "nothing_below")
        rules = {key: getattr(self, key) for key in keys}
        return {key: rule for key, rule in rules.items() if rule}


@dataclass(frozen=True, slots=True)
class Way:
    """How one reading computes: a rule for one item and limits across items."""

    pays: Rule
    limits: Limits


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule that the other rules of its benefit call by a name."""

    rule: Rule
    label: Text


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part in which an award is paid; ``text`` is what it waits for."""

    id: str
    part: Rule | None
    """None for the rest."""
    text: Prose
    lost_unless: Rule | None

    def rules(self) -> tuple[Rule, ...]:
        """What is written of it in the language of rules."""
        return tuple(filter(None, (self.part, self.lost_unless)))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader is told when what was entered calls for it."""

    id: str
    when: Rule
    text: Prose


@dataclass(frozen=True, slots=True)
class Example:
    """A case worked by hand. ``given`` is what the editor wrote, one text per item."""

    name: Text
    given: dict[str, list[str]]
    on: str
    pays: str
    rounded: str
    """The amount to a multiple of which those of the example are rounded; empty where exact."""
    under: dict[str, str]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """Where plans take an input from: a rule over questions, or one for each key of a choice."""

    rule: Rule | None
    choices: dict[str, Rule]
    place: Place = field(compare=False, repr=False)

    def rules(self) -> tuple[Rule, ...]:
        """All its rules."""
        return (*((self.rule,) if self.rule else ()), *self.choices.values())


@dataclass(frozen=True, slots=True)
class Gives:
    """What a benefit gives in one case, in one line."""

    of: Text | None
    """The case, where there are several."""
    text: Prose
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Benefit:
    """Money that may be granted."""

    id: str
    name: Text
    form: str
    gives: tuple[Gives, ...]
    per: str
    inputs: tuple[str, ...]
    taken: dict[str, Taken]
    """The inputs that plans take from elsewhere than the inputs' table says."""
    conditions: tuple[Condition, ...]
    where: dict[str, NamedRule]
    """In the order in which they may call each other."""
    way: Way
    under: dict[str, Way]
    instalments: tuple[Instalment, ...]
    remarks: tuple[Remark, ...]
    examples: tuple[Example, ...]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Provision:
    """What a clause and a printed sub-item have in common. ``id`` is its full address."""

    id: str
    number: str
    title: Text | None
    uses: dict[str, str]
    facts: dict[str, Fact]
    constants: dict[str, Constant]
    digest: Prose
    who: Prose | None
    """Who can have it, in one line."""
    offers: str
    """Without benefits: discretion, service or direction; empty where nothing of these is said."""
    conditions: tuple[Condition, ...]
    materials: tuple[Material, ...]
    readings: tuple[Reading, ...]
    benefits: tuple[Benefit, ...]
    no_amount: Prose | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A declared link; the other side's view of it is derived."""

    type: str
    to: str
    why: Prose
    compared: str
    """How an implementing rule stands to its article: same, tighter or new-terms."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text says of benefits beside each other, as addresses from where it is written."""

    id: str
    type: str
    of: tuple[str, ...]
    by: tuple[str, ...]
    per: str
    into: str
    input: str
    cap: str
    """The address of a fact; empty where there is none, as are the others that do not apply."""
    over: str
    printed: str
    when: dict[str, tuple[str, ...]]
    """By question of a reading, the answers under which it holds."""
    why: Prose
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that the text names, or one that governs what the clause needs."""

    to: str
    why: Prose
    printed: str
    """How the text names it; empty where it does not."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NeededMoney(Citation):
    """A document that governs money of another level of government, which the clause needs."""

    level: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a printed form."""

    label: Prose
    group: Text | None


@dataclass(frozen=True, slots=True)
class ByReference:
    """A period in which a document is applied although it is not in force."""

    from_: str
    until: str
    clause: str


@dataclass(frozen=True, slots=True)
class Source:
    """Another text that states something of a document or clause, and when it was read."""

    document: str
    """Of this site or of content/cited.yaml; empty for a text that only has a title."""
    title: Text | None
    address: str
    """Where it was read, on the web."""
    read: str
    """A day in ISO form."""
    printed: str
    """The words that say so."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class State:
    """What a text says of being in force beside first and last day.

    A day is the address of a fact, or in ISO form where ``source`` states it.
    """

    kind: str
    """draft, suspended, withdrawn or superseded."""
    from_: str
    until: str
    by: str
    """What supersedes it: the address of a clause, or the id of a document."""
    source: Source | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ValidityKeys:
    """Which facts hold the first and the last day in force, and what else a text says of it.

    A clause names only what is not as in its document.
    """

    from_: str
    until: str
    by_reference: ByReference | None
    states: tuple[State, ...]
    left_out: frozenset[str]
    """What of its document does not hold for the clause: ``by_reference`` or kinds of states."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a text says of applications: that they are open in a window, or what else was so.

    A day is the address of a fact, or in ISO form where ``source`` states it.
    """

    state: str
    """open, closed, budget-spent or awaits-guide."""
    from_: str
    until: str
    hour: str
    """Of the deadline, such as 17:00; empty where the whole last day counts."""
    source: Source | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Published:
    """The official publication of a document, and what was read of it."""

    address: str
    read: str
    """A day in ISO form."""
    digest: str
    """sha256: and the digest of the bytes that were read; empty where it is not known."""
    file: str
    """The name of the file that was read; empty for the official text that audits are given."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Clause(Provision):
    """One clause file. ``id`` is document/clause."""

    document: str
    kind: str
    topics: tuple[str, ...]
    agencies: tuple[str, ...]
    roles: dict[str, str]
    """By agency, what the text says that it does: leads, receives, decides, pays …"""
    and_others: bool
    """Whether the text ends its list of agencies with 等."""
    validity: ValidityKeys | None
    applications: tuple[Window, ...]
    """Empty where it follows its document."""
    fields: tuple[FormField, ...]
    items: tuple[Provision, ...]
    relations: tuple[Relation, ...]
    links: tuple[Link, ...]
    no_rule: Prose | None
    no_rule_covers: str
    """Of which support of an article ``no_rule`` speaks: all or part; empty without it."""
    needs_money: tuple[NeededMoney, ...]
    cites: tuple[Citation, ...]

    def provisions(self) -> tuple[Provision, ...]:
        """The clause itself and its sub-items."""
        return (self, *self.items)

    def facts_as(self, role: str) -> list[Fact]:
        """The facts of a role, such as all caps, the items' among them."""
        facts = (fact for part in self.provisions() for fact in part.facts.values())
        return [fact for fact in facts if fact.role == role]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with the ids of its clauses in printed order."""

    number: str
    title: Text | None
    clauses: tuple[str, ...]
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: the text itself, its implementing rules, its annexes."""

    number: str
    title: Text | None
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Stacking:
    """A document's own rule for overlapping support."""

    type: str
    clause: str
    digest: Prose
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Split:
    """Which levels of government bear the money."""

    ratio: str
    between: tuple[Text, Text]
    clause: str
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One document.yaml."""

    id: str
    original: Language
    """The language in which it was published, whose words it prints."""
    jurisdiction: str
    type: str
    number: str
    """As printed; empty where the text prints none."""
    number_en: str
    """The same in the established English form."""
    title: Text
    short: Text
    issuers: tuple[str, ...]
    consulted: tuple[str, ...]
    """Agencies with which the issuers prepared it."""
    addressees: Prose | None
    copied_to: Prose | None
    printed_by: str
    facts: dict[str, Fact]
    digest: Prose
    issued: str
    validity: ValidityKeys | None
    applications: tuple[Window, ...]
    published: Published | None
    stacking: Stacking | None
    split: Split | None
    scope: tuple[str, ...]
    """The clauses whose conditions hold for all its benefits."""
    cites: tuple[Citation, ...]
    locators: dict[str, tuple[str, ...]]
    """Beginnings in the official text that number and title do not give."""
    parts: tuple[Part, ...]
    place: Place = field(compare=False, repr=False)

    def listed(self) -> list[str]:
        """The full ids of its clauses in printed order."""
        chapters = (chapter for part in self.parts for chapter in part.chapters)
        return [f"{self.id}/{clause}" for chapter in chapters for clause in chapter.clauses]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of one of the tables: an agency, topic, jurisdiction, term or cited document."""

    id: str
    name: Text
    short: Text
    note: Prose | None
    jurisdiction: str = ""
    level: str = ""
    number: str = ""
    number_en: str = ""
    names: tuple[str, ...] = ()
    """Other names: by which official texts call an agency, links a term, or readers a place."""
    place: Place = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Term(Entry):
    """A glossary term; ``name`` holds the term and its rendering."""

    abbreviation: str = ""
    variants: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    official: str = ""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words that readers use for the same thing, by language."""

    id: str
    words: ByLanguage[tuple[str, ...]]
    one_way: bool
    """Whether only the first word of each language is what clauses say."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Exempt:
    """A figure or name in official texts that is none in substance, and why."""

    id: str
    printed: str
    why: Prose
    within: tuple[str, ...]
    """The clauses and documents it is limited to; empty for all."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Input:
    """What a reader enters into calculators, and plans ask where they do not take it."""

    name: str
    type: str
    payer: str
    """The level of government whose money is entered, where it is one's."""
    unit: Unit | None
    """What a count or a measure is a number of, where that is said."""
    label: Text
    help: Prose | None
    default: str
    choices: dict[str, Text]
    about: str
    """applicant, or what there may be several of."""
    taken: Taken | None
    """Where plans take it from; asked as a question of its own without it."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Question(Input):
    """What plans ask once, and many benefits need."""

    ask: Text
    when: Rule | None
    """It is asked only where this is not surely no."""
    fixed: bool
    """Whether it says what the applicant or product is, which no plan changes."""
    is_place: bool
    """Whether its choices are jurisdictions."""
    groups: bool
    """Whether pages without scripts tell by its choices which benefits are for whom."""


@dataclass(frozen=True, slots=True)
class WorkedPlan:
    """A project with all its benefits, worked by hand; everything is as the editor wrote it."""

    id: str
    name: Text
    story: Text
    on: str
    answers: dict[str, list[str]]
    received: dict[str, dict[str, str]]
    judged: dict[str, str]
    total: str
    pays: dict[str, str] | None
    """None where only the total is compared."""
    outcomes: dict[str, str]
    rejected: dict[str, str]
    open: dict[str, str]
    why: Prose
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """content/site.yaml."""

    languages: Languages
    """The site's, the first of which opens it."""
    title: Text
    short: Text
    """The title where there is little space; the title itself where the site has no shorter one."""
    tagline: Text
    examples: ByLanguage[tuple[str, ...]]
    """Questions that the front page offers to search for; none where the site has none."""
    about: Prose
    conventions: Prose
    """How calculators read the words that bound an amount."""
    as_of: str
    address: str
    literals: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Places of which the site has nothing, so that the search can say so."""
    usage: Usage
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything the content says, each file checked by itself."""

    settings: Settings
    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    """In printed order, document by document."""
    agencies: Mapping[str, Entry]
    jurisdictions: Mapping[str, Entry]
    topics: Mapping[str, Entry]
    cited: Mapping[str, Entry]
    glossary: Mapping[str, Term]
    inputs: Mapping[str, Input]
    questions: Mapping[str, Question]
    plans: Mapping[str, WorkedPlan]
    exceptions: Mapping[str, Exempt]
    synonyms: Mapping[str, Synonyms]
    units: Mapping[str, Unit]
    vocabulary: Vocabulary
    broken: frozenset[str]
    """Ids of documents, clauses and tables whose files have problems of their own."""

    def type_of(self, document: str) -> DocumentType:
        """What a document is."""
        return self.vocabulary.document_types[self.documents[document].type]

    @property
    def languages(self) -> Languages:
        """The site's languages, in their order."""
        return self.settings.languages

    def original(self, address: str) -> Language:
        """The language in which the document of an address was published."""
        document = self.documents.get(document_of(address))
        return document.original if document else self.languages[0]

    def clauses_of(self, document: str) -> list[Clause]:
        """The clauses that a document lists, in printed order."""
        ids = self.documents[document].listed()
        return [self.clauses[id_] for id_ in ids if id_ in self.clauses]
