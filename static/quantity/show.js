/**
 * A quantity becomes the words in which a reader of a language expects it.
 *
 * The twin is clausebook/quantity/show.py.
 */
import { Fraction } from "./fraction.js";
import { DURATIONS, rowOf, styleOf } from "./styles.js";
import { exact, roundHalfUp } from "./value.js";

/** @import { Currency } from "./currencies.js" */
/** @import { Language, Style } from "./styles.js" */
/** @import { Kind, Quantity } from "./value.js" */

/**
 * The quantity as a reader of the language expects it, with its bound in words.
 * @param {Quantity} of @param {Language} language
 */
export function show(of, language) {
  const text = SHOW[of.kind](of, styleOf(language), language);
  if (!of.bound) return text;
  const pattern = styleOf(language).bounds[of.bound];
  // Where rounding says "about" already, a bound that says it too adds nothing.
  return text.startsWith(pattern.replace("{}", "")) ? text : filled(pattern, text);
}

/** @param {string} pattern @param {string} text */
function filled(pattern, text) {
  return pattern.replace("{}", () => text);
}

/**
 * Whether the value can be written with at most so many decimals.
 * @param {Fraction} value @param {number} most
 */
function decimals(value, most) {
  return value.times(new Fraction(10n ** BigInt(most))).denominator === 1n;
}

/**
 * A number with its thousands separated as the language has it. If it is not whole, it has so many
 * decimals at least.
 * @param {Fraction} value @param {Style} style
 */
function figures(value, { group }, decimals = 0) {
  const [before, after] = exact(value).split(".");
  const text = before.replace(/\B(?=([0-9]{3})+$)/gu, group);
  return after ? `${text}.${after.padEnd(decimals, "0")}` : text;
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
function showMoney({ value, currencies = [] }, style, language) {
  const { decimals: most } = currencies[0];
  const pattern = written(currencies[0], language);
  const text = scaled(value, style.money, style);
  if (text) return filled(pattern, text);
  let [counts, word, places] = [new Fraction(1n), "", most];
  for (const [least, name, of] of style.rounded) {
    if (!value.isBelow(Fraction.read(least))) [counts, word, places] = [Fraction.read(of), name, 2];
  }
  const counted = value.over(counts);
  const rounded = roundHalfUp(counted, places);
  if (value.numerator !== 0n && rounded.numerator === 0n) {
    // Less than half a cent is not told as about nothing.
    const least = figures(new Fraction(1n, 10n ** BigInt(places)), style);
    return filled(style.bounds["<"], filled(pattern, least));
  }
  const cents = style.cents ? places : 0;
  const told = filled(pattern, `${figures(rounded, style, cents)}${word}`);
  return ownedUp(counted, rounded, told, style);
}

/**
 * How an amount of a currency is written in a language; by its code where nobody says.
 * @param {Currency} currency @param {Language} language
 */
function written(currency, language) {
  return rowOf(currency.written, language) ?? `${currency.code} {}`;
}

/**
 * £0.8 per USD: in full, however many decimals were agreed on.
 * @param {Quantity} quantity @param {Style} style @param {Language} language
 */
function showExchange({ value, currencies = [] }, style, language) {
  const [of, per] = currencies.map((currency) => written(currency, language));
  const rounded = roundHalfUp(value, 6);
  const [amount, unit] = [filled(of, figures(rounded, style)), per.replace("{}", "").trim()];
  const text = style.exchange.replace("{amount}", () => amount).replace("{unit}", () => unit);
  return ownedUp(value, rounded, text, style);
}

/** Shares that no percentage tells exactly are told as parts of so many: 1/3, 5/12. */
const LARGEST_PART = 12n;

/** @param {Quantity} of @param {Style} style */
function showRate(of, style) {
  const value = of.value.times(new Fraction(100n));
  const rounded = roundHalfUp(value, 2);
  const { numerator, denominator } = of.value;
  const isPart = 0n < numerator && numerator < denominator && denominator <= LARGEST_PART;
  if (isPart && !value.equals(rounded)) return `${numerator}/${denominator}`;
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
    return rowOf(words, language) ?? (isUnknown ? [unit, unit] : []);
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
  exchange: showExchange,
  rate: showRate,
  points: showPoints,
  ratio: showRatio,
  count: showCount,
  duration: showCount,
  date: showDate,
};
