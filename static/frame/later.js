/**
 * Scripts that few readers need are loaded when one goes there. What waits for one names its bundle,
 * [data-later]; which file that is stands at the page's root.
 */
import { KEPT, kept } from "./day.js";
import { MARK, findAll, nearest } from "./page.js";
import { registered, run } from "./registry.js";

/** Bundles that are on their way, and those that have come. @type {Record<string, true | Promise<unknown>>} */
const come = {};

export function startLater() {
  // What only scripts can do is hidden until there are any; its place is kept free.
  const query = new URLSearchParams(location.search);
  const isListed = Boolean(query.get("list"));
  const $compare = isListed || query.get("c") ? document.querySelector("[data-later=compare]") : null;
  for (const $one of findAll(document, "[data-scripted]", HTMLElement)) $one.hidden = $one === $compare;
  document.addEventListener("click", meet);
  document.addEventListener("focusin", meet);
  for (const type of ["pointerdown", "mouseover", "focusin", "click"]) {
    document.addEventListener(type, explain);
  }
  addEventListener("hashchange", followHash);
  followHash();
  followKept();
  document.addEventListener(KEPT, followKept);
  if (isListed) void bring("shortlist");
  if (query.get(MARK)) void bringMarks();
  // What compares shows itself once it has what the address names.
  if ($compare) void showUnless(bring("compare"), $compare);
  if (document.querySelector("[data-module=applications]")) void bring("applications");
}

/** What was searched is read by what searches. */
async function bringMarks() {
  if (await bring("engine")) await bring("found");
}

/** @param {true | Promise<unknown>} coming @param {Element} $one */
async function showUnless(coming, $one) {
  if (!(await coming)) $one.removeAttribute("hidden");
}

/** A first click brings the script, which then answers it. @param {Event} event */
async function meet({ target, type }) {
  const $met = nearest(target, "[data-later]");
  const name = $met instanceof HTMLElement ? $met.dataset.later ?? "" : "";
  if (!name || come[name] === true) return;
  const isThere = await bring(name);
  if (isThere && type === "click" && $met instanceof HTMLButtonElement) $met.click();
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
  if (!$word || come.provenance === true) return;
  const isFollowed = type === "click";
  if (isFollowed && (byFinger || $word.matches(".term"))) event.preventDefault();
  await bring("provenance");
  const show = /** @type {undefined | ((word: Element) => void)} */ (registered.get("provenance"));
  if (isFollowed || $word.matches(":hover, :focus")) show?.($word);
}

/** A usual visit has nothing to keep. */
function followKept() {
  if (kept().length > 0) void bring("kept");
}

/** The places #cite and #cite-… belong to citations. */
function followHash() {
  if (location.hash.startsWith("#cite")) void bring("cite");
}

/** Whether a bundle has come; that it is wanted brings it. @param {string} name */
export function bring(name) {
  const files = (document.documentElement.dataset.later ?? "").split(" ");
  const wanted = files.filter((file) => file.startsWith(`${name}.`)).map((file) => `assets/${file}`);
  come[name] ??= run(wanted).then(
    () => (come[name] = true),
    () => !delete come[name], // a next time it may be there
  );
  return come[name];
}
