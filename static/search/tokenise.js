/**
 * From text to the terms of the search index.
 *
 * schema/search.md is the specification; the twin at build time is clausebook/features/search/tokenise.py
 * and both follow schema/vectors/tokens.json.
 */
import { Currencies, spacedEither } from "../quantity/currencies.js";
import { numeral } from "../quantity/numerals.js";
import { plainOf } from "../quantity/plain.js";
import money from "../words/money.js";

/** A unit of a run, and where it is. @typedef {{ text: string, start: number, end: number }} TextPart */
/** A term, and where it is in a text. @typedef {{ token: string, start: number, end: number }} TokenPlace */
/**
 * A word, or a run of signs and numbers as it is read and as it is written.
 * @typedef {{
 *   word: string,
 *   units: TextPart[],
 *   written: TextPart[],
 *   start: number,
 *   end: number,
 * }} TextElement
 */

// Blocks whose characters are read (search.md, section 1). Python and browsers know different
// versions of Unicode; in these blocks they agree. The full-width comma is left out on purpose.
const READ = new RegExp(
  "[\\u0000-\\u024f\\u0370-\\u052f\\u1e00-\\u1eff\\u2070-\\u218f\\u2460-\\u24ff\\u2f00-\\u2fd5" +
    "\\u3000-\\u30ff\\u3200-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff" +
    "\\ufb00-\\ufb06\\uff00-\\uff0b\\uff0d-\\uffef\\u{20000}-\\u{3fffd}]",
  "u",
);
// Accents, sound marks, soft hyphens, zero-width characters, variation selectors.
const DROPPED = new RegExp(
  "[\\u00ad\\u0300-\\u036f\\u200b-\\u200d\\u2060\\u3099\\u309a\\ufe00-\\ufe0f\\ufeff" +
    "\\u{e0100}-\\u{e01ef}]",
  "gu",
);

/** The letters of folded words, as a part of a character class. */
export const LETTER = "a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0370-\\u052f\\u1e00-\\u1eff";
const SIGN =
  "[%\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u3400-\\u4dbf\\u4e00-\\u9fff" +
  "\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3fffd}]";
const ENDS = `(?![0-9${LETTER}])`;
const DECIMAL = "[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?";
// 2000, 2,000, 1.5 and 1:0.5; digits that continue in a letter belong to a word, such as 5g.
const NUMBER =
  `(?:[0-9]{1,3}(?:\\.[0-9]+)?:[0-9]{1,3}(?:\\.[0-9]+)?|${DECIMAL})${ENDS}`;
const NUMERAL = "[〇零一二两三四五六七八九十百千]+";
// What a numeral counts: 三期 is 3期, but 十四五 and 统一 stay as they are.
const COUNTED = "[万亿%倍折年月日天周季期类级条款项家个名人种次批件章号元届轮台套层]";
const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
const COUNTED_NUMERAL = `${NUMERAL}(?=${COUNTED})`;
const ROMAN_HERE = `(?:viii|vii|vi|iv|ix|iii|ii|xii|xi)${ENDS}|[ivx](?=[期类级型])`;

// How a text is read at a place depends on what stands before it. Older browsers have no lookbehind,
// which the twin has, so that there is an expression for each case.
const PART = part(COUNTED_NUMERAL, ROMAN_HERE);
const PART_AFTER = {
  ordinal: part(NUMERAL, ROMAN_HERE),
  // A numeral is looked at from its first sign only, however long it is.
  numeral: part("[]", ROMAN_HERE),
  // A single letter is a numeral only where something is counted.
  kind: part(COUNTED_NUMERAL, `${ROMAN_HERE}|[ivx]${ENDS}`),
};
const NUMERAL_SIGN = /[〇零一二两三四五六七八九十百千]/;
const KINDS = /(?:phase|class|stage|grade|type) $/;
const LONGEST_KIND = "phase ".length;

/**
 * Percent in words, numeral, Roman numeral, number (with percent), sign, word.
 * @param {string} chinese @param {string} roman
 */
