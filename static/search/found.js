/**
 * On the page to which a hit has led: what was searched is marked in it, until Escape. The words are
 * read as the search has read them, so that they are marked in whichever language the page has.
 */
import { openAround } from "../frame/folds.js";
import { MARK, element, find, findAll, keepQuery, nearest } from "../frame/page.js";
import { counted, fill } from "../told/strings.js";
import words from "../words/found.js";
import { highlights, understand } from "./client.js";
import { appendMarked } from "./parts.js";
/** @import { Wish } from "./ways.js" */

/** What is read as one text; and what is no text of the page. */
const BLOCK = "p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, summary, figcaption, caption, blockquote, legend";
const WITHOUT = "script, style, template, noscript, form, button, select, output, svg, nav, .visually-hidden, [role=status], [hidden]";

/** What this page's address says was searched. */
export function searched() {
  return new URLSearchParams(location.search).get(MARK) ?? "";
}

export class FoundMarks {
  /** @param {string} query */
  constructor(query) {
    this.query = query;
    this.$main = find(document, "main", HTMLElement);
    /** @type {HTMLElement[]} */
    this.$marks = [];
    /** The one to which the reader was led last. */
    this.at = -1;
    this.$said = element("p");
    this.$said.setAttribute("role", "status");
    this.$bar = element("aside", "foot-bar found-bar");
    this.$bar.setAttribute("aria-label", words.name);
    const $remove = button(words.remove, () => this.forget());
    $remove.append(element("span", "keys", words.with_key));
    this.$bar.append(this.$said, button(words.next, () => this.next()), $remove);
    this.onKey = this.onKey.bind(this);
  }

  async start() {
    const wish = await understand(this.query);
    this.$marks = blocksIn(this.$main).flatMap((texts) => mark(texts, wish));
    if (this.$marks.length === 0) return;
    document.addEventListener("keydown", this.onKey);
    this.$main.after(this.$bar);
    this.$said.textContent = counted(words.places, this.$marks.length);
    if (!this.$marks.some(isVisible)) this.next(); // all are in folds
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    this.forget();
  }

  /** To the next mark; at first to one of where the address leads, or of what is in view. */
  next() {
    this.$marks[this.at]?.removeAttribute("data-current");
    this.at = this.at < 0 ? this.first() : (this.at + 1) % this.$marks.length;
    const $mark = this.$marks[this.at];
    $mark.dataset.current = "";
    openAround($mark);
    $mark.scrollIntoView({ block: "center" });
    this.$said.textContent = fill(words.at, { at: String(this.at + 1), n: String(this.$marks.length) });
  }

  first() {
    const $meant = document.getElementById(location.hash.slice(1));
    const isMeant = (/** @type {HTMLElement} */ $mark) =>
      $meant ? $meant.contains($mark) : isVisible($mark) && $mark.getBoundingClientRect().top > 0;
    return Math.max(0, this.$marks.findIndex(isMeant));
  }

  /** The page as it is without a search, for who reloads it and for links from it, too. */
  forget() {
    document.removeEventListener("keydown", this.onKey);
    if (this.$bar.contains(document.activeElement)) this.$main.focus();
    this.$bar.remove();
    for (const $mark of this.$marks) {
      const $around = $mark.parentElement;
      $mark.replaceWith(...$mark.childNodes);
      $around?.normalize();
    }
    const address = new URL(location.href);
    address.searchParams.delete(MARK);
    keepQuery(address);
  }
}

/** @param {string} text @param {() => void} press */
function button(text, press) {
  const $button = element("button", "quiet", text);
  $button.setAttribute("type", "button");
  $button.addEventListener("click", press);
  return $button;
}

/** The texts of a page, those of a block together: a word may be partly in a link. @param {HTMLElement} $root */
function blocksIn($root) {
  /** @type {Map<Element, Text[]>} */
  const blocks = new Map();
  const texts = document.createTreeWalker($root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const $own = text.parentElement;
    if (!(text instanceof Text) || !$own || !isRead($own)) continue;
    const $block = nearest($own, BLOCK) ?? $own;
    blocks.set($block, [...(blocks.get($block) ?? []), text]);
  }
  return [...blocks.values()];
}

/** Whether a reader sees it, or sees a fold in which it is. @param {HTMLElement} $own */
function isRead($own) {
  if (nearest($own, WITHOUT)) return false;
  /** @type {HTMLElement | null | undefined} */
  let $seen = $own;
  while ($seen && !isVisible($seen)) $seen = $seen.parentElement?.closest("details:not([open])");
  return Boolean($seen);
}

/** Mark what a wish looks for in texts that stand one after another. @param {Text[]} texts @param {Wish} wish */
function mark(texts, wish) {
  const spans = highlights(texts.map(({ data }) => data).join(""), wish);
  let end = 0;
  return texts.flatMap((text) => {
    const start = end;
    end += text.length;
    const own = spans.filter((span) => span[0] < end && span[1] > start);
    return own.length > 0 ? replaced(text, own.map((span) => [Math.max(0, span[0] - start), span[1] - start])) : [];
  });
}

/** @param {Text} text @param {[number, number][]} spans */
function replaced(text, spans) {
  const $instead = document.createDocumentFragment();
  appendMarked($instead, text.data, spans);
  const $marks = findAll($instead, "mark", HTMLElement);
  text.replaceWith($instead);
  return $marks;
}

/** @param {HTMLElement} $one */
function isVisible($one) {
  return $one.getClientRects().length > 0;
}
