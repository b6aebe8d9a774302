/** The list of terms, shortened while one types. */
import { find, findAll } from "../frame/page.js";
import { load } from "../frame/registry.js";
import { isFound, wordsOf } from "./matching.js";

/** What terms are called beside what the list prints, by id: each way as it is spoken; other words. */
const NAMES = "assets/data/glossary/names.js";

/**
 * @typedef {object} Row
 * @property {HTMLElement} $row
 * @property {import("./matching.js").Words} words
 */

export class Glossary {
  /** Milliseconds without a key after which a screen reader is told how many terms are left. */
  static PAUSE = 500;

  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$filter = find($root, "[data-glossary-filter]", HTMLElement);
    this.$query = find(this.$filter, "input", HTMLInputElement);
    this.$said = find(this.$filter, "[data-glossary-said]", HTMLElement);
    this.$letters = find($root, "[data-glossary-letters]", HTMLElement);
    this.letters = findAll($root, "[data-letter]", HTMLDetailsElement).map(($letter) => ({
      $letter,
      $count: find($letter, "[data-letter-count]", HTMLElement),
      rows: findAll($letter, "li", HTMLElement).map(rowOf),
    }));
    this.pause = 0;
  }

  listen() {
    this.$filter.hidden = false;
    this.$query.addEventListener("focus", () => void this.learn(), { once: true });
    this.$query.addEventListener("input", () => this.shorten());
    this.$query.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clear();
    });
    if (this.$query.value) this.$query.focus(); // a browser keeps what stood in the field
  }

  /** Without the other names, terms are found by what is printed. */
  async learn() {
    /** @type {Record<string, [string[], string]>} */
    const names = await load("glossary", NAMES).catch(() => ({}));
    for (const { rows } of this.letters) {
      for (const row of rows) {
        const [spoken, also] = names[row.$row.id] ?? [[], ""];
        row.words = wordsOf(`${row.$row.textContent} ${also}`, spoken);
      }
    }
    if (this.$query.value) this.shorten();
  }

  clear() {
    this.$query.value = "";
    this.shorten();
  }

  shorten() {
    const query = this.$query.value;
    const isAsked = query.trim() !== "";
    let left = 0;
    for (const { $letter, $count, rows } of this.letters) {
      const shown = rows.filter(({ $row, words }) => {
        $row.hidden = !isFound(query, words);
        return !$row.hidden;
      });
      $letter.hidden = shown.length === 0;
      $letter.open = isAsked;
      $count.textContent = String(shown.length);
      left += shown.length;
    }
    this.$letters.hidden = isAsked;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.say(left), Glossary.PAUSE);
  }

  /** @param {number} left */
  say(left) {
    const { none = "", one = "", many = "" } = this.$said.dataset;
    const said = left === 0 ? none : left === 1 ? one : many;
    this.$said.textContent = said.replace("{n}", String(left));
  }
}

/** @param {HTMLElement} $row @returns {Row} */
function rowOf($row) {
  return { $row, words: wordsOf($row.textContent ?? "") };
}
