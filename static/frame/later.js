/**
 * Scripts that few readers need are loaded when one goes there. What waits for one names its bundle,
 * [data-later]; which file that is stands at the page's root.
 */
import { findAll, nearest } from "./page.js";
import { registered, run } from "./registry.js";

/** @type {Map<string, Promise<unknown>>} */
const coming = new Map();
/** @type {Set<string>} */
const there = new Set();

export function startLater() {
  // What only scripts can do is hidden until there are any; its place is kept free.
  for (const $one of findAll(document, "[data-scripted]", HTMLElement)) $one.hidden = false;
  document.addEventListener("click", meet);
  document.addEventListener("focusin", meet);
  for (const type of ["pointerdown", "mouseover", "focusin", "click"]) {
    document.addEventListener(type, explain);
  }
  addEventListener("hashchange", followHash);
  followHash();
  const query = new URLSearchParams(location.search);
  const isListed = Boolean(query.get("list"));
  if (isListed) void bring("shortlist");
  const compares = document.querySelector("[data-later=compare]") !== null;
  if (compares && (isListed || query.get("c"))) void bring("compare");
}

/** A first click brings the script, which then answers it. @param {Event} event */
async function meet({ target, type }) {
  const $met = nearest(target, "[data-later]");
  const name = $met instanceof HTMLElement ? $met.dataset.later ?? "" : "";
  if (!name || there.has(name)) return;
  await bring(name);
  if (type === "click" && $met instanceof HTMLButtonElement && there.has(name)) $met.click();
}

let byFinger = false;

/**
 * The first word with a note that is met brings the notes. A finger that presses it wants to see
 * the note, and so does who follows a term; a click is not to lead away meanwhile.
 * @param {Event} event
 */
async function explain(event) {
  const { target, type } = event;
  if (event instanceof PointerEvent && type === "pointerdown") byFinger = event.pointerType !== "mouse";
  const $word = nearest(target, "a.fact[title], a.term[title]");
  if (!$word || there.has("provenance")) return;
  const isFollowed = type === "click";
  if (isFollowed && (byFinger || $word.matches(".term"))) event.preventDefault();
  await bring("provenance");
  const show = /** @type {undefined | ((word: Element) => void)} */ (registered.get("provenance"));
  if (isFollowed || $word.matches(":hover, :focus")) show?.($word);
}

/** The places #cite and #cite-… belong to citations. */
function followHash() {
  if (location.hash.startsWith("#cite")) void bring("cite");
}

/** @param {string} name */
function bring(name) {
  const known = coming.get(name);
  if (known) return known;
  const files = (document.documentElement.dataset.later ?? "").split(" ");
  const wanted = files.filter((file) => file.startsWith(`${name}.`)).map((file) => `assets/${file}`);
  const promise = run(wanted).then(
    () => there.add(name),
    () => coming.delete(name), // a next time it may be there
  );
  coming.set(name, promise);
  return promise;
}
