/** The matrix on another day: a state of each cell, and topics with or without a sum. */
import { onDay } from "../frame/day.js";
import { findAll } from "../frame/page.js";
import { chosen } from "./cells.js";
import { fill, validityOf } from "./lists.js";

const PAYING = ["money", "match", "rate", "figure"];

export function followMatrix(/** @type {HTMLElement} */ $figure) {
  const $bodies = findAll($figure, "[data-with-sums]", HTMLElement);
  const rows = findAll($figure, "tr[data-place]", HTMLElement).map(($row) => ({
    $row,
    place: Number($row.dataset.place),
    cells: findAll($row, "td", HTMLElement).map(statesOf),
  }));
  rows.sort((a, b) => a.place - b.place);
  onDay((day) => {
    const pays = new Map(rows.map((row) => [row, row.cells.map((cell) => show(cell, day)).some(Boolean)]));
    for (const $body of $bodies) {
      const wanted = $body.dataset.withSums === "yes";
      fill($body, rows.flatMap((row) => (pays.get(row) === wanted ? [row.$row] : [])));
    }
  });
}

function statesOf(/** @type {HTMLElement} */ $cell) {
  return findAll($cell, "a.cell", HTMLElement).map(($state) => {
    return { $state, kind: $state.dataset.kind ?? "", validity: validityOf($state) };
  });
}

/** Show the state of a day; whether it has a figure and can be had. @param {string} day */
function show(/** @type {ReturnType<typeof statesOf>} */ states, day) {
  const now = chosen(states, day);
  for (const state of states) state.$state.hidden = state !== now?.state;
  return Boolean(now?.live && PAYING.includes(now.state.kind));
}
