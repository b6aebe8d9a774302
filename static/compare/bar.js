/** The buttons that put something on the shortlist, and the bar that leads on from it. */
import { element, findAll, language, nearest } from "../frame/page.js";
import { root } from "../frame/registry.js";
import { counted } from "../told/strings.js";
import words from "../words/shortlist.js";
import { MOST, listed, onList, setListed, toggle } from "./shortlist.js";

export class ShortlistBar {
  constructor() {
    this.$bar = element("aside", "foot-bar shortlist-bar");
    this.$bar.setAttribute("aria-label", words.name);
    this.$said = element("p");
    this.$said.setAttribute("role", "status");
    this.$compare = /** @type {HTMLAnchorElement} */ (element("a", "button", words.compare));
    this.$clear = element("button", "quiet", words.clear);
    this.$clear.setAttribute("type", "button");
    this.$bar.append(this.$said, this.$compare, this.$clear);
  }

  start() {
    // The page that compares has the list itself.
    if (!document.querySelector("[data-module=compare]")) document.querySelector("main")?.after(this.$bar);
    document.addEventListener("click", ({ target }) => press(target));
    this.$clear.addEventListener("click", () => this.clear());
    onList(() => this.show());
    const later = new MutationObserver(() => showPressed());
    later.observe(document.body, { childList: true, subtree: true });
  }

  show() {
    const ids = listed();
    this.$bar.hidden = ids.length === 0;
    this.$said.textContent = counted(words.count, ids.length);
    this.$compare.href = comparing(ids);
    showPressed();
  }

  clear() {
    setListed([]);
    document.querySelector("main")?.focus();
  }
}

/** The page on which the first of these stand beside each other. @param {string[]} ids */
function comparing(ids) {
  const address = new URL(`${language}/compare.html`, root);
  for (const id of ids.slice(0, MOST)) address.searchParams.append("c", id);
  return address.href;
}

/** @param {EventTarget | null} target */
function press(target) {
  const $button = nearest(target, "[data-shortlist]");
  if ($button instanceof HTMLElement) toggle($button.dataset.shortlist ?? "");
}

function showPressed() {
  const ids = listed();
  for (const $button of findAll(document, "[data-shortlist]", HTMLElement)) {
    const pressed = String(ids.includes($button.dataset.shortlist ?? ""));
    if ($button.ariaPressed !== pressed) $button.setAttribute("aria-pressed", pressed);
  }
}
