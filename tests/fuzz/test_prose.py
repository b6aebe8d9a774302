"""Prose: whatever is written is words, few elements, and every reference in its place."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from clausebook.prose import (
    Reference,
    Shown,
    _markdown,
    references,
    stray_asterisk,
    to_html,
    to_inline_html,
    to_text,
    typed_figures,
    unsafe,
)
from tests.features.test_pages import Html
from tests.fuzz.frame import tries
from tests.test_prose import mark, show

PIECES = (
    *(
        "a",
        "B ",
        "一",
        "。",
        ". ",
        " ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "é",
        "🦑",
        "\u2028",
    ),
    *("{cap}", "{5.cap}", "{clause:5}", "{term:kelp|<b>&\"'}", "{x", "}", "{}", "{{cap}}", "{Cap}"),
    *("*", "**", "***", "_", "__", "~~", "`", "```\n", "\\", "- ", "+ ", "* ", "1. ", "7) ", "> "),
    *("# ", "---\n", "===\n", "|", "<b>", "</p>", "<!--", "-->", "<script>", "]]>", "<", ">", "&"),
    *("&lt;", "&#60;", "&amp;lt;", "[a](b)", "![a](b)", "[a]: b", "[", "]", "(", ")", '"', "'"),
    *(
        "http://x",
        "javascript:x",
        "data:a/b,",
        "\x00",
        "½",
        "三年",
        "two",
        "5%",
        "００",
        "onload=x",
    ),
)
PROSE = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=9)
ELEMENTS = {"p", "ul", "ol", "li", "em", "strong", "br", "a", "data"}


@tries(120)
@given(PROSE)
def test_any_text_is_shown_as_words_with_its_references(text: str) -> None:
    asked: list[Reference] = []

    def shown(reference: Reference) -> Shown:
        asked.append(reference)
        return show(reference)

    for html in (to_html(text, shown, mark), to_inline_html(text, show, mark)):
        assert {tag for tag, _ in Html(html).elements} <= ELEMENTS
        assert not re.search(r"&(?!(?:amp|lt|gt|quot|#x27);)", html)
    in_html = [asked.pop(0).target for _ in [*asked]]
    assert to_text(text, shown).split() == _words(to_html(text, show, mark))
    written = [found.target for found in references(text) if isinstance(found, Reference)]
    assert in_html == [each.target for each in asked] == written


def _words(html: str) -> list[str]:
    """What a reader sees of HTML."""
    return unescape(re.sub("<[^>]*>", lambda tag: " " if tag[0] == "<br />" else "", html)).split()


@tries(80)
@given(PROSE)
def test_slips_are_found_within_any_text(text: str) -> None:
    """Stray braces, figures, addresses and asterisks have a place in it."""
    places = [found if isinstance(found, int) else found.offset for found in references(text)]
    places += [place for _, place in (*typed_figures(text, "zh", ()), *unsafe(text))]
    places += [place for _, place in typed_figures(text, "en", ("5", "two"))]
    places += [place for place in [stray_asterisk(text)] if place is not None]
    assert [place for place in places if not 0 <= place < len(text)] == []


@tries(80)
@given(st.text(st.sampled_from("ab .,;&<>\"'一（{}cap:#|1-+)*_\\`\n\t"), max_size=12))
def test_plain_words_need_no_markdown(text: str) -> None:
    """Text without any of Markdown's signs comes out just as Markdown would give it."""
    env = {"resolve": show, "mark": mark}
    assert to_html(text, show, mark) == _markdown().render(text, env).strip()
    assert to_inline_html(text, show, mark) == _markdown().renderInline(text, env).strip()
