"""How one page of one language calls, links and shows things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from clausebook.content.records import Clause, Document, Fact, Prose, Provision, Text
from clausebook.features.frame import urls
from clausebook.meaning.addresses import FoundFact
from clausebook.meaning.calculate import Calculated
from clausebook.prose import Reference, Resolver, Shown, to_html, to_inline_html, to_text
from clausebook.quantity import Language, Quantity, other_language, parse, show
from clausebook.rules.validity import Validity, status_on
from clausebook.told.strings import Words, fill, page_words

RANGES = ("rate", "match", "award")
"""The roles of facts that tell what a clause pays, before its caps."""
PERIODS = {"year", "month"}
CAPS: dict[str, set[str]] = {"cap": set(), "cap_year": {"year"}, "cap_month": {"month"}}
"""Caps by the periods that they are counted by."""

OF_RULES = ("rule", "rule-final")
"""Kinds whose printed numbers begin anew, so that their headings say what they are."""


@dataclass(frozen=True, slots=True)
class Banner:
    """What a page says in large letters while its document is not simply in force."""

    key: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """A document's status on the build's as-of date, and all that a script needs for another."""

    key: str
    words: str
    expired: str
    """What the document is called once it has expired; a plan's period is over."""
    validity: Validity
    banners: tuple[Banner, ...]
    """One for each status that the document can have on some day."""


def heading_zh(number: str, title: Text | None) -> str:
    """一、总则 and （一）目标: a printed heading, its sign between number and title."""
    words = title.zh if title else ""
    return f"{number}{'' if number.endswith('）') or not number else '、'}{words}"


