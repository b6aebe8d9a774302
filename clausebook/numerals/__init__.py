"""Numbers as documents print them and as readers type them: a module per language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clausebook.numerals import chinese, english

FIGURES: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "zh": (chinese.FIGURE,),
    "en": (english.FIGURE, chinese.FOREIGN_FIGURE),
}
"""By language, the figures in words that prose must not have; another language has only digits."""
