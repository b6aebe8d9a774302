/**
 * Texts in the form in which they are compared, and numbers in digits.
 *
 * The twin is clausebook/quantity/plain.py.
 */
import { Fraction } from "./fraction.js";
import { LONGEST } from "./numerals.js";
import { whole } from "./patterns.js";

const GROUPED = whole(
  "([1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(\\.[0-9]+)?|\\.[0-9]+",
);
// What Python's str.split() takes for a space, after normalisation.
const SPACE = /[\t-\r\x1c- \x85\u1680\u2028\u2029]/gu;

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
