"""Words of bounds and limits in English documents."""

from __future__ import annotations

from clausebook.content.printed.english.times import OF
from clausebook.numerals.english import COMPOUND, FIGURES

_A_NUMBER = rf"(?=(?:an? |the )?(?:[a-z]{{0,2}}[£$€¥] ?|[a-z]{{3}} )?{COMPOUND})"
_A_TIME = (
    rf"(?:the |a )?{COMPOUND}(?:(?: to | or |-){COMPOUND})?[ -]"
    rf"(?:(?:{OF}|working|business) ){{0,2}}(?:year|month|week|day|hour)"
    r"|(?:any|each|every|the|an?) |20[0-9]{2}[-/][0-9]{2}(?![0-9])"
)
"""Over three years, or over any year, is a time; over 250 jobs are more."""
_NOT = "(?<!no )(?<!not )(?<!nor )"
NO_MORE = (
    r"up to|at most|not? (?:more|greater|higher|larger) than|not (?:to )?exceed(?:ing)?"
    r"|(?:cannot|never) exceed|without exceeding|not (?:over|above)|(?:a )?maximum(?: of)?"
    r"|limited to|capped at"
)
SAYS = {
    ">=": r"\bat least\b|\bnot? (?:less|fewer|lower|smaller|shorter|earlier|sooner) than\b"
    r"|\bnot (?:below|under)\b|\b(?:or|and) (?:more|over|above|greater|higher|longer|later)\b"
    r"|≥|>=|\b(?:greater|more) than or equal to\b|[0-9]\+",
    ">": rf"\b{_NOT}(?:more|greater|higher|larger|longer|later|older) than\b(?! or equal)"
    r"|(?<!not )(?<!not to )(?<!cannot )(?<!never )(?<!without )\bexceed(?:s|ed|ing)?\b"
    rf"|\bin excess of\b|(?<!or )(?<!and )(?<!not )\b(?:above|over(?! (?:{_A_TIME}))) {_A_NUMBER}"
    r"|> ?(?=[^ =<>]{0,3}[0-9])",
    "<": rf"\b{_NOT}(?:less|fewer|lower|smaller|shorter|younger|earlier) than\b(?! or equal)"
    rf"|(?<!or )(?<!and )(?<!not )\b(?:under|below) {_A_NUMBER}|< ?(?=[^ =<>]{0, 3}[0-9])",
    "~": rf"\b(?:about|around|approx(?:\.|imately)?|circa|roughly|nearly|almost|some) {_A_NUMBER}"
    r"|\bin the region of\b|\bor so\b|\bor thereabouts\b",
}
MAY_SAY = {
    ">=": r"\bminimum\b|\bmin\b|\bon or after\b|\bupwards\b|\bfrom\b"
    r"|\bbetween\b",
    ">": r"(?<![0-9%] )(?<![0-9][km] )(?<!illion )\bover\b(?! (?:any|each|every) )|\bafter\b",
    "<=": rf"\b(?:{NO_MORE}|no (?:longer|later) than|not (?:longer|later) than|max|within|by|until"
    r"|or (?:less|fewer|under|below|lower|shorter|smaller|earlier)|limit|cap|ceiling"
    r"|on or before|before|less than or equal to|between)\b|≤|<="
    rf"|\bfrom {_A_NUMBER}[^;]{{1,40}}? to {_A_NUMBER}",
    "<": r"\bbefore\b|\bup to but not including\b",
    "~": r"\bestimated\b",
}
SHARE = rf"(?:{FIGURES} ?)?(?:%|pc\b|per ?cent)|half\b|thirds?\b|quarters?\b"
