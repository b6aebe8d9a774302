"""From text to the terms of the search index.

``schema/search.md`` is the specification; the browser's twin is ``static/search/tokenise.js`` and
both follow ``schema/vectors/tokens.json``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from opencc import OpenCC

from clausebook.numerals import chinese
from clausebook.quantity import SHIPPED, Currencies, Usage, plain_of
from clausebook.quantity.currencies import spaced_either

# Blocks whose characters are read (search.md, section 1). Python and browsers know different
# versions of Unicode; in these blocks they agree. The full-width comma is left out on purpose.
_READ = re.compile(
    r"[\u0000-\u024f\u0370-\u052f\u1e00-\u1eff\u2070-\u218f\u2460-\u24ff\u2f00-\u2fd5\u3000-\u30ff"
    r"\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufb00-\ufb06\uff00-\uff0b"
    r"\uff0d-\uffef\U00020000-\U0003fffd]"
)
# Accents, sound marks, soft hyphens, zero-width characters, variation selectors.
_DROPPED = re.compile(
    r"[\u00ad\u0300-\u036f\u200b-\u200d\u2060\u3099\u309a\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)

LETTER = r"a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1eff"
"""The letters of folded words, as a part of a character class."""
_SIGN = (
    r"[%\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    r"\uf900-\ufaff\U00020000-\U0003fffd]"
)
_STARTS, _ENDS = rf"(?<![0-9{LETTER}])", rf"(?![0-9{LETTER}])"
_DECIMAL = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
# 2000, 2,000, 1.5 and 1:0.5; digits that continue in a letter belong to a word, such as 5g.
_NUMBER = rf"(?:[0-9]{{1,3}}(?:\.[0-9]+)?:[0-9]{{1,3}}(?:\.[0-9]+)?|{_DECIMAL}){_ENDS}"
_NUMERAL = "[〇零一二两三四五六七八九十百千]+"
# A numeral is looked at from its first sign only, however long it is.
_WHOLE = "(?<![〇零一二两三四五六七八九十百千])"
# What a numeral counts: 三期 is 3期, but 十四五 and 统一 stay as they are.
_COUNTED = "[万亿%倍折年月日天周季期类级条款项家个名人种次批件章号元届轮台套层]"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# A single letter is a numeral only where something is counted.
_ROMAN_HERE = (
    rf"{_STARTS}(?:(?:viii|vii|vi|iv|ix|iii|ii|xii|xi){_ENDS}|[ivx](?=[期类级型])"
    rf"|(?:(?<=phase )|(?<=class )|(?<=stage )|(?<=grade )|(?<=type ))[ivx]{_ENDS})"
)

# Percent in words, numeral, Roman numeral, number (with percent), signs, word.
_PART = re.compile(
    rf"百分之({_NUMERAL}|{_NUMBER})"
    rf"|((?<=第){_NUMERAL}|{_WHOLE}{_NUMERAL}(?={_COUNTED}))"
    rf"|({_ROMAN_HERE})"
    rf"|({_NUMBER})(?:( ?(?:percent|per cent){_ENDS})| (?=[万亿%]))?"
    rf"|((?:(?![〇零一二两三四五六七八九十百千]){_SIGN})+|{_SIGN})"
    rf"|([0-9]*[{LETTER}][0-9{LETTER}]*)"
)
_PLAIN = re.compile(rf"{_NUMBER}|{_SIGN}")

LATIN = re.compile(rf"{_STARTS}[{LETTER}]+{_ENDS}")
"""A word of letters only, in folded text."""
_PLAIN_WORD = re.compile(r"[a-z]{4,}")
_VOWEL = re.compile(r"[aeiouy]")
_KEEPS_S = re.compile(r"(?:ss|us|is)$")
_DROPS_ES = re.compile(r"(?:ss|x|ch|sh|zz)es$")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_sign(chr(code))
        return folded


def _fold_sign(sign: str) -> str:
    if _DROPPED.match(sign):
        return ""
    if not _READ.match(sign):
        return " "
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", sign).lower())
    return _simplified(unicodedata.normalize("NFC", plain))


def _simplified(plain: str) -> str:
    """A traditional character as its simplified one, where that is one character."""
    if not "\u3400" <= plain <= "\u9fff":
        return plain
    simple: str = _converter().convert(plain)
    return simple if len(simple) == len(plain) else plain


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Half width, lower case, simplified, no accents; a space for a character that is not read."""
    return text.translate(_FOLDED)


