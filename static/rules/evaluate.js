/**
 * Compiled benefit + inputs + date → result with every step; clausebook/rules/evaluate.py is the
 * twin.
 *
 * Both work on plain JSON: numbers are exact decimal or fraction texts, money is counted in the main
 * unit of its currency.
 * schema/rules.md describes the benefit and the result.
 */
import {
  Run, answerKey, answerOf, ends, leavesOpen, leaf, nameOf, once, rangeOf, shown,
} from "./expressions.js";
import { Fraction } from "../quantity/fraction.js";
import { HISTORY, UNDER, errorsIn, itemsIn } from "./inputs.js";
import { instalmentsOf, paidOf } from "./instalments.js";
import {
  CannotCalculate, ZERO, add, both, hull, isExact, maximum, minimum, mul, point, range, sub,
} from "./operators.js";
import { OUTSIDE, statusOn } from "./validity.js";
/** @import { Ends, Node, Shown, Step } from "./expressions.js" */
/** @import { Entered, Given, Spec } from "./inputs.js" */
/** @import { Instalment, Written } from "./instalments.js" */
/** @import { Answer, Range } from "./operators.js" */
/** @import { Validity } from "./validity.js" */

/**
 * @typedef {{
 *   combined?: { ceiling: Node, with: Node[] },
 *   count?: Node,
 *   per_year?: Node,
 *   in_total?: Node,
 *   shared?: { cap: Node, over: string | null }[],
 *   nothing_below?: Node,
 *   stacking?: "best-of",
 *   outlasts?: true,
 * }} Limits
 */
/** @typedef {{ pays: Node, limits: Limits }} Way */
/**
 * A compiled benefit.
 * @typedef {Way & {
 *   id: string,
 *   currency: string,
 *   per: string | null,
 *   facts: Record<string, { kind: string, value: string, upto?: string, address?: string }>,
 *   constants: Record<string, { kind: string, value: string, address?: string }>,
 *   inputs: Spec[],
 *   conditions: { id: string, holds: Node | null }[],
 *   named: Record<string, Node>,
 *   under: Record<string, Way>,
 *   instalments: Written[],
 *   remarks: { id: string, when: Node }[],
 *   validity: Validity,
 *   split: string[],
 * }} Benefit
 */
/**
 * What is paid: bound is exact, or up_to where the text leaves more than the sure part open.
 * @typedef {Ends & {
 *   bound: string, sure: Ends, joint: Ends | null, beside: Record<string, Ends>, items: Ends[],
 *   split: Ends[], instalments: (Ends & { id: string, paid: string })[],
 * }} Amounts
 */
/**
 * The result of one reading.
 * @typedef {Amounts & {
 *   outcome: string,
 *   missing: string[],
 *   assumed: string[],
 *   failed: string[],
 *   binding: string[],
 *   steps: Step[],
 *   remarks: string[],
 *   status?: string,
 *   would?: Amounts | null,
 * }} Reading
 */
/** @typedef {{ outcome: "invalid", errors: { input: string, code: string }[] }} Invalid */
/** @typedef {Invalid | (Reading & { spread: Ends, under: Record<string, Reading> })} Result */


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
  const statuses = statusesOf(benefit, itemsIn(values), on);
  try {
    const remarks = remarksOf(benefit, values, on, statuses.length);
    const used = reckoned(benefit, benefit, values, on, statuses, remarks);
    const under = Object.entries(benefit.under).map(
      ([key, way]) => /** @type {const} */ ([key, reckoned(benefit, way, values, on, statuses, remarks)]),
    );
    const all = [used, ...under.map(([, reading]) => reading)];
    return { ...used, spread: spreadOf(all), under: Object.fromEntries(under) };
  } catch (error) {
    if (!(error instanceof CannotCalculate)) throw error;
    return { outcome: "invalid", errors: [{ input: "", code: error.message }] };
  }
}

/** From the lowest to the highest amount that any of the readings gives. @param {Ends[]} readings */
function spreadOf(readings) {
  return ends(hull(readings.map(({ low, high }) =>
    range(Fraction.read(low), high === null ? null : Fraction.read(high)))));
}

