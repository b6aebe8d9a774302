/**
 * What a benefit pays for some instances, with inputs that are answered, follow or are fed;
 * clausebook/plan/amounts.py is the twin.
 */
import { made, walk } from "./book.js";
import { Fraction } from "../../quantity/fraction.js";
import {
  added, compared, keyOf, sameRange, sumOf, together, valueOf,
} from "./figures.js";
import { quietRun, settled } from "./gates.js";
import { reckon } from "../../rules/evaluate.js";
import { CannotCalculate, ZERO, least, point, range } from "../../rules/operators.js";
import { OUTSIDE, statusOn } from "../../rules/validity.js";
/** @import { Benefit } from "./book.js" */
/** @import { Amount, Value } from "./figures.js" */
/** @import { Known } from "./gates.js" */
/** @import { Node } from "../../rules/expressions.js" */
/** @import { Entered, Spec } from "../../rules/inputs.js" */
/** @import { Answer, Range } from "../../rules/operators.js" */

const ONE = new Fraction(1n);

/**
 * By input: what is fed to each of the instances; null where its own value counts.
 * @typedef {Map<string, Value[]>} Fed
 */
/** @type {Fed} */
export const UNFED = new Map();

/**
 * The value of an input, the questions that leave it open, and whether it rests on an answer rather
 * than on a default or on nothing.
 * @typedef {{ value: Value, open: string[], isGiven: boolean }} Figure
 */

/**
 * What a benefit pays for some instances, before relations act. low and high are what each of them
 * is paid after the benefit's own limits; tops the most that it comes to before limits on all of
 * them; isSure whether the text fixes the amount rather than only its limit; missing the inputs
 * without a value that made a difference; error why nothing can be calculated.
 * @typedef {{
 *   low: Fraction[], high: Amount[], tops: Amount[], total: Range, isSure: boolean,
 *   missing: string[], binding: string[], error: string | null,
 * }} Payment
 */

/** What a computed condition says, and the inputs that are missing. @typedef {{ answer: Answer, missing: string[] }} Computed */

/** What each benefit pays on a day; what was worked out once is kept. */
export class Amounts {
  /** @param {Known} known */
  constructor(known) {
    this.known = known;
    /** @type {Map<string, Figure>} */
    this.figures = new Map();
    /** @type {Map<string, Payment>} */
    this.payments = new Map();
    /** @type {Map<string, boolean>} */
    this.positional = new Map();
    /** @type {Map<string, boolean>} */
    this.varying = new Map();
    /** @type {Map<Benefit, string>} */
    this.statuses = new Map();
  }

  // --- inputs ----------------------------------------------------------------------------------

  /**
   * The value of an input for an instance, from answers alone.
   * @param {Benefit} benefit @param {string} name @param {number} place
   */
  figure(benefit, name, place) {
    const spec = /** @type {Spec} */ (benefit.inputs.get(name));
    return made(this.figures, `${benefit.id} ${name} ${place}`, () => this.figureOf(benefit, spec, place));
  }

  /** @param {Benefit} benefit @param {Spec} spec @param {number} place @returns {Figure} */
  figureOf(benefit, spec, place) {
    const { known } = this;
    const received = this.received(benefit, spec);
    if (received !== null) return { value: received, open: [], isGiven: true };
    if (benefit.sources.has(spec.name)) return this.sourced(benefit, spec, place);
    if (!known.book.questions.has(spec.name)) return { value: null, open: [], isGiven: false };
    let values = known.values(spec.name);
    let places = [...values.keys()];
    if (known.about(spec.name) === benefit.subject && values.length > place) {
      [values, places] = [[values[place]], [place]];
    }
    return {
      value: together(spec.type, values),
      open: known.openAt(spec.name, places) ? [spec.name] : [],
      isGiven: places.some((at) => known.answered(spec.name, at) !== null),
    };
  }

  /** @param {Benefit} benefit @param {Spec} spec */
  received(benefit, spec) {
    return valueOf(spec, this.known.answers.entry(benefit.id, spec.name));
  }

