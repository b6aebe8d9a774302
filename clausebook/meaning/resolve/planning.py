"""Questions, needs and relations → the plan book, with everything in it compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

from clausebook.address import clause_of, document_of, full, home_and_own
from clausebook.content.read.tables import default_value
from clausebook.content.records import (
    Condition,
    Constant,
    Corpus,
    Input,
    Provision,
    Rule,
    Taken,
)
from clausebook.content.records import Question as Asked
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.resolve.compiler import rule_fact, rule_kind
from clausebook.meaning.resolve.references import Used
from clausebook.meaning.site import SiteBenefit
from clausebook.messages import Message, say
from clausebook.plan.answers import Answers
from clausebook.plan.book import (
    APPLICANT,
    Gate,
    PlanBenefit,
    PlanBook,
    PlanReading,
    Question,
    Relation,
    Source,
)
from clausebook.plan.gates import Known, questions_in
from clausebook.problems import Place, Problems, did_you_mean
from clausebook.quantity import told_kind
from clausebook.rules.compile import Names, UnknownName, compile_rule
from clausebook.rules.compiled import CompiledBenefit, Node, RuleFact, RuleInput, walk
from clausebook.rules.expressions import Run, answer_of
from clausebook.rules.inputs import Value, kind_of, remembers
from clausebook.rules.operators import Answer, CannotCalculate
from clausebook.rules.syntax import RuleError


def plan_book(
    corpus: Corpus,
    addresses: Addresses,
    benefits: Mapping[str, SiteBenefit],
    relations: Mapping[str, Relation],
    used: Used,
    problems: Problems,
) -> PlanBook | None:
    """What plans take; None where the site asks no questions."""
    if not corpus.questions:
        return None
    writer = _Writer(corpus, addresses, used, problems)
    planned = _planned(corpus)
    mine = {id_: each for id_, each in benefits.items() if document_of(id_) in planned}
    found = {id_: writer.benefit(benefit) for id_, benefit in mine.items()}
    between = tuple(r for r in relations.values() if {*r.ends} <= mine.keys())
    book = PlanBook(
        questions=writer.questions(),
        benefits={id_: benefit for id_, benefit in found.items() if benefit},
        relations=between,
        readings=_readings(mine, between, addresses),
        currency=corpus.settings.usage.currency,
    )
    writer.check_idle()
    writer.check_met(book)
    return book


def _planned(corpus: Corpus) -> set[str]:
    """The documents that take part: those of which some condition says how plans decide it.

    So a site may prepare one document after the other.
    """
    return {
        clause.document
        for clause in corpus.clauses.values()
        for provision in clause.provisions()
        for condition in (*provision.conditions, *_own_conditions(provision))
        if condition.needs or condition.judged
    }


def _own_conditions(provision: Provision) -> Iterator[Condition]:
    for benefit in provision.benefits:
        yield from benefit.conditions


def _readings(
    benefits: Mapping[str, SiteBenefit], relations: Iterable[Relation], addresses: Addresses
) -> dict[str, PlanReading]:
    """The questions that benefits are computed under, and those that relations name."""
    found: dict[str, PlanReading] = {}
    for benefit in benefits.values():
        answers = {id_ for key in benefit.rule.under for id_ in key.split("+")}
        for reading, home in benefit.basis.readings:
            if answers & reading.texts.keys():
                found[f"{home}:{reading.id}"] = PlanReading(reading.used, tuple(reading.texts))
    for address in (question for relation in relations for question in relation.when):
        home, id_ = home_and_own(address)
        for reading in addresses.provisions[home].readings:
            if reading.id == id_:
                found[address] = PlanReading(reading.used, tuple(reading.texts))
    return found


class _Writer:
    """Compiles what plans ask and need, and remembers which questions decide anything."""

    def __init__(
        self, corpus: Corpus, addresses: Addresses, used: Used, problems: Problems
    ) -> None:
        self._corpus = corpus
        self._addresses = addresses
        self._used = used
        self._problems = problems
        self._specs: dict[str, Input] = {**corpus.questions}
        self._named: dict[str, set[str]] = {}
        """By question, the benefits and the other questions that it is named by."""
        self._needs: dict[tuple[str, str], Place] = {}
        """Where the needs of gates are written, by benefit and gate."""
        self._sound = True
        self._is_unread = False
        """Whether a rule is wrong, so that nobody knows what it names."""
        for name, spec in corpus.inputs.items():
            if spec.taken is None:
                self._specs.setdefault(name, spec)

    def _wrong(self, place: Place, said: Message) -> None:
        self._sound = False
        self._problems.add(place, said)

    # --- questions ---------------------------------------------------------------------------

    def questions(self) -> dict[str, Question]:
        """Those of the site, then the inputs that benefits take as they are answered."""
        found = {name: self._question(name, spec) for name, spec in self._corpus.questions.items()}
        taken = (name for name in self._specs if name in self._named and name not in found)
        return found | {name: self._plain(self._specs[name]) for name in taken}

    def _question(self, name: str, spec: Asked) -> Question:
        self._check_about(spec)
        self._check_places(spec)
        plain = self._plain(spec)
        when = self._compile(spec.when, "", {"yes_no"}, name) if spec.when else None
        return replace(plain, when=when, fixed=spec.fixed, place=spec.is_place, groups=spec.groups)

    def _plain(self, spec: Input) -> Question:
        usage = self._corpus.settings.usage
        default = default_value(spec.type, spec.default, spec.choices, usage) or ""
        return Question(spec.about, spec.type, tuple(spec.choices), default)

    def _check_about(self, spec: Input) -> None:
        known = (APPLICANT, *self._corpus.vocabulary.per)
        if spec.about not in known:
            hint = did_you_mean(spec.about, known)
            message = say("not-in-list.about", id=spec.about, known=known, hint=hint)
            self._wrong(spec.place.at("about"), message)

    def _check_places(self, spec: Asked) -> None:
        """A place is one of the jurisdictions; what groups benefits, or is a place, is a choice."""
        if (spec.is_place or spec.groups) and spec.type != "choice":
            key = "place" if spec.is_place else "groups"
            self._wrong(spec.place.at(key, key=True), say("unknown-key.no-choice", key=key))
        elif spec.is_place and not {*spec.choices} & self._corpus.jurisdictions.keys():
            if "jurisdictions" in self._corpus.broken:
                return
            known = [*self._corpus.jurisdictions]
            self._wrong(spec.place.at("choices"), say("not-in-list.places", known=known))

    def check_idle(self) -> None:
        """Report questions that no benefit needs."""
        if self._corpus.broken or self._is_unread:
            return
        needed = self._needed()
        for name, spec in self._corpus.questions.items():
            if name not in needed:
                self._wrong(spec.place.its_key(), say("question-idle.unneeded", name=name))

    def _needed(self) -> set[str]:
        """The questions that benefits name, and those that decide whether these are asked."""
        found = {name for name, by in self._named.items() if by - self._corpus.questions.keys()}
        while more := {name for name, by in self._named.items() if by & found} - found:
            found |= more
        return found

    def check_met(self, book: PlanBook) -> None:
        """Report needs that no answers meet; amounts and days may be anything."""
        known = Known(book, Answers(), "")
        for benefit in book.benefits.values():
            asking = known.asking(benefit)
            for gate in benefit.gates:
                if gate.needs and not _can_hold(gate.needs, asking):
                    place = self._needs[benefit.id, gate.address]
                    self._wrong(place, say("condition-unmet.never"))

    # --- benefits ----------------------------------------------------------------------------

    def benefit(self, benefit: SiteBenefit) -> PlanBenefit | None:
        """A benefit as plans know it; None where something in it is wrong."""
        self._sound = True
        document = self._corpus.documents[document_of(benefit.id)]
        gates = tuple(self._gates(benefit))
        sources = dict(self._sources(benefit))
        self._check_taken(benefit)
        if not self._sound:
            return None
        nodes = [gate.needs for gate in gates if gate.needs]
        for source in sources.values():
            nodes += [source.rule] if source.rule else [node for _, node in source.choices]
        return PlanBenefit(
            rule=_without_defaults(benefit.rule, sources),
            subject=self._subject(benefit, nodes),
            facts=self._figures(nodes, ("fact", "range")),
            constants=self._figures(nodes, ("constant",)),
            gates=gates,
            sources=sources,
            readings={
                answer: f"{home}:{reading.id}"
                for reading, home in benefit.basis.readings
                for answer in reading.texts
            },
            jurisdiction=document.jurisdiction,
            payers=_payers(document.jurisdiction, benefit.rule.split),
        )

    def _gates(self, benefit: SiteBenefit) -> Iterator[Gate]:
        """Who may apply at all, then the conditions that the benefit's inputs do not decide."""
        for condition, home in (*self._scope(benefit), *benefit.basis.conditions):
            if condition.holds and not (condition.needs or condition.judged):
                continue
            if not (condition.needs or condition.judged):
                self._wrong(condition.place, say("condition-unasked.plain"))
                continue
            needs = None
            if condition.needs:
                needs = self._compile(condition.needs, home, {"yes_no"}, benefit.id)
                if needs is None:
                    continue
                self._needs[benefit.id, f"{home}:{condition.id}"] = condition.needs.place
            yield Gate(condition.id, home, needs, condition.judged)

    def _scope(self, benefit: SiteBenefit) -> Iterator[tuple[Condition, str]]:
        document = self._corpus.documents[document_of(benefit.id)]
        for i, name in enumerate(document.scope):
            clause = self._corpus.clauses.get(full(name, document.id))
            if clause:
                yield from ((condition, clause.id) for condition in clause.conditions)
            elif full(name, document.id) not in self._corpus.broken:
                place = document.place.at("scope", i)
                self._wrong(place, say("unknown-clause.linked", clause=name))

    def _sources(self, benefit: SiteBenefit) -> Iterator[tuple[str, Source]]:
        """Where inputs come from that are no questions of their own."""
        for name, spec in benefit.basis.inputs.items():
            taken = benefit.record.taken.get(name) or spec.taken
            if taken is None:
                self._named.setdefault(name, set()).add(benefit.id)
                continue
            source = self._source(benefit, spec, taken)
            if source:
                yield name, source

    def _source(self, benefit: SiteBenefit, spec: Input, taken: Taken) -> Source | None:
        if (spec.type == "choice") != bool(taken.choices):
            self._wrong(taken.place, say("rule-type.taken-choice", name=spec.name))
            return None
        for key in taken.choices:
            if key not in spec.choices:
                hint = did_you_mean(key, list(spec.choices))
                message = say("rule-type.choice-key", key=key, keys=[*spec.choices], hint=hint)
                self._wrong(taken.place.at(key, key=True), message)
                return None
        kinds = {"yes_no"} if taken.choices else _KINDS.get(spec.type, {kind_of(spec.type)})
        home = benefit.home.id
        nodes = [self._compile(rule, home, kinds, benefit.id) for rule in taken.rules()]
        found = [node for node in nodes if node]
        if len(found) < len(nodes):
            return None
        if taken.rule:
            return Source(found[0])
        return Source(None, tuple(zip(taken.choices, found, strict=True)))

    def _check_taken(self, benefit: SiteBenefit) -> None:
        """What a benefit takes is one of its inputs."""
        for name, taken in benefit.record.taken.items():
            if name not in benefit.record.inputs:
                hint = did_you_mean(name, benefit.record.inputs)
                self._wrong(taken.place.its_key(), say("unknown-input.id", id=name, hint=hint))

    def _subject(self, benefit: SiteBenefit, nodes: Iterable[Node]) -> str:
        """What its instances are: what it is calculated for, if anything is asked about that."""
        names = [node.word for node in walk(nodes) if node.op == "input"]
        names += [name for name in benefit.rule.inputs if not remembers(name)]
        about = dict.fromkeys(self._specs[name].about for name in names if name in self._specs)
        about.pop(APPLICANT, None)
        return benefit.rule.per if benefit.rule.per in about else next(iter(about), "")

    # --- rules over questions ----------------------------------------------------------------

    def _compile(self, rule: Rule, home: str, kinds: set[str], by: str) -> Node | None:
        """A rule over questions and the figures of a provision, which it names by full address.

        None where it is wrong, which is reported; ``by`` is the benefit that needs it.
        """
        if rule.expr is None:
            self._sound, self._is_unread = False, True
            return None
        facts = self._addresses.names(home) if home else {}
        constants = _constants(self._addresses, home)
        names = Names(
            facts={name: rule_kind(found.fact.quantity) for name, found in facts.items()},
            inputs={name: kind_of(spec.type) for name, spec in self._specs.items()},
            choices={name: tuple(spec.choices) for name, spec in self._specs.items()},
            constants={name: rule_kind(found.quantity) for name, (found, _) in constants.items()},
        )
        try:
            node = compile_rule(rule.expr, names)
        except RuleError as error:
            self._is_unread = True
            self._refuse(rule, error, home)
            return None
        if node.kind not in kinds:
            message = say("rule-type.needs", kind=told_kind(node.kind), kinds=sorted(kinds))
            self._wrong(rule.place, message)
            self._is_unread = True
            return None
        addresses = {name: found.address for name, found in facts.items()}
        addresses |= {name: f"{owner}.{name}" for name, (_, owner) in constants.items()}
        for leaf in walk([node]):
            if leaf.op == "input":
                self._named.setdefault(leaf.word, set()).add(by)
            elif leaf.word in addresses and leaf.op in ("fact", "range", "constant"):
                self._used.add(addresses[leaf.word])
        return _renamed(node, addresses)

    def _refuse(self, rule: Rule, error: RuleError, home: str) -> None:
        excused = {"questions", "inputs", *((home, document_of(home)) if home else ())}
        if isinstance(error, UnknownName) and excused & self._corpus.broken:
            return
        self._wrong(rule.place.after(rule.text[: error.offset]), error.said)

    def _figures(self, nodes: Iterable[Node], ops: tuple[str, ...]) -> dict[str, RuleFact]:
        """The figures that nodes name, by their addresses."""
        found: dict[str, RuleFact] = {}
        for node in walk(nodes):
            if node.op in ops and node.word not in found:
                home, _, name = node.word.rpartition(".")
                fact = self._addresses.fact(home, node.word)
                figure = fact.fact if fact else self._addresses.provisions[home].constants[name]
                found[node.word] = rule_fact(figure.quantity, node.word)
        return dict(sorted(found.items()))


