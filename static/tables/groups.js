/** Clauses stand in the group that they are in on the day, in each group in the same order. */
import { findAll } from "../frame/page.js";

const OVER = "over";
/** So few more than may stand open are not worth a fold; the twin is in `features/documents/rows.py`. */
const SLACK = 2;

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
  const groups = findAll($root, "[data-group]", HTMLElement).map(($group) => ({
    $group,
    own: rows.filter(($row) => groupOf($row) === $group.dataset.group),
  }));
  const isAlone = groups.filter(({ own }) => own.length > 0).length === 1;
  for (const { $group, own } of groups) {
    const most = isAlone ? $root.dataset.alone : $group.dataset.most;
    fill($group, own, seen(own.length, Number(most)));
  }
}

/** How many rows stand open of so many. @param {number} count @param {number} most */
function seen(count, most) {
  return count <= most + SLACK ? count : most;
}

/** @param {HTMLElement} $group @param {HTMLElement[]} rows @param {number} most */
function fill($group, rows, most) {
  const [$open, $folded] = findAll($group, "ul", HTMLElement);
  place($open, rows.slice(0, most));
  place($folded, rows.slice(most));
  $group.hidden = rows.length === 0;
  $open.hidden = most === 0;
  const $fold = $folded.closest("details");
  if ($fold) $fold.hidden = rows.length <= most;
  say($group, "[data-count]", rows.length);
  say($group, "[data-folded]", rows.length - most);
}

/** Rows that stand where they should stay there, as moving them takes the focus away. @param {HTMLElement} $list @param {HTMLElement[]} rows */
function place($list, rows) {
  const stand = rows.length === $list.children.length && rows.every(($row, n) => $list.children[n] === $row);
  if (!stand) $list.append(...rows);
}

/** @param {HTMLElement} $in @param {string} selector @param {number} count */
function say($in, selector, count) {
  for (const $count of findAll($in, selector, HTMLElement)) $count.textContent = String(count);
}

/** @param {HTMLElement} $row */
function groupOf($row) {
  return $row.hasAttribute("data-over") ? OVER : $row.dataset.home;
}