  /** @param {Benefit} benefit @param {Spec} spec @param {number} place @returns {Figure} */
  sourced(benefit, spec, place) {
    const { rule, choices = [] } = benefit.sources.get(spec.name) ?? {};
    if (!rule) return this.chosen(benefit, choices, place);
    const found = this.known.each(rule, benefit, benefit.subject, place);
    const values = found.map(({ value }) => (spec.type === "count" ? counted(value) : valueIn(value)));
    const open = [...new Set(found.flatMap((each) => each.open))];
    return { value: together(spec.type, values), open, isGiven: open.length === 0 };
  }

  /**
   * The first key whose condition surely holds; the same for everything it is about.
   * @param {Benefit} benefit @param {[string, Node][]} choices @param {number} place
   * @returns {Figure}
   */
  chosen(benefit, choices, place) {
    /** @type {string[]} */
    const names = [];
    for (const [key, node] of choices) {
      const { answer, open } = this.known.answer(node, benefit, benefit.subject, place);
      if (answer) return { value: key, open: [], isGiven: true };
      names.push(...open);
    }
    return { value: null, open: [...new Set(names)], isGiven: false };
  }

  /**
   * Whether an input may differ between the instances of a benefit.
   * @param {Benefit} benefit @param {string} name
   */
  varies(benefit, name) {
    return made(this.varying, `${benefit.id} ${name}`, () => {
      const source = benefit.sources.get(name);
      const names = source ? nodesOf(source).flatMap((node) => this.known.names(node)) : [name];
      const { questions } = this.known.book;
      return names.some((each) => questions.get(each)?.about === benefit.subject);
    });
  }

  /**
   * @param {Benefit} benefit @param {readonly number[]} instances @param {Fed} fed
   * @returns {Entered}
   */
  entered(benefit, instances, fed) {
    return new Map([...benefit.inputs].map(([name, spec]) => {
      let values = instances.map((place) => this.figure(benefit, name, place).value);
      const given = fed.get(name);
      if (given) {
        values = values.map((own, nth) => given[nth] ?? own);
      } else if (!this.varies(benefit, name) || this.received(benefit, spec) !== null) {
        values = values.slice(0, 1);
      }
      const isEach = benefit.countsItems && spec.scope === "item";
      if (values.length > 1 && !isEach) values = [together(spec.type, values)];
      return [name, values.map((value) => value ?? "")];
    }));
  }

  /**
   * The questions that leave some inputs open, for some instances.
   * @param {Benefit} benefit @param {readonly string[]} names @param {readonly number[]} instances
   */
  open(benefit, names, instances) {
    const figures = names.flatMap((name) => instances.map((at) => this.figure(benefit, name, at)));
    return [...new Set(figures.flatMap(({ open }) => open))];
  }

  // --- what is paid ----------------------------------------------------------------------------

  /**
   * What is paid for some instances; outside its validity, what would have been paid.
   * @param {Benefit} benefit @param {readonly number[]} instances @param {Fed} [fed]
   */
  of(benefit, instances, fed = UNFED, reading = "") {
    const key = [benefit.id, instances.join(), keyOfFed(fed), reading].join(" ");
    return made(this.payments, key, () => this.payment(benefit, instances, fed, reading));
  }

  /**
   * @param {Benefit} benefit @param {readonly number[]} instances @param {Fed} fed
   * @param {string} reading @returns {Payment}
   */
  payment(benefit, instances, fed, reading) {
    const items = benefit.countsItems ? instances.length : 1;
    try {
      const entered = this.entered(benefit, instances, fed);
      const found = reckon(benefit.rule, entered, items, this.known.on, reading);
      const best = benefit.way(reading).limits.stacking === "best-of";
      return paymentOf(found, instances.length, best);
    } catch (error) {
      if (!(error instanceof CannotCalculate)) throw error;
      const none = instances.map(() => ZERO);
      const nothing = { low: none, high: none, tops: none, total: point(ZERO) };
      return { ...nothing, isSure: true, missing: [], binding: [], error: error.message };
    }
  }

  /**
   * For each instance, what it is never paid more than, whichever others are taken.
   * @param {Benefit} benefit @param {readonly number[]} instances @param {Fed} [fed]
   */
  most(benefit, instances, fed = UNFED, reading = "") {
    const { tops } = this.of(benefit, instances, fed, reading);
    const isFixed = instances.length === 1 || (benefit.countsItems && !this.countsOn(benefit));
    return isFixed ? tops : instances.map(() => null);
  }

