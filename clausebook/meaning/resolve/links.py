"""Links between clauses and to documents: checked once, then seen from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from clausebook.address import clause_of, document_of
from clausebook.content.records import Clause, Corpus, Document, Link
from clausebook.meaning.addresses import Addresses
from clausebook.meaning.site import INVERSE, Dependence, LinkEnd
from clausebook.messages import say
from clausebook.problems import Problems

ACYCLIC = ("implements", "details", "matches-funding", "supersedes")
"""Types whose chains must end: a clause cannot implement itself by way of others."""

Ends = dict[str, list[LinkEnd]]


def resolve_links(corpus: Corpus, addresses: Addresses, problems: Problems) -> Ends:
    """All links by clause id, declared ones first, then those that others declare."""
    declared = _declared(corpus, addresses, problems)
    declared = _leading_elsewhere(declared, problems)
    _check_repeated(declared, problems)
    for type_ in ACYCLIC:
        _check_cycles(type_, declared, problems)
    ends: Ends = defaultdict(list)
    for clause, link, target, place in declared:
        end = LinkEnd(link.type, True, target, clause.id, place, link.compared)
        ends[clause.id].append(end)
    for clause, link, target, place in declared:
        end = LinkEnd(INVERSE[link.type], False, clause.id, clause.id, place, link.compared)
        ends[clause_of(target)].append(end)
    return ends


Declared = tuple[Clause, Link, str, int]
"""A clause, one of its links, the full id that it leads to, and which of the links it is."""


def _declared(corpus: Corpus, addresses: Addresses, problems: Problems) -> list[Declared]:
    found = []
    for clause in corpus.clauses.values():
        for place, link in enumerate(clause.links):
            target = _target(addresses, clause, link, problems)
            if target:
                found.append((clause, link, target, place))
    return found


def _leading_elsewhere(declared: list[Declared], problems: Problems) -> list[Declared]:
    """Without links from a clause to itself, which are reported."""
    for clause, link, target, _ in declared:
        if clause_of(target) == clause.id:
            problems.add(link.place, say("link-to-itself.clause"))
    return [row for row in declared if clause_of(row[2]) != row[0].id]


def _target(addresses: Addresses, clause: Clause, link: Link, problems: Problems) -> str | None:
    target = addresses.clause(clause.id, link.to)
    if target is None and not addresses.is_broken(clause.id, link.to):
        problems.add(link.place, say("unknown-clause.linked", clause=link.to))
    return target


def check_compared(corpus: Corpus, links: Ends, problems: Problems) -> None:
    """Where a document has implementing rules, each article is compared with them.

    A rule's link to its article says how the rule stands to it; an article that no rule implements
    says so in ``no_rule``, and so does one of whose support they implement only a part.
    """
    with_rules = {clause.document for clause in corpus.clauses.values() if clause.kind == "rule"}
    with_rules -= corpus.broken
    for clause in corpus.clauses.values():
        ends = links.get(clause.id, ())
        if clause.kind == "rule":
            _check_rule(corpus, clause, ends, problems)
        elif clause.kind == "article" and clause.document in with_rules:
            compared = any(end.compared for end in ends)
            if not compared and clause.no_rule is None:
                problems.add(clause.place, say("rule-not-compared.article"))
            elif not compared and clause.no_rule_covers == "part":
                place = clause.place.at("no_rule", "covers")
                problems.add(place, say("rule-contradicts.no-part"))


def _check_rule(corpus: Corpus, rule: Clause, ends: Iterable[LinkEnd], problems: Problems) -> None:
    for end in ends:
        if not end.outgoing or end.type != "implements":
            continue
        place, article = rule.links[end.place].place, corpus.clauses.get(clause_of(end.other))
        if not end.compared:
            problems.add(place, say("rule-not-compared.rule"))
        if article and article.no_rule_covers == "all":
            problems.add(place, say("rule-contradicts.linked", article=article.id))


def _check_repeated(declared: list[Declared], problems: Problems) -> None:
    """The same link again, or any link of its type back from the clause it leads to."""
    seen: set[tuple[str, str, str]] = set()
    between: set[tuple[str, str, str]] = set()
    for clause, link, target, _ in declared:
        other = clause_of(target)
        if (link.type, clause.id, target) in seen or (link.type, other, clause.id) in between:
            problems.add(link.place, say("link-declared-twice.again", type=link.type))
        seen.add((link.type, clause.id, target))
        between.add((link.type, clause.id, other))


def _check_cycles(type_: str, declared: list[Declared], problems: Problems) -> None:
    """Walk the links of one type depth first; an edge back onto the path closes a cycle."""
    edges: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for clause, link, target, _ in declared:
        if link.type == type_:
            edges[clause.id].append((clause_of(target), link))
    done: set[str] = set()
    for start in sorted(edges):
        path = {start: iter(edges[start])} if start not in done else {}
        while path:
            here, onwards = next(reversed(path.items()))
            following = next(onwards, None)
            if following is None:
                done.add(here)
                del path[here]
            elif following[0] in path:
                ids = [*path]
                loop = " → ".join([*ids[ids.index(following[0]) :], following[0]])
                problems.add(following[1].place, say("link-cycle.found", type=type_, loop=loop))
            elif following[0] not in done:
                path[following[0]] = iter(edges[following[0]])


def resolve_citations(corpus: Corpus, problems: Problems) -> dict[str, tuple[Dependence, ...]]:
    """Which clauses and documents rest on each document, by that document's id."""
    found: dict[str, list[Dependence]] = {id_: [] for id_ in (*corpus.documents, *corpus.cited)}
    sources: list[Document | Clause] = [*corpus.documents.values(), *corpus.clauses.values()]
    for source in sources:
        money = source.needs_money if isinstance(source, Clause) else ()
        for at, cite in enumerate((*source.cites, *money)):
            if cite.printed and cite.to == document_of(source.id):
                problems.add(cite.place.at("to"), say("link-to-itself.document"))
            if cite.to in found:
                found[cite.to].append(Dependence(source.id, at, bool(cite.printed)))
            elif not {cite.to, "cited"} & corpus.broken:
                problems.add(cite.place.at("to"), say("unknown-document.cited", id=cite.to))
    return {id_: tuple(dependences) for id_, dependences in found.items()}
