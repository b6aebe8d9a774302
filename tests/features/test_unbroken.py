"""Lines of headings end between words, as far as the glossary knows them."""

from __future__ import annotations

from pathlib import Path

from clausebook.build.understand import understand
from clausebook.features.frame.linked import in_all_languages
from clausebook.features.frame.unbroken import unbroken
from clausebook.told.notes import Notes
from tests.overlay import lay

TERMS = """\
--- glossary.yaml
kelp: {zh: 海带, en: kelp}
class-2-seed: {zh: 2类苗种, en: class 2 seed}
kelp-farm: {zh: 海带场, en: kelp farm}
long: {zh: 很长很长很长的词, en: a long word}
"""


def test_a_heading_may_end_a_line_around_its_longest_terms_only(tmp_path: Path) -> None:
    calculated, problems = understand(lay(tmp_path, TERMS))
    assert problems == ()
    told = in_all_languages(calculated, Notes())
    found = unbroken(told["zh"], "谁养<海带>，海带场很长很长很长的词")
    word = '<wbr><span class="word">{}</span><wbr>'.format
    assert found == f"谁养&lt;{word('海带')}&gt;，{word('海带场')}很长很长很长的词"
    assert unbroken(told["en"], "A kelp farm") == "A kelp farm"
