"""Prose in content: Markdown without HTML, figures as references to facts.

``{cap}`` shows a fact, ``{clause:some-document/3}`` links to a clause, ``{term:id|words}`` shows
words of the editor's choice. Nobody types a figure: :func:`typed_figures` finds those who do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from clausebook.languages import Language, registered
from clausebook.numerals import FIGURES

if TYPE_CHECKING:  # Markdown is rarely needed, and takes a while to load
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

KINDS = ("clause", "doc", "term", "agency", "topic")


@dataclass(frozen=True, slots=True)
class Reference:
    """What stands between braces: a fact (kind ``fact``) or one of :data:`KINDS`."""

    kind: str
    target: str
    words: str = ""
    offset: int = 0


Target = tuple[str, ...]
"""Where a reference leads, whatever its address on a page: ``("clause", "some-document/5#2")``,
``("fact", "some-document/5", "cap")``, ``("document", id)``, ``("cited", id)``, ``("term", id)``,
``("agencies", id)``, ``("topics", id)``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A resolved reference: words to show, where they lead, and a machine-readable value."""

    words: str
    target: Target = ()
    title: str = ""
    value: str = ""
    css: str = ""
    quoted: str = ""
    """The language of what the title quotes, as browsers call it; empty for that of the words."""


Resolver = Callable[[Reference], Shown]
Marker = Callable[[Shown], str]
"""Writes a resolved reference as HTML."""

_BRACES = re.compile(r"\{([^{}\n]*)\}")
_FACT = re.compile(r"(?:(?:[a-z0-9-]+/)?[a-z0-9-]+(?:#[a-z0-9-]+)?\.)?[a-z][a-z0-9_]*")
_LINK = re.compile(rf"({'|'.join(KINDS)}):([a-z0-9#/-]+)(?:\|([^|]+))?")


def references(text: str) -> Iterator[Reference | int]:
    """All references in order; an offset stands for braces that cannot be read."""
    if "{" not in text and "}" not in text:
        return
    end = 0
    for match in _BRACES.finditer(text):
        yield from _stray(text, end, match.start())
        yield read_reference(match[1], match.start()) or match.start()
        end = match.end()
    yield from _stray(text, end, len(text))


def _stray(text: str, start: int, end: int) -> Iterator[int]:
    for sign in "{}":
        place = text.find(sign, start, end)
        if place >= 0:
            yield place


def read_reference(inside: str, offset: int = 0) -> Reference | None:
    """The reference between braces, or None when it is none."""
    if _FACT.fullmatch(inside):
        return Reference("fact", inside, offset=offset)
    match = _LINK.fullmatch(inside)
    return Reference(match[1], match[2], match[3] or "", offset) if match else None


_DIGITS = re.compile(r"\d[\d.,]*[%％]?")
_RARE = re.compile(r"[^\x00-\x7f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Signs outside the blocks that make up nearly all prose, none of which has figures in circles."""


