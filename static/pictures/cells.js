/** Which state of a cell counts on a day; clausebook/features/pictures/cells.py is the twin. */
import { statusOn } from "../rules/validity.js";

/** @import { Validity } from "../rules/validity.js" */

const OTHERS = new Map([
  ["suspended", 1],
  ["expired", 2],
  ["superseded", 2],
  ["withdrawn", 2],
  ["not-yet", 3],
  ["draft", 4],
]);

const NOTHING = 10; // what says nothing that can be had, whether it is in force or not

/**
 * @typedef {object} State
 * @property {string} kind
 * @property {Validity} validity
 */

/** What counts before what; 0 is what can be had. */
function rank(/** @type {State} */ { kind, validity }, /** @type {string} */ on) {
  return (OTHERS.get(statusOn(validity, on)) ?? 0) + (kind === "none" ? NOTHING : 0);
}

/**
 * The first of the states that say most, and whether it can be had.
 * @template {State} T
 * @param {T[]} states as the cell has them, the best first @param {string} on
 */
export function chosen(states, on) {
  const ranks = states.map((state) => rank(state, on));
  const first = Math.min(...ranks);
  const state = states[ranks.indexOf(first)];
  return state && { state, live: first === 0 };
}
