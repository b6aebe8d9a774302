/**
 * Numbers that a query has in words, as texts have them: in digits. Texts never say a figure in words,
 * so only what is typed is read so. schema/search.md, section 6. No DOM.
 */
import { numeral } from "../quantity/numerals.js";

/**
 * A folded text, and where each of its code units comes from in what was typed.
 * @typedef {{ plain: string, starts: number[], ends: number[] }} Typed
 */

const ONES =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
  "seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
/** @type {Map<string, number>} */
const VALUES = new Map([
  ...ONES.split(" ").map((word, at) => /** @type {[string, number]} */ ([word, at + 1])),
  ...TENS.split(" ").map((word, at) => /** @type {[string, number]} */ ([word, 10 * at + 20])),
]);
/** @type {Map<string, number>} */
const SCALES = new Map([["hundred", 1e2], ["thousand", 1e3], ["million", 1e6], ["billion", 1e9]]);

const DIGITS = "[0-9]+(?:\\.[0-9]+)?";
const SIGNS = "[〇零一二两三四五六七八九十百千]+";
const NUMBER = `(${DIGITS}|${SIGNS})`;
const FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟";
const ORDINARY = "一二三四五六七八九十百千";
const COUNTED = "[年月日天周季期类级型条款项家个名人种次批件章号届轮台套层]";

/** What is written one way, and how texts have it. @type {[RegExp, (...groups: string[]) => string][]} */
const WAYS = [
  [rule(`[${FORMAL}]{2,}|[${FORMAL}](?=[万亿])`), (all) => all.replace(/./gu, ordinary)],
  [rule("([0-9一二两三四五六七八九十百千])个(?=[万亿])"), (_, sign) => sign],
  [rule(`${NUMBER} ?比 ?${NUMBER}`), (all, a, b) => ratio(all, digits(a), digits(b))],
  [rule(`\\b(one|${DIGITS})(?: to |-to-)(?:one|1)\\b`), (_, a) => `${a === "one" ? 1 : a}:1`],
  [rule(`${NUMBER}[到至]${NUMBER}(?=${COUNTED})`), (all, a, b) => joined(all, digits(a), digits(b), "-")],
  [rule(`([0-9一二两三四五六七八九])成(?![不果本立员为功就长熟效绩品分交])`), (_, tenths) => `${digits(tenths)}0%`],
  [rule("一半|\\bhalf\\b(?!-| an? )"), () => "50%"],
  [rule(`((?:^|[^a-z])(?:[0-9]+|[ivx]{1,4})) +(?=${COUNTED})`), (_, number) => number],
];

/** @param {string} source */
function rule(source) {
  return new RegExp(source, "gu");
}

/** A sign of forms as others write it. @param {string} sign */
function ordinary(sign) {
  return ORDINARY[FORMAL.indexOf(sign)];
}

/** @param {string} text */
function digits(text) {
  return /^[0-9]/.test(text) ? text : numeral(text);
}

/** A ratio as texts have it, what is matched first. @param {string} all @param {string} a @param {string} b */
function ratio(all, a, b) {
  return Number(b) === 1 && Number(a) < 1 ? joined(all, b, a, ":") : joined(all, a, b, ":");
}

/** @param {string} all what stays where one is no number @param {string} a @param {string} b @param {string} sign */
function joined(all, a, b, sign) {
  return a && b ? a + sign + b : all;
}

/** A query with its numbers in digits. @param {Typed} typed @returns {Typed} */
export function inDigits(typed) {
  return WAYS.reduce(
    (text, [pattern, read]) =>
      replaced(text, Array.from(text.plain.matchAll(pattern), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        text: read(...match),
      }))),
    replaced(typed, numbersInWords(typed.plain)),
  );
}

/** Numbers in English words: two hundred thousand. @param {string} plain */
function numbersInWords(plain) {
  const words = Array.from(plain.matchAll(/[a-z]+/gu), (match) => ({ text: match[0], start: match.index }));
  /** @type {{ start: number, end: number, text: string }[]} */
  const found = [];
  let end = 0;
  for (const [at, { start }] of words.entries()) {
    const row = start < end ? [] : rowFrom(plain, words, at);
    const last = row.at(-1);
    const value = valueOf(row.map(({ text }) => text));
    if (!last || value === 1) continue; // "one" alone is rarely a number
    end = last.start + last.text.length;
    found.push({ start, end, text: String(value) });
  }
  return found;
}

/**
 * The words of one number from a place on; those between them are left out.
 * @param {string} plain @param {{ text: string, start: number }[]} words @param {number} from
 */
function rowFrom(plain, words, from) {
  const row = [];
  for (let at = from; at < words.length; at++) {
    const { text, start } = words[at];
    const last = row.at(-1);
    const between = last ? plain.slice(last.start + last.text.length, start) : " ";
    if (text === "and" && SCALES.has(last?.text ?? "")) continue;
    const isNumber = VALUES.has(text) || (row.length > 0 && SCALES.has(text));
    if (!isNumber || !/^(?: |-| and )$/.test(between)) break;
    row.push(words[at]);
  }
  return row;
}

/** @param {string[]} words */
function valueOf(words) {
  let [total, part] = [0, 0];
  for (const word of words) {
    const scale = SCALES.get(word);
    if (scale === undefined) part += VALUES.get(word) ?? 0;
    else if (scale === 100) part *= scale;
    else [total, part] = [total + part * scale, 0];
  }
  return total + part;
}

/**
 * A text with some of its parts replaced.
 * @param {Typed} typed @param {{ start: number, end: number, text: string }[]} parts
 * @returns {Typed}
 */
function replaced(typed, parts) {
  let [plain, at] = ["", 0];
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  const keep = (/** @type {number} */ to) => {
    plain += typed.plain.slice(at, to);
    starts.push(...typed.starts.slice(at, to));
    ends.push(...typed.ends.slice(at, to));
  };
  for (const { start, end, text } of parts) {
    keep(start);
    plain += text;
    for (let unit = 0; unit < text.length; unit++) {
      starts.push(typed.starts[start]);
      ends.push(typed.ends[end - 1]);
    }
    at = end;
  }
  keep(typed.plain.length);
  return { plain, starts, ends };
}
