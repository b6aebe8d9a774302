"""Prose: every reference leads somewhere, every fact is used, both languages say the same."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from clausebook.address import home_and_name
from clausebook.content.records import Clause, Corpus, Document, Fact, Prose, Provision
from clausebook.content.walk import prose_of_clause, prose_of_document, prose_of_tables
from clausebook.languages import Language
from clausebook.meaning.addresses import Addresses
from clausebook.messages import say
from clausebook.problems import Place, Problems, did_you_mean
from clausebook.prose import Reference, references

Used = set[str]
"""Full addresses of the facts that something refers to."""


def check_references(corpus: Corpus, addresses: Addresses, problems: Problems) -> Used:
    """Report references that lead nowhere; return the facts that prose uses."""
    checker = References(corpus, addresses, problems)
    checker.of_tables()
    used: Used = set()
    for clause in corpus.clauses.values():
        used |= checker.of_clause(clause)
    for document in corpus.documents.values():
        used |= checker.of_document(document)
    return used


class References:
    """Follows references from where they are written, file by file."""

    def __init__(self, corpus: Corpus, addresses: Addresses, problems: Problems) -> None:
        self._corpus = corpus
        self._addresses = addresses
        self._problems = problems
        documents: ChainMap[str, object] = ChainMap({**corpus.documents}, {**corpus.cited})
        self._rows: dict[str, tuple[str, Mapping[str, object], str]] = {
            "doc": ("document", documents, "cited"),
            "term": ("term", corpus.glossary, "glossary"),
            "agency": ("agency", corpus.agencies, "agencies"),
            "topic": ("topic", corpus.topics, "topics"),
        }

    def of_tables(self) -> None:
        """The prose that stands in no document."""
        for prose in prose_of_tables(self._corpus):
            self._prose("", prose)

    def of_clause(self, clause: Clause) -> Used:
        """One clause with its items; the facts that it uses."""
        used: Used = set()
        for home, prose in prose_of_clause(clause):
            used |= self._prose(home, prose)
        for provision in clause.provisions():
            self._uses(provision)
            self._constants(provision)
            used |= self._dates(provision.id, provision.facts)
        return used

    def of_document(self, document: Document) -> Used:
        """One document without its clauses; the facts that it uses."""
        used: Used = set()
        for prose in prose_of_document(document):
            used |= self._prose(document.id, prose)
        self._sources(document)
        return used | self._dates(document.id, document.facts)

    def _prose(self, home: str, prose: Prose) -> Used:
        """The facts that one prose shows; one that only one language shows is a slip."""
        if not prose:  # nobody knows the site's languages yet
            return set()
        shown: dict[Language, dict[str, None]] = {
            language: {
                found: None
                for reference in references(prose[language])
                if isinstance(reference, Reference)
                and (found := self._reference(home, prose, language, reference))
            }
            for language in prose
        }
        used = {address for addresses in shown.values() for address in addresses}
        for language, addresses in shown.items():
            for address in sorted(used - addresses.keys()):
                says = say("figures-differ.other-language", fact=address)
                self._problems.add(prose.place.at(language), says)
        if all(addresses.keys() == used for addresses in shown.values()):
            self._order(prose, {language: [*addresses] for language, addresses in shown.items()})
        return used

    def _order(self, prose: Prose, shown: Mapping[Language, list[str]]) -> None:
        """Figures that change places in one language only are mostly swapped by mistake."""
        first, *others = shown
        differ = [language for language in others if shown[language] != shown[first]]
        if prose.reorders and not differ:
            self._problems.add(prose.place.at("order"), say("order-differs.needless"))
        for language in () if prose.reorders else differ:
            pairs = zip(shown[first], shown[language], strict=True)
            there, here = next(pair for pair in pairs if pair[0] != pair[1])
            says = say("order-differs.swapped", here=here, there=there, language=first)
            self._problems.add(prose.place.at(language), says)

    def _reference(
        self, home: str, prose: Prose, language: Language, reference: Reference
    ) -> str | None:
        """Report an unknown target; return the address when it is a fact."""
        place = prose.place.at(language).after(prose[language][: reference.offset])
        if reference.kind == "fact":
            return self._fact(home, reference.target, place)
        if reference.kind == "clause":
            self._clause(home, reference.target, place)
        else:
            self._row(reference, place)
        return None

    def _fact(self, home: str, target: str, place: Place) -> str | None:
        found = self._addresses.fact(home, target)
        where = home_and_name(target)[0] or home
        excused = self._addresses.is_broken(home, where)
        if found is None and not excused and not self._addresses.is_short_name(home, target):
            hint = did_you_mean(target, list(self._addresses.names(home)))
            self._problems.add(place, say("unknown-fact.named", fact=target, hint=hint))
        return found.address if found else None

    def _clause(self, home: str, target: str, place: Place) -> None:
        known = self._addresses.clause(home, target)
        if known is None and not self._addresses.is_broken(home, target):
            self._problems.add(place, say("unknown-clause.in-prose", clause=target))

    def _row(self, reference: Reference, place: Place) -> None:
        what, known, table = self._rows[reference.kind]
        target = reference.target
        if target not in known and not {table, target} & self._corpus.broken:
            hint = did_you_mean(target, list(known))
            says = say(f"unknown-{what}.in-prose", id=target, hint=hint)
            self._problems.add(place, says)

    def _dates(self, home: str, facts: Mapping[str, Fact]) -> Used:
        """The facts that date others; they must be dates."""
        found: Used = set()
        for fact in facts.values():
            if fact.dated and (address := self._fact(home, fact.dated, fact.place.at("dated"))):
                found.add(address)
                if address == f"{home}.{fact.name}":
                    says = say("dates-contradict.itself", fact=fact.name)
                    self._problems.add(fact.place.at("dated"), says)
                dating = self._addresses.fact(home, fact.dated)
                if dating and dating.fact.quantity.kind != "date":
                    says = say("dates-contradict.dating", fact=fact.dated)
                    self._problems.add(fact.place.at("dated"), says)
        return found

    def _sources(self, document: Document) -> None:
        """The clauses that a document names as the source of its own rules."""
        for rule in (document.stacking, document.split):
            if rule:
                self._clause(document.id, rule.clause, rule.place.at("clause"))

    def _uses(self, provision: Provision) -> None:
        """Short names must lead to facts of other clauses and hide none of the clause's own."""
        for name, address in provision.uses.items():
            place = provision.place.at("uses", name)
            if name in provision.facts:
                self._problems.add(place, say("duplicate-id.short-name", name=name))
            elif "." not in address:
                self._problems.add(place, say("unknown-fact.without-clause", fact=address))
            else:
                self._fact(provision.id, address, place)

    def _constants(self, provision: Provision) -> None:
        """A rule that calls a constant must not mean a fact of the same name."""
        for name in provision.constants.keys() & self._addresses.names(provision.id).keys():
            place = provision.place.at("constants", name, key=True)
            self._problems.add(place, say("duplicate-id.constant", name=name))


def check_unused(corpus: Corpus, addresses: Addresses, used: Used, problems: Problems) -> None:
    """Report facts that neither prose nor rules nor validity refer to, and idle constants.

    A file that cannot be read may be the one that does, so that nothing is said while there is one.
    """
    if corpus.broken:
        return
    homes = [(d.id, d.facts) for d in corpus.documents.values()]
    homes += [(p.id, p.facts) for p in addresses.provisions.values()]
    for home, facts in homes:
        for name, fact in facts.items():
            if f"{home}.{name}" not in used:
                problems.add(fact.place, say("unused-fact.idle", fact=name))
    for provision in addresses.provisions.values():
        for name, constant in provision.constants.items():
            if f"{provision.id}.{name}" not in used:
                problems.add(constant.place, say("unused-fact.constant", name=name))
