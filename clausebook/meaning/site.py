"""The resolved site: references lead somewhere, rules are compiled, dates are known."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256

from clausebook.content.records import (
    Benefit,
    Chapter,
    Clause,
    Corpus,
    Document,
    Part,
    Prose,
    Provision,
)
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.basis import Basis
from clausebook.rules.compiled import CompiledBenefit
from clausebook.rules.validity import Validity

INVERSE = {
    "implements": "implemented-by",
    "details": "detailed-by",
    "matches-funding": "funding-matched-by",
    "same-subject": "same-subject",
    "contrasts": "contrasts",
    "cites": "cited-by",
    "supersedes": "superseded-by",
}
"""How each type of link is called from the other end."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A link as seen from one of its ends."""

    type: str
    """As declared, or its inverse when seen from the target."""
    outgoing: bool
    other: str
    """The clause at the other end, with the item where one is named."""
    why: Prose
    home: str
    """The clause that declares the link; its facts are the ones ``why`` refers to."""
    compared: str = ""
    """How an implementing rule stands to its article."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """A clause that rests on a document outside this corpus, or inside it."""

    clause: str
    why: Prose
    named: bool
    """Whether the text names the document; otherwise the document governs money it needs."""


@dataclass(frozen=True, slots=True)
class SiteBenefit:
    """A benefit with its compiled rule. ``id`` is provision:benefit."""

    id: str
    home: Provision
    record: Benefit
    rule: CompiledBenefit = field(repr=False)
    basis: Basis = field(repr=False)
    """What the rule follows from."""

    @property
    def version(self) -> str:
        """A name for the rule and all its figures, which changes when any of them does."""
        return sha256(json.dumps(self.rule.as_json(), ensure_ascii=False).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class SiteClause:
    """A clause in its place: its document, chapter and neighbours, its links from both sides."""

    record: Clause
    document: Document
    part: Part
    chapter: Chapter
    previous: str
    next: str
    links: tuple[LinkEnd, ...]
    stacking: tuple[LinkEnd, ...]
    benefits: tuple[SiteBenefit, ...]
    agencies_named: frozenset[str]
    """The agencies that its text names without making them responsible."""

    @property
    def rules(self) -> tuple[LinkEnd, ...]:
        """The implementing rules that are compared with this article."""
        return tuple(end for end in self.links if end.compared and not end.outgoing)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that pages, exports, search and calculators are made from."""

    corpus: Corpus
    addresses: Addresses = field(repr=False)
    documents: tuple[Document, ...]
    """In the order of their jurisdictions, then by id."""
    clauses: dict[str, SiteClause]
    """In printed order, document by document."""
    validity: dict[str, Validity]
    benefits: dict[str, SiteBenefit]
    cited_by: dict[str, tuple[Dependence, ...]]
    """By id of the cited document, inside the corpus or not."""
