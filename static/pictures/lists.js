/** Lists between which rows move. */
import { findAll } from "../frame/page.js";

/** @import { Validity } from "../rules/validity.js" */

/** The days that a row's badge has. @param {HTMLElement} $row @returns {Validity} */
export function validityOf($row) {
  const [$badge] = findAll($row, "[data-validity]", HTMLElement);
  return JSON.parse($badge?.dataset.validity ?? "{}");
}

/**
 * Put rows into a list, those beyond the most that it shows hidden. What is around an empty list is
 * hidden, and what counts its rows says how many there are.
 * @param {HTMLElement} $list @param {HTMLElement[]} $rows
 */
export function fill($list, $rows) {
  const stand = $rows.every(($row, place) => $list.children[place] === $row);
  if (!stand) $list.append(...$rows); // only then, as it takes the focus away
  const most = Number($list.dataset.most ?? Infinity);
  for (const [place, $row] of $rows.entries()) $row.hidden = place >= most;
  const $around = $list.closest("[data-around]");
  if (!($around instanceof HTMLElement)) return;
  $around.hidden = $rows.length === 0;
  for (const $count of findAll($around, "[data-count]", HTMLElement)) $count.textContent = `${$rows.length}`;
}