def _without_defaults(rule: CompiledBenefit, sources: Mapping[str, Source]) -> CompiledBenefit:
    """The rule as plans calculate it: what comes from questions is unknown as long as they are."""
    inputs = {
        name: replace(spec, default="") if name in sources else spec
        for name, spec in rule.inputs.items()
    }
    return replace(rule, inputs=inputs)


_KINDS = {"count": {"yes_no", "count"}}
"""What an input may be taken from, where that is not only its own kind."""


def _payers(jurisdiction: str, split: tuple[Fraction, ...]) -> tuple[tuple[str, Fraction], ...]:
    """Who bears which share."""
    if not split:
        return ((jurisdiction, Fraction(1)),)
    return tuple((f"{jurisdiction}:{place}", share) for place, share in enumerate(split, 1))


def _constants(addresses: Addresses, home: str) -> dict[str, tuple[Constant, str]]:
    """Those of a provision and of the clause around it, each with where it is declared."""
    found: dict[str, tuple[Constant, str]] = {}
    for place in (clause_of(home), home):
        provision = addresses.provisions.get(place)
        if provision:
            found |= {name: (each, place) for name, each in provision.constants.items()}
    return found


def _renamed(node: Node, addresses: Mapping[str, str]) -> Node:
    """The same with figures named by their addresses, so that no two have the same name."""
    parts = tuple(_renamed(part, addresses) for part in node.parts)
    is_figure = node.op in ("fact", "range", "constant")
    return replace(node, parts=parts, word=addresses[node.word] if is_figure else node.word)


_MOST_COMBINED = 4000
"""So many combinations of answers are tried; a condition over more is taken to be met by one."""


def _can_hold(needs: Node, asking: CompiledBenefit) -> bool:
    """Whether some answers do not surely break a condition."""
    names = questions_in(needs)
    values = [_values(asking.inputs[name]) for name in names]
    if prod(map(len, values)) > _MOST_COMBINED:
        return True
    runs = (
        Run(asking, {n: (v,) for n, v in zip(names, each, strict=True)}, keeps_steps=False)
        for each in product(*values)
    )
    return any(_answer(run, needs) is not False for run in runs)


def _values(spec: RuleInput) -> tuple[Value | None, ...]:
    """What may be answered; an amount may be anything."""
    if spec.type == "yes_no":
        return True, False
    return spec.choices if spec.type == "choice" else (None,)


def _answer(run: Run, node: Node) -> Answer:
    try:
        return answer_of(run, node)
    except CannotCalculate:
        return None
