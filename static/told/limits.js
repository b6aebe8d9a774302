/**
 * The limit that an amount meets, or comes near: what binds, or how much room is left.
 * clausebook/told/limits.py is the twin.
 */
import { Fraction } from "../quantity/fraction.js";
import { exact } from "../quantity/value.js";
import { limitName } from "../rules/expressions.js";
import { label, moneyWords, own, valueWords } from "./explain.js";
import { fill } from "./strings.js";
/** @import { Benefit, Reading } from "../rules/evaluate.js" */
/** @import { Shown, Step } from "../rules/expressions.js" */
/** @import { Vocabulary } from "./explain.js" */

/**
 * A limit of a result, and what would be paid without it. name is what it is called among those that
 * bind, op the step that asked it; item is null where it is of all that is paid.
 * @typedef {{
 *   name: string, shown: Shown, op: string, most: Fraction, without: Fraction, binds: boolean,
 *   item: number | null,
 * }} Limit
 */

/** The steps that may take something away. */
export const CAPS = ["min", "combined", "per_year", "in_total", "shared"];

/**
 * The limit that settles a certain amount; else one of an item; else the nearest one.
 * @param {Benefit} rule @param {Reading} result @returns {Limit | undefined}
 */
export function limitOf(rule, result) {
  if (result.outcome !== "amount") return undefined;
  const found = limitsOf(rule, result);
  const ofAll = found.filter(({ item }) => item === null);
  const near = result.low === "0" ? [] : ofAll;
  return ofAll.filter(({ binds }) => binds).at(-1)
    ?? found.find(({ item, binds }) => item !== null && binds)
    ?? near.reduce((a, b) => (b.most.isBelow(a.most) ? b : a), near[0]);
}

/**
 * The limit in one sentence.
 * @param {Vocabulary} vocabulary @param {Limit} found
 */
export function limitWords(vocabulary, found) {
  const { words } = vocabulary;
  const { most, without, binds, item } = found;
  const limit = namedLimit(vocabulary, found);
  const pattern = words.limited[binds ? "binds" : without.isBelow(most) ? "below" : "met"];
  const amount = exact(binds ? without : most.minus(without));
  const told = fill(pattern, { limit, x: moneyWords(vocabulary, { low: amount, high: amount }) });
  if (item === null) return told;
  return fill(words.of_item, { name: fill(vocabulary.item, { n: String(item + 1) }), value: told });
}

/**
 * What a limit is called, with its amount; of one that is used in part, what is left.
 * @param {Vocabulary} vocabulary @param {Limit} limit
 */
function namedLimit(vocabulary, { name, shown, op }) {
  const { left, limited } = vocabulary.words;
  const x = valueWords(vocabulary, shown);
  if (shown.name) return fill(limited.named, { name: label(vocabulary, shown.name), x });
  const rest = fill(left[op], { x });
  return name === op ? rest : fill(limited.rest, { name: label(vocabulary, name), x: rest });
}

/**
 * The limits of all that is paid, and those of each item, in the order of the steps.
 * @param {Benefit} rule @param {Reading} result
 */
function limitsOf(rule, { steps, items, low }) {
  return steps.flatMap((step, place) => {
    const item = items.length > 1 ? step.item : null;
    const paid = item === null ? low : items[item].low;
    const settles = CAPS.includes(step.op) && step.kind === rule.currency && isExact(step) && step.low === paid;
    return settles ? limitIn(rule, step, steps[place - 1], item) : [];
  });
}

/**
 * The limit of a step whose amounts are all known.
 * @param {Benefit} rule @param {Step} step @param {Step | undefined} before @param {number | null} item
 * @returns {Limit[]}
 */
function limitIn(rule, { op, args }, before, item) {
  if (!args.every(isExact)) return [];
  const values = args.map(({ low = "" }) => Fraction.read(low));
  /** @param {number[]} places */
  const least = (places) => places.reduce((a, b) => (values[b].isBelow(values[a]) ? b : a));
  const places = [...args.keys()];
  const limits = places.filter((at) => (op === "min" ? isLimit(rule, args[at].name ?? "") : at === 1));
  if (limits.length === 0 || limits.length === args.length) return [];
  const place = least(limits);
  const [shown, most] = [args[place], values[place]];
  const without = values[least(places.filter((at) => at !== place))];
  const ofRest = before?.op === "room" ? before.args[0].name : null;
  const name = op === "combined" ? op : shown.name ?? ofRest ?? op;
  return [{ name, shown, op, most, without, binds: most.isBelow(without), item }];
}

/** Whether a name is a figure's, or a rule's that chooses among figures. @param {Benefit} rule @param {string} name */
function isLimit(rule, name) {
  if (own(rule.facts, name) || own(rule.constants, name)) return true;
  return Boolean(own(rule.named, name)) && limitName(rule, ["named", "", name]) !== "";
}

/** @param {Shown} shown */
export function isExact({ low, high }) {
  return low !== undefined && low === high;
}
