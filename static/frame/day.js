/**
 * The day on which everything on the site is told: the reader's today, or the day that the address
 * names. A page's bundles each have this module, so what they share is the address and an event.
 */
import { languageLinks } from "./page.js";
import { root } from "./registry.js";

/** How the address names the day, and the clauses that were put on the list: for a whole visit. */
const [ON, LIST] = ["on", "list"];
const CHANGED = "clausebook-day";
/** That what links keep has changed; kept.js follows. */
export const KEPT = "clausebook-kept";

/** The day of the site in ISO form. */
export function day() {
  return chosenDay() || today();
}

/** The day that the address names; empty where it names none of the calendar. */
export function chosenDay() {
  const named = new URLSearchParams(location.search).get(ON) ?? "";
  return isDay(named) ? named : "";
}

/** The reader's today. */
export function today() {
  return new Date().toLocaleDateString("sv"); // Swedish dates are ISO dates
}

/** @param {string} text */
function isDay(text) {
  const time = /^\d{4}-\d\d-\d\d$/u.test(text) ? new Date(text) : null;
  return !Number.isNaN(time?.getTime() ?? NaN) && time?.toISOString().startsWith(text) === true;
}

/**
 * Call now and whenever the day of the site changes.
 * @param {(day: string) => void} follow
 */
export function onDay(follow) {
  follow(day());
  document.addEventListener(CHANGED, () => follow(day()));
}

/** Another day for the site; an empty one is the reader's today. @param {string} iso */
export function setDay(iso) {
  setKept(ON, iso === today() ? "" : iso);
  document.dispatchEvent(new Event(CHANGED));
}

/** The way back may lead to another day. */
export function watchDay() {
  addEventListener("popstate", () => {
    for (const name of [KEPT, CHANGED]) document.dispatchEvent(new Event(name));
  });
}

// --- what links keep -------------------------------------------------------------------------

/**
 * Another value for what links keep; the way back leads to the one before.
 * @param {string} name @param {string} value
 */
export function setKept(name, value) {
  const address = new URL(location.href);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  if (address.href === location.href) return;
  history.pushState(history.state, "", address);
  for (const $link of languageLinks()) $link.search = address.search;
  document.dispatchEvent(new Event(KEPT));
}

/** What an address within the site is to keep, by the names of its parameters. */
export function kept() {
  const here = new URLSearchParams(location.search);
  return [ON, LIST].map((name) => [name, here.get(name) ?? ""]).filter(([, value]) => value !== "");
}

/** Whether an address is one of this site's pages. @param {URL} address */
function isOwn({ href, pathname }) {
  return href.startsWith(root) && /(?:\.html|\/)$/u.test(pathname);
}

/** A page of this site with what is kept, unless it names its own; other addresses as they are. @param {string} href */
export function keeping(href) {
  const address = new URL(href, document.baseURI);
  if (!isOwn(address)) return href;
  for (const [name, value] of kept()) {
    if (!address.searchParams.has(name)) address.searchParams.set(name, value);
  }
  return address.href;
}
