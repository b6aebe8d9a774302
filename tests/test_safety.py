"""Content is untrusted: whatever is typed into it is refused, or shown as the text that it is."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from clausebook.build.pipeline import check
from clausebook.build.understand import understand
from clausebook.content.sources import sources_in
from clausebook.problems import Place
from tests.features.test_pages import Html
from tests.leaves import Leaf, leaves, rewrite, shapes
from tests.overlay import GOOD, lay, problems_in
from tests.rendered import Files, rendered

HOSTILE = (
    "\"><script>alert(1)</script>' onmouseover='alert(2)' x=\"$7"
    "javascript:alert(3)</title></template></noscript><!-- ]]> --><img src=x onerror=alert(4)>"
    "&lt;b&gt;&#60;i>\\u003cu>`_[a](javascript:x)"
)
"""What may be typed into names and titles, which have no braces; it must come out as words."""
IN_PROSE = (
    "\" onmouseover=alert(x) ' ]]> & &lt;b&gt; &amp;lt; \\xcu `a` # h\n\n> q\n\n===\n\n"
    "<img src=x onerror=y 与 and "
)
"""The same for prose, without what prose refuses; unclosed, because closed tags are refused."""
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
WEB = ("href", "src", "action", "id", "class", "name", "for", "type", "http-equiv", "rel")
"""Attributes that decide what a browser does; no content may change them."""


FORM = "tide-2031-4/form-1.yaml"
"""Its title is compared with the token of the material that links it."""


def words_of(content: Path, kind: str) -> list[Leaf]:
    words = [leaf for leaf in leaves(content) if leaf.kind == kind]
    return [leaf for leaf in words if (leaf.file, leaf.shape) != (FORM, "clause.title.zh")]


def structure(page: Html) -> list[tuple[str, list[str], list[str]]]:
    """A page's elements with their attributes' names, and the values that decide something.

    What follows the question mark of an address is a search for words of the content.
    """
    return [
        (
            tag,
            sorted(attrs),
            [f"{name}={attrs[name].partition('?')[0]}" for name in WEB if name in attrs],
        )
        for tag, attrs in page.elements
    ]


def pages_of(files: dict[str, bytes]) -> dict[str, Html]:
    return {p: Html(data.decode("utf-8")) for p, data in files.items() if p.endswith(".html")}


def site_of(content: Path) -> dict[str, bytes]:
    calculated, problems = understand(content)
    assert [str(problem) for problem in problems] == []
    return rendered(calculated)


@pytest.fixture(scope="module")
def plain() -> dict[str, list[tuple[str, list[str], list[str]]]]:
    """The structure of the good content's pages."""
    return {path: structure(page) for path, page in pages_of(site_of(GOOD)).items()}


def test_the_good_content_has_a_text_of_every_kind_that_the_schemas_allow() -> None:
    """Otherwise the tests below would leave out what nobody has typed."""
    shown = {shape for shape in shapes() if re.search(r"\.(zh|en|number|printed|official)$", shape)}
    missing = shown - {leaf.shape for leaf in leaves(GOOD)}
    assert missing == set()


def test_names_and_titles_come_out_as_text(
    plain: dict[str, list[tuple[str, list[str], list[str]]]], tmp_path: Path
) -> None:
    content = lay(tmp_path)
    chosen = [leaf for leaf in words_of(content, "text") if not _is_printed(leaf)]
    rewrite(content, chosen, lambda text: text + HOSTILE)
    files = site_of(content)
    for path, page in pages_of(files).items():
        assert page.inline == [], path
        assert structure(page) == plain[path], path
    clause = files["en/tide-2031-4/2.html"].decode("utf-8")
    assert clause.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 20


def _is_printed(leaf: Leaf) -> bool:
    return leaf.shape.endswith(("printed", ".number"))


def test_numbers_that_are_none_come_out_as_text(tmp_path: Path) -> None:
    """What stands for a number and is none is told in words, so that pages have another shape."""
    content = lay(tmp_path)
    chosen = [leaf for leaf in words_of(content, "text") if leaf.shape.endswith(".number")]
    rewrite(content, chosen, lambda text: text + HOSTILE)
    for path, page in pages_of(site_of(content)).items():
        assert page.inline == [], path
        assert "script" not in {tag for tag, attrs in page.elements if "src" not in attrs}, path


def test_printed_tokens_come_out_as_text(
    plain: dict[str, list[tuple[str, list[str], list[str]]]], tmp_path: Path
) -> None:
    content = lay(tmp_path)
    chosen = [leaf for leaf in words_of(content, "text") if leaf.shape.endswith("printed")]
    rewrite(content, chosen, lambda text: f"{text}\"><b x='&")
    for path, page in pages_of(site_of(content)).items():
        assert structure(page) == plain[path], path


