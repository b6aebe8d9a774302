/**
 * Values with units: reading what readers write, and showing it in both languages.
 *
 * All arithmetic is exact: numbers are Fractions, money is counted in its main unit. The generator's twin is
 * clausebook/quantity.py; both follow schema/vectors/quantities.json and take their words from
 * schema/quantities.json.
 */
import UNITS from "../../schema/quantities.json" with { type: "json" };
import { Fraction } from "./fraction.js";
import { LONGEST, number as inAnyNotation } from "./numerals.js";

/** @typedef {"money" | "rate" | "points" | "ratio" | "count" | "duration" | "date"} Kind */
/** @typedef {"zh" | "en"} Language */
/**
 * A value, its unit and its bound; see Quantity in clausebook/quantity.py.
 * @typedef {object} Quantity
 * @property {Kind} kind
 * @property {Fraction} value
 * @property {string} unit
 * @property {string} bound
 * @property {string[]} [english] the unit of a count in English, for one and for many
 */

/** @type {Record<string, { zh: string, en: string }>} */
const BOUNDS = UNITS.bounds;
export const CURRENCIES = new Map(Object.entries(UNITS.currencies));
export const DURATIONS = new Map(Object.entries(UNITS.durations));
export const SCALES = new Map(
  Object.entries(UNITS.scales).map(([word, number]) => [word, Fraction.read(number)]),
);
export const WAN = scale("万");

export class NotAQuantity extends Error {}

// Digits and letters are spelled out, because the twins' regular expressions know different ones.
const NUMBER = "([0-9][0-9,]*(?:\\.[0-9]+)?|\\.[0-9]+)";
const DATE = whole(
  "([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)",
);
const PERCENT = whole(`${NUMBER}%`);
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

/** @param {string} word */
function scale(word) {
  return /** @type {Fraction} */ (SCALES.get(word));
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
  const text = SHOW[of.kind](of, language);
  if (!of.bound) return text;
  const pattern = BOUNDS[of.bound][language];
  // Where rounding says "about" already, a bound that says it too adds nothing.
  return text.startsWith(pattern.replace("{}", "")) ? text : pattern.replace("{}", () => text);
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

/** Thousands separated by commas, as English writes them. @param {Fraction} value */
function grouped(value) {
  const [before, after] = exact(value).split(".");
  const text = before.replace(/\B(?=([0-9]{3})+$)/gu, ",");
  return after ? `${text}.${after}` : text;
}

/**
 * The word that owns up to rounding, and the value rounded to so many decimals.
 * @param {Fraction} value @param {number} most @param {Language} language
 * @returns {[string, Fraction]}
 */
function about(value, most, language) {
  if (decimals(value, most)) return ["", value];
  return [language === "zh" ? "约" : "about ", roundHalfUp(value, most)];
}

/**
 * From which amount on which unit is written, with how many decimals at most.
 * @type {[Fraction, Fraction, string, number][]}
 */
const IN_CHINESE = [
  [scale("亿"), scale("亿"), "亿", 2],
  [scale("万"), scale("万"), "万", 4],
  [scale("百万"), scale("万"), "万", 6],
];
/** @type {[Fraction, string][]} */
const IN_ENGLISH = [[scale("billion"), "billion"], [scale("million"), "million"]];

/** @param {Quantity} of @param {Language} language */
function showMoney(of, language) {
  const [value, dollar] = [of.value, of.unit === "USD"];
  if (language === "zh") {
    const word = dollar ? "美元" : "元";
    for (const [least, factor, name, most] of IN_CHINESE) {
      if (!value.isBelow(least) && decimals(value.over(factor), most)) {
        return `${exact(value.over(factor))}${name}${word}`;
      }
    }
    const large = !value.isBelow(scale("百万"));
    const [prefix, rounded] = about(large ? value.over(WAN) : value, 2, language);
    return notNothing(value, `${prefix}${exact(rounded)}${large ? "万" : ""}${word}`, language);
  }
  const code = dollar ? "USD" : "RMB";
  for (const [factor, name] of IN_ENGLISH) {
    if (!value.isBelow(factor) && decimals(value.over(factor), 3)) {
      return `${code} ${grouped(value.over(factor))} ${name}`;
    }
  }
  const [prefix, rounded] = about(value, 2, language);
  return notNothing(value, `${prefix}${code} ${grouped(rounded)}`, language);
}

/**
 * Less than half a cent is not told as about nothing.
 * @param {Fraction} value @param {string} told @param {Language} language
 */
function notNothing(value, told, language) {
  if (value.numerator === 0n || !value.isBelow(new Fraction(1n, 200n))) return told;
  const least = told.replace(/^(?:约|about )/u, "").replace("0", "0.01");
  return BOUNDS["<"][language].replace("{}", () => least);
}

/** @param {Quantity} of @param {Language} language */
function showRate(of, language) {
  const [prefix, rounded] = about(of.value.times(new Fraction(100n)), 2, language);
  return `${prefix}${exact(rounded)}%`;
}

/** @param {Quantity} of @param {Language} language */
function showPoints(of, language) {
  const [prefix, rounded] = about(of.value, 2, language);
  const [one, many] = UNITS.points_shown[language];
  return `${prefix}${exact(rounded)}${of.value.equals(new Fraction(1n)) ? one : many}`;
}

/** @param {Quantity} of */
function showRatio(of) {
  return of.unit || `1:${exact(of.value)}`;
}

/**
 * The measure word in Chinese, its English word where it has one.
 * @param {Quantity} of @param {Language} language
 */
function showCount(of, language) {
  if (language === "zh") {
    const wan = of.value.over(WAN);
    const large = of.unit !== "" && !of.value.isBelow(WAN) && decimals(wan, 2);
    const [prefix, rounded] = about(large ? wan : of.value, 2, language);
    return `${prefix}${exact(rounded)}${large ? "万" : ""}${of.unit}`;
  }
  const words = of.english?.length ? of.english : DURATIONS.get(of.unit);
  const [million, name] = IN_ENGLISH[1];
  const millions = of.value.over(million);
  if (words && !of.value.isBelow(million) && decimals(millions, 3)) {
    return `${grouped(millions)} ${name} ${words[1]}`;
  }
  const [prefix, rounded] = about(of.value, 2, language);
  const text = `${prefix}${grouped(rounded)}`;
  if (!words) return text;
  const [one, many] = words;
  return `${text} ${of.value.equals(new Fraction(1n)) ? one : many}`;
}

/** @param {Quantity} of @param {Language} language */
function showDate(of, language) {
  const parts = of.unit.split("-").map(Number);
  if (language === "zh") return parts.map((part, place) => `${part}${"年月日"[place]}`).join("");
  const names = [String(parts[0])];
  if (parts.length > 1) names.unshift(UNITS.months[parts[1] - 1]);
  if (parts.length > 2) names.unshift(String(parts[2]));
  return names.join(" ");
}

/** @type {Record<Kind, (of: Quantity, language: Language) => string>} */
const SHOW = {
  money: showMoney,
  rate: showRate,
  points: showPoints,
  ratio: showRatio,
  count: showCount,
  duration: showCount,
  date: showDate,
};
