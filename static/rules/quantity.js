/**
 * Values with units: reading what readers write, and showing it in every language.
 *
 * All arithmetic is exact: numbers are Fractions, money is counted in the main unit of its currency.
 * The generator's twin is clausebook/quantity.py; both follow schema/vectors/quantities.json and
 * take their words from schema/quantities.json and presets/currencies.json.
 */
import PRESETS from "../../presets/currencies.json" with { type: "json" };
import UNITS from "../../schema/quantities.json" with { type: "json" };
import { Fraction } from "./fraction.js";
import { LONGEST, number as inAnyNotation } from "./numerals.js";

/** @typedef {"money" | "rate" | "points" | "ratio" | "count" | "duration" | "date"} Kind */
/** A language of the site, such as zh. @typedef {string} Language */
/**
 * A value, its unit and its bound; see Quantity in clausebook/quantity.py.
 * @typedef {object} Quantity
 * @property {Kind} kind
 * @property {Fraction} value
 * @property {string} unit
 * @property {string} bound
 * @property {Record<string, string[]>} [words] the unit of a count by language, for one and for many
 */

/**
 * How values are written in a language. A scale says from which value on it is used, its word, what
 * it counts, and how many decimals it may have.
 * @typedef {object} Style
 * @property {Record<string, string>} bounds
 * @property {string} group
 * @property {string} space
 * @property {[string, string, string, number][]} money
 * @property {[string, string, string][]} rounded
 * @property {[string, string, string, number][]} counts
 * @property {string[]} points
 * @property {Record<string, string[]>} times
 * @property {string[]} dates
 * @property {string[]} [months]
 */
/** @typedef {{ words: string[], written: Record<string, string>, decimals: number }} Currency */
/** @type {Record<string, Style>} */
const STYLES = /** @type {Record<string, any>} */ (UNITS.languages);
/** @type {Record<string, Currency>} */
export const CURRENCIES = PRESETS;
/** A pattern of every word of money. */
export const CURRENCY = anyOf(new Set(Object.values(CURRENCIES).flatMap(({ words }) => words)));
const EACH = Object.values(STYLES);
/** The words for a time in every language, and what it is called here: year, working day. */
export const DURATIONS = new Map(EACH.flatMap(({ times }) =>
  Object.entries(times).flatMap(([name, words]) =>
    [name, ...words].map((word) => /** @type {[string, string]} */ ([word, name])))));
/** The names of months, in full and cut to three letters. */
export const MONTHS = new Map([
  ...EACH.flatMap(({ months = [] }) => months.flatMap((name, place) =>
    [name, name.slice(0, 3)].map((word) =>
      /** @type {[string, number]} */ ([word.toLowerCase(), place + 1])))),
  ["sept", 9],
]);
export const SCALES = new Map(
  Object.entries(UNITS.scales).map(([word, number]) => [word, Fraction.read(number)]),
);

export class NotAQuantity extends Error {}

// Digits and letters are spelled out, because the twins' regular expressions know different ones.
const NUMBER = "([0-9][0-9,]*(?:\\.[0-9]+)?|\\.[0-9]+)";
const DATE = whole(
  "([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)",
);
const PERCENT = whole(`${NUMBER}(?:%|percent)`);
const PART = whole("([1-9][0-9]?)/([1-9][0-9]?)");
const RATIO = whole(`${NUMBER}:${NUMBER}`);
const POINTS = whole(`(.+?)(?:${UNITS.points.join("|")})`);
const GROUPED = whole(
  "([1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(\\.[0-9]+)?|\\.[0-9]+",
);
const FULL_DATE = "2022-10-31".length;
const [DAY, BEFORE_1970] = [86_400_000, 719_163n]; // in milliseconds; in days of the calendar
// What Python's str.split() takes for a space, after normalisation.
const SPACE = /[\t-\r\x1c- \x85\u1680\u2028\u2029]/gu;

/**
 * Whether a kind of rules and inputs is money: it is the code of its currency then, CNY.
 * @param {string} kind
 */
export function isCurrency(kind) {
  return /^[A-Z]+$/u.test(kind);
}

/** A kind of rules without its currency. @param {string} kind @returns {Kind} */
export function generic(kind) {
  return /** @type {Kind} */ (isCurrency(kind) ? "money" : kind);
}

/** A pattern that takes the longest of the words. @param {Iterable<string>} words */
export function anyOf(words) {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.map((word) => word.replace("$", "\\$")).join("|");
}

/** A pattern for a whole text, not for a part of it. @param {string} pattern */
export function whole(pattern) {
  return new RegExp(`^(?:${pattern})$`, "u");
}

/**
 * @param {Kind} kind @param {Fraction} value @param {string} [unit] @param {string} [bound]
 * @returns {Quantity}
 */