function part(chinese, roman) {
  return new RegExp(
    `百分之(${NUMERAL}|${NUMBER})` +
      `|(${chinese})` +
      `|(${roman})` +
      `|(${NUMBER})(?:( ?(?:percent|per cent)${ENDS})| (?=[万亿%]))?` +
      `|(${SIGN})` +
      `|([0-9]*[${LETTER}][0-9${LETTER}]*)`,
    "uy",
  );
}
const WORD_SIGN = new RegExp(`[0-9${LETTER}]`, "u");
const PLAIN = new RegExp(`${NUMBER}|${SIGN}`, "gu");

const PLAIN_WORD = /^[a-z]{4,}$/;
const VOWEL = /[aeiouy]/;
const KEEPS_S = /(?:ss|us|is)$/;
const DROPS_ES = /(?:ss|x|ch|sh|zz)es$/;

/** What each character folds to, worked out when it is first met. @type {Map<string, string>} */
const folded = new Map();
/** The simplified character of a traditional one. @type {Map<string, string>} */
const simplified = new Map();

/**
 * Traditional characters from now on fold to simplified ones.
 * @param {string} variants each traditional character followed by the simplified one
 */
export function learn(variants) {
  const signs = Array.from(variants);
  for (let at = 0; at < signs.length; at += 2) simplified.set(signs[at], signs[at + 1]);
  folded.clear();
  for (const { known } of [placesOf, termsOf]) known.clear();
}

/** @param {string} sign @returns {string} */
function foldSign(sign) {
  let plain = folded.get(sign);
  if (plain === undefined) {
    plain = foldNewSign(sign);
    folded.set(sign, plain);
  }
  return plain;
}

/** @param {string} sign */
function foldNewSign(sign) {
  if (sign.replace(DROPPED, "") === "") return "";
  if (!READ.test(sign)) return " ";
  const plain = sign.normalize("NFKD").toLowerCase().replace(DROPPED, "").normalize("NFC");
  return simplified.get(plain) ?? plain;
}

/**
 * Half width, lower case, no accents, simplified as far as learned; a space for a character that
 * is not read.
 * @param {string} text
 */
export function fold(text) {
  let plain = "";
  for (const sign of text) plain += foldSign(sign);
  return plain;
}

// --- elements ------------------------------------------------------------------------------

/**
 * Words as they stand, and runs of Chinese and numbers, with their parts' places in the folded
 * text.
 * @param {string} plain a folded text
 * @returns {TextElement[]}
 */
export function elements(plain) {
  /** @type {TextElement[]} */
  const found = [];
  /** @type {TextElement | undefined} */
  let run;
  for (const match of partsOf(plain)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (match[7]) {
      found.push({ word: match[7], units: [], written: [], start, end });
      run = undefined;
    } else {
      if (!run || run.end < start) {
        run = { word: "", units: [], written: [], start, end };
        found.push(run);
      }
      follow(run, match, start, end);
    }
  }
  return found;
}

/** @param {string} plain */
function* partsOf(plain) {
  for (let at = 0; at < plain.length; ) {
    const pattern = partAt(plain, at);
    pattern.lastIndex = at;
    const match = pattern.exec(plain);
    if (match) yield match;
    at += (match ? match[0] : String.fromCodePoint(plain.codePointAt(at) ?? 0)).length;
  }
}

/** @param {string} plain @param {number} at */
function partAt(plain, at) {
  const before = plain[at - 1] ?? "";
  if (before === "第") return PART_AFTER.ordinal;
  if (NUMERAL_SIGN.test(before)) return PART_AFTER.numeral;
  const isKind = before === " " && KINDS.test(plain.slice(Math.max(0, at - LONGEST_KIND), at));
  return isKind ? PART_AFTER.kind : PART;
}

/** @param {TextElement} run @param {RegExpExecArray} match @param {number} start @param {number} end */
function follow(run, match, start, end) {
  const [units, written] = unit(match);
  run.units.push(...units.map((text) => ({ text, start, end })));
  run.written.push(...written.map((text) => ({ text, start, end })));
  run.end = end;
}

/**
 * A part of a text that is no word, as it is read and as it is written.
 * @param {RegExpExecArray} match @returns {[string[], string[]]}
 */
function unit([all, percent, chinese, roman, number, inWords, sign]) {
  if (sign) return [[sign], [sign]];
  if (roman || number) {
    const same = roman ? [`${ROMAN.indexOf(roman) + 1}`] : [inDigits(number)];
    if (inWords) same.push("%");
    return [same, same];
  }
  const written = all.match(PLAIN) ?? [];
  const value = inDigits(percent || chinese);
  if (!value) return [written, written];
  return [percent ? [value, "%"] : [value], written];
}

