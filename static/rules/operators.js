/**
 * The operators: what they do with ranges.
 *
 * Every number is a range, because an input that is missing may be anything. An exact value is a
 * range of one point. Nothing is ever negative: a - b is what is left of a, at least zero. The twin
 * is clausebook/rules/operators.py, which also knows what kinds each operator takes: rules that do
 * not fit together never reach the browser. schema/rules.md and schema/vectors/rules/ bind both.
 */
import { Fraction } from "../quantity/fraction.js";
import { firstDay, isoDate } from "../quantity/days.js";

/**
 * All values a number may still have; high is null when nothing limits it.
 * @typedef {{ low: Fraction, high: Fraction | null }} Range
 */
/** Yes, no or open. @typedef {boolean | null} Answer */
/** @typedef {(...args: any[]) => Range | Answer} Operator */

export const ZERO = new Fraction(0n);

/**
 * All values a number may still have; high is null when nothing limits it.
 * @param {Fraction} low @param {Fraction | null} high @returns {Range}
 */
export function range(low, high) {
  return { low, high };
}

/** Whether only one value is left. @param {Range} a */
export function isExact(a) {
  return a.high !== null && a.low.equals(a.high);
}

/** The end of the calendar, 31 December 9999. */
const LAST_DAY = new Fraction(3652059n);
export const ANYTHING = range(ZERO, null);

/** The rule has no result for these inputs; the message is the error code. */
export class CannotCalculate extends Error {}

/** No amount, rate or count comes near. */
const HUGE = 10n ** 1000n;

/** The same value; numbers that grow without end have no result. @param {Range | Answer} value */
export function notHuge(value) {
  if (value === null || typeof value !== "object") return value;
  for (const end of [value.low, value.high]) {
    if (end && (end.numerator >= HUGE || end.denominator >= HUGE)) {
      throw new CannotCalculate("too-large");
    }
  }
  return value;
}

/** The range of one value. @param {Fraction} value */
export function point(value) {
  return range(value, value);
}

/** The smallest range that holds all of them. @param {Range[]} ranges */
export function hull(ranges) {
  return range(lowest(ranges.map((r) => r.low)), greatest(ranges.map((r) => r.high)));
}

/** @param {Fraction[]} values */
export function lowest(values) {
  return values.reduce((a, b) => (b.isBelow(a) ? b : a));
}

/** @param {Fraction[]} values */
export function highest(values) {
  return values.reduce((a, b) => (a.isBelow(b) ? b : a));
}

/** The smallest upper bound, where null is no bound. @param {(Fraction | null)[]} highs */
export function least(highs) {
  const known = highs.filter((high) => high !== null);
  return known.length > 0 ? lowest(known) : null;
}

/** The largest upper bound, where null is no bound. @param {(Fraction | null)[]} highs */
function greatest(highs) {
  const known = highs.filter((high) => high !== null);
  return known.length === highs.length ? highest(known) : null;
}

/** Sum. @param {Range} a @param {Range} b */
export function add(a, b) {
  const high = a.high === null || b.high === null ? null : a.high.plus(b.high);
  return range(a.low.plus(b.low), high);
}

/** What is left of a after b, never below zero. @param {Range} a @param {Range} b */
export function sub(a, b) {
  const low = b.high === null ? ZERO : highest([ZERO, a.low.minus(b.high)]);
  return range(low, a.high === null ? null : highest([ZERO, a.high.minus(b.low)]));
}

/** Product. @param {Range} a @param {Range} b */
export function mul(a, b) {
  if (a.high?.equals(ZERO) || b.high?.equals(ZERO)) return point(ZERO);
  const high = a.high === null || b.high === null ? null : a.high.times(b.high);
  return range(a.low.times(b.low), high);
}

/**
 * Quotient; dividing by exactly zero has no result.
 * @param {Range} a @param {Range} b
 */
function div(a, b) {
  if (b.high?.equals(ZERO)) throw new CannotCalculate("divide-by-zero");
  const low = b.high === null ? ZERO : a.low.over(b.high);
  return range(low, a.high === null || b.low.equals(ZERO) ? null : a.high.over(b.low));
}

/** How many whole times b goes into a. @param {Range} a @param {Range} b */
function steps(a, b) {
  const quotient = div(a, b);
  return range(
    new Fraction(quotient.low.floor()), quotient.high && new Fraction(quotient.high.floor()),
  );
}