export function quantity(kind, value, unit = "", bound = "") {
  return { kind, value, unit, bound };
}

/**
 * The machine-readable value: an ISO date, or an exact decimal or fraction.
 * @param {Quantity} of
 */
export function canonical(of) {
  return of.kind === "date" ? of.unit : exact(of.value);
}

/**
 * Full width to half width, lower case, no spaces; the ratio sign of typesetters is a colon.
 * @param {string} text
 */
export function plainOf(text) {
  return text.normalize("NFKC").toLowerCase().replaceAll("∶", ":").replace(SPACE, "");
}

/**
 * A number with or without thousands separators; null for 012 and for misplaced commas.
 * @param {string} digits
 */
export function readNumber(digits) {
  if (digits.length > LONGEST || !GROUPED.test(digits)) return null;
  return Fraction.read(digits.replaceAll(",", "").replace(/^\./u, "0."));
}

/** @param {string} plain */
export function readDate(plain) {
  const match = DATE.exec(plain);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2] ?? match[4], match[3] ?? match[5]];
  const text = [year, ...[month, day].flatMap((part) => part?.padStart(2, "0") ?? [])].join("-");
  const first = firstDay(text);
  return first === null ? null : quantity("date", first, text);
}

/**
 * The number of a date's first day, counted from the first day of the year 1; null where the
 * calendar has no such day.
 * @param {string} text an ISO date that may lack its day or month
 */
export function firstDay(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  const stays = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  if (year === 0 || !stays) return null;
  return new Fraction(BigInt(time.getTime() / DAY) + BEFORE_1970);
}

/** The ISO date of a day that is counted as above. @param {Fraction} day */
export function isoDate(day) {
  const time = new Date(Number(day.numerator - BEFORE_1970) * DAY);
  return time.toISOString().slice(0, FULL_DATE);
}

/** @param {string} plain */
export function readRate(plain) {
  const part = PART.exec(plain);
  if (part) return quantity("rate", new Fraction(BigInt(part[1]), BigInt(part[2])));
  const match = PERCENT.exec(plain);
  const value = match ? readNumber(match[1]) : null;
  return value === null ? null : quantity("rate", value.over(new Fraction(100n)));
}

/** Percentage points: what a rate is raised or lowered by. @param {string} plain */
export function readPoints(plain) {
  const match = POINTS.exec(plain);
  const value = match && inAnyNotation(match[1]);
  return value && quantity("points", value);
}

/** @param {string} plain */
export function readRatio(plain) {
  const match = RATIO.exec(plain);
  if (!match) return null;
  const [first, second] = [readNumber(match[1]), readNumber(match[2])];
  if (first === null || first.numerator === 0n || second === null) return null;
  return quantity("ratio", second.over(first), `${match[1]}:${match[2]}`);
}

/**
 * A finite decimal where there is one, otherwise a fraction such as 100/3.
 * @param {Fraction} value
 */
export function exact(value) {
  let [shift, rest] = [0, value.denominator];
  for (const prime of [2n, 5n]) {
    let power = 0;
    for (; rest % prime === 0n; rest /= prime) power += 1;
    shift = Math.max(shift, power);
  }
  if (rest !== 1n) return `${value.numerator}/${value.denominator}`;
  const [sign, size] = value.numerator < 0n ? ["-", -value.numerator] : ["", value.numerator];
  const number = (size * 10n ** BigInt(shift)) / value.denominator;
  const digits = String(number).padStart(shift + 1, "0");
  const point = digits.length - shift;
  const [before, after] = [digits.slice(0, point), digits.slice(point)];
  return after ? `${sign}${before}.${after}` : `${sign}${before}`;
}

/**
 * The quantity as a reader of the language expects it, with its bound in words.
 * @param {Quantity} of @param {Language} language
 */
export function show(of, language) {
  const text = SHOW[of.kind](of, STYLES[language], language);
  if (!of.bound) return text;
  const pattern = STYLES[language].bounds[of.bound];
  // Where rounding says "about" already, a bound that says it too adds nothing.
  return text.startsWith(pattern.replace("{}", "")) ? text : filled(pattern, text);
}

/** @param {string} pattern @param {string} text */
function filled(pattern, text) {
  return pattern.replace("{}", () => text);
}

/**
 * Rounding for display only: halves go away from zero.
 * @param {Fraction} value @param {number} decimals
 */
export function roundHalfUp(value, decimals) {
  const size = value.numerator < 0n ? new Fraction(0n).minus(value) : value;
  const scaled = size.times(new Fraction(10n ** BigInt(decimals)));
  const rounded = scaled.plus(new Fraction(1n, 2n)).floor();
  return new Fraction(value.numerator < 0n ? -rounded : rounded, 10n ** BigInt(decimals));
}

/**
 * Whether the value can be written with at most so many decimals.
 * @param {Fraction} value @param {number} most
 */
