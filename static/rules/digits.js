/**
 * Entries in bare digits, as most are: an amount, a number or a number of years. Every other
 * notation, and what is none, is for entries.js, which finds the same in these.
 */
import { isCurrency } from "../quantity/currencies.js";
import { Fraction } from "../quantity/fraction.js";
import { money, quantity } from "../quantity/value.js";
/** @import { Usage } from "../quantity/currencies.js" */
/** @import { Quantity, Unit } from "../quantity/value.js" */

const DIGITS = /^(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?$/u;
/** Longer numbers may be slips. */
const LONGEST = 10;

/**
 * What is entered, or null where that takes more than reading digits.
 * @param {string} text @param {string} kind @param {Usage} usage @param {Unit} [unit]
 * @returns {Quantity | null}
 */
export function readDigits(text, kind, { currencies, scale }, unit) {
  if (text.length > LONGEST || !DIGITS.test(text)) return null;
  const value = Fraction.read(text.replaceAll(",", ""));
  const found = isCurrency(kind)
    ? value.isBelow(CLEAR) && money(value.times(scale), currencies.get(kind))
    : numberOf(value, kind);
  return found ? { ...found, ...(unit && { unit: unit.word, words: unit.words }) } : null;
}

/** @param {Fraction} value @param {string} kind @returns {Quantity | null} */
function numberOf(value, kind) {
  if (kind === "duration") return quantity("duration", value, "year");
  const isCounted = kind === "measure" || (kind === "count" && value.denominator === 1n);
  return isCounted ? quantity("count", value) : null;
}

/** From here on an amount may be meant without the scale of its field. */
const CLEAR = new Fraction(10n ** 6n);
