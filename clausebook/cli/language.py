"""In which language the terminal is spoken to.

``--language``, wherever it stands; else what the system says, in the order of POSIX: the first of
``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that says anything. What the program does not speak is
English.
"""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from clausebook.languages import Language
from clausebook.messages import LANGUAGES, spoken

OPTION = "--language"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_CALLED = {"zh": ("zh", "Chinese")}
"""How systems begin the name of a language, where its code is not enough."""


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a command; one that it refuses later is not looked at."""
    asked = next((value for value in _asked(arguments) if value in LANGUAGES), "")
    return asked or language_of_system(environment)


def _asked(arguments: Sequence[str]) -> list[str]:
    """What stands behind ``--language``, in either way of writing it."""
    return [
        behind if here == OPTION else here.removeprefix(f"{OPTION}=")
        for here, behind in pairwise([*arguments, ""])
        if here == OPTION or here.startswith(f"{OPTION}=")
    ]


def language_of_system(environment: Mapping[str, str]) -> str:
    """The language of the terminal, or English."""
    said = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    if not said and sys.platform == "win32":  # which has other ways to say it
        said = locale.getlocale()[0] or ""
    found = (one for one in LANGUAGES if said.startswith(_CALLED.get(one, (one,))))
    return next(found, LANGUAGES[0])


def language_of_site(languages: Sequence[Language]) -> Language:
    """The language that is spoken, where the site has it."""
    return spoken() if spoken() in languages else languages[0]
