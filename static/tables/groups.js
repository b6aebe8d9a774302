/** Clauses stand in the group that they are in on the day, in each group in the same order. */
import { findAll } from "../frame/page.js";

const OVER = "over";

/** Badges say which rows are over, on each day anew. @param {HTMLElement} $root */
export function keepGrouped($root) {
  regroup($root);
  const options = { subtree: true, attributeFilter: ["data-over"] };
  new MutationObserver(() => regroup($root)).observe($root, options);
}

/** @param {HTMLElement} $root */
function regroup($root) {
  const rows = findAll($root, "[data-place]", HTMLElement).sort(
    ($a, $b) => Number($a.dataset.place) - Number($b.dataset.place),
  );
  for (const $group of findAll($root, "[data-group]", HTMLElement)) {
    const own = rows.filter(($row) => groupOf($row) === $group.dataset.group);
    $group.querySelector("ul")?.append(...own);
    $group.hidden = own.length === 0;
    const $count = $group.querySelector("[data-count]");
    if ($count) $count.textContent = String(own.length);
  }
}

/** @param {HTMLElement} $row */
function groupOf($row) {
  return $row.hasAttribute("data-over") ? OVER : $row.dataset.home;
}
