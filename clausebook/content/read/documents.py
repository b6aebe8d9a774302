"""Documents and clauses."""

from __future__ import annotations

from typing import Any

from clausebook.address import document_of
from clausebook.content.load import YamlFile
from clausebook.content.read.benefits import BenefitReader
from clausebook.content.read.tables import iso_date
from clausebook.content.read.texts import Values
from clausebook.content.records import (
    ByReference,
    Chapter,
    Citation,
    Clause,
    Document,
    FormField,
    Link,
    Material,
    NeededMoney,
    Part,
    Provision,
    Published,
    Relation,
    Source,
    Split,
    Stacking,
    State,
    ValidityKeys,
    Window,
)
from clausebook.languages import Language
from clausebook.messages import say
from clausebook.problems import Place

STATES = ("draft", "suspended", "withdrawn", "superseded")
"""What a text may say of being in force beside first and last day."""


class DocumentReader(BenefitReader):
    """Reads documents and clauses of the right shape, and looks into those of the wrong one."""

    def document(self, id_: str, file: YamlFile) -> Document:
        """One document.yaml of the right shape."""
        value, place = file.value, file.at()
        return Document(
            id=id_,
            original=self._original(value, place),
            jurisdiction=value["jurisdiction"],
            type=value["type"],
            number=value.get("number", ""),
            number_en=value.get("number_en", ""),
            title=self._text(value["title"]),
            short=self._text(value["short"]),
            issuers=tuple(value["issuers"]),
            consulted=tuple(value.get("consulted", ())),
            addressees=self._maybe_prose(value, place, "addressees"),
            copied_to=self._maybe_prose(value, place, "copied_to"),
            printed_by=value.get("printed_by", ""),
            facts=self.facts(value, place),
            digest=self._prose(value["digest"], place.at("digest")),
            issued=value.get("issued", ""),
            validity=self._validity(value.get("validity"), place.at("validity")),
            applications=self._windows(value, place),
            published=self._published(value.get("published"), place.at("published")),
            stacking=self._stacking(value.get("stacking"), place.at("stacking")),
            split=self._split(value.get("split"), place.at("split")),
            scope=tuple(value.get("scope", ())),
            cites=self._cites(value, place, "cites"),
            locators={
                key: tuple(begin) if isinstance(begin, list) else (begin,)
                for key, begin in value.get("locators", {}).items()
            },
            parts=tuple(self._part(p, place.at("parts", i)) for i, p in enumerate(value["parts"])),
            place=place,
        )

    def _original(self, value: Values, place: Place) -> Language:
        languages = self._lexicon.languages
        code: Language = value.get("original", languages[0])
        if code in languages:
            return code
        message = say("not-in-list.original", language=code, known=languages)
        self._problems.add(place.at("original"), message)
        return languages[0]

    def _split(self, value: Values | None, place: Place) -> Split | None:
        if value is None:
            return None
        first, second = map(self._text, value["between"])
        return Split(value["ratio"], (first, second), value["clause"], place)

    def _part(self, value: Values, place: Place) -> Part:
        chapters = tuple(
            Chapter(
                chapter.get("number", ""),
                self._maybe_text(chapter.get("title")),
                tuple(chapter["clauses"]),
                place.at("chapters", i),
            )
            for i, chapter in enumerate(value["chapters"])
        )
        return Part(value.get("number", ""), self._maybe_text(value.get("title")), chapters)

    def clause(self, id_: str, file: YamlFile) -> Clause:
        """One clause file of the right shape."""
        value, place = file.value, file.at()
        items = value.get("items", [])
        self._unique([item["id"] for item in items], place.at("items"), "called.item")
        answers = self._answers(value, place, set())
        for i, item in enumerate(items):
            self._anchor(item["id"], place.at("items", i, "id"))
            self._answers(item, place.at("items", i), answers)
        return Clause(
            **self._provision(id_, value, place),
            document=document_of(id_),
            kind=value["kind"],
            topics=tuple(value.get("topics", ())),
            agencies=tuple(value.get("agencies", ())),
            roles=dict(value.get("roles", {})),
            and_others=value.get("and_others") == "yes",
            validity=self._validity(value.get("validity"), place.at("validity")),
            applications=self._windows(value, place),
            fields=tuple(
                FormField(self._prose(f, place.at("fields", i)), self._maybe_text(f.get("group")))
                for i, f in enumerate(value.get("fields", []))
            ),
            items=tuple(
                Provision(**self._provision(f"{id_}#{item['id']}", item, place.at("items", i)))
                for i, item in enumerate(items)
            ),
            relations=self._relations(value, place),
            links=self._links(value, place),
            no_rule=self._maybe_prose(value, place, "no_rule"),
            no_rule_covers=value["no_rule"].get("covers", "all") if "no_rule" in value else "",
            needs_money=self._needs_money(value, place),
            cites=self._cites(value, place, "cites"),
        )

    def _provision(self, id_: str, value: Values, place: Place) -> Values:
        """What clauses and items share, as keyword arguments of their records."""
        benefits = value.get("benefits", [])
        self._unique([b["id"] for b in benefits], place.at("benefits"), "called.benefit")
        return {
            "id": id_,
            "number": value["number"],
            "title": self._maybe_text(value.get("title")),
            "uses": dict(value.get("uses", {})),
            "facts": self.facts(value, place),
            "constants": self._constants(value, place),
            "digest": self._prose(value["digest"], place.at("digest")),
            "who": self._maybe_prose(value, place, "who"),
            "offers": value.get("offers", ""),
            "conditions": self._conditions(value, place),
            "materials": tuple(
                Material(
                    self._prose(m, place.at("materials", i)),
                    self._printed(m.get("printed", ""), place.at("materials", i, "printed")),
                )
                for i, m in enumerate(value.get("materials", []))
            ),
            "readings": self._readings(value, place),
            "benefits": tuple(
                self._benefit(b, place.at("benefits", i)) for i, b in enumerate(benefits)
            ),
            "no_amount": self._maybe_prose(value, place, "no_amount"),
            "place": place,
        }

    # --- links -------------------------------------------------------------------------------

    def _links(self, value: Values, place: Place) -> tuple[Link, ...]:
        return tuple(
            Link(
                type=link["type"],
                to=link["to"],
                why=self._prose(link["why"], place.at("links", i, "why")),
                compared=link.get("compared", ""),
                place=place.at("links", i, "to"),
            )
            for i, link in enumerate(value.get("links", []))
        )

    def _relations(self, value: Values, place: Place) -> tuple[Relation, ...]:
        relations = value.get("relations", [])
        self._unique([r["id"] for r in relations], place.at("relations"), "called.relation")
        return tuple(
            self._relation(relation, place.at("relations", i))
            for i, relation in enumerate(relations)
        )

    def _relation(self, value: Values, place: Place) -> Relation:
        return Relation(
            id=value["id"],
            type=value["type"],
            of=tuple(value["of"]),
            by=tuple(value.get("by", ())),
            per=value.get("per", ""),
            into=value.get("into", ""),
            input=value.get("input", ""),
            cap=value.get("cap", ""),
            over=value.get("over", ""),
            printed=self._printed(value["printed"], place.at("printed")),
            when={key: tuple(answers) for key, answers in value.get("when", {}).items()},
            why=self._prose(value["why"], place.at("why")),
            place=place,
        )

    def _cites(self, value: Values, place: Place, key: str) -> tuple[Citation, ...]:
        seen: set[tuple[str, str]] = set()
        for i, cite in enumerate(value.get(key, [])):
            named = cite["to"], cite.get("printed", "")
            if named in seen:
                message = say("repeated-entry.cited", document=cite["to"])
                self._problems.add(place.at(key, i, "to"), message)
            seen.add(named)
        return tuple(
            Citation(
                cite["to"],
                self._prose(cite["why"], place.at(key, i, "why")),
                cite.get("printed", ""),
                place.at(key, i),
            )
            for i, cite in enumerate(value.get(key, []))
        )

    def _needs_money(self, value: Values, place: Place) -> tuple[NeededMoney, ...]:
        cites = self._cites(value, place, "needs_money")
        return tuple(
            NeededMoney(cite.to, cite.why, cite.printed, cite.place, row["level"])
            for cite, row in zip(cites, value.get("needs_money", ()), strict=True)
        )

    def _stacking(self, value: Values | None, place: Place) -> Stacking | None:
        if value is None:
            return None
        digest = self._prose(value["digest"], place.at("digest"))
        return Stacking(value["type"], value["clause"], digest, place)

    # --- being in force ----------------------------------------------------------------------

    def _validity(self, value: Values | None, place: Place) -> ValidityKeys | None:
        if value is None:
            return None
        reference = value.get("by_reference", "no")
        return ValidityKeys(
            from_=value.get("from", ""),
            until=value.get("until", ""),
            by_reference=None
            if reference == "no"
            else ByReference(reference["from"], reference["until"], reference["clause"]),
            states=tuple(
                self._state(kind, state, place.at(*route))
                for kind in STATES
                for route, state in _states_of(value, kind)
            ),
            left_out=frozenset(key for key, said in value.items() if said == "no"),
        )

    def _state(self, kind: str, value: Values, place: Place) -> State:
        self._check_days(value, place)
        return State(
            kind=kind,
            from_=value.get("from", ""),
            until=value.get("until", ""),
            by=value.get("by", ""),
            source=self._source(value.get("source"), place.at("source")),
            place=place,
        )

    def _windows(self, value: Values, place: Place) -> tuple[Window, ...]:
        windows = value.get("applications", [])
        return tuple(
            self._window(window, place.at("applications", i)) for i, window in enumerate(windows)
        )

    def _window(self, value: Values, place: Place) -> Window:
        self._check_days(value, place)
        since = value["state"] in ("closed", "budget-spent")
        if since and "from" not in value and "source" not in value:
            self._problems.add(place, say("source-missing.state", state=value["state"]))
        return Window(
            state=value["state"],
            from_=value.get("from", ""),
            until=value.get("until", ""),
            hour=value.get("hour", ""),
            source=self._source(value.get("source"), place.at("source")),
            place=place,
        )

    def _published(self, value: Values | None, place: Place) -> Published | None:
        if value is None:
            return None
        self._check_day(value["read"], place.at("read"))
        digest, file = value.get("digest", ""), value.get("file", "")
        return Published(value["address"], value["read"], digest, file, place)

    def _check_days(self, value: Values, place: Place) -> None:
        """Report days that the calendar does not have, and days that nobody states."""
        for key in ("from", "until"):
            day = value.get(key, "")
            self._check_day(day, place.at(key))
            if _is_day(day) and "source" not in value:
                self._problems.add(place.at(key), say("source-missing.day", day=day))

    def _source(self, value: Values | None, place: Place) -> Source | None:
        if value is None:
            return None
        self._check_day(value["read"], place.at("read"))
        return Source(
            document=value.get("document", ""),
            title=self._maybe_text(value.get("title")),
            address=value.get("address", ""),
            read=value["read"],
            printed=value.get("printed", ""),
            place=place,
        )

    def _check_day(self, day: str, place: Place) -> None:
        """Report a day that the calendar does not have; facts are checked by themselves."""
        if _is_day(day) and not iso_date(day):
            self._problems.add(place, say("bad-format.day", text=day))

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
            whole = {name: fact for name, fact in facts.items() if self._is_fact(fact)}
            self.facts({"facts": whole}, place)
        for key in ("digest", "no_amount"):
            if self._is_text(value.get(key)):
                self._prose(value[key], place.at(key))

    def _is_text(self, value: Any) -> bool:
        """Whether a value has the shape of a text in every language."""
        if not isinstance(value, dict) or set(value) != {*self._lexicon.languages}:
            return False
        return all(isinstance(text, str) for text in value.values())

    def _is_fact(self, value: Any) -> bool:
        """Whether a value has the shape of a fact."""
        if not isinstance(value, dict) or not self._is_text(value.get("means")):
            return False
        return all(isinstance(value.get(key), str) for key in ("is", "printed"))


def _is_day(text: str) -> bool:
    """Whether a day is written out, and not the name of a fact such as 12.from."""
    return bool(text) and "." not in text and text[0].isdigit()


def _states_of(value: Values, kind: str) -> list[tuple[tuple[str | int, ...], Values]]:
    """The states of a kind that a validity states, each with the way to it."""
    stated = value.get(kind, "no")
    if stated == "no":
        return []
    if isinstance(stated, list):
        return [((kind, number), state) for number, state in enumerate(stated)]
    return [((kind,), stated)]