def test_prose_comes_out_as_text(tmp_path: Path) -> None:
    """Emphasis, lists and references are all that prose can make; nothing else may appear."""
    content = lay(tmp_path)
    rewrite(content, words_of(content, "prose"), lambda text: text + IN_PROSE)
    plain = pages_of(site_of(GOOD))
    for path, page in pages_of(site_of(content)).items():
        assert page.inline == [], path
        for name in ("href", "src", "action", "id", "http-equiv"):
            assert page.all(name) == plain[path].all(name), path
        names = {name for _, attrs in page.elements for name in attrs}
        assert names == {name for _, attrs in plain[path].elements for name in attrs}, path
        tags = {tag for tag, _ in page.elements} - {"p"}
        assert tags == {tag for tag, _ in plain[path].elements} - {"p"}, path


REFUSED = (
    *("<script>alert(x)</script>", "<b>", "<img src=x onerror=y>", "<!-- x -->", "</p>"),
    *(
        "[a](javascript:x)",
        "![a](b)",
        "https://example.org",
        "javascript:x",
        "{{seven}}",
        "{% x %}",
    ),
    *("{http://x}", "{clause:javascript}", "{doc:../../x}", "{term:x|<b>}", "{agency:index}"),
)


@pytest.mark.parametrize("payload", REFUSED)
def test_prose_refuses_it_wherever_prose_can_stand(payload: str, tmp_path: Path) -> None:
    """Every single prose in the content is reported, none slips through."""
    content = lay(tmp_path)
    chosen = words_of(content, "prose")
    rewrite(content, chosen, lambda text: payload)
    _, problems = understand(content)
    found = {(p.path, p.line) for p in problems if p.code != "unused-fact"}
    sources = sources_in(content)
    places = {sources.position(Place(f"content/{leaf.file}", leaf.route))[:2] for leaf in chosen}
    assert places <= found


def read_leaves() -> list[Leaf]:
    """One leaf of each shape that the build itself reads; literals are shown nowhere."""
    by_shape = {leaf.shape: leaf for leaf in leaves(GOOD) if leaf.kind == "read"}
    del by_shape["site.literals.*"]
    return list(by_shape.values())


@pytest.mark.parametrize("leaf", read_leaves(), ids=lambda leaf: leaf.shape)
def test_what_the_build_reads_takes_nothing_else(leaf: Leaf, tmp_path: Path) -> None:
    """Ids, values, rules, dates and choices from closed lists: a hostile text is a problem."""
    content = lay(tmp_path)
    rewrite(content, [leaf], lambda text: text + '"><script>alert(1)</script>')
    problems = understand(content)[1] or check(content, tmp_path / "site").problems
    assert problems
    assert problems[0].code != "unused-fact"


def test_data_scripts_stay_scripts(tmp_path: Path) -> None:
    content = lay(tmp_path)
    rewrite(
        content,
        [
            leaf
            for leaf in (*words_of(content, "text"), *words_of(content, "word"))
            if not leaf.shape.endswith(".file")  # which may be no path
        ],
        lambda text: f"{text}</script><!--" if len(text) < 9 else text,
    )
    for path, data in site_of(content).items():
        if path.startswith(("assets/data/", "assets/search/")):
            text = data.decode("ascii")
            assert "<" not in text, path
            match = re.fullmatch(r'clausebook\.register\((".+?"),(.*)\);\n', text, re.DOTALL)
            assert match, path
            assert json.loads(match[1])
            json.loads(match[2])


@pytest.mark.parametrize("sign", FORMULA)
def test_no_cell_of_the_table_is_a_formula(sign: str, tmp_path: Path) -> None:
    content = lay(tmp_path)
    chosen = [*words_of(content, "text"), *words_of(content, "prose")]
    titles = [leaf for leaf in chosen if not leaf.shape.endswith("printed")]
    rewrite(content, titles, lambda text: f"{sign}cmd|' /C calc'!A {text}; \"{sign}x")
    table = site_of(content)["data/clauses.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert len({len(row) for row in rows}) == 1
    assert any(cell.startswith(f"'{sign}cmd") for row in rows for cell in row)
    for separator in ",;\t":
        cells = [c for row in csv.reader(io.StringIO(table), delimiter=separator) for c in row]
        assert [cell for cell in cells if cell.lstrip(' "').startswith(FORMULA)] == []


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)//", "data:text/html,x/", "//example.org/", "https://a.b", "/x/"),
        *('https://a.b/"onload=x/', "https://a.b/ x/", "https://a.b/<x>/", "https://a.b/'x/"),
        *("https://a.b/\n/", "ftp://a.b/", ""),
    ],
)
def test_the_site_is_published_at_a_plain_web_address(address: str, tmp_path: Path) -> None:
    site = (GOOD / "site.yaml").read_text(encoding="utf-8")
    overlay = f"--- site.yaml\n{site}address: {json.dumps(address)}\n"
    assert {problem.code for problem in problems_in(tmp_path, overlay)} <= {"bad-format", "empty"}
    assert problems_in(tmp_path / "again", overlay)


def test_the_pages_have_no_text_left_unescaped(site_files: Files) -> None:
    """Every ampersand begins an entity: nothing was escaped twice or not at all."""
    for path, data in site_files.items():
        if path.endswith(".html"):
            text = data.decode("utf-8")
            assert re.findall(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);)", text) == [], path
            assert "&amp;lt;" not in text, path
            assert "&amp;amp;" not in text, path