def variants(characters: set[str], table: str) -> str:
    """What a table such as :func:`traditional` has for the given simplified characters.

    The browser folds without it until a query has a character that no text has.
    """
    pairs = zip(table[::2], table[1::2], strict=True)
    return "".join(old + new for old, new in pairs if new in characters)


@cache
def traditional() -> str:
    """All traditional characters, each followed by the simplified one."""
    found = ((chr(code), _simplified(chr(code))) for code in range(0x3400, 0xA000))
    return "".join(old + new for old, new in found if old != new)


# --- elements --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A run of ideographs and numbers, as it is read and as it is written."""

    units: tuple[str, ...]
    """Its characters; a whole number, however it is written, is one of them, in digits."""
    written: tuple[str, ...]
    """The same without reading numerals: 十, 二 where ``units`` has 12."""


def elements(text: str) -> tuple[str | Run, ...]:
    """Words as they stand, and runs of Chinese and numbers."""
    return _elements(fold(text))


@lru_cache(maxsize=4096)
def _elements(folded: str) -> tuple[str | Run, ...]:
    """Whoever asks for the elements of a text asks again."""
    found: list[str | Run] = []
    units: list[str] = []
    written: list[str] = []
    end = -1
    for match in _PART.finditer(folded):
        word = match[7]
        if units and (word or match.start() > end):
            found.append(Run(tuple(units), tuple(written)))
            units, written = [], []
        if word:
            found.append(word)
        else:
            read, plain = _units(match)
            units += read
            written += plain
            end = match.end()
    if units:
        found.append(Run(tuple(units), tuple(written)))
    return tuple(found)


def _units(match: re.Match[str]) -> tuple[Sequence[str], Sequence[str]]:
    """A part of a text that is no word, as it is read and as it is written."""
    percent, chinese, roman, number, in_words, signs, _ = match.groups()
    if signs:
        return signs, signs
    if roman:
        same = [str(_ROMAN.index(roman) + 1)]
        return same, same
    if number:
        same = [numeral(number), *("%" if in_words else "")]
        return same, same
    written = _PLAIN.findall(match[0])
    value = numeral(percent or chinese)
    return ([value, *("%" if percent else "")] if value else written), written


def numeral(text: str) -> str:
    """A number in digits: 2000 for 2,000 and for 两千; empty where it is not one number."""
    if text[0] in "0123456789":
        return text.strip().replace(",", "")
    return chinese.numeral(text)


# --- tokens ----------------------------------------------------------------------------------


def tokens(text: str, usage: Usage = SHIPPED) -> list[str]:
    """The terms of a text, with repetitions: those of its elements, then those of its figures.

    ``usage`` says which money its amounts are.
    """
    return [*words_of(text), *figures(fold(text), usage)]


def words_of(text: str) -> list[str]:
    """The terms of a text's elements, in their order."""
    found: list[str] = []
    for element in elements(text):
        if isinstance(element, str):
            found.append(stem(element))
        else:
            found += run_tokens(element)
    return found


def as_read(text: str) -> list[str]:
    """The same without those that only written numerals have: neighbours are neighbours."""
    found: list[str] = []
    for element in elements(text):
        found += [stem(element)] if isinstance(element, str) else bigrams(element.units)
    return found


