"""Official texts in English."""

from __future__ import annotations

import re

from clausebook.numerals.english import COMPOUND, PART
from clausebook.official.usage.record import Usage

_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_PLACES = (
    "sections?|paragraphs?|articles?|annex(?:es)?|appendix|schedules?|chapters?|parts?|clauses?"
    "|tables?|figures?|pages?|phases?|stages?|steps?|lots?|strands?|scopes?|categor(?:y|ies)|forms?|versions?"
)
_NUMBER = r"[0-9]+(?:\.[0-9]+)*"
_ONE = (
    "one(?! (?:(?:calendar |financial )?(?:year|month|week|day)|third|half|quarter|fifth|tenth"
    "|hundred|thousand|million))(?![a-z])"
)
"""The word that counts nothing in "one of them"."""

USAGE = Usage(
    spaced=True,
    figure=re.compile(
        rf"(?<![a-z0-9])(?!{_ONE})(?:{PART}|twice|double|triple)(?![a-z]| part(?:y|ies))"
        rf"|(?!{_ONE}){COMPOUND}"
    ),
    # (1), (a), 1. and section 4; 1st, unless a month follows
    numbered=re.compile(
        rf"\((?:[0-9]{{1,2}}|[a-z]|[ivx]+)\)|(?<=[.:;] )[0-9]{{1,2}}[.)](?= [a-z])"
        rf"|(?<![a-z])(?:{_PLACES}) {_NUMBER}(?:(?:, | and | or | to |-){_NUMBER})*+"
        rf"|(?<![0-9])[0-9]+(?:st|nd|rd|th)(?! (?:of )?(?:{_MONTH})(?![a-z]))"
    ),
    title=None,
    responsible=None,
    issuer=re.compile("(?<![a-z])(?:we|us|our)(?![a-z])"),
    materials=re.compile(r"(?:documents|materials|evidence)[a-z ]{0,40}: ?(?=\((?:1|a)\))"),
    material=re.compile(
        r"\((?:[0-9]{1,2}|[a-z])\) ?(.+?)"
        r"(?=[;,.]? ?(?:and |or )?\((?:[0-9]{1,2}|[a-z])\)|\.(?: |$)|$)"
    ),
    between=re.compile("(?:[,;]?(?:and|with|&)?(?:the)?)"),
    others=re.compile(",?(?:andothers?|etc)"),
    word=re.compile(r"[a-z0-9]+(?:['.,-][a-z0-9]+)*"),
    longest=12,
    copied="copied-words.words",
)
