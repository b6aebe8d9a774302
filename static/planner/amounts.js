/** Amounts of a plan in words, and as shares of a bar. */
import { Fraction } from "../quantity/fraction.js";
import { exact } from "../quantity/value.js";
import { valueWords } from "../told/explain.js";
import { fill } from "../told/strings.js";
import words from "../words/planner.js";
/** @import { Data } from "./data.js" */
/** @import { Span } from "./engine/plan.js" */
/** @import { Vocabulary } from "../told/explain.js" */

export const NOTHING = new Fraction(0n);

/** @param {Vocabulary} vocabulary @param {string} amount @param {string} [currency] */
export function amountWords(vocabulary, amount, currency = vocabulary.currency) {
  return valueWords(vocabulary, { name: null, kind: currency, low: amount, high: amount });
}

/**
 * From where to where an amount goes: up to so much where nothing is certain.
 * @param {Vocabulary} vocabulary @param {Span} span @param {string} [currency]
 */
export function spanWords(vocabulary, { low, high }, currency = vocabulary.currency) {
  const x = amountWords(vocabulary, low, currency);
  if (high === null) return low === "0" ? words.amount.open : fill(words.amount.from, { x });
  const y = amountWords(vocabulary, high, currency);
  if (low === high) return y;
  return low === "0" ? fill(words.amount.up_to, { y }) : fill(words.amount.range, { x, y });
}

/** The same where the text itself sets only a limit. @param {Vocabulary} vocabulary @param {Span & { bound: string }} span @param {string} [currency] */
export function boundWords(vocabulary, span, currency = vocabulary.currency) {
  const told = spanWords(vocabulary, span, currency);
  const isLimit = span.bound !== "exact" && span.high !== null && span.low === span.high && span.high !== "0";
  return isLimit ? fill(words.amount.up_to, { y: told }) : told;
}

/** In the scale in which the site counts, as programs read it. @param {Vocabulary} vocabulary @param {string | null} amount */
export function scaled({ usage }, amount) {
  return amount === null ? null : exact(Fraction.read(amount).over(usage.scale));
}

/** @param {string | null} amount */
export function numberOf(amount) {
  return amount === null ? NOTHING : Fraction.read(amount);
}

/** What the upper end has more than the lower one; null where it is open. @param {Span} span */
export function openPart({ low, high }) {
  return high === null ? null : exact(Fraction.read(high).minus(Fraction.read(low)));
}

/** A part of a whole as the width of a picture. @param {Fraction} part @param {Fraction} whole */
export function percent(part, whole) {
  if (whole.numerator === 0n) return "0%";
  const thousandths = part.over(whole).times(new Fraction(10000n)).floor();
  return `${Number(thousandths) / 100}%`;
}

/** Names in a row. @param {string[]} names */
export function list(names) {
  return names.join(words.join);
}

/** What a benefit is called, with which of several products, say. @param {Data} data @param {string} id @param {number[]} [instances] @param {number} [of] how many there are */
export function nameOf({ book, names }, id, instances = [], of = 1) {
  const { name } = names.benefits[id];
  const { subject } = book.benefits[id];
  if (!subject || of < 2 || instances.length === 0) return name;
  const items = instances.map((place) => fill(names.subjects[subject]?.item ?? "{n}", { n: String(place + 1) }));
  return fill(words.for_items, { name, items: list(items) });
}