def run_tokens(run: Run) -> list[str]:
    """The pairs of a run as it is read, then those that only the written numerals have."""
    read = bigrams(run.units)
    if run.units == run.written:
        return read
    known = {*read}
    return read + [pair for pair in bigrams(run.written) if pair not in known]


def bigrams(units: tuple[str, ...]) -> list[str]:
    """Each unit with its neighbour; a unit without a neighbour stands alone."""
    return [*map(add, units, units[1:])] or [*units]


def endings(text: str) -> list[str]:
    """The last unit of each longer run: every other unit begins a pair, and is found by it."""
    runs = (element for element in elements(text) if isinstance(element, Run))
    return [run.units[-1] for run in runs if len(run.units) > 1]


# --- figures ---------------------------------------------------------------------------------

_N = rf"({_DECIMAL}(?![0-9{LETTER}:])|{_NUMERAL})"
# fmt: off
_ZEROS = {
    "": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12,
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "trillion": 12,
}
# fmt: on
_REFERENCE = (
    rf"第 ?\(?({_NUMERAL}|[0-9]+)\)? ?条|{_STARTS}(?:clause|article|art)[. ]+\(?([0-9]+)\)?{_ENDS}"
)
# 〔2022〕13号 with any brackets, or with none, where 号 tells what it is.
_DOCUMENT = (
    r"[〔\[(【]([0-9]{4})[〕\])】] ?(?:第|no\.? ?)?([0-9]+)"
    r"|((?:19|20)[0-9]{2})(?:[年 ] ?第?([0-9]+) ?号| no\.? ?([0-9]+))"
)
_KIND = rf"{_STARTS}(phase|class) ([0-9]+|{'|'.join(reversed(_ROMAN))}){_ENDS}"


def figures(folded: str, usage: Usage) -> Iterator[str]:
    """The figures of a folded text, each in one form for all ways of writing it.

    CNY20000000 and USD500000 are amounts, §12 the clause with this number, #2022-13 a document's
    number; phase III and class 2 give the pairs that Chinese has: 3期, 2类.
    """
    for needs, pattern, read in (*amounts_on(usage.currencies, usage.currency), *_FIGURES):
        for match in pattern.finditer(folded) if needs.search(folded) else ():
            token = read(*(group or "" for group in match.groups()))
            if token:
                yield token


Figure = tuple[re.Pattern[str], re.Pattern[str], Callable[..., str]]
"""What a figure cannot do without, how it is written, and what it is read as."""


@cache
def amounts_on(currencies: Currencies, usual: str) -> tuple[Figure, ...]:
    """How amounts are written on a site, whose currency is meant where none is written."""
    return _Amounts(currencies, usual).figures()


