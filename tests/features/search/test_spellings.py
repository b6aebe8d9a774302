"""The words that are offered for a word that no text has."""

from __future__ import annotations

from collections import Counter

from clausebook.features.search.counted import Entry, count
from clausebook.features.search.spellings import SHORTEST, latin, spellings
from clausebook.features.search.tokenise import stem
from tests.features.search.corpus import THESAURUS, files_of, registered


def words_of(*texts: str) -> list[str]:
    return sorted(spellings(Counter(word for text in texts for word in latin(text))))


def test_each_stem_is_offered_in_its_most_frequent_form() -> None:
    """Of equally frequent forms the first in order, so that two builds agree."""
    assert words_of("Grants, grants and a grant") == ["and", "grants"]
    assert words_of("grants grant") == ["grant"]
    assert words_of("grant grants") == ["grant"]


def test_words_come_from_every_text_of_a_clause_in_order() -> None:
    entry = Entry("d/1", ("支持GMP车间",), ("Cleanrooms",), ("Baoshan District",), ("拼音",))
    assert sorted(count(entry, THESAURUS).words) == ["baoshan", "cleanrooms", "district", "gmp"]
    files = registered(files_of([entry, Entry("d/2", (), ("Apple",), ())]))
    (spelled,) = (value for name, value in files.items() if name.startswith("spellings."))
    assert spelled == "apple baoshan cleanrooms district gmp"


def test_short_words_are_offered_for_nothing() -> None:
    assert words_of("R&D is an AI") == []
    assert words_of("abc")[0] == "abc"
    assert len("abc") == SHORTEST


def test_nothing_but_letters_is_a_word() -> None:
    assert words_of("5G 3D printing, 30% m2 创新 2,000") == ["printing"]


def test_no_two_words_share_a_stem() -> None:
    found = words_of("policy policies planned planning plans class classes licence licences")
    assert len({stem(word) for word in found}) == len(found)
    assert found == ["class", "licence", "planned", "policies"]
