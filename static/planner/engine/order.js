/**
 * In which order questions are asked: what settles most comes first; clausebook/plan/order.py is the
 * twin.
 *
 * Of a benefit that may be had, each open question has an equal share of what keeps it open. An
 * answer gains what falls away with it: everything where the benefit no longer fits, or where nothing
 * else is open. Benefits count by rank: the more a benefit pays at most, the more it counts. A
 * question is worth what its answers gain on average.
 */
import { compared } from "./figures.js";
import { Fraction } from "../../quantity/fraction.js";
import { ZERO } from "../../rules/operators.js";
/** @import { Known } from "./gates.js" */
/** @import { Planned } from "./plan.js" */
/** @import { Solved } from "./solving.js" */

const LIVE = ["fits", "fits-if"];

/**
 * The questions that may still change something, those that settle most first. A question of which it
 * is open whether it is asked stands behind those that decide that.
 * @param {Solved} solved @param {Planned[]} benefits
 */
export function orderOf(solved, benefits) {
  const live = benefits.filter(({ outcome }) => LIVE.includes(outcome));
  const names = new Set(live.flatMap(({ missing }) => missing));
  const asked = [...solved.book.questions.keys()].filter((name) => names.has(name));
  const weights = weightsOf(live);
  const worth = new Map(asked.map((name) => [name, worthOf(solved, name, live, weights)]));
  asked.sort((a, b) => compared(worth.get(b) ?? ZERO, worth.get(a) ?? ZERO));
  return [...new Set(asked.flatMap((name) => [...before(solved.known, name), name]))];
}

/** One more than there are benefits that pay less at most. @param {Planned[]} live */
function weightsOf(live) {
  return new Map(live.map(({ id, paid }) =>
    [id, 1 + live.filter((other) => compared(other.paid.high, paid.high) < 0).length]));
}

/** The unknown questions that decide whether one is asked. @param {Known} known @param {string} name */
function before(known, name) {
  const { when } = known.book.question(name);
  const others = when ? known.names(when) : [];
  return others.filter((other) => other !== name && known.values(other).includes(null));
}

/** @param {Solved} solved @param {string} name @param {Planned[]} live @param {Map<string, number>} weights */
function worthOf(solved, name, live, weights) {
  const { type, choices } = solved.book.question(name);
  const options = type === "yes_no" ? ["yes", "no"] : type === "choice" ? choices : [""];
  const rows = live.filter(({ missing }) => missing.includes(name));
  let gain = ZERO;
  for (const option of options) {
    const known = option ? solved.known.withAnswer(name, option) : solved.known;
    for (const row of rows) {
      const gone = Math.max(0, row.missing.length - leftOf(solved, known, row, name));
      const weight = weights.get(row.id) ?? 0;
      gain = gain.plus(new Fraction(BigInt(weight * gone), BigInt(row.missing.length)));
    }
  }
  return gain.over(new Fraction(BigInt(options.length)));
}

/**
 * How many questions a benefit still has; none where it no longer fits.
 * @param {Solved} solved @param {Known} known @param {Planned} row @param {string} name
 */
function leftOf(solved, known, row, name) {
  const benefit = solved.book.benefit(row.id);
  /** @type {Set<string>} */
  const names = new Set();
  for (const place of solved.standings.instances(row.id)) {
    const gates = solved.known.gated(benefit, place);
    const then = gates.map((gated) =>
      (gated.open.includes(name) ? known.through(benefit, gated.gate, place) : gated));
    if (then.some(({ answer }) => answer === false)) continue;
    const atGates = openIn(gates);
    for (const each of openIn(then)) names.add(each);
    for (const each of row.instances[place].missing) if (!atGates.has(each)) names.add(each);
  }
  names.delete(name);
  return names.size;
}

/** The questions that leave gates open. @param {import("./gates.js").Gated[]} gates */
function openIn(gates) {
  return new Set(gates.flatMap(({ answer, open }) => (answer === null ? open : [])));
}