/**
 * A number in digits: 2000 for 2,000 and for 两千; empty where it is not one number.
 * @param {string} text
 */
function inDigits(text) {
  return /^[0-9]/.test(text) ? text.trim().replaceAll(",", "") : numeral(text);
}

// --- tokens --------------------------------------------------------------------------------

/**
 * The terms of a text, with repetitions: those of its elements, then those of its figures.
 * @param {string} text
 */
export function tokens(text) {
  const plain = fold(text);
  return [...elements(plain).flatMap(terms), ...figures(plain)].map(({ token }) => token);
}

/**
 * The terms of a text as it is read, in their order: no figures, and nothing that only written
 * numerals have.
 * @param {string} text
 */
export function asRead(text) {
  return elements(fold(text)).flatMap(({ word, units }) =>
    word ? [stem(word)] : pairs(units).map(({ token }) => token),
  );
}

/**
 * The terms of a word or run: the pairs as it is read, then those that only the written numerals
 * have.
 * @param {TextElement} element @returns {TokenPlace[]}
 */
export function terms({ word, units, written, start, end }) {
  if (word) return [{ token: stem(word), start, end }];
  const read = pairs(units);
  const known = new Set(read.map(({ token }) => token));
  return [...read, ...pairs(written).filter(({ token }) => !known.has(token))];
}

/**
 * Each unit with its neighbour; a unit without a neighbour stands alone.
 * @param {TextPart[]} units @returns {TokenPlace[]}
 */
function pairs(units) {
  if (units.length === 1) return [{ token: units[0].text, start: units[0].start, end: units[0].end }];
  return units.slice(1).map(({ text, end }, at) => ({
    token: units[at].text + text,
    start: units[at].start,
    end,
  }));
}

// --- figures -------------------------------------------------------------------------------

const N = `(${DECIMAL}(?![0-9${LETTER}:])|${NUMERAL})`;
const ZEROS = new Map(Object.entries({
  "": 0, 百: 2, 千: 3, 万: 4, 亿: 8, 万亿: 12, k: 3, thousand: 3, m: 6, mn: 6, million: 6,
  bn: 9, billion: 9, trillion: 12,
}));
const CURRENCIES = new Currencies(money.currencies, money.currency);
/** The code of the currency that is meant where none is written. */
export const CURRENCY = money.currency;
/** What each word of money may mean, first what it means by itself. @type {Map<string, string[]>} */
const CODES = new Map();
for (const { code, words } of CURRENCIES.rows.values()) {
  for (const word of words) {
    const [folded, own] = [squeezed(fold(word)), CURRENCIES.meant.get(plainOf(word)) === code];
    CODES.set(folded, own ? [code, ...(CODES.get(folded) ?? [])] : [...(CODES.get(folded) ?? []), code]);
  }
}
const MONEY = [...new Set(
  [...CURRENCIES.rows.values()].flatMap(({ words }) => words.map((word) => fold(word).trim())),
)];
const IDEOGRAPHS = spacedEither(MONEY.filter((word) => word >= "\u3400"));
const LETTERS = spacedEither(MONEY.filter((word) => /^[a-z]/.test(word)));
const SIGNS = spacedEither(MONEY.filter((word) => word < "\u3400" && !/^[a-z]/.test(word)));
const BEFORE = `(?:(${LETTERS}) ?)?(?:(${SIGNS}) ?)?`;

/**
 * Ways of writing figures, how each is read, and whether what stands before a match lets it be one.
 * @type {[RegExp, (...groups: string[]) => string, (plain: string, match: RegExpExecArray) => boolean][]}
 */