class _Amounts:
    """Amounts of money in words that are folded, as texts are."""

    def __init__(self, currencies: Currencies, usual: str) -> None:
        self._usual = usual
        self._codes: dict[str, list[str]] = {}
        """What each word may mean, first what it means by itself."""
        for code, row in currencies.items():
            for word in row.words:
                codes = self._codes.setdefault(_squeezed(fold(word)), [])
                codes.insert(0 if currencies.meant[plain_of(word)] == code else len(codes), code)
        words = {" ".join(fold(w).split()) for row in currencies.values() for w in row.words}
        ideographs = {word for word in words if word[0] >= "\u3400"}
        letters = {word for word in words if "a" <= word[0] <= "z"}
        self._ideographs = spaced_either(ideographs)
        self._letters = spaced_either(letters)
        self._signs = spaced_either(words - ideographs - letters)

    def figures(self) -> tuple[Figure, ...]:
        """Chinese amounts have 万 or their currency behind them, English ones a scale or any."""
        before = rf"{_STARTS}(?:({self._letters}) ?)?(?:({self._signs}) ?)?"
        chinese = (
            rf"(?<![0-9][.,:]){before}{_N} ?([百千]?)"
            rf"(万亿|[万亿]|(?={self._ideographs}))(?:{_N}万)?(?=({self._ideographs})?)"
        )
        english = (
            rf"{before}(?<![0-9.,])({_DECIMAL})"
            rf"(?: ?(thousand|million|billion|trillion|mn|bn|[mk]))?{_ENDS}(?! ?[万亿百千:])"
            rf"(?: ({self._letters}){_ENDS}| ?({self._signs})(?![0-9]))?"
        )
        return (
            (re.compile(f"[万亿]|{self._ideographs}"), re.compile(chinese), self._chinese),
            (re.compile("[0-9]"), re.compile(english), self._english),
        )

    def _chinese(
        self, letters: str, sign: str, n: str, hundreds: str, scale: str, more: str, after: str
    ) -> str:
        value = _scaled(numeral(n), _ZEROS[hundreds] + _ZEROS[scale])
        if more and value.isdigit() and numeral(more):
            value = str(int(value) + int(numeral(more).partition(".")[0]) * 10_000)
        return self._amount(value, letters, sign, after)

    def _english(self, letters: str, sign: str, n: str, scale: str, word: str, behind: str) -> str:
        said = letters or sign or word or behind
        if not said and len(scale) < len("million"):  # 20 m may be anything
            return ""
        return self._amount(_scaled(numeral(n), _ZEROS[scale]), letters, sign, word, behind)

    def _amount(self, value: str, *words: str) -> str:
        """The code of the currency that the words mean together, before the value."""
        said = [self._codes[_squeezed(word)] for word in words if word]
        meant = (codes[0] for codes in said if all(codes[0] in others for others in said))
        code = next(meant, said[-1][0] if said else self._usual)
        return code + value if value else ""


def _squeezed(word: str) -> str:
    return word.replace(" ", "")


def _scaled(number: str, zeros: int) -> str:
    """A decimal number with its point moved to the right."""
    whole, _, part = number.partition(".")
    if not whole:
        return ""
    moved = whole + part[:zeros].ljust(zeros, "0")
    rest = part[zeros:].rstrip("0")
    return (moved.lstrip("0") or "0") + (f".{rest}" if rest else "")


def _reference(chinese: str, english: str) -> str:
    number = numeral(chinese) if chinese else english
    return f"§{number}" if number else ""


def _document(year: str, number: str, bare_year: str, chinese: str, english: str) -> str:
    return f"#{year or bare_year}-{number or chinese or english}"


def _kind(kind: str, number: str) -> str:
    digits = str(_ROMAN.index(number) + 1) if number in _ROMAN else number
    return digits + ("期" if kind == "phase" else "类")


_FIGURES: tuple[Figure, ...] = (
    (re.compile("条|clause|art"), re.compile(_REFERENCE), _reference),
    (re.compile("[0-9]{4}"), re.compile(_DOCUMENT), _document),
    (re.compile("phase|class"), re.compile(_KIND), _kind),
)
"""Those that are the same on every site."""


# --- stems -----------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its ending (search.md, section 4)."""
    if not _PLAIN_WORD.fullmatch(word):
        return word
    return _without_last_letter(_without_ed_and_ing(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-2]
    if _DROPS_ES.search(word):
        return word[:-2]
    if word.endswith("s") and not _KEEPS_S.search(word):
        return word[:-1]
    return word


def _without_ed_and_ing(word: str) -> str:
    """funded, funding: fund. What is left needs three letters and a vowel: bring, used stay."""
    for ending in ("ed", "ing"):
        rest = word[: -len(ending)]
        goes = word.endswith(ending) and not word.endswith("eed")
        if goes and len(rest) > 2 and _VOWEL.search(rest):
            word = rest
    return word[:-1] if word.endswith("eed") and len(word) > 4 else word


def _without_last_letter(word: str) -> str:
    """license and licens, policy and polici, plann and plan, become one."""
    if len(word) < 4:
        return word
    if word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    elif word[-1] == "e":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
