/**
 * Inputs in their canonical form: what is wrong with them, and their numbers.
 * clausebook/rules/inputs.py is the twin.
 */
import { Fraction } from "../quantity/fraction.js";
import { ZERO } from "./operators.js";
import { firstDay } from "../quantity/days.js";
/** @import { Benefit } from "./evaluate.js" */
/** @import { Range } from "./operators.js" */

/** The input by which each limit that acts across claims remembers earlier ones. */
export const HISTORY = {
  per_year: "paid_this_year", in_total: "paid_before", count: "items_before",
};

/** With the name of a cap that benefits share: the input by which it remembers all of them. */
export const UNDER = "paid_under_";

/** Whether an input is one by which a limit remembers earlier claims. @param {string} name */
export function remembers(name) {
  return Object.values(HISTORY).includes(name) || name.startsWith(UNDER);
}

/** Canonical texts by input: one for all items, or one per item. @typedef {Map<string, string[]>} Given */
/**
 * The same where numbers are worked out, or only the ends are known between which they lie: a plan's.
 * @typedef {Map<string, readonly (string | Range)[]>} Entered
 */
/**
 * What a benefit asks for.
 * @typedef {{
 *   name: string,
 *   type: string,
 *   scope: string,
 *   default: string | null,
 *   choices?: string[],
 * }} Spec
 */

/**
 * Everything wrong with the inputs: first the known ones in their order, then the others.
 * @param {Benefit} benefit @param {Given} given
 */
export function errorsIn(benefit, given) {
  const asked = benefit.conditions.filter((condition) => condition.holds === null);
  /** @type {Map<string, Spec>} */
  const known = new Map(benefit.inputs.map((spec) => [spec.name, spec]));
  for (const { id: name } of asked) {
    const spec = { name, type: "yes_no", scope: "applicant", default: null };
    if (!known.has(name)) known.set(name, spec);
  }
  const found = [];
  for (const [name, spec] of known) {
    const values = given.get(name);
    const codes = values ? wrongValues(benefit, spec, values, itemsIn(given)) : [];
    found.push(...codes.map((code) => ({ input: name, code })));
  }
  const unknown = [...given.keys()].filter((name) => !known.has(name)).sort();
  return [...found, ...unknown.map((input) => ({ input, code: "unknown-input" }))];
}

/** @param {Given} given */
export function itemsIn(given) {
  return Math.max(1, ...[...given.values()].map((values) => values.length));
}

/**
 * What is wrong with each value, and whether there are too many or too few of them.
 * @param {Benefit} benefit @param {Spec} spec
 * @param {string[]} values @param {number} items
 */
function wrongValues(benefit, spec, values, items) {
  const codes = values.flatMap((value) => wrongValue(spec, value) ?? []);
  const many = Boolean(benefit.per) && spec.scope === "item";
  const fits = values.length === 1 || (many && values.length === items);
  return fits ? codes : [...codes, "item-count"];
}

/**
 * The code of what is wrong with one value; an empty one is only missing.
 * @param {Spec} spec @param {string} value
 */
export function wrongValue(spec, value) {
  if (value === "") return null;
  if (spec.type === "yes_no") return value === "yes" || value === "no" ? null : "wrong-type";
  if (spec.type === "choice") return spec.choices?.includes(value) ? null : "unknown-choice";
  const number = numberOf(spec.type, value);
  if (number === null) return "wrong-type";
  if (number.isBelow(ZERO)) return "negative";
  return spec.type === "count" && number.denominator !== 1n ? "not-whole" : null;
}

/** Percentage points in a whole. */
export const POINTS = new Fraction(100n);
const CANONICAL = /^-?[0-9]+(\.[0-9]+|\/[1-9][0-9]*)?$/u;
const ISO_DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u;
const LONGEST = 80;

/**
 * A canonical text as a number that rules calculate with: dates count as days, so that they can be
 * compared, and percentage points as shares of one.
 * @param {string} kind @param {string} value
 */
export function numberOf(kind, value) {
  if (kind === "date") return dayOf(value);
  const fits = value.length <= LONGEST && CANONICAL.test(value);
  if (!fits) return null;
  return kind === "points" ? Fraction.read(value).over(POINTS) : Fraction.read(value);
}

/** @param {string} value */
function dayOf(value) {
  return ISO_DATE.test(value) ? firstDay(value) : null;
}
