/** What the search page, the search field's list, and the pages to which they lead share. */
import { MARK } from "../frame/page.js";
import { root } from "../frame/registry.js";

/** Milliseconds without a key before a search. */
const PAUSE = 80;
/** Milliseconds without a search before its outcome is said, so that no key is commented on. */
const SILENCE = 700;

/**
 * Call after each change of a field, once the reader pauses. An input method shows letters before
 * the characters are chosen; they are no query yet.
 * @param {HTMLInputElement} $field @param {() => void} search
 */
export function onQuery($field, search) {
  let pause = 0;
  const stop = () => clearTimeout(pause);
  const start = () => {
    stop();
    pause = setTimeout(search, PAUSE);
  };
  $field.addEventListener("compositionstart", stop);
  $field.addEventListener("compositionend", start);
  $field.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) start();
  });
}

/**
 * Says a text to screen readers when nothing newer follows.
 * @param {HTMLElement} $region @returns {(text: string) => void}
 */
export function announcer($region) {
  let silence = 0;
  return (text) => {
    clearTimeout(silence);
    silence = setTimeout(() => ($region.textContent = text), SILENCE);
  };
}

/** A hit's page, which marks what was searched. @param {string} url below the site's root @param {string} query */
export function leading(url, query) {
  const address = new URL(root + url);
  if (query) address.searchParams.set(MARK, query);
  return address.href;
}

/**
 * A text, or a part of it, with its matches in <mark>.
 * @param {ParentNode} $parent
 * @param {string} text
 * @param {[start: number, end: number][]} matches
 * @param {[start: number, end: number]} [part]
 */
export function appendMarked($parent, text, matches, [start, end] = [0, text.length]) {
  let at = start;
  if (start > 0) $parent.append("…");
  for (const [from, to] of matches) {
    if (to <= start || from >= end) continue;
    const $mark = document.createElement("mark");
    $mark.append(text.slice(Math.max(from, start), Math.min(to, end)));
    $parent.append(text.slice(at, Math.max(from, start)), $mark);
    at = Math.min(to, end);
  }
  $parent.append(text.slice(at, end), end < text.length ? "…" : "");
}