/**
 * How many steps of b a goes past: 2b reaches the second step, but passes only the first.
 * @param {Range} a @param {Range} b
 */
function stepsPast(a, b) {
  const quotient = div(a, b);
  return range(below(quotient.low), quotient.high && below(quotient.high));
}

/** The largest whole number below another one, and not below zero. @param {Fraction} number */
function below(number) {
  const whole = number.floor();
  const isWhole = new Fraction(whole).equals(number);
  return highest([ZERO, new Fraction(isWhole ? whole - 1n : whole)]);
}

/** The smallest. @param {Range[]} args */
export function minimum(...args) {
  return range(lowest(args.map((a) => a.low)), least(args.map((a) => a.high)));
}

/** The largest. @param {Range[]} args */
export function maximum(...args) {
  return range(highest(args.map((a) => a.low)), greatest(args.map((a) => a.high)));
}

/** Whether a is below b. @param {Range} a @param {Range} b @returns {Answer} */
function lt(a, b) {
  if (a.high?.isBelow(b.low)) return true;
  return b.high !== null && !a.low.isBelow(b.high) ? false : null;
}

/**
 * Whether a is at most b.
 * @param {Range} a @param {Range} b @returns {Answer}
 */
function le(a, b) {
  if (a.high !== null && !b.low.isBelow(a.high)) return true;
  return b.high?.isBelow(a.low) ? false : null;
}

/** Whether a equals b. @param {Range} a @param {Range} b @returns {Answer} */
function eq(a, b) {
  if (isExact(a) && isExact(b) && a.low.equals(b.low)) return true;
  const apart = lt(a, b) || lt(b, a);
  return apart ? false : null;
}

/** The day so many years and months after another one. @param {Range} day @param {Range} years */
export function later(day, years) {
  return moved(day, years, laterDay);
}

/**
 * The same day of the month, or the last where the month is shorter.
 * @param {Fraction} day @param {Fraction} years
 */
function laterDay(day, years) {
  const months = years.times(new Fraction(12n));
  if (months.denominator !== 1n) throw new CannotCalculate("part-of-month");
  const [year, month, first] = isoDate(highest([new Fraction(1n), day])).split("-").map(Number);
  const all = BigInt(year * 12 + month - 1) + months.numerator;
  const then = all / 12n;
  if (then > 9999n) throw new CannotCalculate("too-large");
  const start = [String(then).padStart(4, "0"), String((all % 12n) + 1n).padStart(2, "0")].join("-");
  for (let last = first; ; last -= 1) {
    const found = firstDay(`${start}-${String(last).padStart(2, "0")}`);
    if (found) return found;
  }
}

/** The day so many days after another one. @param {Range} day @param {Range} days */
function daysLater(day, days) {
  return moved(day, days, dayAfter);
}

/**
 * Both ends of a day that is moved; open where either is.
 * @param {Range} day @param {Range} span @param {(day: Fraction, span: Fraction) => Fraction} move
 */
function moved(day, span, move) {
  const low = move(day.low, span.low);
  if (day.high === null || span.high === null) return range(low, null);
  return range(low, move(day.high, span.high));
}

/** @param {Fraction} day @param {Fraction} days */
function dayAfter(day, days) {
  if (days.denominator !== 1n) throw new CannotCalculate("part-of-day");
  const found = highest([new Fraction(1n), day]).plus(days);
  if (LAST_DAY.isBelow(found)) throw new CannotCalculate("too-large");
  return found;
}

/** The opposite answer. @param {Answer} a @returns {Answer} */
function negate(a) {
  return a === null ? null : !a;
}

/** No if any is no, yes if all are yes. @param {Answer[]} args @returns {Answer} */
export function both(...args) {
  return args.includes(false) ? false : args.includes(null) ? null : true;
}

/** Yes if any is yes, no if all are no. @param {Answer[]} args @returns {Answer} */
export function either(...args) {
  return args.includes(true) ? true : args.includes(null) ? null : false;
}

export const OPERATORS = new Map(Object.entries(/** @type {Record<string, Operator>} */ ({
  add,
  sub,
  mul,
  div,
  min: minimum,
  max: maximum,
  steps,
  steps_past: stepsPast,
  lt,
  le,
  gt: (a, b) => lt(b, a),
  ge: (a, b) => le(b, a),
  eq,
  ne: (a, b) => negate(eq(a, b)),
  and: both,
  or: either,
  not: negate,
  later,
  days_later: daysLater,
})));
