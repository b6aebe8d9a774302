"""An English token in its plain form."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’", "'"), "∶": ":", "\u00ad": None}
)
_MIXED = {"¼": ".25", "½": ".5", "¾": ".75"}
_THIN = re.compile("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
"""A space that only separates thousands."""


_DENIED = re.compile(
    r"\b(?:not|cannot|never) [a-z]+ (?=(?:more|greater|higher|larger|longer|later|less|fewer"
    r"|lower|smaller|shorter|earlier) than\b)"
)
"""A verb between a denial and what it denies: must not receive more than."""


def normalise(printed: str) -> str:
    """Lower case, single spaces, one sign for each meaning: 2½ is 2.5, twice 2 times."""
    token = re.sub("(?<=[0-9])[¼½¾]", lambda match: _MIXED[match[0]], _THIN.sub("", printed))
    token = unicodedata.normalize("NFKC", token).translate(_SIGNS).replace("\u2044", "/").lower()
    token = _DENIED.sub("not ", " ".join(token.split()))
    token = re.sub(r"\b(?:twice|double)\b", "2 times", token)
    return re.sub(r"\b(?:thrice|triple)\b", "3 times", token)
