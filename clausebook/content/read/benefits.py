"""Benefits: rules, conditions, readings and worked examples."""

from __future__ import annotations

from typing import Any

from clausebook.content.read.texts import TextReader, Values
from clausebook.content.records import (
    Benefit,
    Condition,
    Example,
    Gives,
    Instalment,
    Limits,
    NamedRule,
    Reading,
    Remark,
    Shared,
    Way,
)
from clausebook.messages import say
from clausebook.problems import Place


class BenefitReader(TextReader):
    """Reads what an applicant may get, on what conditions, and how it is computed."""

    def _conditions(self, value: Values, place: Place) -> tuple[Condition, ...]:
        conditions = value.get("conditions", [])
        self._unique([c["id"] for c in conditions], place.at("conditions"), "called.condition")
        found = []
        for i, condition in enumerate(conditions):
            here = place.at("conditions", i)
            holds = self._maybe_rule(condition, here, "holds")
            text = self._prose(condition, here)
            printed = self._printed(condition.get("printed", ""), here.at("printed"))
            needs, judged = self._maybe_rule(condition, here, "needs"), "judged" in condition
            found.append(Condition(condition["id"], text, printed, holds, needs, judged, here))
        return tuple(found)

    def _readings(self, value: Values, place: Place) -> tuple[Reading, ...]:
        readings = value.get("readings", [])
        self._unique([r["id"] for r in readings], place.at("readings"), "called.reading")
        found = []
        for i, reading in enumerate(readings):
            here = place.at("readings", i)
            texts = {
                key: self._prose(text, here.at("texts", key))
                for key, text in reading["texts"].items()
            }
            if reading["used"] not in texts:
                message = say("unknown-reading.used", reading=reading["used"], known=[*texts])
                self._problems.add(here.at("used"), message)
            question = self._prose(reading["question"], here.at("question"))
            why = self._prose(reading["why"], here.at("why"))
            found.append(Reading(reading["id"], question, reading["used"], why, texts, here))
        return tuple(found)

    def _answers(self, value: Values, place: Place, known: set[str]) -> set[str]:
        """The ids of a provision's answers beside those around it: benefits know them by no more.

        One that is there already is reported.
        """
        known = {*known}
        for i, reading in enumerate(value.get("readings", [])):
            for id_ in reading["texts"]:
                if id_ in known:
                    here = place.at("readings", i, "texts", id_, key=True)
                    self._problems.add(here, say("duplicate-id.answer", id=id_))
                known.add(id_)
        return known

    def _benefit(self, value: Values, place: Place) -> Benefit:
        return Benefit(
            id=value["id"],
            name=self._text(value["name"]),
            form=value["form"],
            gives=tuple(
                self._gives(row, place.at("gives", i))
                for i, row in enumerate(value.get("gives", ()))
            ),
            per=value.get("per", ""),
            inputs=tuple(value.get("inputs", ())),
            taken={
                name: self._taken(taken, place.at("from", name))
                for name, taken in value.get("from", {}).items()
            },
            conditions=self._conditions(value, place),
            where={
                name: self._named(rule, place.at("where", name))
                for name, rule in value.get("where", {}).items()
            },
            way=self._way(value, place),
            under={
                key: self._way(way, place.at("under", key))
                for key, way in value.get("under", {}).items()
            },
            instalments=tuple(
                self._instalment(part, place.at("instalments", i))
                for i, part in enumerate(value.get("instalments", ()))
            ),
            remarks=tuple(
                self._remark(remark, place.at("remarks", i))
                for i, remark in enumerate(value.get("remarks", ()))
            ),
            examples=tuple(
                self._example(example, place.at("examples", i))
                for i, example in enumerate(value["examples"])
            ),
            place=place,
        )

    def _gives(self, value: Values, place: Place) -> Gives:
        return Gives(self._maybe_text(value.get("of")), self._prose(value, place), place)

    def _named(self, value: Values, place: Place) -> NamedRule:
        return NamedRule(self._rule(value["rule"], place.at("rule")), self._text(value))

    def _instalment(self, value: Values, place: Place) -> Instalment:
        part, unless = (self._maybe_rule(value, place, key) for key in ("part", "lost_unless"))
        return Instalment(value["id"], part, self._prose(value, place), unless)

    def _remark(self, value: Values, place: Place) -> Remark:
        when = self._rule(value["when"], place.at("when"))
        return Remark(value["id"], when, self._prose(value, place))

    def _way(self, value: Values, place: Place) -> Way:
        pays = self._rule(value["pays"], place.at("pays"))
        limits, here = value.get("limits", {}), place.at("limits")
        combined = limits.get("combined")
        rules: dict[str, Any] = {
            key: self._rule(limits[key], here.at(key))
            for key in ("count", "per_year", "in_total", "nothing_below")
            if key in limits
        }
        rules["shared"] = tuple(
            Shared(shared["cap"], shared.get("over", ""), here.at("shared", i))
            for i, shared in enumerate(limits.get("shared", ()))
        )
        rules["stacking"] = limits.get("stacking", "")
        rules["outlasts"] = "outlasts" in limits
        if combined:
            rules["ceiling"] = self._rule(combined["ceiling"], here.at("combined", "ceiling"))
            others = combined["with"]
            rules["beside"] = (others,) if isinstance(others, str) else tuple(others)
        return Way(pays, Limits(**rules))

    def _example(self, value: Values, place: Place) -> Example:
        given = {k: v if isinstance(v, list) else [v] for k, v in value.get("given", {}).items()}
        return Example(
            name=self._text(value["name"]),
            given=given,
            on=value.get("on", ""),
            pays=value["pays"],
            rounded=value.get("rounded", ""),
            under=dict(value.get("under", {})),
            place=place,
        )
