"""Each form is exact, and whatever is typed into content comes out as the text that it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clausebook.features.cite.entry import Entry, Figure
from clausebook.features.cite.forms import bibtex, csl, forms, tex, text
from clausebook.told.strings import page_words
from tests.features.cite.reading import inner, printed, read_bibtex, read_csl
from tests.test_safety import HOSTILE

EN, ZH = page_words("en")["cite"], page_words("zh")["cite"]
ENTRY = Entry(
    key="tide-5-2-cap-en",
    issuers=("Sea Farming Office", "Audit & Co."),
    document="Tide Measures",
    number="Tide [2031] No. 4",
    cited="Tide Measures (Tide [2031] No. 4), clause 5(2)",
    place="clause 5(2)",
    title="Grant for 100% of {growing}",
    figure=Figure("Cap", "200", "最高\n200"),
    issued="2031-04-09",
    period="from 1 May 2031",
    url="https://example.org/en/tide/5.html#fact-2-cap",
    site="Tidewater_Clauses",
    version="2033-05-01",
    code="en",
)
DAY = "2033-06-01"


def test_a_text_names_everything_once() -> None:
    assert text(ENTRY, EN).on(DAY) == (
        "Sea Farming Office; Audit & Co.: Tide Measures (Tide [2031] No. 4), clause 5(2), "
        "“Grant for 100% of {growing}”; Cap: 200 (printed “最高 200”). Validity: from 1 May 2031. "
        "https://example.org/en/tide/5.html#fact-2-cap Tidewater_Clauses, data of 2033-05-01, "
        "as of 2033-06-01."
    )


def test_a_text_in_another_language_has_its_punctuation() -> None:
    assert text(replace(ENTRY, url=""), ZH).on(DAY) == (
        "Sea Farming Office、Audit & Co.：Tide Measures (Tide [2031] No. 4), clause 5(2)"
        "“Grant for 100% of {growing}”，Cap：200（原文“最高 200”）。有效期：from 1 May 2031。"
        "Tidewater_Clauses，数据版本2033-05-01，截至2033-06-01。"
    )


def test_bibtex_is_an_entry_that_every_style_knows() -> None:
    assert bibtex(ENTRY, EN).on(DAY) == (
        "@misc{tide-5-2-cap-en,\n"
        "  author = {{Sea Farming Office} and {Audit \\& Co.}},\n"
        "  title = {{Tide Measures, clause 5(2): "
        "Grant for 100\\% of \\textbraceleft{}growing\\textbraceright{}}},\n"
        "  number = {Tide [2031] No. 4},\n"
        "  year = {2031},\n"
        "  month = apr,\n"
        "  howpublished = {Tidewater\\_Clauses},\n"
        "  version = {2033-05-01},\n"
        "  note = {Cap: 200 (printed “最高 200”). Validity: from 1 May 2031.},\n"
        "  language = {en},\n"
        "  url = {https://example.org/en/tide/5.html#fact-2-cap},\n"
        "  urldate = {2033-06-01}\n"
        "}\n"
    )


def test_csl_json_is_a_list_of_one_item() -> None:
    assert read_csl(csl(ENTRY, EN).on(DAY)) == {
        "id": "tide-5-2-cap-en",
        "type": "legislation",
        "title": "Tide Measures",
        "section": "clause 5(2): Grant for 100% of {growing}",
        "number": "Tide [2031] No. 4",
        "author": [{"literal": "Sea Farming Office"}, {"literal": "Audit & Co."}],
        "authority": "Sea Farming Office; Audit & Co.",
        "issued": {"date-parts": [[2031, 4, 9]]},
        "note": "Cap: 200 (printed “最高 200”). Validity: from 1 May 2031.",
        "source": "Tidewater_Clauses",
        "version": "2033-05-01",
        "language": "en",
        "URL": "https://example.org/en/tide/5.html#fact-2-cap",
        "accessed": {"date-parts": [[2033, 6, 1]]},
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(ENTRY, issuers=(), number="", issued="", url="", figure=None, title="", place="")
    _, fields = read_bibtex(bibtex(bare, EN).on(DAY))
    assert [*fields] == ["title", "howpublished", "version", "note", "language", "urldate"]
    assert fields["title"] == "{{Tide Measures}}"
    known = {"id", "type", "title", "note", "source", "version", "language", "accessed"}
    assert read_csl(csl(bare, EN).on(DAY)).keys() == known
    assert text(bare, EN).on(DAY).startswith("Tide Measures (Tide [2031] No. 4), clause 5(2). Val")


@pytest.mark.parametrize(("issued", "parts"), [("2031", [2031]), ("2031-04", [2031, 4])])
def test_a_year_or_a_month_is_no_day(issued: str, parts: list[int]) -> None:
    found = replace(ENTRY, issued=issued)
    assert read_csl(csl(found, EN).on(DAY))["issued"] == {"date-parts": [parts]}
    assert ("month" in read_bibtex(bibtex(found, EN).on(DAY))[1]) == (len(parts) > 1)


def test_what_has_no_title_is_cited_by_its_number() -> None:
    untitled = replace(ENTRY, title="")
    assert "clause 5(2); Cap: 200" in text(untitled, EN).on(DAY)
    assert read_csl(csl(untitled, EN).on(DAY))["section"] == "clause 5(2)"
    assert "{{Tide Measures, clause 5(2)}}" in bibtex(untitled, EN).on(DAY)


def test_a_form_that_is_called_by_its_title_is_named_once() -> None:
    form = replace(ENTRY, place="Form", title="Form", cited="Tide Measures, Form", figure=None)
    assert "Form, “Form”" not in text(form, EN).on(DAY)
    assert read_csl(csl(form, EN).on(DAY))["section"] == "Form"


SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)


@given(SAID)
@example(HOSTILE)
@example("\\{}~^&%$#_ \\textbackslash{} {{ }} \\\\ @misc{x, \"'")
def test_any_words_come_out_of_every_form(said: str) -> None:
    line = " ".join(said.split()) or "x"
    hostile = replace(ENTRY, issuers=(line,), document=line, title=line, number=line, site=line)
    plain, bib, item = (form.on(DAY) for form in forms(hostile, EN))
    assert plain.startswith(f"{line}: ")
    _, fields = read_bibtex(bib)
    assert printed(inner(fields["author"], 2)) == line
    assert printed(inner(fields["title"], 2)) == f"{line}, clause 5(2): {line}"
    assert printed(inner(fields["number"])) == line
    assert printed(inner(fields["howpublished"])) == line
    found = read_csl(item)
    assert (found["title"], found["number"], found["source"]) == (line, line, line)
    assert found["author"] == [{"literal": line}]


def test_braces_are_even_for_programs_that_only_count_them() -> None:
    assert tex("}{") == "\\textbraceright{}\\textbraceleft{}"
