/** Rows of documents that stand by their end: another day puts them in other places. */
import { onDay } from "../frame/day.js";
import { findAll } from "../frame/page.js";
import { byEnd } from "./ends.js";
import { fill, validityOf } from "./lists.js";

/**
 * The rows of one or several lists, each of which takes those of some groups, at most so many.
 * @param {HTMLElement} $root
 */
export function followEnds($root) {
  const $lists = findAll($root, "[data-groups]", HTMLElement);
  const rows = findAll($root, "[data-last]", HTMLElement).map(rowOf);
  rows.sort((a, b) => a.place - b.place);
  onDay((day) => {
    const order = byEnd(rows, day);
    for (const $list of $lists) {
      const groups = ($list.dataset.groups ?? "").split(" ");
      fill($list, order.flatMap((row) => (groups.includes(row.group) ? [row.thing.$row] : [])));
    }
    const next = order.find((row) => row.group === "now" && row.thing.last);
    for (const { $row } of rows) markNext($row, $row === next?.thing.$row);
  });
}

function rowOf(/** @type {HTMLElement} */ $row) {
  const { last = "", place = "" } = $row.dataset;
  return { $row, validity: validityOf($row), last, place: Number(place) };
}

function markNext(/** @type {HTMLElement} */ $row, /** @type {boolean} */ isNext) {
  for (const $tag of findAll($row, "[data-next]", HTMLElement)) $tag.hidden = !isNext;
}
