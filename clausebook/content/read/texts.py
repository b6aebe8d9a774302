"""Texts and facts: prose without figures, figures with the words that prove them."""

from __future__ import annotations

import re
from typing import Any

from clausebook.address import OWN_ANCHORS, PAGE_ANCHORS
from clausebook.content.lexicon import Lexicon
from clausebook.content.printed import disagreement, reader_of
from clausebook.content.records import Constant, Fact, Prose, Rule, Taken, Text
from clausebook.languages import Language, has_spaces
from clausebook.messages import say
from clausebook.problems import Place, Problems
from clausebook.prose import references, typed_figures, unsafe
from clausebook.quantity import NotAQuantity, Quantity, parse
from clausebook.rules.syntax import RuleError, parse_rule

Values = dict[str, Any]
_MINUS = ("-", "−")


class TextReader:
    """Reads what every file is made of, and reports what a schema cannot see in it."""

    def __init__(self, problems: Problems, lexicon: Lexicon) -> None:
        self._problems = problems
        self._lexicon = lexicon

    def facts(self, value: Values, place: Place) -> dict[str, Fact]:
        """Every fact whose value can be read; one that its token does not prove is reported."""
        facts = {}
        for name, fact in value.get("facts", {}).items():
            here = place.at("facts", name)
            quantity = self._quantity(fact["is"], here.at("is"))
            if quantity is None:
                continue
            self._proven(quantity, fact, here.at("printed"))
            facts[name] = Fact(
                name=name,
                quantity=quantity,
                printed=fact["printed"],
                means=self._text(fact["means"]),
                role=fact.get("role", ""),
                per=tuple(fact.get("per", ())),
                dated=fact.get("dated", ""),
                place=here,
            )
        return facts

    def _constants(self, value: Values, place: Place) -> dict[str, Constant]:
        """Every constant that is one number; no text prints it, so its reason stands for it."""
        constants = {}
        for name, constant in value.get("constants", {}).items():
            here = place.at("constants", name)
            quantity = self._quantity(constant["is"], here.at("is"))
            if quantity and (quantity.bound or quantity.upto):
                self._problems.add(here.at("is"), say("bad-quantity.constant"))
            elif quantity:
                why = self._prose(constant["why"], here.at("why"))
                means = self._text(constant["means"])
                constants[name] = Constant(name, quantity, means, why, here)
        return constants

    def _proven(self, quantity: Quantity, fact: Values, place: Place) -> None:
        """Report a fact that its token does not prove."""
        original, units = self._lexicon.original, self._lexicon.units or {}
        if original is None or not fact["printed"]:  # it is told that something must stand there
            return
        token, role = self._printed(fact["printed"], place), fact.get("role", "")
        wrong = disagreement(quantity, token, role, units, original)
        if wrong:
            self._problems.add(place, wrong)

    def _printed(self, token: str, place: Place) -> str:
        """A printed token; one that goes on for longer than any proof needs is reported."""
        reader = reader_of(self._lexicon.original or "")
        if reader and len(token) > reader.longest:
            text = say("too-long.printed", most=reader.longest, long=len(token))
            self._problems.add(place, text)
        return token

    def _quantity(self, text: str, place: Place) -> Quantity | None:
        try:
            return parse(text, self._lexicon.units, self._lexicon.usage)
        except NotAQuantity as error:
            is_below = text.startswith(_MINUS)  # which no rule could calculate with
            says = say("bad-quantity.negative", text=text) if is_below else error.args[0]
            self._problems.add(place, says)
            return None

    def _text(self, value: Values) -> Text:
        return Text.of(value, self._lexicon.languages)

    def _maybe_text(self, value: Values | None) -> Text | None:
        return None if value is None else self._text(value)

    def _maybe_prose(self, value: Values, place: Place, key: str) -> Prose | None:
        return self._prose(value[key], place.at(key)) if key in value else None

    def _prose(self, value: Values, place: Place) -> Prose:
        reorders = value.get("order") == "differs"
        languages = self._lexicon.languages
        texts = tuple(unbroken(value[language], language) for language in languages)
        prose = Prose(languages, texts, place, reorders)
        self.check_prose(prose)
        return prose

    def check_prose(self, prose: Prose) -> None:
        """Report what prose must not have: figures, unreadable references, HTML, addresses."""
        for language, text in prose.items():
            self._check_text(text, language, prose.place.at(language))

    def _check_text(self, text: str, language: Language, place: Place) -> None:
        for reference in references(text):
            if isinstance(reference, int):
                message = say("bad-reference.form", near=_near(text, reference))
                self._problems.add(place.after(text[:reference]), message)
        for figure, offset in typed_figures(text, language, self._lexicon.literals):
            message = say("digit-in-prose.typed", figure=figure, near=_near(text, offset))
            self._problems.add(place.after(text[:offset]), message)
        for what, offset in unsafe(text):
            message = say("unsafe-link.found", what=what, near=_near(text, offset))
            self._problems.add(place.after(text[:offset]), message)

    def _unique(self, ids: list[str], place: Place, called: str) -> None:
        """Report ids that stand in a list again, as a message calls what they are of."""
        seen: set[str] = set()
        for i, id_ in enumerate(ids):
            if id_ in seen:
                message = say("duplicate-id.again", what=say(called, name=id_))
                self._problems.add(place.at(i, "id"), message)
            seen.add(id_)

    def _anchor(self, id_: str, place: Place) -> None:
        """Items and terms are places on pages, which have places of their own."""
        if id_ in PAGE_ANCHORS or id_.startswith(OWN_ANCHORS):
            self._problems.add(place, say("bad-id.page", id=id_))

    def _maybe_rule(self, value: Values, place: Place, key: str) -> Rule | None:
        return self._rule(value[key], place.at(key)) if key in value else None

    def _rule(self, text: str, place: Place) -> Rule:
        try:
            return Rule(text, parse_rule(text), place)
        except RuleError as error:
            here = place.after(text[: error.offset])
            self._problems.add(here, error.said)
            return Rule(text, None, place)

    def _taken(self, value: str | Values, place: Place) -> Taken:
        if isinstance(value, str):
            return Taken(self._rule(value, place), {}, place)
        choices = {key: self._rule(text, place.at(key)) for key, text in value.items()}
        return Taken(None, choices, place)


_BROKEN = re.compile(r"(?<=\S)\n *(?=[^\s\-*+\d])")
_FOLDED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef}]) +(?=[\u3000-\u9fff\uff00-\uffef{])")


def unbroken(text: str, language: Language) -> str:
    """Lines that an editor broke inside a paragraph are one; list items and paragraphs stay.

    Where words have no spaces between them, those that broken and folded lines leave are dropped.
    """
    joined = _BROKEN.sub(" ", text)
    return joined if has_spaces(language) else _FOLDED.sub("", joined)


def _near(text: str, offset: int) -> str:
    """The words around a slip."""
    start, end = max(0, offset - 8), offset + 14
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
