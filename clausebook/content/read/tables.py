"""Tables: agencies, topics, terms, inputs, settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from clausebook.content.lexicon import wrong_unit
from clausebook.content.load import YamlFile
from clausebook.content.read.texts import TextReader, Values
from clausebook.content.records import (
    ByLanguage,
    Entry,
    Exempt,
    Input,
    Question,
    Settings,
    Synonyms,
    Term,
    WorkedPlan,
)
from clausebook.entries import read_entry
from clausebook.messages import say
from clausebook.plan.book import APPLICANT
from clausebook.problems import Place, did_you_mean
from clausebook.quantity import (
    SCALES,
    NotAQuantity,
    Unit,
    Usage,
    generic,
    is_currency,
    is_exchange,
    plain_of,
    told_kind,
)
from clausebook.quantity.currencies import currency_of


class TableReader(TextReader):
    """Reads the rows of tables, by id."""

    def settings(self, file: YamlFile) -> Settings:
        """content/site.yaml."""
        value, place = file.value, file.at()
        return Settings(
            languages=self._lexicon.languages,
            title=self._text(value["title"]),
            short=self._text(value.get("short", value["title"])),
            tagline=self._text(value["tagline"]),
            examples=self._examples(value.get("examples", {})),
            about=self._prose(value["about"], place.at("about")),
            conventions=self._prose(value["conventions"], place.at("conventions")),
            as_of=value["as_of"],
            address=value.get("address", ""),
            literals=self._lexicon.literals,
            elsewhere=tuple(value.get("elsewhere", ())),
            usage=self._usage(value, place),
            place=place,
        )

    def _examples(self, value: Values) -> ByLanguage[tuple[str, ...]]:
        languages = self._lexicon.languages
        return ByLanguage(languages, tuple(tuple(value.get(code, ())) for code in languages))

    def _usage(self, value: Values, place: Place) -> Usage:
        """What is usual, and which currencies the content has of its own."""
        rows = value.get("currencies", {})
        own = tuple(currency_of(code, row) for code, row in rows.items())
        usage = Usage(
            fiscal_year=value.get("fiscal_year", ""), languages=self._lexicon.languages, own=own
        )
        code = value.get("currency", usage.currency)
        code = self._known_currency(code, usage, place.at("currency"))
        usage = replace(usage, currency=code)
        self._unambiguous(usage, place.at("currencies"))
        return usage

    def _known_currency(self, code: str, usage: Usage, place: Place) -> str:
        """The code; where nobody knows it, that is reported, and the usual one stands for it."""
        if code in usage.currencies:
            return code
        message = say("unknown-currency.code", code=code, known=[*usage.currencies])
        self._problems.add(place, message)
        return usage.currency

    def _unambiguous(self, usage: Usage, place: Place) -> None:
        """Report words that two currencies of the content have, and that could be scales."""
        seen: dict[str, str] = {}
        for row in usage.own:
            for number, word in enumerate(row.words):
                here, plain = place.at(row.code, "words", number), plain_of(word)
                if plain in SCALES:
                    self._problems.add(here, say("ambiguous-word.scale", word=word))
                first = seen.setdefault(plain, row.code)
                if first != row.code and usage.currency not in (first, row.code):
                    message = say("ambiguous-word.currency", word=word, code=first)
                    self._problems.add(here, message)

    def table(self, name: str, file: YamlFile) -> Values:
        """The rows of a table by id."""
        rows = {
            "inputs": self._input,
            "questions": self._question,
            "plans": self._plan,
            "glossary": self._term,
            "exceptions": self._exempt,
            "synonyms": self._synonyms,
            "units": self._unit,
        }
        row: Any = rows.get(name, self._entry)
        return {id_: row(id_, value, file.at(id_)) for id_, value in file.value.items()}

    def _entry(self, id_: str, value: Values, place: Place) -> Entry:
        name = self._text(value.get("name") or value["title"])
        key = "digest" if "digest" in value else "note"
        return Entry(
            id=id_,
            name=name,
            short=self._maybe_text(value.get("short")) or name,
            note=self._maybe_prose(value, place, key),
            jurisdiction=value.get("jurisdiction") or value.get("within", ""),
            level=value.get("level", ""),
            number=value.get("number", ""),
            number_en=value.get("number_en", ""),
            names=tuple(value.get("names", ())),
            place=place,
        )

    def _term(self, id_: str, value: Values, place: Place) -> Term:
        name = self._text(value)
        self._anchor(id_, place.its_key())
        return Term(
            id=id_,
            name=name,
            short=name,
            note=self._maybe_prose(value, place, "note"),
            names=tuple(value.get("names", ())),
            abbreviation=value.get("abbreviation", ""),
            variants=tuple(value.get("variants", ())),
            avoid=tuple(value.get("avoid", ())),
            official=value.get("official", ""),
            place=place,
        )

    def _exempt(self, id_: str, value: Values, place: Place) -> Exempt:
        why = self._prose(value["why"], place.at("why"))
        return Exempt(id_, value["printed"], why, tuple(value.get("in", ())), place)

    def _synonyms(self, id_: str, value: Values, place: Place) -> Synonyms:
        languages = self._lexicon.languages
        words = ByLanguage(languages, tuple(tuple(value.get(code, ())) for code in languages))
        if not any(words.values()):
            self._problems.add(place, say("missing-key.add", keys=languages))
        return Synonyms(id_, words, value.get("one_way") == "yes", place)

    def _unit(self, word: str, value: Values, place: Place) -> Unit:
        if wrong := wrong_unit(word):
            self._problems.add(place.its_key(), wrong)
        languages = self._lexicon.languages
        told = {code: value[code] for code in languages if code in value}
        words: dict[str, tuple[str, ...]] = dict.fromkeys(languages[:1], (word, word))
        words |= {code: (own["one"], own.get("many", own["one"])) for code, own in told.items()}
        return Unit(word, words, value.get("kind") == "ordinal")

    def _input(self, name: str, value: Values, place: Place) -> Input:
        return Input(**self._asked(name, value, place))

    def _question(self, name: str, value: Values, place: Place) -> Question:
        return Question(
            **self._asked(name, value, place),
            ask=self._text(value["ask"]),
            when=self._maybe_rule(value, place, "when"),
            fixed="fixed" in value,
            is_place="place" in value,
            groups="groups" in value,
        )

    def _plan(self, id_: str, value: Values, place: Place) -> WorkedPlan:
        if not iso_date(value["on"]):
            self._problems.add(place.at("on"), say("bad-format.day", text=value["on"]))
        answers = value["answers"].items()
        return WorkedPlan(
            id=id_,
            name=self._text(value["name"]),
            story=self._text(value["story"]),
            on=value["on"],
            answers={key: v if isinstance(v, list) else [v] for key, v in answers},
            received=dict(value.get("received", {})),
            judged=dict(value.get("judged", {})),
            total=value["total"],
            pays=dict(value["pays"]) if "pays" in value else None,
            outcomes=dict(value.get("outcomes", {})),
            rejected=dict(value.get("rejected", {})),
            open=dict(value.get("open", {})),
            why=self._prose(value["why"], place.at("why")),
            place=place,
        )

    def _asked(self, name: str, value: Values, place: Place) -> Values:
        """What inputs and questions share, as keyword arguments of their records."""
        choices = value.get("choices", {})
        usage = self._lexicon.usage
        kind = usage.currency if value["type"] == "money" else value["type"]
        if is_currency(kind) or is_exchange(kind):
            codes = (self._known_currency(c, usage, place.at("type")) for c in kind.split("/"))
            kind = "/".join(codes)
        if is_exchange(kind) and "help" not in value:
            self._problems.add(place, say("missing-key.exchange"))
        if kind == "choice" and not choices:
            self._problems.add(place, say("missing-key.add", keys=["choices"]))
        if choices and kind != "choice":
            message = say("unknown-key.choices", kind=told_kind(kind))
            self._problems.add(place.at("choices", key=True), message)
        default, unit = value.get("default"), self._counted_in(value, kind, place)
        if default is not None and default_value(kind, default, choices, usage, unit) is None:
            message = say("bad-quantity.default", text=default, kind=told_kind(generic(kind)))
            self._problems.add(place.at("default"), message)
        self._apart(choices, place)
        return {
            "name": name,
            "type": kind,
            "payer": value.get("payer", ""),
            "unit": unit,
            "label": self._text(value["label"]),
            "help": self._maybe_prose(value, place, "help"),
            "default": value.get("default", ""),
            "choices": {key: self._text(text) for key, text in choices.items()},
            "about": value.get("about", APPLICANT),
            "taken": self._taken(value["from"], place.at("from")) if "from" in value else None,
            "place": place,
        }

    def _counted_in(self, value: Values, kind: str, place: Place) -> Unit | None:
        """What an input is a number of."""
        word, units = value.get("unit"), self._lexicon.units
        if word is None or units is None:
            return None
        if kind not in ("count", "measure"):
            self._problems.add(
                place.at("unit", key=True), say("unknown-key.unit", kind=told_kind(kind))
            )
        elif plain_of(word) not in units:
            hint = did_you_mean(word, [unit.word for unit in units.values()])
            self._problems.add(place.at("unit"), say("not-in-list.unit", word=word, hint=hint))
        return units.get(plain_of(word))

    def _apart(self, choices: Values, place: Place) -> None:
        """Report keys of a choice that a reader sees as one."""
        for language in self._lexicon.languages:
            seen: set[str] = set()
            for key, label in choices.items():
                if label[language] in seen:
                    message = say("same-label.choice", label=label[language])
                    self._problems.add(place.at("choices", key, language), message)
                seen.add(label[language])


def default_value(
    kind: str, text: str, choices: Iterable[str], usage: Usage, unit: Unit | None = None
) -> str | None:
    """An input's default as the evaluators take it; None when the input cannot take it."""
    if kind in ("yes_no", "choice"):
        return text if text in (("yes", "no") if kind == "yes_no" else tuple(choices)) else None
    try:
        return read_entry(text, kind, usage, unit).canonical()
    except NotAQuantity:
        return None


def iso_date(text: str) -> bool:
    """Whether the text is a day in ISO form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