const FIGURES = [
  [
    figure(
      `${BEFORE}${N} ?([百千]?)(万亿|[万亿]|(?=${IDEOGRAPHS}))` +
        `(?:${N}万)?(?=(${IDEOGRAPHS})?)`,
    ),
    chineseAmount,
    (plain, { index }) => isStart(plain, index) && !/[0-9][.,:]$/.test(plain.slice(Math.max(0, index - 2), index)),
  ],
  [
    figure(
      `${BEFORE}(${DECIMAL})` +
        `(?: ?(thousand|million|billion|trillion|mn|bn|[mk]))?${ENDS}(?! ?[万亿百千:])` +
        `(?: (${LETTERS})${ENDS}| ?(${SIGNS})(?![0-9]))?`,
    ),
    englishAmount,
    (plain, match) => isStart(plain, match.index) && !/[0-9.,]/.test(beforeDigits(plain, match)),
  ],
  [
    figure(
      `第 ?\\(?(${NUMERAL}|[0-9]+)\\)? ?条|(?:clause|article|art)[. ]+\\(?([0-9]+)\\)?${ENDS}`,
    ),
    (chinese, english) => named("§", chinese ? inDigits(chinese) : english),
    (plain, { 0: all, index }) => all.startsWith("第") || isStart(plain, index),
  ],
  [
    // 〔2022〕13号 with any brackets, or with none, where 号 tells what it is.
    figure(
      "[〔\\[(【]([0-9]{4})[〕\\])】] ?(?:第|no\\.? ?)?([0-9]+)" +
        "|((?:19|20)[0-9]{2})(?:[年 ] ?第?([0-9]+) ?号| no\\.? ?([0-9]+))",
    ),
    (year, number, bareYear, chinese, english) => `#${year || bareYear}-${number || chinese || english}`,
    () => true,
  ],
  [
    figure(`(phase|class) ([0-9]+|${[...ROMAN].reverse().join("|")})${ENDS}`),
    (kind, number) => (ROMAN.indexOf(number) + 1 || number) + (kind === "phase" ? "期" : "类"),
    (plain, { index }) => isStart(plain, index),
  ],
];

/** @param {string} source */
function figure(source) {
  return new RegExp(source, "gu");
}

/** Whether no word or number goes on at a place. @param {string} plain @param {number} at */
function isStart(plain, at) {
  return !WORD_SIGN.test(plain[at - 1] ?? "");
}

/** What stands before the first digit of a match. @param {string} plain @param {RegExpExecArray} match */
function beforeDigits(plain, { 0: all, index }) {
  return plain[index + all.search(/[0-9]/) - 1] ?? "";
}

/**
 * The figures of a folded text in one form for all ways of writing them.
 * @param {string} plain @returns {TokenPlace[]}
 */
export function figures(plain) {
  return FIGURES.flatMap(([pattern, read, fits]) =>
    matches(plain, pattern, fits).map((match) => ({
      token: read(...match.slice(1).map((group) => group ?? "")),
      start: match.index,
      end: match.index + match[0].length,
    })).filter(({ token }) => token),
  );
}

/**
 * The matches that may stand where they do; one that may not hides none that begins within it.
 * @param {string} plain @param {RegExp} pattern
 * @param {(plain: string, match: RegExpExecArray) => boolean} fits
 */
function matches(plain, pattern, fits) {
  const found = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    if (fits(plain, match)) found.push(match);
    else pattern.lastIndex = match.index + 1;
  }
  return found;
}

/**
 * @param {string} letters @param {string} sign @param {string} n @param {string} hundreds
 * @param {string} scale @param {string} more @param {string} after
 */
function chineseAmount(letters, sign, n, hundreds, scale, more, after) {
  let value = scaled(inDigits(n), size(hundreds) + size(scale));
  const rest = more && inDigits(more).split(".")[0];
  if (rest && /^[0-9]+$/.test(value)) value = `${BigInt(value) + BigInt(rest) * 10000n}`;
  return amount(value, letters, sign, after);
}

/**
 * @param {string} letters @param {string} sign @param {string} n @param {string} scale
 * @param {string} word @param {string} behind
 */
function englishAmount(letters, sign, n, scale, word, behind) {
  const said = letters || sign || word || behind;
  if (!said && scale.length < "million".length) return ""; // 20 m may be anything
  return amount(scaled(inDigits(n), size(scale)), letters, sign, word, behind);
}

/**
 * The code of the currency that the words mean together, before the value.
 * @param {string} value @param {string[]} words
 */
function amount(value, ...words) {
  const said = words.filter(Boolean).map((word) => CODES.get(squeezed(word)) ?? []);
  const meant = said.find(([code]) => said.every((others) => others.includes(code)));
  return named((meant ?? said.at(-1) ?? [money.currency])[0], value);
}

/** @param {string} word */
function squeezed(word) {
  return word.replaceAll(" ", "");
}