def typed_figures(
    text: str, language: Language, literals: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """Figures that an editor typed where a fact should stand, with their offsets."""
    blank = _BRACES.sub(_blank, text)
    for literal in _longest_first(tuple(literals)):
        blank = blank.replace(literal, " " * len(literal))
    for pattern in (_DIGITS, *(registered("FIGURES", FIGURES, language) or ())):
        for match in pattern.finditer(blank):
            yield match[0], match.start()
    for sign in _RARE.finditer(blank):
        if unicodedata.category(sign[0]) == "No":  # ½, ², ① and the like
            yield sign[0], sign.start()


@cache
def _longest_first(literals: tuple[str, ...]) -> list[str]:
    return sorted(literals, key=len, reverse=True)


def blank_references(text: str) -> str:
    """The text with spaces for its references, so that offsets stay."""
    return _BRACES.sub(lambda match: " " * len(match[0]), text)


def _blank(match: re.Match[str]) -> str:
    """Spaces instead of a reference, so that offsets stay; words of the editor's choice stay too.

    Terms may have figures in their names: whether words are a term's is seen where the glossary is
    known.
    """
    reference = read_reference(match[1])
    words = reference.words if reference and reference.kind != "term" else ""
    return f"{words} ".rjust(len(match[0]))


_UNSAFE = re.compile(
    r"</?[a-zA-Z!?][^<>]*>|\]\(|(?i:https?:|javascript:|data:\w+/)|^\s*\[[^\]]+\]:"
)


def unsafe(text: str) -> Iterator[tuple[str, int]]:
    """HTML and links in prose: links are made by references only."""
    for match in _UNSAFE.finditer(text):
        yield match[0], match.start()


# --- rendering -------------------------------------------------------------------------------


_MARKED = re.compile(r"[*_\\\n\r\t`]|^\s|\s$| {2}|^(?:[-+]|\d{1,9}[.)])(?:\s|$)")
"""What may mean something in Markdown; text without it is one paragraph of words."""


def _pieces(text: str) -> Iterator[str | tuple[Reference, bool]]:
    """Words and references in turn; with a reference, whether it opens a sentence."""
    end = 0
    for match in _BRACES.finditer(text):
        reference = read_reference(match[1])
        if reference:
            yield text[end : match.start()]
            yield reference, _opens(text, match.start())
            end = match.end()
    yield text[end:]


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins at a place: nothing but space is between it and the last one."""
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    return end == 0 or (end < at and text[end - 1] in ".!?")


def _rule(state: StateInline, silent: bool) -> bool:
    match = _BRACES.match(state.src, state.pos)
    reference = read_reference(match[1]) if match else None
    if match is None or reference is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"reference": reference, "opens": _opens(state.src, state.pos)}
    state.pos = match.end()
    return True


def _render_reference(
    self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
) -> str:
    meta = tokens[index].meta
    marked: str = env["mark"](_shown(meta["reference"], meta["opens"], env["resolve"]))
    return marked


def _shown(reference: Reference, opens: bool, resolve: Resolver) -> Shown:
    """The resolved reference; at the start of a sentence it has a capital letter."""
    shown = resolve(reference)
    return replace(shown, words=shown.words[:1].upper() + shown.words[1:]) if opens else shown


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"html": False}).disable(
        [
            *("link", "image", "autolink", "html_inline", "html_block", "reference"),
            *("code", "fence", "heading", "lheading", "hr", "blockquote"),
            *("backticks", "entity", "escape"),  # they would hide a figure or show a brace
        ]
    )
    md.inline.ruler.before("emphasis", "reference", _rule)
    md.add_render_rule("reference", _render_reference)
    return md


_BOLD = re.compile(r"\S\*|\*\S")


def stray_asterisk(text: str) -> int | None:
    """Where an asterisk stands that would be printed, because it makes nothing bold."""
    first = _BOLD.search(text)
    if not first:
        return None
    inline = (token.children or () for token in _markdown().parse(text) if token.type == "inline")
    printed = any("*" in child.content for children in inline for child in children)
    return text.find("*", first.start()) if printed else None


def to_html(text: str, resolve: Resolver, mark: Marker) -> str:
    """Block HTML: paragraphs and lists."""
    if not _MARKED.search(text):
        words = _plain_html(text, resolve, mark)
        return f"<p>{words}</p>" if text else ""
    html: str = _markdown().render(text, {"resolve": resolve, "mark": mark})
    return html.strip()


def to_inline_html(text: str, resolve: Resolver, mark: Marker) -> str:
    """HTML without a paragraph around it, for one-line prose."""
    if not _MARKED.search(text):
        return _plain_html(text, resolve, mark)
    html: str = _markdown().renderInline(text, {"resolve": resolve, "mark": mark})
    return html.strip()


def _plain_html(text: str, resolve: Resolver, mark: Marker) -> str:
    """What Markdown makes of words without any of its signs, without asking it."""
    return "".join(
        _escaped(piece) if isinstance(piece, str) else mark(_shown(*piece, resolve))
        for piece in _pieces(text)
    )


def _escaped(words: str) -> str:
    """As markdown-it escapes: an apostrophe stays."""
    return escape(words, quote=False).replace('"', "&quot;")


def blocks(text: str) -> list[str]:
    """The paragraphs and rows of lists, each as it is written."""
    if not _MARKED.search(text):
        return [text] if text else []
    return [token.content for token in _markdown().parse(text) if token.type == "inline"]


def passages(text: str) -> list[str]:
    """The paragraphs and whole lists, each as it is written."""
    if not _MARKED.search(text):
        return [text] if text else []
    lines = text.split("\n")
    outer = (token for token in _markdown().parse(text) if token.level == 0 and token.map)
    return ["\n".join(lines[slice(*token.map)]) for token in outer]


def to_text(text: str, resolve: Resolver) -> str:
    """The words alone, for search, exports and previews."""
    if not _MARKED.search(text):
        pieces = _pieces(text)
        words = (p if isinstance(p, str) else _shown(*p, resolve).words for p in pieces)
        return " ".join("".join(words).split())
    parts: list[str] = []
    for token in _markdown().parse(text):
        if token.type == "inline" and token.children:
            parts += [_words(child, resolve) for child in token.children]
        elif token.nesting == -1 and token.block:
            parts.append(" ")
    return " ".join("".join(parts).split())


def _words(token: Token, resolve: Resolver) -> str:
    if token.type == "reference":
        return _shown(token.meta["reference"], token.meta["opens"], resolve).words
    return " " if token.type in ("softbreak", "hardbreak") else token.content