/**
 * The status of each item on its day: of a series of years, each is a year after the last.
 * @param {Benefit} benefit @param {number} items @param {string} on
 */
function statusesOf(benefit, items, on) {
  return Array.from({ length: items }, (_, year) => {
    const day = benefit.per === "year" ? yearsAfter(on, year) : on;
    return statusOn(benefit.validity, day);
  });
}

/**
 * The same day so many years later; the calendar ends with the year 9999.
 * @param {string} day @param {number} years
 */
function yearsAfter(day, years) {
  if (years === 0) return day;
  const year = Math.min(9999, Number(day.slice(0, 4)) + years);
  return String(year).padStart(4, "0") + day.slice(4);
}

/**
 * One reading by itself, in force or not, without steps and remarks, of values that are known to be
 * right: for whoever calculates often, as plans do.
 * @param {Benefit} benefit @param {Entered} given @param {number} items @param {string} on
 */
export function reckon(benefit, given, items, on, reading = "") {
  const run = new Run(benefit, given, on);
  run.keepsSteps = false;
  const way = benefit.under[reading] ?? benefit;
  const { found, sure } = workedOut(run, way, statusesOf(benefit, items, on));
  return { ...found, sure, missing: run.missing, binding: run.binding };
}

/**
 * What a reading pays in force, and how much of it the text fixes.
 * @param {Run} run @param {Way} way @param {string[]} statuses
 */
function workedOut(run, way, statuses) {
  const ends = !OUTSIDE.includes(statuses[0]) && !way.limits.outlasts;
  const ended = statuses.map((status) => ends && OUTSIDE.includes(status));
  const found = amountsOf(run, way, ended);
  const sure = leavesOpen(run.benefit, way.pays)
    ? amountsOf(run.guaranteeing(), way, ended).total
    : found.total;
  return { found, sure };
}

/**
 * One reading. Outside its validity a benefit pays nothing; would keeps what it would have paid.
 * @param {Benefit} benefit @param {Way} way @param {Given} given @param {string} on
 * @param {string[]} statuses @param {string[]} remarks @returns {Reading}
 */
function reckoned(benefit, way, given, on, statuses, remarks) {
  const [status] = statuses;
  const inForce = !OUTSIDE.includes(status);
  const run = new Run(benefit, given, on);
  const { found, sure } = workedOut(run, way, statuses);
  const { outcome, total, items, beside, instalments } = found;
  const split = benefit.split.map((share) => mul(total, point(Fraction.read(share))));
  const paid = amountsTold(total, sure, items, split, beside, instalments);
  const nothing = () => point(ZERO);
  return {
    outcome: inForce ? outcome : "not-in-force",
    ...(inForce ? paid : amountsTold(nothing(), nothing(), items.map(nothing), split.map(nothing))),
    missing: run.missing,
    assumed: run.assumed,
    failed: run.failed,
    binding: run.binding,
    steps: run.steps,
    remarks,
    status,
    would: inForce ? null : paid,
  };
}

/**
 * The remarks that are surely called for, by any of the items.
 * @param {Benefit} benefit @param {Given} given @param {string} on @param {number} items
 */
function remarksOf(benefit, given, on, items) {
  const run = new Run(benefit, given, on);
  const called = benefit.remarks.filter(({ when }) =>
    Array.from({ length: items }).some((_, item) => {
      run.item = item;
      return answerOf(run, when) === true;
    }));
  return called.map(({ id }) => id);
}

// --- one reading ---------------------------------------------------------------------------

/**
 * What one reading pays in force: way holds its pays and limits. Items that have ended pay nothing,
 * whatever the rule says.
 * @param {Run} run @param {Way} way @param {boolean[]} ended
 */
function amountsOf(run, way, ended) {
  const asked = askedIn(run);
  const each = ended.map((over, item) => itemOf(run, way, asked, item, over));
  run.item = null;
  run.binding = [];
  const items = each.map(({ amount }) => amount);
  const beyond = way.limits.count ? count(run, way.limits.count, items) : [];
  const own = each.flatMap(({ binding }, item) => (beyond.includes(item) ? [] : binding));
  run.binding = [...new Set([...own, ...run.binding])];
  const award = limited(run, way.limits, items);
  const refused = each.every(({ gate }) => gate === false);
  const instalments = refused ? [] : instalmentsOf(run, award);
  const total = paidOf(run, award, instalments);
  const outcome = refused ? "ineligible" : isExact(total) ? "amount" : "range";
  const others = (!refused && way.limits.combined?.with) || [];
  const beside = others.map((node, place) =>
    /** @type {const} */ ([node[2], each.map((item) => item.beside[place]).reduce(add)]));
  return { outcome, total, items, beside, instalments };
}

