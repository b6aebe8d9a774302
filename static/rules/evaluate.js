/**
 * Compiled benefit + inputs + date → result with every step; clausebook/rules/evaluate.py is the
 * twin.
 *
 * Both work on plain JSON: numbers are exact decimal or fraction texts, money is counted in yuan.
 * schema/rules.md describes the benefit and the result.
 */
import { Run, answerOf, ends, leaf, nameOf, once, rangeOf, shown } from "./expressions.js";
import { Fraction } from "./fraction.js";
import { errorsIn, itemsIn, numberOf } from "./inputs.js";
import {
  CannotCalculate, ZERO, add, both, isExact, maximum, minimum, mul, point, range, sub,
} from "./operators.js";
import { statusOn } from "./validity.js";
/** @import { Ends, Node, Shown, Step } from "./expressions.js" */
/** @import { Given, Spec } from "./inputs.js" */
/** @import { Answer, Range } from "./operators.js" */
/** @import { Validity } from "./validity.js" */

/**
 * @typedef {{
 *   combined?: { ceiling: Node, with: Node },
 *   count?: Node,
 *   per_year?: Node,
 *   in_total?: Node,
 *   stacking?: "best-of",
 * }} Limits
 */
/** @typedef {{ pays: Node, limits: Limits }} Way */
/**
 * A compiled benefit.
 * @typedef {Way & {
 *   id: string,
 *   per: string | null,
 *   bound: string,
 *   facts: Record<string, { kind: string, value: string }>,
 *   inputs: Spec[],
 *   conditions: { id: string, holds: Node | null }[],
 *   under: Record<string, Way>,
 *   validity: Validity,
 *   split: string[],
 * }} Benefit
 */
/** @typedef {Ends & { items: Ends[], split: Ends[] }} Amounts */
/**
 * The result of one reading.
 * @typedef {Amounts & {
 *   outcome: string,
 *   missing: string[],
 *   assumed: string[],
 *   failed: string[],
 *   binding: string[],
 *   steps: Step[],
 *   status?: string,
 *   would?: Amounts | null,
 * }} Reading
 */
/** @typedef {{ outcome: "invalid", errors: { input: string, code: string }[] }} Invalid */
/** @typedef {Invalid | (Reading & { under: Record<string, Reading> })} Result */

/** The input by which each limit that acts across claims remembers earlier ones. */
const HISTORY = { per_year: "paid_this_year", in_total: "paid_before", count: "items_before" };

/**
 * Calculate a benefit; on is the as-of date in ISO form. given has canonical values by input or
 * condition: one for all items, or one per item; empty if missing.
 * @param {Benefit} benefit @param {Record<string, string[]>} given @param {string} on
 * @returns {Result}
 */
export function evaluate(benefit, given, on) {
  const values = new Map(Object.entries(given));
  const errors = errorsIn(benefit, values);
  if (errors.length > 0) return { outcome: "invalid", errors };
  try {
    const result = calculate(benefit, benefit, values);
    const under = Object.entries(benefit.under).map(
      ([key, way]) => /** @type {const} */ ([key, calculate(benefit, way, values)]),
    );
    const status = statusOn(benefit.validity, on);
    return {
      ...inForce(result, status),
      under: Object.fromEntries(under.map(([key, way]) => [key, inForce(way, status)])),
    };
  } catch (error) {
    if (!(error instanceof CannotCalculate)) throw error;
    return { outcome: "invalid", errors: [{ input: "", code: error.message }] };
  }
}

/**
 * Outside its validity a benefit pays nothing; what it would have paid is kept apart.
 * @param {Reading} result @param {string} status @returns {Reading}
 */
function inForce(result, status) {
  if (status !== "not-yet" && status !== "expired") return { ...result, status, would: null };
  const { low, high, items, split } = result;
  const nothing = ends("money", point(ZERO));
  return {
    ...result,
    outcome: "not-in-force",
    ...nothing,
    items: items.map(() => nothing),
    split: split.map(() => nothing),
    status,
    would: { low, high, items, split },
  };
}

// --- one reading ---------------------------------------------------------------------------

/**
 * Evaluate one reading: way holds its pays and limits.
 * @param {Benefit} benefit @param {Way} way @param {Given} given
 */
function calculate(benefit, way, given) {
  const run = new Run(benefit, given);
  const asked = askedIn(run);
  /** @type {Answer[]} */
  const gates = [];
  /** @type {Range[]} */
  const amounts = [];
  for (let item = 0; item < itemsIn(given); item += 1) {
    run.item = item;
    gates.push(gateOf(run, asked));
    amounts.push(itemOf(run, way, gates[item]));
  }
  run.item = null;
  const total = limited(run, way.limits, amounts);
  let outcome = isExact(total) ? "amount" : "range";
  if (gates.every((gate) => gate === false)) outcome = "ineligible";
  return resultOf(run, outcome, total, amounts);
}

/**
 * The conditions that the reader answers; unanswered ones are assumed to hold.
 * @param {Run} run
 */
function askedIn(run) {
  /** @type {Answer[]} */
  const answers = [true];
  for (const condition of run.benefit.conditions) {
    if (condition.holds === null) {
      const answer = run.text(condition.id, "yes") === "yes";
      answers.push(answer);
      if (!answer) once(run.failed, condition.id);
    }
  }
  return both(...answers);
}

