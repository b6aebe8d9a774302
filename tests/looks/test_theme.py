"""A small theme over the small content: every part of it shows, and nothing else changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clausebook.build.pipeline import build
from clausebook.looks.colors import SCHEMES, faint_pairs, palette
from clausebook.looks.load import load_theme
from clausebook.resources import STATIC, BadResource
from tests.overlay import GOOD, lay
from tests.rendered import files_in

THEME = """\
--- theme/theme.yaml
colors:
  light: {accent: "#5b2a86", accent_wash: "#f3ebfa"}
  dark: {accent: "#cda8ee"}
fonts:
  - {family: Tide, file: tide.woff2, weight: 400 700}
type:
  sans: {en: [Tide, Arial]}
icon: wave.png
logo: wave.svg
footer:
  text: {zh: 潮城市海藻养殖局, en: The seaweed bureau}
  links: [{words: {zh: 海藻局, en: Bureau}, href: "https://seaweed.example/"}]
home: [topics, documents]
--- theme/theme.css
.hero { background: url("images/wave.svg"); content: "潮"; }
--- theme/images/wave.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 4h8"/></svg>
--- theme/images/wave.png
PNG
--- theme/fonts/tide.woff2
wOF2
--- theme/strings/en.yaml
pages: {documents: Papers}
calculator: {reset: Start again}
--- theme/templates/frame/parts.html
{%- macro status(s) -%}
<b class="status" data-status="{{ s.key }}">{{ s.words }}!</b>
{%- endmacro -%}
--- theme/templates/glossary/glossary.html
{%- extends "clausebook/glossary/glossary.html" -%}
{%- block content -%}
<p class="ours">{{ page.view.count }}</p>
{{ super() }}
{%- endblock -%}
"""


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the small content's site in these looks."""
    folder = tmp_path_factory.mktemp("themed")
    assert build(lay(folder, THEME), folder / "site").problems == ()
    return files_in(folder / "site")


def page(themed: dict[str, bytes], path: str) -> str:
    return themed[path].decode("utf-8-sig")


def style(themed: dict[str, bytes]) -> str:
    (name,) = (path for path in themed if re.fullmatch(r"assets/style\.\w+\.css", path))
    return themed[name].decode("ascii")


def test_colors_and_type_are_custom_properties_behind_the_generators_own(
    themed: dict[str, bytes],
) -> None:
    assert style(themed).endswith(
        '@font-face{font-family:"Tide";src:url("theme/fonts/tide.woff2");font-weight:400 700;'
        "font-style:normal;font-display:swap}"
        "@media screen{:root{--accent:#5b2a86;--accent-wash:#f3ebfa;}}"
        "@media screen and (prefers-color-scheme:dark){:root{--accent:#cda8ee;}}"
        ':root [lang|="en"],[lang|="en"]:root{--sans:"Tide","Arial",sans-serif}'
        '.hero { background: url("theme/images/wave.svg"); content: "\\006f6e"; }\n'
    )


def test_pictures_and_fonts_are_published_where_pages_ask_for_them(
    themed: dict[str, bytes],
) -> None:
    assert themed["assets/theme/fonts/tide.woff2"] == b"wOF2\n"
    assert "assets/icon.svg" not in themed
    for path, root in (("index.html", ""), ("en/index.html", "../")):
        assert f'<link rel="icon" href="{root}assets/theme/images/wave.png">' in page(themed, path)
        assert f'<img class="logo" src="{root}assets/theme/images/wave.svg" alt="">' in page(
            themed, path
        )
    icon = json.loads(themed["en.webmanifest"])["icons"]
    assert icon == [{"src": "assets/theme/images/wave.png", "type": "image/png", "sizes": "any"}]


def test_pages_may_load_fonts_only_where_there_are_some(themed: dict[str, bytes]) -> None:
    for path in ("index.html", "404.html", "en/index.html", "embed/en/tide-2031-4/2/grant.html"):
        assert page(themed, path).count("; font-src 'self'\"") == 1, path


def test_the_foot_says_what_the_theme_says(themed: dict[str, bytes]) -> None:
    foot = page(themed, "en/about.html").partition("<footer")[2]
    assert "<p>The seaweed bureau</p>" in foot
    assert '<a href="https://seaweed.example/">Bureau</a>' in foot


def test_the_parts_of_the_front_page_are_those_of_the_theme_in_its_order(
    themed: dict[str, bytes],
) -> None:
    home = page(themed, "zh/index.html")
    found = re.findall(r'<section class="block"[^>]*>\s*<h2 id="(\w+)">', home)
    assert found == ["topics", "documents"]