function decimals(value, most) {
  return value.times(new Fraction(10n ** BigInt(most))).denominator === 1n;
}

/** A number with its thousands separated as the language has it. @param {Fraction} value @param {Style} style */
function figures(value, { group }) {
  const [before, after] = exact(value).split(".");
  const text = before.replace(/\B(?=([0-9]{3})+$)/gu, group);
  return after ? `${text}.${after}` : text;
}

/**
 * A number that was rounded says so.
 * @param {Fraction} value @param {Fraction} rounded @param {string} text @param {Style} style
 */
function ownedUp(value, rounded, text, style) {
  return value.equals(rounded) ? text : filled(style.bounds["~"], text);
}

/**
 * The value in the first of the scales that writes it in full; empty where none does.
 * @param {Fraction} value @param {[string, string, string, number][]} scales @param {Style} style
 */
function scaled(value, scales, style) {
  for (const [least, word, counts, most] of scales) {
    const counted = value.over(Fraction.read(counts));
    if (!value.isBelow(Fraction.read(least)) && decimals(counted, most)) {
      return `${figures(counted, style)}${word}`;
    }
  }
  return "";
}

/** @param {Quantity} of @param {Style} style @param {Language} language */
function showMoney({ value, unit }, style, language) {
  const { written, decimals: most } = CURRENCIES[unit];
  const text = scaled(value, style.money, style);
  if (text) return filled(written[language], text);
  let [counts, word, places] = [new Fraction(1n), "", most];
  for (const [least, name, of] of style.rounded) {
    if (!value.isBelow(Fraction.read(least))) [counts, word, places] = [Fraction.read(of), name, 2];
  }
  const counted = value.over(counts);
  const rounded = roundHalfUp(counted, places);
  if (value.numerator !== 0n && rounded.numerator === 0n) {
    // Less than half a cent is not told as about nothing.
    const least = figures(new Fraction(1n, 10n ** BigInt(places)), style);
    return filled(style.bounds["<"], filled(written[language], least));
  }
  const told = filled(written[language], `${figures(rounded, style)}${word}`);
  return ownedUp(counted, rounded, told, style);
}

/** @param {Quantity} of @param {Style} style */
function showRate(of, style) {
  const value = of.value.times(new Fraction(100n));
  const rounded = roundHalfUp(value, 2);
  return ownedUp(value, rounded, `${exact(rounded)}%`, style);
}

/** @param {Quantity} of @param {Style} style */
function showPoints({ value }, style) {
  const rounded = roundHalfUp(value, 2);
  const [one, many] = style.points;
  return ownedUp(value, rounded, `${exact(rounded)}${isOne(value) ? one : many}`, style);
}

/** @param {Quantity} of */
function showRatio(of) {
  return of.unit || `1:${exact(of.value)}`;
}

/** @param {Fraction} value */
function isOne(value) {
  return value.equals(new Fraction(1n));
}

/**
 * What stands behind the number, for one and for many; empty where nothing does.
 * @param {Quantity} of @param {Style} style @param {Language} language @returns {string[]}
 */
function wordsOf({ kind, unit, words = {} }, style, language) {
  const name = kind === "duration" ? DURATIONS.get(unit) : undefined;
  if (name === undefined) {
    const isUnknown = unit !== "" && Object.keys(words).length === 0;
    return words[language] ?? (isUnknown ? [unit, unit] : []);
  }
  const [one, many, ...others] = style.times[name];
  return others.includes(unit) ? [unit, unit] : [one, many];
}

/** @param {Quantity} of @param {Style} style @param {Language} language */
function showCount(of, style, language) {
  const { value } = of;
  const words = wordsOf(of, style, language);
  const text = words.length > 0 ? scaled(value, style.counts, style) : "";
  if (text) return `${text}${style.space}${words[1]}`;
  const rounded = roundHalfUp(value, 2);
  const behind = words.length > 0 ? `${style.space}${words[isOne(value) ? 0 : 1]}` : "";
  return ownedUp(value, rounded, `${figures(rounded, style)}${behind}`, style);
}

/** @param {Quantity} of @param {Style} style */
function showDate(of, { dates, months = [] }) {
  const [y, m = 0, d = 0] = of.unit.split("-").map(Number);
  /** @type {Record<string, string | number>} */
  const parts = { y, m, d, month: months[m - 1] };
  const pattern = dates[of.unit.split("-").length - 1];
  return pattern.replace(/\{([a-z]+)\}/gu, (_, part) => String(parts[part]));
}

/** @type {Record<Kind, (of: Quantity, style: Style, language: Language) => string>} */
const SHOW = {
  money: showMoney,
  rate: showRate,
  points: showPoints,
  ratio: showRatio,
  count: showCount,
  duration: showCount,
  date: showDate,
};