/** The zeros of a scale. @param {string} scale */
function size(scale) {
  return ZEROS.get(scale) ?? 0;
}

/** @param {string} sign @param {string} value */
function named(sign, value) {
  return value && sign + value;
}

/** A decimal number with its point moved to the right. @param {string} number @param {number} zeros */
function scaled(number, zeros) {
  const [whole, part = ""] = number.split(".");
  if (!whole) return "";
  const moved = (whole + part.slice(0, zeros).padEnd(zeros, "0")).replace(/^0+(?=.)/, "");
  const rest = part.slice(zeros).replace(/0+$/, "");
  return moved + (rest && `.${rest}`);
}

// --- stems ---------------------------------------------------------------------------------

/**
 * An English word without its ending (search.md, section 4).
 * @param {string} word
 */
export function stem(word) {
  if (!PLAIN_WORD.test(word)) return word;
  return withoutLastLetter(withoutEdAndIng(singular(word)));
}

/** @param {string} word */
function singular(word) {
  if (word.endsWith("ies") && word.length > 4) return word.slice(0, -2);
  if (DROPS_ES.test(word)) return word.slice(0, -2);
  if (word.endsWith("s") && !KEEPS_S.test(word)) return word.slice(0, -1);
  return word;
}

/**
 * funded, funding: fund. What is left needs three letters and a vowel: bring, used stay.
 * @param {string} word
 */
function withoutEdAndIng(word) {
  for (const ending of ["ed", "ing"]) {
    const rest = word.slice(0, -ending.length);
    const goes = word.endsWith(ending) && !word.endsWith("eed");
    if (goes && rest.length > 2 && VOWEL.test(rest)) word = rest;
  }
  return word.endsWith("eed") && word.length > 4 ? word.slice(0, -1) : word;
}

/**
 * license and licens, policy and polici, plann and plan, become one.
 * @param {string} word
 */
function withoutLastLetter(word) {
  if (word.length < 4) return word;
  if (/[^aeiou]y$/.test(word)) word = `${word.slice(0, -1)}i`;
  else if (word.endsWith("e")) word = word.slice(0, -1);
  return word.length > 3 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word;
}

// --- places --------------------------------------------------------------------------------

/**
 * The terms of a text with their places in it. Only the browser, which highlights, needs them.
 * @param {string} text
 */
export function places(text) {
  return placesOf.of(text);
}

/** The terms of a hit's text as it is read. @param {string} text */
export function readAgain(text) {
  return termsOf.of(text);
}

/**
 * What was worked out of texts that were read last: most hits stay from letter to letter.
 * @template T
 */
class Remembered {
  /** @param {(text: string) => T} work */
  constructor(work) {
    this.work = work;
    /** @type {Map<string, T>} */
    this.known = new Map();
  }

  /** @param {string} text */
  of(text) {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    if (this.known.size > MOST_TEXTS) this.known.clear();
    const found = this.work(text);
    this.known.set(text, found);
    return found;
  }
}

const MOST_TEXTS = 256;
const placesOf = new Remembered(readPlaces);
const termsOf = new Remembered(asRead);

/** @param {string} text @returns {TokenPlace[]} */
function readPlaces(text) {
  const { plain, starts, ends } = foldWithPlaces(text);
  return [...elements(plain).flatMap(parts), ...figures(plain)].map(({ token, start, end }) => ({
    token,
    start: starts[start],
    end: ends[end - 1],
  }));
}

/** The terms of an element, and its single units, which a query may ask for. @param {TextElement} element */
function parts(element) {
  const { units } = element;
  const single = units.length > 1 ? units.map(({ text, ...at }) => ({ token: text, ...at })) : [];
  return [...terms(element), ...single];
}

/**
 * The folded text, and for each of its code units where its source starts and ends. A dropped
 * character, such as an accent, belongs to the character before it.
 * @param {string} text
 */
export function foldWithPlaces(text) {
  let plain = "";
  let offset = 0;
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  for (const sign of text) {
    const end = offset + sign.length;
    const folded = foldSign(sign);
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(offset);
      ends.push(end);
    }
    if (folded === "" && ends.length > 0) ends[ends.length - 1] = end;
    plain += folded;
    offset = end;
  }
  return { plain, starts, ends };
}
