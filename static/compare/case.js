/**
 * One case, worked out by the calculators of all columns: what they ask alike is entered once, and
 * stands in the address.
 */
import { vocabularyOf } from "../calculators/data.js";
import { day } from "../frame/day.js";
import { showUnderstood, understand } from "../frame/entries.js";
import { find, findAll, keepQuery, language, textOf } from "../frame/page.js";
import { load, registered } from "../frame/registry.js";
import { showError } from "../frame/understood.js";
import { label, valueWords } from "../told/explain.js";
import { fill } from "../told/strings.js";
import told from "../words/calculator.js";
import words from "../words/case.js";
import { CASE, SHOWN } from "./events.js";
import { fieldOf } from "./field.js";
import { caseRow } from "./row.js";
import { kindOf, sharedInputs, worked } from "./shared.js";
/** @import { Field } from "../frame/understood.js" */
/** @import { Shared, Sum } from "./shared.js" */
/** @import { Entered } from "./row.js" */
/** @import { Side } from "./sides.js" */

/** Milliseconds without a key before results are put into words. */
const PAUSE = 400;

export class Case {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
    this.$fields = find($root, "[data-case-fields]", HTMLElement);
    this.$form = find($root, "form", HTMLFormElement);
    this.$hint = find($root, "[data-case-hint]", HTMLElement);
    this.$said = find($root, "[data-case-said]", HTMLElement);
    /** @type {Sum[][]} */
    this.columns = [];
    /** @type {(Shared & { $field: Field })[]} */
    this.entries = [];
    this.asked = 0;
    this.pause = 0;
  }

  start() {
    this.$form.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.wait();
    });
    this.$form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.settle();
    });
    this.$form.addEventListener("reset", () => setTimeout(() => this.settle()));
    document.addEventListener(SHOWN, () => void this.follow());
    addEventListener("popstate", () => this.restore());
    void this.follow();
  }

  /** The sides in the order of their columns. @returns {Side[]} */
  sides() {
    const sides = /** @type {undefined | (() => Side[])} */ (registered.get(SHOWN));
    return sides?.() ?? [];
  }

  /** Other columns may ask something else. */
  async follow() {
    const asked = ++this.asked;
    const columns = await Promise.all(this.sides().map(sumsOf));
    if (asked !== this.asked) return;
    this.columns = columns;
    this.ask(sharedInputs(columns));
    this.show();
  }

  /** @param {Shared[]} shared */
  ask(shared) {
    const kinds = (/** @type {Shared[]} */ of) => of.map(({ spec, data }) => kindOf(spec, data)).join();
    this.$form.hidden = shared.length === 0;
    this.$hint.textContent = shared.length > 0 ? words.hint : words.nothing;
    if (kinds(shared) === kinds(this.entries) && this.entries.length > 0) return;
    this.entries = shared.map((one) => ({ ...one, $field: fieldOf(one.spec, vocabularyOf(one.data)) }));
    this.$fields.replaceChildren(...this.entries.map(({ $field }) => $field.closest("[data-field]") ?? $field));
    this.restore();
  }

  // --- the address -----------------------------------------------------------------------------

  restore() {
    const query = new URLSearchParams(location.search);
    for (const { $field } of this.entries) $field.value = query.get(CASE + $field.name) ?? "";
    this.show();
  }

  keep() {
    const address = new URL(location.href);
    for (const name of [...address.searchParams.keys()]) {
      if (name.startsWith(CASE)) address.searchParams.delete(name);
    }
    for (const { $field } of this.entries) {
      if ($field.value) address.searchParams.set(CASE + $field.name, $field.value);
    }
    keepQuery(address);
  }

  // --- results ---------------------------------------------------------------------------------

  wait() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), PAUSE);
  }

  settle() {
    clearTimeout(this.pause);
    this.keep();
    this.show();
  }

  /** What is entered, by kind; what is wrong is said beside its field. */
  read() {
    /** @type {Map<string, Entered>} */
    const entered = new Map();
    for (const { spec, data, $field } of this.entries) {
      const vocabulary = vocabularyOf(data);
      const text = $field.value.trim();
      const { value, understood, error } = understand(spec, text, vocabulary);
      showError($field, error);
      showUnderstood({ $field, spec, text, understood }, vocabulary);
      if (!value) continue;
      const ends = { name: spec.name, kind: spec.type, low: value, high: value };
      const shown = $field instanceof HTMLSelectElement ? $field.selectedOptions[0].text : valueWords(vocabulary, ends);
      const said = fill(told.named, { name: label(vocabulary, spec.name), value: shown });
      entered.set(kindOf(spec, data), { name: spec.name, text, value, said });
    }
    return entered;
  }

  /** A row at the top of the table, once anything is entered. */
  show() {
    const entered = this.read();
    document.querySelector("[data-case-row]")?.remove();
    const $body = document.querySelector(".compare-table tbody");
    if (!$body || entered.size === 0) return;
    const values = new Map([...entered].map(([kind, { value }]) => [kind, value]));
    const results = this.columns.map((sums) => worked(sums, this.entries, values, day()));
    $body.prepend(caseRow(this.sides(), this.columns, results, [...entered.values()]));
    this.say();
  }

  /** Who cannot see the row hears it. */
  say() {
    const $cells = findAll(document, "[data-case-row] td", HTMLElement);
    const said = $cells.map(($cell) => fill(told.named, { name: $cell.dataset.label ?? "", value: textOf($cell) })).join(" ");
    if (this.$said.textContent !== said) this.$said.textContent = said;
  }
}

/** The calculators of a column with their rules. @param {Side} side @returns {Promise<Sum[]>} */
async function sumsOf({ id, benefits = [] }) {
  if (benefits.length === 0) return [];
  const clause = id.split("#")[0];
  const rules = await load(`rules:${clause}`, `assets/data/rules/${language}/${clause}.js`);
  return benefits.map(({ id: benefit, name, href }) => ({ name, href, data: rules[benefit] }));
}