def test_words_of_pages_and_of_scripts_are_the_themes(themed: dict[str, bytes]) -> None:
    assert '<h2 id="documents">Papers <a' in page(themed, "en/index.html")
    assert ">Start again</button>" in page(themed, "en/tide-2031-4/2.html")
    scripts = [text for path, text in themed.items() if path.startswith("assets/calculators.")]
    assert sorted(b'"reset":"Start again"' in text for text in scripts) == [False, True]


def test_a_template_takes_the_place_of_another_or_goes_on_with_it(
    themed: dict[str, bytes],
) -> None:
    text = page(themed, "en/glossary.html")
    assert '<p class="ours">2</p>' in text
    assert '<div class="glossary"' in text


def test_a_macro_takes_the_place_of_one_and_the_others_call_it(themed: dict[str, bytes]) -> None:
    """The row of a document is the generator's, and shows the theme's status."""
    row = page(themed, "en/index.html").partition('<tr data-place="0"')[2].partition("</tr>")[0]
    assert '<b class="status" data-status="in-force">In force!</b>' in row


def test_without_a_theme_there_is_nothing_of_it(site_files: dict[str, bytes]) -> None:
    text = site_files["en/index.html"].decode("utf-8-sig")
    assert [word for word in ("<img", "font-src", "assets/theme/") if word in text] == []
    assert "assets/icon.svg" in site_files


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("\n{{ page.nothing }}", "glossary/glossary.html:2:1", "no attribute 'nothing'"),
        ("\n\n{% if page %}", "glossary/glossary.html:3:1", "look at the braces"),
        ('{% extends "no.html" %}', "glossary/glossary.html:1:1", "there is no such template"),
    ],
)
def test_a_slip_in_a_template_of_a_theme_is_told_with_its_place(
    text: str, place: str, told: str, tmp_path: Path
) -> None:
    content = lay(tmp_path, f"--- theme/templates/glossary/glossary.html\n{text}\n")
    with pytest.raises(BadResource) as raised:
        build(content, tmp_path / "site")
    assert str(raised.value).startswith(f"theme/templates/{place}: error: ")
    assert told in str(raised.value)


# --- colors --------------------------------------------------------------------------------------


def test_the_schema_names_the_colors_of_the_style_sheet() -> None:
    text = (STATIC / "frame" / "values.css").read_text(encoding="utf-8")
    light, dark = (
        {
            name.replace("-", "_"): color
            for name, color in re.findall(r"--([a-z0-9-]+): (#\w+);", part)
        }
        for part in text.partition("@media")[::2]
    )
    assert {n: c.replace("#fff", "#ffffff") if c == "#fff" else c for n, c in light.items()} == (
        palette("light")
    )
    assert dark == palette("dark")


def test_the_generators_own_colors_can_be_told_apart() -> None:
    for scheme in SCHEMES:
        assert [*faint_pairs(scheme, palette(scheme))] == []


def test_contrast_is_what_wcag_says() -> None:
    """Black on white is 21; #777 on white is known to fall a little short."""
    (faint, *_) = faint_pairs("light", {"ink": "#777777", "paper": "#ffffff"})
    assert (faint.front, faint.ground, f"{faint.contrast:.2f}") == ("ink", "paper", "4.48")


# --- edits ---------------------------------------------------------------------------------------

EDITS = {
    "theme/theme.yaml": ("#5b2a86", "#7b1f6a"),
    "theme/theme.css": (".hero", ".hero h1"),
    "theme/images/wave.svg": ("M0 4h8", "M0 5h8"),
    "theme/strings/en.yaml": ("Papers", "Measures"),
    "theme/templates/frame/parts.html": ("!</b>", "?</b>"),
    "content/tide-2031-4/2.yaml": ("Grant for growing", "Growing grant"),
}


def test_after_any_edit_the_site_is_what_a_first_build_gives(tmp_path: Path) -> None:
    """Of the theme and of the content in turn, back again, and without the theme."""
    content = lay(tmp_path, THEME)
    for name, (old, new) in EDITS.items():
        path = tmp_path / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        assert build(content, tmp_path / "site").problems == ()
    assert build(content, tmp_path / "again").problems == ()
    assert files_in(tmp_path / "site") == files_in(tmp_path / "again")
    (tmp_path / "theme").rename(tmp_path / "gone")
    for out in ("site", "plain"):
        assert build(content, tmp_path / out).problems == ()
    assert files_in(tmp_path / "site") == files_in(tmp_path / "plain")


def test_where_there_is_no_folder_the_looks_are_the_generators() -> None:
    theme, problems = load_theme(GOOD / "no-such-folder")
    assert (theme.style, theme.logo, dict(theme.files), problems) == ("", "", {}, ())
