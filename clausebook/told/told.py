"""What is said of the site in one language, whatever page or program says it.

Nothing here knows an address or the reader's day: a reference in prose has words and a target, and
whoever prints it knows where that is; a status is told for the day that it is asked for.
"""

from __future__ import annotations

from dataclasses import replace

from clausebook.address import document_of, home_and_name, home_and_own, item_of
from clausebook.content.records import Fact, Prose, Relation
from clausebook.meaning.addresses import FoundFact
from clausebook.prose import Reference, Resolver, Shown, to_text
from clausebook.quantity import show
from clausebook.told.best import Best, Figure, best_of_benefit, offered
from clausebook.told.notes import told
from clausebook.told.status import Statuses
from clausebook.told.strings import fill, page_words


class Told(Statuses):
    """The site in the words of one language."""

    # --- prose -------------------------------------------------------------------------------

    def text(self, prose: Prose, home: str) -> str:
        """Prose as plain words; ``home`` is the provision or document whose facts it names."""
        words = prose[self.language]
        key = ("text", self.language, words, home)
        return self.notes.passing(key, lambda: to_text(words, self.resolver(home)))

    def resolver(self, home: str) -> Resolver:
        """Shows the references of prose that is written at ``home``."""
        return lambda reference: self._shown(reference, home)

    def _shown(self, reference: Reference, home: str) -> Shown:
        if reference.kind == "fact":
            found = self.site.addresses.fact(home, reference.target)
            assert found is not None, "references are checked before anything is told"
            return self.fact(found.home, found.fact.name)
        if reference.kind == "clause":
            address = self.site.addresses.clause(home, reference.target)
            assert address is not None, "references are checked before anything is told"
            words = reference.words or self.clause_label(address, home)
            return Shown(words, ("clause", address), title=self.preview(address), css="ref")
        return self._row(reference)

    def _row(self, reference: Reference) -> Shown:
        language, id_ = self.language, reference.target
        if reference.kind == "doc":
            return self.document(id_, reference.words)
        if reference.kind == "term":
            title, foreign = self.gloss(id_)
            return replace(self._term(reference), title=title, quoted=foreign)
        table = "agencies" if reference.kind == "agency" else "topics"
        row = (self.corpus.agencies if table == "agencies" else self.corpus.topics)[id_]
        return Shown(reference.words or row.short[language], (table, id_), css="ref")

    def _term(self, reference: Reference) -> Shown:
        name = self.corpus.glossary[reference.target].name[self.language]
        return Shown(reference.words or name, ("term", reference.target), css="term")

    @told
    def gloss(self, id_: str) -> tuple[str, str]:
        """What a term is called in other languages, and on the next line what it means.

        Beside it which language that is, as browsers call it, where it is only one.
        """
        term = self.corpus.glossary[id_]
        others = [code for code in term.name if code != self.language]
        said = [" · ".join(term.name[code] for code in others)]
        said += [to_text(term.note[self.language], self._in_words)] if term.note else []
        foreign = str(page_words(others[0])["code"]) if len(others) == 1 else ""
        return "\n".join(filter(None, said)), foreign

    def _in_words(self, reference: Reference) -> Shown:
        """A reference in what a term means, without what it says itself: it may lead back."""
        return self._term(reference) if reference.kind == "term" else self._shown(reference, "")

    def reason(self, home: str, place: int) -> Prose:
        """Why a clause is linked, as the clause that declares the link says."""
        return self.corpus.clauses[home].links[place].why

    def related(self, relation: str) -> Relation:
        """What a clause says of benefits beside each other, by ``clause:relation``."""
        home, name = home_and_own(relation)
        return next(each for each in self.corpus.clauses[home].relations if each.id == name)

    # --- facts -------------------------------------------------------------------------------

    @told
    def fact(self, home: str, name: str) -> Shown:
        """A fact in running text: its value, its address, and how the document prints it."""
        found = self._found(home, name)
        return Shown(
            words=show(found.fact.quantity, self.language),
            target=("fact", home, name),
            title=self._provenance(found),
            value=found.fact.quantity.canonical(),
            css="fact",
            quoted="" if self.is_own(home) else self.original(home),
        )

    def _found(self, home: str, name: str) -> FoundFact:
        document = self.corpus.documents.get(home)
        facts = document.facts if document else self.site.addresses.provisions[home].facts
        return FoundFact(facts[name], home)

    def provenance(self, found: FoundFact) -> str:
        """The printed token with the place where it stands, as plain text."""
        return self.fact(found.home, found.fact.name).title

    def _provenance(self, found: FoundFact) -> str:
        return f"“{found.fact.printed}” — {self.citation(found.home)}"

    def printed(self, home: str, name: str) -> str:
        """A fact's printed token."""
        return self._found(home, name).fact.printed

    def per(self, fact: Fact) -> str:
        """What the fact is counted by, in words."""
        joined, known = self.words["calculator"]["list_join"], self.corpus.vocabulary.per
        return str(joined).join(known[unit].each[self.language] for unit in fact.per)

    # --- at a glance -------------------------------------------------------------------------

    @told
    def best(self, address: str) -> Best:
        """The most that a clause with its items, or one item, pays or offers.

        What is published as a mere report pays nothing.
        """
        own = self.site.addresses.provisions[address]
        if not self.corpus.type_of(document_of(address)).grants:
            return Best("none", "")
        parts = (own,) if item_of(address) else self.corpus.clauses[address].provisions()
        paid = [self.best_of(f"{part.id}:{each.id}") for part in parts for each in part.benefits]
        return max(paid, key=lambda best: best.rank) if paid else offered(parts)

    @told
    def best_of(self, benefit: str) -> Best:
        """The most that one item of a benefit brings; a draft says that it is one."""
        found = self.site.benefits[benefit]
        places = (home_and_name(fact.address) for fact in found.rule.facts.values())
        facts = [self._found(*place).fact for place in places]
        figures = [Figure(fact, self.per(fact)) for fact in facts]
        best = best_of_benefit(found, figures, self.words["best"], self.language)
        drafted = best.words and found.rule.validity.draft
        words = fill(self.words["best"]["draft"], x=best.words) if drafted else best.words
        return replace(best, words=words)
