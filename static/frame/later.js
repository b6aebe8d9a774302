/**
 * Scripts that few readers need are loaded when one goes there. What waits for one names its bundle,
 * [data-later]; which file that is stands at the page's root.
 */
import { findAll, nearest } from "./page.js";
import { run } from "./registry.js";

/** @type {Set<string>} */
const brought = new Set();

export function startLater() {
  // What only scripts can do is hidden until there are any; its place is kept free.
  for (const $one of findAll(document, "[data-scripted]", HTMLElement)) $one.hidden = false;
  document.addEventListener("click", meet);
  addEventListener("hashchange", followHash);
  followHash();
  if (new URLSearchParams(location.search).get("list")) void bring("shortlist");
}

/** A first click brings the script that then answers it. @param {MouseEvent} event */
async function meet({ target }) {
  const $met = nearest(target, "[data-later]");
  if (!($met instanceof HTMLElement) || !(await bring($met.dataset.later ?? ""))) return;
  if ($met instanceof HTMLButtonElement) $met.click();
}

/** The places #cite and #cite-… belong to citations. */
function followHash() {
  if (location.hash.startsWith("#cite")) void bring("cite");
}

/** Whether a bundle has just come. @param {string} name */
async function bring(name) {
  const files = (document.documentElement.dataset.later ?? "").split(" ");
  const file = files.find((each) => each.startsWith(`${name}.`));
  if (!file || brought.has(name)) return false;
  brought.add(name);
  try {
    await run([`assets/${file}`]);
    return true;
  } catch {
    brought.delete(name); // a next time it may be there
    return false;
  }
}
