/**
 * Links within the site keep the day and the list that the address names. So do links that come
 * later, and a form sends them along.
 */
import { KEPT, keeping, kept } from "./day.js";

/** What a link says by itself, and what it says with what is kept. @type {WeakMap<Element, { own: string, shown: string }>} */
const KNOWN = new WeakMap();
let isWatched = false;

export function keepInLinks() {
  follow();
  document.addEventListener(KEPT, follow);
  document.addEventListener("formdata", send);
}

/** The links that the page has now; from then on those that are added or changed, too. */
function follow() {
  keepIn(document);
  if (isWatched) return;
  isWatched = true;
  const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] };
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      for (const $one of [target, ...addedNodes]) if ($one instanceof Element) keepIn($one);
    }
  }).observe(document.body, changes);
}

/** @param {Document | Element} $part */
function keepIn($part) {
  for (const $link of [$part, ...$part.querySelectorAll("a[href]")]) {
    if ($link instanceof HTMLAnchorElement) keepInLink($link);
  }
}

/** The switch of languages has the whole query anyway. @param {HTMLAnchorElement} $link */
function keepInLink($link) {
  const leadsHere = $link.getAttribute("href")?.startsWith("#");
  if (leadsHere || $link.download || $link.dataset.languageSwitch) return;
  const known = KNOWN.get($link);
  const own = known?.shown === $link.href ? known.own : $link.href;
  const shown = keeping(own);
  KNOWN.set($link, { own, shown });
  if (shown !== $link.href) $link.href = shown;
}

/** @param {FormDataEvent} event */
function send({ formData, target }) {
  if (!(target instanceof HTMLFormElement) || keeping(target.action) === target.action) return;
  for (const [name, value] of kept()) if (!formData.has(name)) formData.set(name, value);
}