  /** Whether it matters to an item which number it has. @param {Benefit} benefit */
  countsOn(benefit) {
    return made(this.positional, benefit.id, () => {
      const { rule, computed } = benefit;
      const ways = [rule, ...Object.values(rule.under)].flatMap(({ pays, limits }) => [pays, ...limitsIn(limits)]);
      const nodes = walk([...ways, ...computed.map(({ holds }) => holds)], rule.named);
      return rule.per === "year" || [...nodes].some(([op]) => op === "given");
    });
  }

  /**
   * For each instance, what its computed conditions say.
   * @param {Benefit} benefit @param {readonly number[]} instances @param {Fed} [fed]
   * @returns {Map<string, Computed>[]}
   */
  conditions(benefit, instances, fed = UNFED) {
    if (benefit.computed.length === 0) return instances.map(() => new Map());
    const entered = this.entered(benefit, instances, fed);
    return instances.map((_, nth) => new Map(benefit.computed.map(({ id, holds }) => {
      const run = quietRun(benefit.rule, entered, this.known.on);
      run.item = benefit.countsItems ? nth : 0;
      const answer = /** @type {Answer} */ (settled(run, holds));
      return [id, { answer, missing: run.missing }];
    })));
  }

  /** Its status on the day. @param {Benefit} benefit */
  status(benefit) {
    return made(this.statuses, benefit, () => statusOn(benefit.rule.validity, this.known.on));
  }

  /** Whether anything can be paid on the day. @param {Benefit} benefit */
  isInForce(benefit) {
    return !OUTSIDE.includes(this.status(benefit));
  }
}

/** Its rules. @param {import("./book.js").Source} source */
export function nodesOf({ rule, choices = [] }) {
  return rule ? [rule] : choices.map(([, node]) => node);
}

/** The rules of all limits. @param {import("../../rules/evaluate.js").Limits} limits @returns {Node[]} */
function limitsIn({ combined, count, per_year, in_total, shared = [], nothing_below }) {
  const rules = [count, per_year, in_total, nothing_below, ...shared.map(({ cap }) => cap)];
  const all = [...rules, combined?.ceiling, ...(combined?.with ?? [])];
  return all.filter((node) => node !== undefined);
}

/** What a rule came to, as a value. @param {Answer | Range} found @returns {Value} */
function valueIn(found) {
  return typeof found === "boolean" ? (found ? "yes" : "no") : found;
}

/** For how many a condition holds; a number stays what it is. @param {Answer | Range} found */
function counted(found) {
  if (found === null) return range(ZERO, ONE);
  return typeof found === "boolean" ? point(found ? ONE : ZERO) : found;
}

/** @param {Fed} fed */
function keyOfFed(fed) {
  return [...fed].map(([name, values]) => `${name}=${values.map(keyOf).join()}`).join(";");
}

/**
 * What was worked out for all items, told for each instance in order.
 * @param {ReturnType<typeof reckon>} found @param {number} instances @param {boolean} best
 * @returns {Payment}
 */
function paymentOf({ total, sure, items, missing, binding }, instances, best) {
  let each = items;
  if (items.length !== instances) { // inputs were added, and the first of them takes what is paid
    each = Array.from({ length: instances }, (_, place) => (place === 0 ? total : point(ZERO)));
  }
  const lows = sharedOut(total.low, each.map(({ low }) => low), best);
  const low = lows.map((amount) => amount ?? ZERO);
  const high = sharedOut(total.high, each.map((item) => item.high), best);
  return {
    low,
    high,
    tops: each.map((item) => item.high),
    total: range(sumOf(low), added(high)),
    isSure: sameRange(total, sure),
    missing,
    binding,
    error: null,
  };
}

/**
 * What each item gets of the sum: they are served in order, or the best one alone.
 * @param {Amount} total @param {Amount[]} items @param {boolean} best
 */
function sharedOut(total, items, best) {
  let order = [...items.keys()];
  if (best) { // which has no upper end, or else pays most
    order.sort((a, b) => compared(items[b], items[a]));
    order = order.slice(0, 1);
  }
  /** @type {Amount[]} */
  const shares = items.map(() => ZERO);
  let left = total;
  for (const place of order) {
    const share = least([items[place], left]);
    shares[place] = share;
    if (left !== null && share !== null) left = left.minus(share);
  }
  return shares;
}