class Wording:
    """Everything that depends on the page's language and address, and nothing else."""

    def __init__(self, calculated: Calculated, language: Language, path: str) -> None:
        self.calculated = calculated
        self.site = calculated.site
        self.corpus = calculated.site.corpus
        self.language = language
        self.path = path
        self.words: Words = page_words(language)

    def href(self, target: str) -> str:
        """A link from this page."""
        return urls.relative(self.path, target)

    # --- prose -------------------------------------------------------------------------------

    def prose(self, prose: Prose, home: str) -> Markup:
        """Prose as blocks of HTML; ``home`` is the provision whose facts it names."""
        return Markup(to_html(prose[self.language], self.resolver(home)))

    def inline(self, prose: Prose, home: str) -> Markup:
        """Prose as HTML without paragraphs."""
        return Markup(to_inline_html(prose[self.language], self.resolver(home)))

    def text(self, prose: Prose, home: str) -> str:
        """Prose as plain words."""
        return to_text(prose[self.language], self.resolver(home))

    def resolver(self, home: str) -> Resolver:
        """Shows the references of prose that is written at ``home``."""
        return lambda reference: self._shown(reference, home)

    def _shown(self, reference: Reference, home: str) -> Shown:
        if reference.kind == "fact":
            found = self.site.addresses.fact(home, reference.target)
            assert found is not None, "references are checked before pages are made"
            return self.fact(found)
        if reference.kind == "clause":
            address = self.site.addresses.clause(home, reference.target)
            assert address is not None, "references are checked before pages are made"
            words = reference.words or self.clause_label(address, home)
            href, preview = self.href(urls.clause(self.language, address)), self.preview(address)
            return Shown(words, href, title=preview, css="ref")
        return self._row(reference)

    def _row(self, reference: Reference) -> Shown:
        language, id_ = self.language, reference.target
        if reference.kind == "doc":
            return self.document(id_, reference.words)
        if reference.kind == "term":
            term = self.corpus.glossary[id_]
            other = term.name[other_language(language)]
            words = reference.words or term.name[language]
            return Shown(words, self.href(urls.term(language, id_)), title=other, css="term")
        table = "agencies" if reference.kind == "agency" else "topics"
        row = (self.corpus.agencies if table == "agencies" else self.corpus.topics)[id_]
        words = reference.words or row.short[language]
        return Shown(words, self.href(urls.row(language, table, id_)), css="ref")

    # --- facts -------------------------------------------------------------------------------

    def fact(self, found: FoundFact) -> Shown:
        """A fact in running text: its value, linked to its provenance."""
        return Shown(
            words=show(found.fact.quantity, self.language),
            href=self.href(self.fact_target(found)),
            title=self.provenance(found),
            value=found.fact.quantity.canonical(),
            css="fact",
        )

    def fact_target(self, found: FoundFact) -> str:
        """Where the fact's row stands."""
        anchor = urls.fact_anchor(found.home, found.fact.name)
        if found.home in self.corpus.documents:
            return f"{urls.document(self.language, found.home)}#{anchor}"
        return f"{urls.clause(self.language, found.home.partition('#')[0])}#{anchor}"

    def provenance(self, found: FoundFact) -> str:
        """The printed token with document number and clause, as plain text."""
        document = self.corpus.documents[found.home.partition("#")[0].split("/")[0]]
        provision = self.site.addresses.provisions.get(found.home)
        number = provision.number if provision else ""
        if "#" in found.home:
            number = self.corpus.clauses[found.home.partition("#")[0]].number + number
        return f"“{found.fact.printed}” — {document.number or document.short.zh}{number}"

    def per(self, fact: Fact) -> str:
        """What the fact is counted by, in words."""
        joined = "、" if self.language == "zh" else ", "
        return joined.join(self.words["per"][unit] for unit in fact.per)

    # --- documents and clauses ---------------------------------------------------------------

    def document(self, id_: str, words: str = "") -> Shown:
        """A document of this site, or one that it only names."""
        if id_ in self.corpus.documents:
            document = self.corpus.documents[id_]
            href = self.href(urls.document(self.language, id_))
            title = f"{document.title[self.language]} · {self.period(document)}"
            return Shown(words or document.short[self.language], href, title=title, css="ref")
        cited = self.corpus.cited[id_]
        href = self.href(urls.row(self.language, "cited", id_))
        title = cited.name[self.language]
        return Shown(words or cited.number or title, href, title=title, css="ref")

    def preview(self, address: str) -> str:
        """What a link to a clause says before it is followed: its title, and until when it counts.

        The period stays true on every day; a status would be the one of the build's day.
        """
        provision = self.site.addresses.provisions[address]
        document = self.corpus.documents[address.split("/")[0]]
        return f"{self.title(provision)} · {self.period(document)}"

    def period(self, document: Document) -> str:
        """From when until when a document is in force, in words."""
        validity = self.site.validity[document.id]
        if not validity.from_:
            return str(self.words["undated"])
        pattern = self.words["validity_from_until" if validity.until else "validity_from"]
        return fill(
            pattern, **{"from": self.day(validity.from_), "until": self.day(validity.until)}
        )

    def clause_label(self, address: str, home: str = "") -> str:
        """How a clause is cited: with its document's name when the citing text is elsewhere."""
        id_, _, item = address.partition("#")
        clause = self.corpus.clauses[id_]
        label = self.number_label(clause)
        if item:
            label += self.item_number(self.site.addresses.provisions[address])
        if home.split("/")[0] == clause.document:
            return label
        short = self.corpus.documents[clause.document].short[self.language]
        return short + label if self.language == "zh" else f"{short}, {label}"

    def item_number(self, item: Provision) -> str:
        """（1） as printed; English has brackets of its own width."""
        wide = {"（": "(", "）": ")"} if self.language == "en" else {}
        return "".join(wide.get(sign, sign) for sign in item.number)

    def number_label(self, clause: Clause) -> str:
        """第（五）条, clause 5; 一是 is 情况一; forms are called by their title."""
        last = clause.id.rpartition("-")[2] if "-" in clause.id.split("/")[1] else ""
        n = last or clause.id.split("/")[1]
        title = clause.title[self.language] if clause.title else clause.number
        numbered = n.isdigit()
        pattern = self.words["clause_label"][clause.kind] if numbered else "{title}"
        number = clause.number.removesuffix("是").removesuffix(".")
        return fill(pattern, number=number, n=n, title=title)

    def citation(self, clause: Clause) -> str:
        """The document's number and Chinese title with the clause's printed number.

        Where several clauses print the same number, part and chapter come before it.
        """
        document = self.corpus.documents[clause.document]
        seat = self.site.clauses[clause.id]
        same = self.corpus.clauses_of(document.id)
        headings = ""
        if [c.number for c in same].count(clause.number) > 1:
            part, chapter = seat.part, seat.chapter
            found = (heading_zh(part.number, part.title), heading_zh(chapter.number, chapter.title))
            headings = "".join(f"{heading} " for heading in found if heading)
        return f"{document.number}《{document.title.zh}》{headings}{clause.number}"

    def heading(self, clause: Clause) -> str:
        """The clause's heading with its number."""
        title = self.title(clause)
        if clause.number == (clause.title.zh if clause.title else ""):
            return title
        label = self.number_label(clause)
        if self.language == "zh" and clause.kind in OF_RULES:
            return f"{label}{title}"
        if self.language == "zh":
            return f"{clause.number}{'、' if clause.number.isdigit() else ''}{title}"
        return title if label == title else f"{label[0].upper()}{label[1:]}. {title}"

    def title(self, provision: Provision) -> str:
        """The title, or the number where there is none."""
        return provision.title[self.language] if provision.title else provision.number

    # --- status ------------------------------------------------------------------------------

    def status(self, document: Document) -> Status:
        """Status on the build's as-of date, with the dates that let a script say it for another."""
        validity = self.site.validity[document.id]
        key = status_on(validity, self.calculated.on)
        plan = "plan-over" if document.type == "action-plan" else "expired"
        over: str = self.words["common"]["status"][plan]
        words = over if key == "expired" else self.words["common"]["status"][key]
        return Status(key, words, over, validity, tuple(self._banners(validity, plan)))

    def _banners(self, validity: Validity, plan: str) -> Iterator[Banner]:
        needed = {
            "expired": validity.until,
            "not-yet": validity.from_,
            "by-reference": validity.reference_until,
        }
        days = {
            "from": self.day(validity.from_),
            "until": self.day(validity.until),
            "reference_until": self.day(validity.reference_until),
        }
        for key, day in needed.items():
            if day:
                name = plan if key == "expired" else key
                text = fill(self.words["banner"][name], **days)
                yield Banner(key, self.words["common"]["status"][name], text)

    def day(self, iso: str) -> str:
        """A day as the language writes it."""
        return show(parse(iso), self.language) if iso else ""

    def headline(self, clause: Clause) -> str:
        """What the clause pays at a glance: rates, matches, awards, caps. A reply pays nothing.

        Several values of one role are told as a range, several caps by the highest. A cap per year
        or month is told where it is above the others.
        """
        if self.corpus.documents[clause.document].type == "reply":
            return ""
        facts = [fact for part in clause.provisions() for fact in part.facts.values()]
        told = [self._range([f for f in facts if f.role == role], role) for role in RANGES]
        top = Fraction(0)
        for name, period in CAPS.items():
            caps = [f for f in facts if f.role == "cap" and {*f.per} & PERIODS == period]
            highest = max((f.quantity for f in caps), key=lambda q: q.value, default=None)
            if highest and highest.value > top:
                told.append(fill(self.words["headline"][name], x=show(highest, self.language)))
                top = highest.value
        return " · ".join(filter(None, told))

    def _range(self, facts: list[Fact], role: str) -> str:
        """The lowest and the highest value of a role, by kind; empty when there are none."""
        kinds: dict[str, list[Quantity]] = {}
        for fact in facts:
            kinds.setdefault(fact.quantity.kind, []).append(fact.quantity)
        ranges = []
        for quantities in kinds.values():
            quantities.sort(key=lambda quantity: quantity.value)
            ends = [show(quantity, self.language) for quantity in (quantities[0], quantities[-1])]
            ranges.append("–".join(dict.fromkeys(ends)))
        return fill(self.words["headline"][role], x=" / ".join(ranges)) if ranges else ""
