/** Rows of lists that are over on the day, folded away; on another day they are back in their list. */
import { onDay } from "../frame/day.js";
import { find, findAll } from "../frame/page.js";

/** @param {HTMLElement} $root groups of rows, and the fold with the rows of all that are over */
export function foldEnded($root) {
  const $fold = find($root, "[data-ended]", HTMLElement);
  const $groups = findAll($root, "[data-group]", HTMLElement);
  const $rows = findAll($root, "[data-of]", HTMLElement);
  onDay(() => {
    const $over = $rows.filter(($row) => $row.hasAttribute("data-over"));
    for (const [index, $group] of $groups.entries()) {
      const $now = $rows.filter(($row) => !$over.includes($row) && $row.dataset.of === `${index}`);
      fill($group, $now);
    }
    fill($fold, $over);
  });
}

/** A fold has these rows, and says how many they are. @param {HTMLElement} $fold @param {HTMLElement[]} $rows */
function fill($fold, $rows) {
  find($fold, "ul", HTMLElement).append(...$rows);
  find($fold, "summary > small", HTMLElement).textContent = `${$rows.length}`;
  $fold.hidden = $rows.length === 0;
}
