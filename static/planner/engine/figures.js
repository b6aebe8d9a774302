/**
 * Values of questions and inputs, and the ends of amounts.
 *
 * Numbers are ranges, of one point where they are known; an amount without an upper end is null.
 */
import { Fraction } from "../../quantity/fraction.js";
import { isCurrency } from "../../quantity/currencies.js";
import { numberOf, wrongValue } from "../../rules/inputs.js";
import { ANYTHING, ZERO, add, point } from "../../rules/operators.js";
/** @import { Spec } from "../../rules/inputs.js" */
/** @import { Range } from "../../rules/operators.js" */

/** yes, no, the key of a choice, or a number; null where it is unknown. @typedef {string | Range | null} Value */
/** An amount; null where nothing limits it. @typedef {Fraction | null} Amount */

/** A canonical text as a value; unknown where it is empty or wrong. @param {Spec} spec @param {string} text @returns {Value} */
export function valueOf(spec, text) {
  if (!text || wrongValue(spec, text)) return null;
  if (spec.type === "yes_no" || spec.type === "choice") return text;
  const number = numberOf(spec.type, text);
  return number && point(number);
}

/** Tells values apart. @param {Value} value */
export function keyOf(value) {
  if (value === null || typeof value === "string") return value ?? "";
  return `${amountKey(value.low)}~${amountKey(value.high)}`;
}

/** @param {Amount} amount */
function amountKey(amount) {
  return amount === null ? "" : `${amount.numerator}/${amount.denominator}`;
}

/** Whether values of several products, say, are added: money, counts and measures are. @param {string} type */
export function addsUp(type) {
  return isCurrency(type) || type === "count" || type === "measure";
}

/**
 * One value of several instances: added, any of them, or what all of them are.
 * @param {string} type @param {Value[]} values @returns {Value}
 */
export function together(type, values) {
  if (values.length === 1) return limited(values[0]);
  if (addsUp(type)) return limited(values.map((value) => asRange(value, ANYTHING)).reduce(add, point(ZERO)));
  if (type === "yes_no") return values.includes("yes") ? "yes" : values.includes(null) ? null : "no";
  return new Set(values.map(keyOf)).size === 1 ? values[0] : null;
}

/** @param {Value} value @param {Range} otherwise */
export function asRange(value, otherwise) {
  return value !== null && typeof value === "object" ? value : otherwise;
}

/** A value; none where it may be any number. @param {Value} value */
function limited(value) {
  return value !== null && typeof value === "object" && isAnything(value) ? null : value;
}

/** @param {Range} value */
function isAnything({ low, high }) {
  return high === null && low.equals(ZERO);
}

// --- amounts ---------------------------------------------------------------------------------

/** The sum; null where one of them has no upper end. @param {Iterable<Amount>} amounts @returns {Amount} */
export function added(amounts) {
  let sum = ZERO;
  for (const amount of amounts) {
    if (amount === null) return null;
    sum = sum.plus(amount);
  }
  return sum;
}

/** The sum of amounts that all have an end. @param {Iterable<Fraction>} amounts */
export function sumOf(amounts) {
  return /** @type {Fraction} */ (added(amounts));
}

/** The smaller one. @param {Fraction} a @param {Fraction} b */
export function smaller(a, b) {
  return b.isBelow(a) ? b : a;
}

/** Whether two amounts are the same. @param {Amount} a @param {Amount} b */
export function same(a, b) {
  return a === null || b === null ? a === b : a.equals(b);
}

/** Whether two ranges have the same ends. @param {Range} a @param {Range} b */
export function sameRange(a, b) {
  return same(a.low, b.low) && same(a.high, b.high);
}

/** Below zero where a comes before b: what has no upper end comes last. @param {Amount} a @param {Amount} b */
export function compared(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.isBelow(b) ? -1 : b.isBelow(a) ? 1 : 0;
}
