"""Prose: references are read exactly, typed figures are found, Markdown can do little."""

from __future__ import annotations

import unicodedata

import pytest

from clausebook import prose
from clausebook.features.frame.linked import link
from clausebook.languages import Language
from clausebook.prose import (
    Reference,
    Shown,
    references,
    to_html,
    to_inline_html,
    to_text,
    typed_figures,
    unsafe,
)


def show(reference: Reference) -> Shown:
    return Shown(f"<{reference.target}>", ("fact", "x", reference.target), value="1")


def mark(shown: Shown) -> str:
    return link(shown, f"x.html#{shown.target[-1]}")


@pytest.mark.parametrize(
    ("text", "kind", "target", "words"),
    [
        ("{cap}", "fact", "cap", ""),
        ("{annual_cap_2}", "fact", "annual_cap_2", ""),
        ("{5.cap}", "fact", "5.cap", ""),
        ("{rules-6#2.cap}", "fact", "rules-6#2.cap", ""),
        ("{tide-2031-4/2#1.cap}", "fact", "tide-2031-4/2#1.cap", ""),
        ("{clause:5}", "clause", "5", ""),
        ("{clause:tide-2031-4/2#1}", "clause", "tide-2031-4/2#1", ""),
        ("{clause:5|the clause before}", "clause", "5", "the clause before"),
        ("{doc:tide-2031-4}", "doc", "tide-2031-4", ""),
        ("{term:kelp|kelps, large}", "term", "kelp", "kelps, large"),
        ("{agency:sea-farming}", "agency", "sea-farming", ""),
        ("{topic:growing}", "topic", "growing", ""),
    ],
)
def test_a_reference_is_read(text: str, kind: str, target: str, words: str) -> None:
    assert list(references(f"a{text}b")) == [Reference(kind, target, words, offset=1)]


@pytest.mark.parametrize(
    "text",
    [
        *("{}", "{ cap}", "{Cap}", "{cap }", "{5cap}", "{_cap}", "{cap.}", "{a.b.c}", "{clause:}"),
        *("{term:Kelp}", "{term:kelp|}", "{term:kelp|a|b}", "{link:x}", "{http://x}", "{../x}"),
        *("{{cap}", "{cap", "cap}", "{ca\np}", "{７}", "{clause:x y}", "{agency:<b>}", '{topic:"}'),
    ],
)
def test_what_is_no_reference_is_pointed_at(text: str) -> None:
    assert any(isinstance(reference, int) for reference in references(text))


def test_all_slips_of_a_text_are_pointed_at_once_each() -> None:
    text = "a } b {x} c { d {Y} e"
    assert [r for r in references(text) if isinstance(r, int)] == [2, 12, 16]


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("zh", "支持20万元", ["20"]),
        ("zh", "３０％以内", ["３０％"]),
        ("zh", "1,000.5万", ["1,000.5"]),
        ("zh", "三年内、十二个月、两家、百分之五、七折、一百万元", None),
        ("zh", "½与②与³与㈠", ["½", "②", "³", "㈠"]),
        ("zh", "٣ 与 ३", ["٣", "३"]),
        ("en", "up to 5", ["5"]),
        ("en", "Two or three, TWENTY-five percent; half, doubled, twice a dozen", None),
        ("en", "2nd", ["2"]),
        ("zh", "&#50;万元，&frac12;", ["50", "12"]),
        ("zh", "占三分之一", ["三分之"]),
        ("zh", "一半以上、过半、半数、减半", ["一半", "过半", "半数", "减半"]),
        ("zh", "三成，一成", ["三成", "一成"]),
        ("zh", "五天、三十日、两周、六十周岁", ["五天", "三十日", "两周", "六十周"]),
        ("zh", "年满六十岁，八小时，三十分钟", ["六十岁", "八小时", "三十分钟"]),
        ("zh", "翻两番、翻番、增长一倍、翻倍", ["两番", "翻番", "一倍", "翻倍"]),
        ("en", "thirteen to nineteen", ["thirteen", "nineteen"]),
        (
            "en",
            "one third of it, two-thirds, three quarters",
            ["one third", "two-thirds", "three quarters"],
        ),
        ("en", "a quarter of the sum, a tenth of it", ["a quarter of", "a tenth of"]),
        ("en", "threefold and ten-fold", ["threefold", "ten-fold"]),
        (
            "en",
            "Double, tripling, quadrupled, halving",
            ["Double", "tripling", "quadrupled", "halving"],
        ),
        ("en", "百分之三十 and 三成", ["百分之三十", "三成"]),
    ],
)
def test_a_typed_figure_is_found(language: Language, text: str, figures: list[str] | None) -> None:
    found = [figure for figure, _ in typed_figures(text, language, ())]
    assert found
    if figures is not None:
        assert found == figures


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "一个单位、一次性、同一家、三类医疗器械、Ⅲ期、第一、统一、万一、成果一成立、一成不变、三成员、过半年",
        ),
        ("zh", "{cap}与{5.cap}与{clause:5}与{tide-2031-4/2#1.cap}"),
        ("zh", "{term:class-2-seed|2类苗种}"),
        (
            "en",
            "one and first, phase III, tenor, someone, weight, each quarter, third party, manifold",
        ),
        ("en", "{clause:tide-2031-4/2|the clause before}"),
    ],
)
def test_names_and_references_are_no_figures(language: Language, text: str) -> None:
    assert list(typed_figures(text, language, ())) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("see {clause:5|the 5 rules}", 18), ("{clause:5|three rules}", 10), ("{doc:x-1|two}", 9)],
)
def test_figures_in_the_words_of_a_link_are_typed_too(text: str, place: int) -> None:
    [(_, found)] = list(typed_figures(text, "en", ()))
    assert found == place


