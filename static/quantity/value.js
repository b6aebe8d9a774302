/**
 * A value with its unit and its bound, and the numbers in it as texts.
 *
 * The twin is clausebook/quantity/value.py.
 */
import { Fraction } from "./fraction.js";

/** @import { Currency } from "./currencies.js" */

/**
 * @typedef {"money" | "exchange" | "rate" | "points" | "ratio" | "count" | "duration" | "date"} Kind
 */
/**
 * What is counted, and what it is called; see Unit in clausebook/quantity/value.py.
 * @typedef {{ word: string, words: Record<string, string[]> }} Unit
 */

/**
 * A value, its unit and its bound; see Quantity in clausebook/quantity/value.py.
 * @typedef {object} Quantity
 * @property {Kind} kind
 * @property {Fraction} value
 * @property {string} unit
 * @property {string} bound
 * @property {Record<string, string[]>} [words] the unit of a count by language, for one and for many
 * @property {Currency[]} [currencies] those that the unit names
 */

export class NotAQuantity extends Error {}

/**
 * @param {Kind} kind @param {Fraction} value @param {string} [unit] @param {string} [bound]
 * @returns {Quantity}
 */
export function quantity(kind, value, unit = "", bound = "") {
  return { kind, value, unit, bound };
}

/** An amount of money. @param {Fraction} value @param {Currency} currency @returns {Quantity} */
export function money(value, currency) {
  return { ...quantity("money", value, currency.code), currencies: [currency] };
}

/**
 * An exchange rate: how much of a currency one of another is worth.
 * @param {Fraction} value @param {Currency[]} currencies @returns {Quantity}
 */
export function exchange(value, currencies) {
  const unit = currencies.map(({ code }) => code).join("/");
  return { ...quantity("exchange", value, unit), currencies };
}

/**
 * The machine-readable value: an ISO date, or an exact decimal or fraction.
 * @param {Quantity} of
 */
export function canonical(of) {
  return of.kind === "date" ? of.unit : exact(of.value);
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
 * Rounding for display only: halves go away from zero.
 * @param {Fraction} value @param {number} decimals
 */
export function roundHalfUp(value, decimals) {
  const size = value.numerator < 0n ? new Fraction(0n).minus(value) : value;
  const scaled = size.times(new Fraction(10n ** BigInt(decimals)));
  const rounded = scaled.plus(new Fraction(1n, 2n)).floor();
  return new Fraction(value.numerator < 0n ? -rounded : rounded, 10n ** BigInt(decimals));
}
