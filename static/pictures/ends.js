/** What ends next, and what has ended; clausebook/features/pictures/ends.py is the twin. */
import { statusOn } from "../rules/validity.js";

/** @import { Validity } from "../rules/validity.js" */

export const GROUPS = ["now", "beside", "over"];
const OF_STATUS = new Map([
  ["in-force", "now"],
  ["by-reference", "now"],
  ["expired", "over"],
  ["superseded", "over"],
  ["withdrawn", "over"],
]);
const NEVER = "9999-12-31";

/**
 * Of things that are in force, what ends first comes first; then what is neither in force nor over;
 * then what is over, what ended last first.
 * @template {{ validity: Validity, last: string }} T
 * @param {T[]} things in the site's order @param {string} on
 */
export function byEnd(things, on) {
  const rows = things.map((thing) => ({
    thing,
    group: OF_STATUS.get(statusOn(thing.validity, on)) ?? "beside",
    last: thing.last || NEVER,
  }));
  const way = (/** @type {{ group: string }} */ row) => (row.group === "over" ? -1 : 1);
  return rows.sort(
    (a, b) =>
      GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) ||
      way(a) * (a.last < b.last ? -1 : a.last > b.last ? 1 : 0),
  );
}