/** A year of a series that begins when the benefit is no longer in force. @param {Run} run */
function endedItem(run) {
  once(run.binding, "validity");
  run.step("ended", [], point(ZERO), run.benefit.currency);
  return point(ZERO);
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
      const answer = run.entry(condition.id, "yes") === "yes";
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
 * One item by itself, and what each of the others pays for it where all have one ceiling; where its
 * conditions fail, its rule is not looked at.
 * @param {Run} run @param {Way} way @param {Answer} asked @param {number} item @param {boolean} over
 */
function itemOf(run, way, asked, item, over) {
  run.item = item;
  run.binding = [];
  const gate = gateOf(run, asked);
  const amount = over ? endedItem(run) : amountOf(run, way, gate);
  const others = way.limits.combined?.with ?? [];
  const beside = others.map((node) => (gate === false ? point(ZERO) : rangeOf(run, node)));
  return { gate, amount, beside, binding: run.binding };
}

/**
 * What one item is paid, before limits that act across items.
 * @param {Run} run @param {Way} way @param {Answer} gate
 */
function amountOf(run, way, gate) {
  if (gate === false) return point(ZERO);
  const kept = run.binding.length;
  let amount = rangeOf(run, way.pays);
  if (way.limits.combined) amount = combined(run, way.limits.combined, amount);
  amount = atLeast(run, way.limits.nothing_below, amount);
  if (gate) return amount;
  run.binding.length = kept; // nothing may be paid at all
  return range(ZERO, amount.high);
}

/**
 * All payers together: at most what the ceiling leaves beside the money of the others.
 * @param {Run} run @param {{ceiling: Node, with: Node[]}} limit
 * @param {Range} amount
 */
function combined(run, limit, amount) {
  const ceiling = rangeOf(run, limit.ceiling);
  const others = limit.with.map((node) => rangeOf(run, node));
  const room = sub(ceiling, others.reduce(add));
  const { currency } = run.benefit;
  const isNamed = nameOf(limit.ceiling);
  const most = isNamed ? leaf(limit.ceiling, ceiling) : shown("combined", currency, ceiling);
  const beside = limit.with.map((node, place) => leaf(node, others[place]));
  run.step("room", [most, ...beside], room, currency);
  return cap(run, "combined", "combined", amount, shown(null, currency, room), room);
}

/**
 * The amount, of which less than the least that is paid comes to nothing.
 * @param {Run} run @param {Node | undefined} node @param {Range} amount
 */
function atLeast(run, node, amount) {
  if (!node) return amount;
  const least = rangeOf(run, node);
  if (least.high !== null && !amount.low.isBelow(least.high)) return amount;
  const isBelow = amount.high?.isBelow(least.low) ?? false;
  if (isBelow && ZERO.isBelow(amount.low)) once(run.binding, nameOf(node) ?? "nothing_below");
  const found = isBelow ? point(ZERO) : range(ZERO, amount.high);
  const { currency } = run.benefit;
  run.step("nothing_below", [shown(null, currency, amount), leaf(node, least)], found, currency);
  return found;
}

/**
 * The sum over the items, or the best of them, within the limits across items and years.
 * @param {Run} run @param {Limits} limits @param {Range[]} amounts
 */
function limited(run, limits, amounts) {
  const { currency } = run.benefit;
  const best = limits.stacking === "best-of";
  let total = best ? maximum(...amounts) : amounts.reduce(add);
  if (amounts.length > 1) {
    const args = amounts.map((amount) => shown(null, currency, amount));
    run.step(best ? "best" : "sum", args, total, currency);
  }
  for (const limit of /** @type {const} */ (["per_year", "in_total"])) {
    const node = limits[limit];
    if (node) total = across(run, limit, HISTORY[limit], node, total);
  }
  const { shared = [] } = limits;
  for (const { cap: node } of shared) {
    total = across(run, "shared", UNDER + nameOf(node), node, total);
  }
  const capped = limits.per_year || limits.in_total || shared.length > 0;
  return capped ? atLeast(run, limits.nothing_below, total) : total;
}

/**
 * Only the first items are paid; those of earlier claims have used up some of the places. Gives the
 * items that would be paid and are not: how they were calculated says nothing.
 * @param {Run} run @param {Node} node @param {Range[]} amounts
 */
function count(run, node, amounts) {
  const [limit, before] = [rangeOf(run, node), run.history(HISTORY.count, "count")];
  const places = sub(limit, before);
  const args = [leaf(node, limit), shown(HISTORY.count, "count", before)];
  run.step("places", args, places, "count");
  let [surely, perhaps] = [0n, 0n]; // how many of the items so far are paid
  /** @type {number[]} */
  const beyond = [];
  amounts.forEach((amount, item) => {
    if (places.high !== null && !new Fraction(surely).isBelow(places.high)) {
      amounts[item] = point(ZERO);
      if (ZERO.isBelow(amount.low)) {
        once(run.binding, nameOf(node) ?? "count");
        beyond.push(item);
      }
    } else if (!new Fraction(perhaps).isBelow(places.low)) {
      amounts[item] = range(ZERO, amount.high);
    }
    if (ZERO.isBelow(amounts[item].low)) surely += 1n;
    if (!amounts[item].high?.equals(ZERO)) perhaps += 1n;
  });
  run.steps = run.steps.filter((step) => step.item === null || !beyond.includes(step.item));
  for (const item of beyond) {
    run.item = item;
    run.step("beyond", [leaf(node, limit)], point(ZERO), run.benefit.currency);
  }
  run.item = null;
  return beyond;
}

/**
 * A cap on the sum; what earlier claims were paid has used up some of it.
 * @param {Run} run @param {string} limit @param {string} history @param {Node} node
 * @param {Range} total
 */
function across(run, limit, history, node, total) {
  const { currency } = run.benefit;
  const [capped, before] = [rangeOf(run, node), run.history(history, currency)];
  const room = sub(capped, before);
  let shownRoom = leaf(node, capped);
  if (!before.low.equals(ZERO)) {
    const args = [shownRoom, shown(history, currency, before)];
    run.step("room", args, room, currency);
    shownRoom = shown(null, currency, room);
  }
  return cap(run, limit, nameOf(node) ?? limit, total, shownRoom, room);
}

/**
 * The smaller of amount and room; the limit binds when it surely takes something away.
 * @param {Run} run @param {string} limit @param {string} name
 * @param {Range} amount @param {Shown} shownRoom @param {Range} room
 */
function cap(run, limit, name, amount, shownRoom, room) {
  const capped = minimum(amount, room);
  if (room.high?.isBelow(amount.low)) once(run.binding, name);
  const { currency } = run.benefit;
  run.step(limit, [shown(null, currency, amount), shownRoom], capped, currency);
  return capped;
}

/**
 * Amounts as a result tells them; sure is what of the total the text fixes.
 * @param {Range} total @param {Range} sure @param {Range[]} items @param {Range[]} split
 * @param {(readonly [string, Range])[]} beside @param {Instalment[]} instalments
 * @returns {Amounts}
 */
function amountsTold(total, sure, items, split, beside = [], instalments = []) {
  const [told, fixed] = [ends(total), ends(sure)];
  const others = beside.map(([, paid]) => paid);
  return {
    ...told,
    bound: told.low === fixed.low && told.high === fixed.high ? "exact" : "up_to",
    sure: fixed,
    joint: others.length > 0 ? ends(others.reduce(add, total)) : null,
    beside: Object.fromEntries(beside.map(([name, paid]) => [name, ends(paid)])),
    items: items.map((amount) => ends(amount)),
    split: split.map((share) => ends(share)),
    instalments: instalments.map(({ id, amount, paid }) =>
      ({ id, ...ends(amount), paid: answerKey(paid) })),
  };
}
