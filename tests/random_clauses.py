"""Generated documents and clauses for the city of ``tests/good/``, whose examples come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

PREFIX = "reef-2032-"
"""What the ids of generated documents begin with."""
_WORDS = {
    "海风": "sea breeze",
    "浮标": "buoy",
    "潮汐": "tide",
    "渔网": "fishing net",
    "灯塔": "lighthouse",
    "苗圃": "nursery",
    "船坞": "dock",
    "珊瑚": "coral",
    "海鸥": "gull",
    "沙洲": "sandbar",
    "防波堤": "breakwater",
    "航道": "fairway",
}
_RATES, _CAPS, _COSTS = range(5, 55, 5), (50, 100, 200, 300, 500), (100, 1000, 10000)
_RULES: dict[str, Callable[[int, int, int], int]] = {
    "min(rate * investment, cap)": lambda rate, cap, cost: min(rate * cost // 100, cap),
    "max(rate * investment, cap)": lambda rate, cap, cost: max(rate * cost // 100, cap),
    "rate * investment + cap": lambda rate, cap, cost: rate * cost // 100 + cap,
    "cap if investment >= cap else rate * investment": lambda rate, cap, cost: (
        cap if cost >= cap else rate * cost // 100
    ),
}
"""Rules, and what they pay in 万元; shares of the investments below are whole."""
Text = dict[str, str]


def words(chance: Random) -> Text:
    """Some words in both languages; none is a figure or a term of the glossary."""
    some = chance.sample([*_WORDS], 3)
    return {"zh": "".join(some), "en": " ".join(_WORDS[word] for word in some).capitalize()}


def sentence(chance: Random) -> Text:
    """The same with a full stop."""
    made = words(chance)
    return {"zh": f"{made['zh']}。", "en": f"{made['en']}."}


def day(chance: Random) -> str:
    """A day between the first and the last one of most documents, or beyond them."""
    return (date(2030, 1, 1) + timedelta(days=chance.randrange(2500))).isoformat()


def clause(number: int, chance: Random) -> dict[str, Any]:
    """A clause with one benefit."""
    before = sentence(chance)
    made: dict[str, Any] = {
        "number": f"（{number}）",
        "kind": "clause",
        "title": words(chance),
        "topics": chance.sample(["growing", "selling"], chance.randint(1, 2)),
        "agencies": chance.sample(["sea-farming", "quay-office"], chance.randint(1, 2)),
        "facts": {
            "rate": {"means": {"zh": "比例", "en": "Rate"}, "role": "rate"},
            "cap": {"means": {"zh": "上限", "en": "Cap"}, "role": "cap"},
        },
        "digest": {
            "zh": f"{before['zh']}按{{rate}}资助，最高{{cap}}。",
            "en": f"{before['en']} Paid at {{rate}}, up to {{cap}}.",
        },
        "conditions": [{"id": "first", **sentence(chance)}],
        "benefits": [
            {
                "id": "grant",
                "name": words(chance),
                "form": "grant",
                "inputs": ["investment"],
                "pays": next(iter(_RULES)),
                "examples": [{"name": words(chance)} for _ in _COSTS],
            }
        ],
    }
    set_figures(made, chance)
    return made


def set_figures(made: dict[str, Any], chance: Random) -> None:
    """Give a generated clause another rate and cap, and examples that come out."""
    rate, cap = chance.choice(_RATES), chance.choice(_CAPS)
    made["facts"]["rate"] |= {"is": f"{rate}%", "printed": f"投入的{rate}%"}
    made["facts"]["cap"] |= {"is": f"{cap}万元", "printed": f"最高{cap}万元"}
    _work_out(made)


def set_rule(made: dict[str, Any], chance: Random) -> None:
    """Give a generated clause another rule, and examples that come out."""
    made["benefits"][0]["pays"] = chance.choice([*_RULES])
    _work_out(made)


def _work_out(made: dict[str, Any]) -> None:
    rate = int(made["facts"]["rate"]["is"].removesuffix("%"))
    cap = int(made["facts"]["cap"]["is"].removesuffix("万元"))
    benefit = made["benefits"][0]
    for example, cost in zip(benefit["examples"], _COSTS, strict=True):
        pays = _RULES[benefit["pays"]](rate, cap, cost)
        example |= {"given": {"investment": f"{cost}万元"}, "pays": f"{pays}万元"}


def reading(chance: Random) -> dict[str, Any]:
    """A question with two answers."""
    return {
        "id": "which",
        "question": words(chance),
        "used": "one",
        "why": sentence(chance),
        "texts": {"one": sentence(chance), "other": sentence(chance)},
    }


def document(number: int, clauses: int, chance: Random) -> dict[str, Any]:
    """A document of so many clauses in two chapters."""
    ids = [str(n) for n in range(1, clauses + 1)]
    made: dict[str, Any] = {
        "jurisdiction": chance.choice(["tidewater", "lantern-quay"]),
        "type": chance.choice(["measures", "opinions", "action-plan", "policies"]),
        "number": f"礁规〔2032〕{number}号",
        "title": words(chance),
        "short": words(chance),
        "issuers": ["sea-farming"],
        "facts": {
            "from": {"means": {"zh": "起", "en": "First day"}, "role": "date"},
            "until": {"means": {"zh": "止", "en": "Last day"}, "role": "date"},
        },
        "digest": sentence(chance),
        "validity": {"from": "from", "until": "until"},
        "parts": [
            {
                "chapters": [
                    {"title": words(chance), "clauses": ids[:1]},
                    {"title": words(chance), "clauses": ids[1:]},
                ]
            }
        ],
    }
    set_days(made, chance)
    return made


def set_days(made: dict[str, Any], chance: Random) -> None:
    """Give a generated document other days of validity."""
    first, last = sorted(day(chance) for _ in range(2))
    for name, on in (("from", first), ("until", last)):
        year, month, of_month = (int(part) for part in on.split("-"))
        made["facts"][name] |= {"is": on, "printed": f"{year}年{month}月{of_month}日"}
