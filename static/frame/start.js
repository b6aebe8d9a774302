/**
 * How the parts of a page start, and what it says where one cannot: a page that the browser had kept
 * while a new edition was put on the host may ask for scripts that are gone, or get newer ones.
 */
import words from "../words/common.js";
import { element, findAll } from "./page.js";

/**
 * Start each part of the page that has this data-module by itself, so that one that fails leaves the
 * others and the page as they are.
 * @param {string} name @param {($root: HTMLElement) => void} begin
 */
export function start(name, begin) {
  for (const $root of findAll(document, `[data-module=${name}]`, HTMLElement)) {
    try {
      begin($root);
    } catch (error) {
      console.error(error);
      offerReload();
    }
  }
}

/** Of the page's own scripts, which are deferred; who loads others later hears of them alone. */
export function watchScripts() {
  const watch = (/** @type {Event} */ { target: $script }) => {
    if ($script instanceof HTMLScriptElement && $script.defer) offerReload();
  };
  addEventListener("error", watch, { capture: true }); // it does not bubble
}

/** Each bundle has this module, but a page says it once. */
function offerReload() {
  if (document.querySelector("[data-lost]")) return;
  const $line = element("p", "banner", `${words.lost} `);
  $line.dataset.lost = "";
  $line.setAttribute("role", "alert");
  const $button = element("button", "quiet", words.reload);
  $button.setAttribute("type", "button");
  $button.addEventListener("click", () => location.reload());
  $line.append($button);
  document.querySelector("main")?.prepend($line);
}
