"""The site as the last build understood it has all that the site has, whatever is asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausebook.build.front import Front
from clausebook.build.order import Order
from clausebook.build.pipeline import build
from clausebook.build.state import peek
from clausebook.build.understand import other_words, understand
from clausebook.build.write import state_of
from clausebook.told.noted import entries
from tests.overlay import GOOD, lay
from tests.rendered import files_in

EDITS = {
    "a digest": ("quay-2032-7/1.yaml", "市级资金", "市里的资金"),
    "a condition of a benefit": ("quay-2032-7/1.yaml", "The city's money has", "City money has"),
    "a benefit's name": ("quay-2032-7/2.yaml", "Award for seed lines", "Award for all seed lines"),
}


def lay_and_build(folder: Path, edit: str) -> tuple[Path, Path]:
    """A content folder whose edit came after its site was built."""
    name, old, new = EDITS[edit]
    content, out = lay(folder, ""), folder / "site"
    assert build(content, out).problems == ()
    text = (GOOD / name).read_text(encoding="utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new), encoding="utf-8")
    return content, out


@pytest.mark.parametrize("edit", EDITS)
def test_it_has_the_keys_of_every_mapping_in_their_order(edit: str, tmp_path: Path) -> None:
    content, out = lay_and_build(tmp_path, edit)
    whole, problems = understand(content)
    assert problems == ()
    order = Order(content, None)
    with peek(state_of(out), order.key()) as state:
        words = other_words(Front(order, state, 0))
        assert words
        kept = words.understood.calculated
        keys = {name: [*mapping] for name, mapping in entries(kept)}
        assert keys == {name: [*mapping] for name, mapping in entries(whole)}
        assert [*kept.site.addresses.provisions] == [*whole.site.addresses.provisions]


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_of_words_everything_is_there(edit: str, tmp_path: Path) -> None:
    content, out = lay_and_build(tmp_path, edit)
    assert build(content, out).problems == ()
    assert build(content, tmp_path / "anew" / "site").problems == ()
    assert files_in(out) == files_in(tmp_path / "anew" / "site")


def test_words_that_use_another_term_concern_the_whole_content(tmp_path: Path) -> None:
    """The term's page lists the clause from then on."""
    content, out = lay(tmp_path, ""), tmp_path / "site"
    assert build(content, out).problems == ()
    text = (GOOD / "quay-2032-7/1.yaml").read_text(encoding="utf-8")
    text = text.replace("市级资金配套", "海带资金配套").replace("Match of city", "Match of kelp")
    (content / "quay-2032-7/1.yaml").write_text(text, encoding="utf-8")
    order = Order(content, None)
    with peek(state_of(out), order.key()) as state:
        assert other_words(Front(order, state, 0)) is None
    assert build(content, out).problems == ()
    assert "quay-2032-7/1.html" in (out / "zh/glossary/kelp.html").read_text("utf-8")
