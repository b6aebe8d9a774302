"""Numbers in English words."""

from __future__ import annotations

import re

_PARTS = "half|halve|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth"
_NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    "thousand|million|billion|trillion|dozen"
)
FIGURE = re.compile(
    rf"\b(?:(?:one|{_NUMBERS})[ -](?:{_PARTS})s?|a (?:third|quarter|fifth|tenth) of"
    rf"|(?:{_NUMBERS}|many)-?fold|(?:{_NUMBERS})s?|half|halves|halved|halving|per\s?cent|percent"
    r"|twice|(?:doubl|tripl|quadrupl)(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
"""A figure in words, as somebody types it into English prose."""
