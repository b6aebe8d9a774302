/**
 * Values of single kinds in texts without spaces.
 *
 * The twin is clausebook/quantity/parse.py.
 */
import { Fraction } from "./fraction.js";
import { number as inAnyNotation } from "./numerals.js";
import { firstDay } from "./days.js";
import { readNumber } from "./plain.js";
import { whole } from "./patterns.js";
import { POINTS as POINT_WORDS } from "./styles.js";
import { exchange, quantity } from "./value.js";

/** @import { Currencies } from "./currencies.js" */
/** @import { Quantity } from "./value.js" */

// Digits and letters are spelled out, because the twins' regular expressions know different ones.
const NUMBER = "([0-9][0-9,]*(?:\\.[0-9]+)?|\\.[0-9]+)";
const DATE = whole(
  "([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)",
);
const PERCENT = whole(`${NUMBER}(?:%|percent)`);
const PART = whole("([1-9][0-9]?)/([1-9][0-9]?)");
const RATIO = whole(`${NUMBER}:${NUMBER}`);
const POINTS = whole(`(.+?)(?:${POINT_WORDS.join("|")})`);

/** @param {string} plain */
export function readDate(plain) {
  const match = DATE.exec(plain);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2] ?? match[4], match[3] ?? match[5]];
  const text = [year, ...[month, day].flatMap((part) => part?.padStart(2, "0") ?? [])].join("-");
  const first = firstDay(text);
  return first === null ? null : quantity("date", first, text);
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
 * How much of a currency one of another is worth: 0.8 GBP/USD, GBP 0.8 per USD.
 * @param {string} plain @param {Currencies} currencies @returns {Quantity | null}
 */
export function readExchange(plain, currencies) {
  const word = currencies.pattern;
  const match = whole(`(${word})?${NUMBER}(${word})?(?:/|per)1?(${word})`).exec(plain);
  const value = match ? readNumber(match[2]) : null;
  if (!match || !value || value.numerator === 0n) return null;
  const of = currencies.codeOf(...[match[1], match[3]].filter(Boolean));
  const per = currencies.codeOf(match[4]);
  return of && of !== per ? exchange(value, [currencies.get(of), currencies.get(per)]) : null;
}
