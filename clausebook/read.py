"""Plain values of the right shape → records: quantities, printed tokens, prose and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from clausebook.load import Place, YamlFile
from clausebook.printed import disagreement
from clausebook.problems import Problems, sentence
from clausebook.prose import references, typed_figures, unsafe
from clausebook.quantity import LANGUAGES, Language, NotAQuantity, Quantity, parse, read_entry
from clausebook.records import (
    Benefit,
    ByReference,
    Chapter,
    Citation,
    Clause,
    Condition,
    Document,
    Entry,
    Example,
    Exempt,
    Fact,
    FormField,
    Input,
    Limits,
    Link,
    Material,
    Part,
    Prose,
    Provision,
    Reading,
    Rule,
    Settings,
    Split,
    Stacking,
    Term,
    Text,
    ValidityKeys,
    Way,
)
from clausebook.rules.syntax import RuleError, parse_rule

Values = dict[str, Any]

PAGE_ANCHORS = frozenset(("content", "search-field"))
"""Ids that every page has."""


def settings(file: YamlFile) -> Settings:
    """content/site.yaml."""
    value, place = file.value, file.at()
    return Settings(
        title=Text(**value["title"]),
        tagline=Text(**value["tagline"]),
        about=Prose(
            _unfold(value["about"]["zh"]), _joined(value["about"]["en"]), place=place.at("about")
        ),
        as_of=value["as_of"],
        address=value.get("address", ""),
        literals=tuple(value["literals"]),
        place=place,
    )


def no_settings(root: str) -> Settings:
    """A stand-in while content/site.yaml is broken, so that the other checks can go on."""
    place = YamlFile(f"{root}/site.yaml", "", {}).at()
    return Settings(Text("", ""), Text("", ""), Prose("", "", place), "", "", (), place)


class Reader:
    """Reads files of the right shape into records and reports what a schema cannot see."""

    def __init__(self, problems: Problems, literals: Iterable[str]) -> None:
        self._problems = problems
        self._literals = tuple(literals)

    # --- documents and clauses ---------------------------------------------------------------

    def document(self, id_: str, file: YamlFile) -> Document:
        """One document.yaml of the right shape."""
        value, place = file.value, file.at()
        return Document(
            id=id_,
            jurisdiction=value["jurisdiction"],
            type=value["type"],
            number=value.get("number", ""),
            title=Text(**value["title"]),
            short=Text(**value["short"]),
            issuers=tuple(value["issuers"]),
            addressees=self._maybe_prose(value, place, "addressees"),
            copied_to=self._maybe_prose(value, place, "copied_to"),
            printed_by=value.get("printed_by", ""),
            facts=self.facts(value, place),
            digest=self._prose(value["digest"], place.at("digest")),
            issued=value.get("issued", ""),
            validity=_validity(value.get("validity")),
            stacking=self._stacking(value.get("stacking"), place.at("stacking")),
            split=_split(value.get("split"), place.at("split")),
            cites=self._cites(value, place, "cites"),
            locators={
                key: tuple(begin) if isinstance(begin, list) else (begin,)
                for key, begin in value.get("locators", {}).items()
            },
            parts=tuple(_part(p, place.at("parts", i)) for i, p in enumerate(value["parts"])),
            place=place,
        )

    def clause(self, id_: str, file: YamlFile) -> Clause:
        """One clause file of the right shape."""
        value, place = file.value, file.at()
        items = value.get("items", [])
        self._unique([item["id"] for item in items], place.at("items"), "item")
        for i, item in enumerate(items):
            self._anchor(item["id"], place.at("items", i, "id"))
        return Clause(
            **self._provision(id_, value, place),
            document=id_.split("/")[0],
            kind=value["kind"],
            topics=tuple(value.get("topics", ())),
            agencies=tuple(value.get("agencies", ())),
            and_others=value.get("and_others") == "yes",
            fields=tuple(
                FormField(self._prose(_languages(f), place.at("fields", i)), _text(f.get("group")))
                for i, f in enumerate(value.get("fields", []))
            ),
            items=tuple(
                Provision(**self._provision(f"{id_}#{item['id']}", item, place.at("items", i)))
                for i, item in enumerate(items)
            ),
            stacking=self._links(value, place, "stacking", "with"),
            links=self._links(value, place, "links", "to"),
            no_rule=self._maybe_prose(value, place, "no_rule"),
            municipal_money=self._cites(value, place, "municipal_money"),
            cites=self._cites(value, place, "cites"),
        )

    def _provision(self, id_: str, value: Values, place: Place) -> Values:
        """What clauses and items share, as keyword arguments of their records."""
        benefits = value.get("benefits", [])
        self._unique([b["id"] for b in benefits], place.at("benefits"), "benefit")
        return {
            "id": id_,
            "number": value["number"],
            "title": _text(value.get("title")),
            "uses": dict(value.get("uses", {})),
            "facts": self.facts(value, place),
            "digest": self._prose(value["digest"], place.at("digest")),
            "conditions": self._conditions(value, place),
            "materials": tuple(
                Material(self._prose(_languages(m), place.at("materials", i)), m.get("printed", ""))
                for i, m in enumerate(value.get("materials", []))
            ),
            "readings": self._readings(value, place),
            "benefits": tuple(
                self._benefit(b, place.at("benefits", i)) for i, b in enumerate(benefits)
            ),
            "no_amount": self._maybe_prose(value, place, "no_amount"),
            "place": place,
        }

    # --- files of the wrong shape ------------------------------------------------------------

    def glimpse(self, file: YamlFile) -> None:
        """Check what is well formed in a file whose shape is wrong elsewhere.

        An editor then sees a wrong figure in the same run as a misspelt key.
        """
        value = file.value if isinstance(file.value, dict) else {}
        items = value.get("items")
        self._glimpse(value, file.at())
        for i, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                self._glimpse(item, file.at("items", i))

    def _glimpse(self, value: Values, place: Place) -> None:
        facts = value.get("facts")
        if isinstance(facts, dict):
            whole = {name: fact for name, fact in facts.items() if _is_fact(fact)}
            self.facts({"facts": whole}, place)
        for key in ("digest", "no_amount"):
            if _is_text(value.get(key)):
                self._prose(value[key], place.at(key))

    # --- links -------------------------------------------------------------------------------

    def _links(self, value: Values, place: Place, key: str, target: str) -> tuple[Link, ...]:
        return tuple(
            Link(
                type=link["type"],
                to=link[target],
                why=self._prose(link["why"], place.at(key, i, "why")),
                compared=link.get("compared", ""),
                place=place.at(key, i, target),
            )
            for i, link in enumerate(value.get(key, []))
        )

    def _cites(self, value: Values, place: Place, key: str) -> tuple[Citation, ...]:
        return tuple(
            Citation(
                cite["to"],
                self._prose(cite["why"], place.at(key, i, "why")),
                cite.get("printed", ""),
                place.at(key, i),
            )
            for i, cite in enumerate(value.get(key, []))
        )

    def _stacking(self, value: Values | None, place: Place) -> Stacking | None:
        if value is None:
            return None
        digest = self._prose(value["digest"], place.at("digest"))
        return Stacking(value["type"], value["clause"], digest, place)

    def _conditions(self, value: Values, place: Place) -> tuple[Condition, ...]:
        conditions = value.get("conditions", [])
        self._unique([c["id"] for c in conditions], place.at("conditions"), "condition")
        found = []
        for i, condition in enumerate(conditions):
            here = place.at("conditions", i)
            holds = (
                self._rule(condition["holds"], here.at("holds")) if "holds" in condition else None
            )
            text = self._prose(_languages(condition), here)
            found.append(Condition(condition["id"], text, condition.get("printed", ""), holds))
        return tuple(found)

    def _readings(self, value: Values, place: Place) -> tuple[Reading, ...]:
        found = []
        for i, reading in enumerate(value.get("readings", [])):
            here = place.at("readings", i)
            texts = {
                key: self._prose(text, here.at("texts", key))
                for key, text in reading["texts"].items()
            }
            if reading["used"] not in texts:
                self._problems.add(
                    here.at("used"),
                    "unknown-reading",
                    f"texts has no {reading['used']!r}; it has {', '.join(texts)}.",
                )
            question = self._prose(reading["question"], here.at("question"))
            why = self._prose(reading["why"], here.at("why"))
            found.append(Reading(reading["id"], question, reading["used"], why, texts, here))
        return tuple(found)

    # --- benefits ----------------------------------------------------------------------------

    def _benefit(self, value: Values, place: Place) -> Benefit:
        return Benefit(
            id=value["id"],
            name=Text(**value["name"]),
            form=value["form"],
            bound=value["bound"],
            per=value.get("per", ""),
            inputs=tuple(value.get("inputs", ())),
            conditions=self._conditions(value, place),
            way=self._way(value, place),
            under={
                key: self._way(way, place.at("under", key))
                for key, way in value.get("under", {}).items()
            },
            examples=tuple(
                _example(example, place.at("examples", i))
                for i, example in enumerate(value["examples"])
            ),
            place=place,
        )

    def _way(self, value: Values, place: Place) -> Way:
        pays = self._rule(value["pays"], place.at("pays"))
        limits, here = value.get("limits", {}), place.at("limits")
        combined = limits.get("combined")
        rules: dict[str, Any] = {
            key: self._rule(limits[key], here.at(key))
            for key in ("count", "per_year", "in_total")
            if key in limits
        }
        if combined:
            ceiling = self._rule(combined["ceiling"], here.at("combined", "ceiling"))
            return Way(pays, Limits(**rules, ceiling=ceiling, beside=combined["with"]))
        return Way(pays, Limits(**rules))

    def _rule(self, text: str, place: Place) -> Rule:
        try:
            return Rule(text, parse_rule(text), place)
        except RuleError as error:
            here = place.after(text[: error.offset])
            self._problems.add(here, "rule-syntax", sentence(str(error)))
            return Rule(text, None, place)

    # --- facts and prose ---------------------------------------------------------------------

    def facts(self, value: Values, place: Place) -> dict[str, Fact]:
        """Every fact whose value can be read; one that its token does not prove is reported."""
        facts = {}
        for name, fact in value.get("facts", {}).items():
            here = place.at("facts", name)
            quantity = self._quantity(fact["is"], here.at("is"))
            if quantity is None:
                continue
            wrong = disagreement(quantity, fact["printed"])
            if wrong:
                self._problems.add(here.at("printed"), "printed-disagrees", wrong)
            facts[name] = Fact(
                name=name,
                quantity=quantity,
                printed=fact["printed"],
                means=Text(**fact["means"]),
                role=fact.get("role", ""),
                per=tuple(fact.get("per", ())),
                dated=fact.get("dated", ""),
                place=here,
            )
        return facts

    def _quantity(self, text: str, place: Place) -> Quantity | None:
        try:
            return parse(text)
        except NotAQuantity as error:
            self._problems.add(place, "bad-quantity", str(error))
            return None

    def _maybe_prose(self, value: Values, place: Place, key: str) -> Prose | None:
        return self._prose(value[key], place.at(key)) if key in value else None

    def _prose(self, value: Values, place: Place) -> Prose:
        prose = Prose(_unfold(value["zh"]), _joined(value["en"]), place)
        self.check_prose(prose)
        return prose

    def check_prose(self, prose: Prose) -> None:
        """Report what prose must not have: figures, unreadable references, HTML, addresses."""
        for language in LANGUAGES:
            self._check_text(prose[language], language, prose.place.at(language))

    def _check_text(self, text: str, language: Language, place: Place) -> None:
        for reference in references(text):
            if isinstance(reference, int):
                wrong = "write {fact}, {clause:id}, {doc:id}, {term:id}, {agency:id} or {topic:id}"
                self._wrong(place, text, reference, "bad-reference", "this", wrong)
        for figure, offset in typed_figures(text, language, self._literals):
            wrong = "make it a fact and write its name in braces"
            self._wrong(place, text, offset, "digit-in-prose", repr(figure), wrong)
        for what, offset in unsafe(text):
            wrong = "prose has no HTML and no addresses"
            self._wrong(place, text, offset, "unsafe-link", repr(what), wrong)

    def _wrong(
        self, place: Place, text: str, offset: int, code: str, what: str, wrong: str
    ) -> None:
        """Report a slip inside prose where it stands, with the words around it."""
        message = f"{what} in {_near(text, offset)}: {wrong}."
        self._problems.add(place.after(text[:offset]), code, message)

    def _unique(self, ids: list[str], place: Place, what: str) -> None:
        for i, id_ in enumerate(ids):
            if id_ in ids[:i]:
                text = f"{what} {id_!r} stands here a second time; give it another id."
                self._problems.add(place.at(i, "id"), "duplicate-id", text)

    def _anchor(self, id_: str, place: Place) -> None:
        """Items and terms are places on pages, which have places of their own."""
        if id_ in PAGE_ANCHORS or id_.startswith(("fact-", "benefit-")):
            text = f"pages use {id_!r} themselves; choose another id."
            self._problems.add(place, "bad-id", text)

    # --- tables ------------------------------------------------------------------------------

    def table(self, name: str, file: YamlFile) -> Values:
        """The rows of a table by id."""
        rows = {"inputs": self._input, "glossary": self._term, "exceptions": self._exempt}
        row: Any = rows.get(name, self._entry)
        return {id_: row(id_, value, file.at(id_)) for id_, value in file.value.items()}

    def _entry(self, id_: str, value: Values, place: Place) -> Entry:
        name = Text(**(value.get("name") or value["title"]))
        key = "digest" if "digest" in value else "note"
        return Entry(
            id=id_,
            name=name,
            short=_text(value.get("short")) or name,
            note=self._maybe_prose(value, place, key),
            jurisdiction=value.get("jurisdiction") or value.get("within", ""),
            level=value.get("level", ""),
            number=value.get("number", ""),
            names=tuple(value.get("names", ())),
            place=place,
        )

    def _term(self, id_: str, value: Values, place: Place) -> Term:
        name = Text(value["zh"], value["en"])
        self._anchor(id_, place.file.at(id_, key=True))
        return Term(
            id=id_,
            name=name,
            short=name,
            note=self._maybe_prose(value, place, "note"),
            abbreviation=value.get("abbreviation", ""),
            variants=tuple(value.get("variants", ())),
            avoid=tuple(value.get("avoid", ())),
            official=value.get("official", ""),
            place=place,
        )

    def _exempt(self, id_: str, value: Values, place: Place) -> Exempt:
        why = self._prose(value["why"], place.at("why"))
        return Exempt(id_, value["printed"], why, tuple(value.get("in", ())), place)

    def _input(self, name: str, value: Values, place: Place) -> Input:
        kind, choices = value["type"], value.get("choices", {})
        if kind == "choice" and not choices:
            self._problems.add(place, "missing-key", "add the key 'choices'.")
        if "default" in value and default_value(kind, value["default"], choices) is None:
            text = f"{value['default']!r} is no {kind}; write what a reader could enter."
            self._problems.add(place.at("default"), "bad-quantity", text)
        return Input(
            name=name,
            type=kind,
            label=Text(**value["label"]),
            help=self._maybe_prose(value, place, "help"),
            default=value.get("default", ""),
            choices={key: Text(**text) for key, text in choices.items()},
            place=place,
        )


_BROKEN = re.compile(r"(?<=\S)\n *(?=[^\s\-*+\d])")
_FOLDED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef}]) +(?=[\u3000-\u9fff\uff00-\uffef{])")


def _joined(text: str) -> str:
    """Lines that an editor broke inside a paragraph are one; list items and paragraphs stay."""
    return _BROKEN.sub(" ", text)


def _unfold(text: str) -> str:
    """Chinese has no spaces between words: those that broken and folded lines leave are dropped."""
    return _FOLDED.sub("", _joined(text))


def _near(text: str, offset: int) -> str:
    start, end = max(0, offset - 8), offset + 14
    return repr(("…" if start else "") + text[start:end] + ("…" if end < len(text) else ""))


def _is_text(value: Any) -> bool:
    """Whether a value has the shape of a text in both languages."""
    if not isinstance(value, dict) or set(value) != {*LANGUAGES}:
        return False
    return all(isinstance(text, str) for text in value.values())


def _is_fact(value: Any) -> bool:
    """Whether a value has the shape of a fact."""
    if not isinstance(value, dict) or not _is_text(value.get("means")):
        return False
    return all(isinstance(value.get(key), str) for key in ("is", "printed"))


def _text(value: Values | None) -> Text | None:
    return None if value is None else Text(**value)


def _languages(value: Values) -> Values:
    return {"zh": value["zh"], "en": value["en"]}


def _validity(value: Values | None) -> ValidityKeys | None:
    if value is None:
        return None
    reference = value.get("by_reference")
    return ValidityKeys(
        value["from"],
        value.get("until", ""),
        ByReference(reference["from"], reference["until"], reference["clause"])
        if reference
        else None,
    )


def _split(value: Values | None, place: Place) -> Split | None:
    if value is None:
        return None
    first, second = (Text(**level) for level in value["between"])
    return Split(value["ratio"], (first, second), value["clause"], place)


def _part(value: Values, place: Place) -> Part:
    chapters = tuple(
        Chapter(
            chapter.get("number", ""),
            _text(chapter.get("title")),
            tuple(chapter["clauses"]),
            place.at("chapters", i),
        )
        for i, chapter in enumerate(value["chapters"])
    )
    return Part(value.get("number", ""), _text(value.get("title")), chapters)


def _example(value: Values, place: Place) -> Example:
    given = {k: v if isinstance(v, list) else [v] for k, v in value.get("given", {}).items()}
    return Example(
        name=Text(**value["name"]),
        given=given,
        on=value.get("on", ""),
        pays=value["pays"],
        under=dict(value.get("under", {})),
        place=place,
    )


def default_value(kind: str, text: str, choices: Iterable[str]) -> str | None:
    """An input's default as the evaluators take it; None when the input cannot take it."""
    if kind in ("yes_no", "choice"):
        return text if text in (("yes", "no") if kind == "yes_no" else tuple(choices)) else None
    try:
        return read_entry(text, kind).canonical()  # type: ignore[arg-type]
    except NotAQuantity:
        return None


def iso_date(text: str) -> bool:
    """Whether the text is a day in ISO form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