def test_literals_may_carry_digits_but_nothing_beside_them() -> None:
    assert list(typed_figures("5G and CAR-T4", "en", ("5G", "CAR-T4", "4"))) == []
    assert [f for f, _ in typed_figures("15G and 5GX6", "en", ("5G",))] == ["1", "6"]


@pytest.mark.parametrize(
    "text",
    [
        *("<b>", "</p>", "<script src=x>", "<!-- x -->", "<?x>", "[a](b)", "![a](b)", "[a]: b"),
        *("http://x", "https://x", "HTTPS://X", "javascript:x", "JavaScript:x", "data:text/html,x"),
    ],
)
def test_html_and_addresses_are_found(text: str) -> None:
    assert list(unsafe(text))


@pytest.mark.parametrize(
    "text", ["a < b > c", "{cap}", "**bold**", "- list", "our data: few", "[sic]"]
)
def test_plain_prose_is_safe(text: str) -> None:
    assert list(unsafe(text)) == []


def test_prose_has_paragraphs_lists_and_emphasis() -> None:
    html = to_html("One *two* **three**\n\n- a\n- b", show, mark)
    assert (
        html
        == "<p>One <em>two</em> <strong>three</strong></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("# a", "a\n===", "a\n---", "> a", "***", "    a", "```\na\n```", "`a`", "<b>a</b>"),
        *("<!--a-->", "[a](javascript:x)", "![a](x)", "<https://a>", "[a]\n\n[a]: x", "a\\<b>"),
        *("&lt;b&gt;", "&#60;b>", "| a |\n|---|\n| b |", "~~a~~"),
    ],
)
def test_prose_has_nothing_else(text: str) -> None:
    """Every other mark stays the text that was typed."""
    html = to_html(text, show, mark)
    assert set(_tags(html)) <= {"<p>", "</p>", "<br />", "<em>", "</em>", "<strong>", "</strong>"}


def _tags(html: str) -> list[str]:
    return [f"<{part.partition('>')[0]}>" for part in html.split("<")[1:]]


@pytest.mark.parametrize(
    "text", ["{cap}", "`{cap}`", "\\\\{cap}", "**{cap}**", "&{cap};", "\t{cap}"]
)
def test_a_reference_is_shown_whatever_stands_around_it(text: str) -> None:
    """Otherwise a fact would count as used that no reader sees."""
    assert '<data value="1">&lt;cap&gt;</data>' in to_html(text, show, mark)
    assert "<cap>" in to_text(text, show)


def test_what_a_reference_shows_is_escaped() -> None:
    shown = Shown("<b>", title="'<", value='"', css='"')
    assert link(shown, 'x"y') == (
        '<a class="&quot;" href="x&quot;y" title="&#x27;&lt;">'
        '<data value="&quot;">&lt;b&gt;</data></a>'
    )


def test_inline_prose_has_no_paragraph() -> None:
    assert to_inline_html("- a *b*", show, mark) == "- a <em>b</em>"


def test_plain_words_lose_marks_and_line_breaks() -> None:
    assert to_text("One **two**\n\n- {cap}\n- b\nc", show) == "One two <cap> b c"


def test_no_sign_of_the_usual_blocks_is_a_figure_in_a_circle() -> None:
    """Those are the signs that nobody looks at one by one."""
    usual = filter(lambda sign: not prose._RARE.match(sign), map(chr, range(0x110000)))
    assert [sign for sign in usual if unicodedata.category(sign) == "No"] == []