/**
 * Whether the conditions hold for an item: those that were asked and those computed.
 * @param {Run} run @param {Answer} asked
 */
function gateOf(run, asked) {
  let gate = asked;
  for (const condition of run.benefit.conditions) {
    if (condition.holds !== null) {
      const holds = answerOf(run, condition.holds);
      gate = both(gate, holds);
      if (holds === false) once(run.failed, condition.id);
    }
  }
  return gate;
}

/**
 * What one item is paid, before limits that act across items.
 * @param {Run} run @param {Way} way @param {Answer} gate
 */
function itemOf(run, way, gate) {
  if (gate === false) return point(ZERO);
  const kept = run.binding.length;
  let amount = rangeOf(run, way.pays);
  if (way.limits.combined) amount = combined(run, way.limits.combined, amount);
  if (gate) return amount;
  run.binding.length = kept; // nothing may be paid at all
  return range(ZERO, amount.high);
}

/**
 * City and district together: at most what the ceiling leaves beside the other's money.
 * @param {Run} run @param {{ceiling: Node, with: Node}} limit
 * @param {Range} amount
 */
function combined(run, limit, amount) {
  const [ceiling, other] = [rangeOf(run, limit.ceiling), rangeOf(run, limit.with)];
  const room = sub(ceiling, other);
  run.step("room", [leaf(limit.ceiling, ceiling), leaf(limit.with, other)], room, "money");
  return cap(run, "combined", "combined", amount, shown(null, "money", room), room);
}

/**
 * The sum over the items, or the best of them, within the limits across items and years.
 * @param {Run} run @param {Limits} limits @param {Range[]} amounts
 */
function limited(run, limits, amounts) {
  if (limits.count) count(run, limits.count, amounts);
  const best = limits.stacking === "best-of";
  let total = best ? maximum(...amounts) : amounts.reduce(add);
  if (amounts.length > 1) {
    const args = amounts.map((amount) => shown(null, "money", amount));
    run.step(best ? "best" : "sum", args, total, "money");
  }
  for (const limit of /** @type {const} */ (["per_year", "in_total"])) {
    const node = limits[limit];
    if (node) total = across(run, limit, node, total);
  }
  return total;
}

/**
 * Only the first items are paid; those of earlier claims have used up some of the places.
 * @param {Run} run @param {Node} node @param {Range[]} amounts
 */
function count(run, node, amounts) {
  const [limit, before] = [rangeOf(run, node), history(run, "count", "count")];
  const places = sub(limit, before);
  const args = [leaf(node, limit), shown(HISTORY.count, "count", before)];
  run.step("places", args, places, "count");
  let [surely, perhaps] = [0n, 0n]; // how many of the items so far are paid
  amounts.forEach((amount, item) => {
    if (places.high !== null && !new Fraction(surely).isBelow(places.high)) {
      amounts[item] = point(ZERO);
      if (ZERO.isBelow(amount.low)) once(run.binding, nameOf(node) ?? "count");
    } else if (!new Fraction(perhaps).isBelow(places.low)) {
      amounts[item] = range(ZERO, amount.high);
    }
    if (ZERO.isBelow(amounts[item].low)) surely += 1n;
    if (!amounts[item].high?.equals(ZERO)) perhaps += 1n;
  });
}

/**
 * A cap on the sum; what earlier claims were paid has used up some of it.
 * @param {Run} run @param {"per_year" | "in_total"} limit @param {Node} node
 * @param {Range} total
 */
function across(run, limit, node, total) {
  const [capped, before] = [rangeOf(run, node), history(run, limit, "money")];
  const room = sub(capped, before);
  let shownRoom = leaf(node, capped);
  if (!before.low.equals(ZERO)) {
    const args = [shownRoom, shown(HISTORY[limit], "money", before)];
    run.step("room", args, room, "money");
    shownRoom = shown(null, "money", room);
  }
  return cap(run, limit, nameOf(node) ?? limit, total, shownRoom, room);
}

/** @param {Run} run @param {keyof typeof HISTORY} limit @param {string} kind */
function history(run, limit, kind) {
  const text = run.text(HISTORY[limit], "0");
  return point(numberOf(kind, text || "0") ?? ZERO);
}

/**
 * The smaller of amount and room; the limit binds when it surely takes something away.
 * @param {Run} run @param {string} limit @param {string} name
 * @param {Range} amount @param {Shown} shownRoom @param {Range} room
 */
function cap(run, limit, name, amount, shownRoom, room) {
  const capped = minimum(amount, room);
  if (room.high?.isBelow(amount.low)) once(run.binding, name);
  run.step(limit, [shown(null, "money", amount), shownRoom], capped, "money");
  return capped;
}

/**
 * @param {Run} run @param {string} outcome @param {Range} total
 * @param {Range[]} amounts @returns {Reading}
 */
function resultOf(run, outcome, total, amounts) {
  const shares = run.benefit.split.map((share) => mul(total, point(Fraction.read(share))));
  return {
    outcome,
    ...ends("money", total),
    items: amounts.map((amount) => ends("money", amount)),
    split: shares.map((share) => ends("money", share)),
    missing: run.missing,
    assumed: run.assumed,
    failed: run.failed,
    binding: run.binding,
    steps: run.steps,
  };
}
