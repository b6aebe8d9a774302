/** Copies a text, or marks it for the reader where the browser does not allow that. */
import { element } from "./page.js";

/**
 * @param {string} text
 * @param {HTMLElement} $said a status with the words for both ends, [data-copied] and [data-by-hand]
 * @param {Element} [$shown] where the text stands on the page; otherwise it is put beside the words
 */
export async function copy(text, $said, $shown) {
  const { copied = "", byHand = "" } = $said.dataset;
  try {
    await navigator.clipboard.writeText(text);
    $said.textContent = copied;
  } catch {
    const $text = $shown ?? element("span", "copy-text", text);
    $said.replaceChildren(...($shown ? [byHand] : [byHand, " ", $text]));
    getSelection()?.selectAllChildren($text);
  }
}
