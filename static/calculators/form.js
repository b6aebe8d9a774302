/**
 * A calculator's form: its items, what is entered in its fields, and the messages beside them.
 * templates/calculators/calculator.html is its page.
 */
import { find, findAll } from "../frame/page.js";
import { showError } from "../frame/understood.js";
import { label, valueWords } from "../told/explain.js";
import { fill } from "../told/strings.js";
import { showUnderstood, understand } from "./reading.js";
/** @import { BenefitData } from "./data.js" */
/** @import { Field, Understood } from "../frame/understood.js" */
/** @import { Spec } from "../rules/inputs.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/** @typedef {Understood & { $field: Field, spec: Spec, text: string }} Entry */

/** No applicant has more items; an address that somebody made up may name any number. */
const MOST_ITEMS = 50;

export class CalculatorForm {
  /**
   * @param {HTMLElement} $root @param {BenefitData} data @param {Vocabulary} vocabulary
   * @param {string} today on which a case begins, in ISO form
   */
  constructor($root, { rule }, vocabulary, today) {
    this.rule = rule;
    this.vocabulary = vocabulary;
    this.today = today;
    this.$form = find($root, "form[data-calculator]", HTMLFormElement);
    this.$items = find($root, "[data-items]", HTMLElement);
    /** @type {HTMLElement | undefined} */
    this.$add = findAll($root, "[data-add]", HTMLElement)[0];
    this.$on = find($root, "input[name=on]", HTMLInputElement);
    this.$on.defaultValue = today;
    this.$checks = checksOf($root);
    reset(this.$form); // browsers keep what was typed when a page is loaded again
    for (const $box of this.$checks) if ($box.hidden) $box.checked = $box.defaultChecked;
    this.$blankItem = this.items()[0].cloneNode(true);
    this.itemsMade = 1;
    /** @type {Entry[]} */
    this.entries = [];
  }

  /** @param {string} today */
  follow(today) {
    if (this.$on.value === this.today) this.$on.value = today;
    this.$on.defaultValue = today;
    this.today = today;
  }

  /** Scripts have taken charge; until then the page shows only the rule and the examples. */
  show() {
    this.$form.removeAttribute("hidden");
    for (const $box of this.$checks) $box.hidden = false;
  }

  // --- items -------------------------------------------------------------------------------

  items() {
    return findAll(this.$items, "[data-item]", HTMLElement);
  }

  addItem() {
    this.appendItem();
    this.numberItems();
    fieldsIn(this.items().at(-1))[0]?.focus();
  }

  /** @param {Element} $item */
  removeItem($item) {
    const place = this.items().findIndex(($one) => $one === $item);
    $item.remove();
    this.numberItems();
    fieldsIn(this.items()[place] ?? this.items().at(-1))[0]?.focus();
  }

  removeAddedItems() {
    for (const $item of this.items().slice(1)) $item.remove();
    this.numberItems();
  }

  /** As many items as wanted, where the form takes them. @param {number} wanted */
  growTo(wanted) {
    const items = this.$add ? Math.min(MOST_ITEMS, wanted) : 1;
    while (this.items().length < items) this.appendItem();
    this.numberItems();
  }

  /** A blank item whose ids no other item has or had. */
  appendItem() {
    this.itemsMade += 1;
    const $item = /** @type {Element} */ (this.$blankItem.cloneNode(true));
    for (const attribute of ["id", "for", "aria-describedby"]) {
      for (const $part of $item.querySelectorAll(`[${attribute}]`)) {
        $part.setAttribute(attribute, `${$part.getAttribute(attribute)}-${this.itemsMade}`);
      }
    }
    this.$items.append($item);
  }

  /** Labels in order; the only item cannot be removed. */
  numberItems() {
    const $items = this.items();
    const { words, item } = this.vocabulary;
    if (!this.$add) return;
    this.$add.hidden = $items.length >= MOST_ITEMS;
    $items.forEach(($item, place) => {
      const $remove = find($item, "[data-remove]", HTMLElement);
      const number = fill(item, { n: String(place + 1) });
      find($item, "[data-item-label]", HTMLElement).textContent = number;
      $remove.setAttribute("aria-label", `${words.remove_item} ${number}`);
      $remove.hidden = $items.length === 1;
    });
  }

  // --- entries -----------------------------------------------------------------------------

  /** The fields of a name, one for each item. @param {string} name */
  fieldsOf(name) {
    return fieldsIn(this.$form).filter(($field) => $field.name === name);
  }

  /** The conditions that the reader answers. */
  boxes() {
    return [...this.$checks, ...findAll(this.$form, "input[type=checkbox]", HTMLInputElement)];
  }

  /** Those that other calculators of the page ask too: all as they were. */
  resetChecks() {
    for (const $box of this.$checks.filter(({ checked }) => !checked)) $box.click();
  }

  /** Opens what few readers enter, where something of it is entered. */
  openFurther() {
    const $further = find(this.$form, "[data-further]", HTMLDetailsElement);
    const entered = fieldsIn($further).some(($field) => $field !== this.$on && $field.value !== "");
    $further.open = entered || this.items().length > 1 || this.$on.value !== this.today;
  }

  /** Another day is wanted. */
  enterDay() {
    find(this.$form, "[data-further]", HTMLDetailsElement).open = true;
    this.$on.focus();
  }

  day() {
    return this.$on.value || this.today;
  }

  /** Take what is entered, and say beside each field how it was understood. */
  read() {
    this.entries = this.rule.inputs.flatMap((spec) =>
      this.fieldsOf(spec.name).map(($field) => {
        const text = $field.value.trim();
        return { $field, spec, text, ...understand(spec, text, this.vocabulary) };
      }),
    );
    for (const entry of this.entries) showUnderstood(entry, this.vocabulary);
  }

  /** Whether something is entered that cannot be read yet. */
  waits() {
    return this.entries.some(({ waits }) => waits);
  }

  isReadable() {
    return !this.$on.validity.badInput && this.entries.every(({ error, waits }) => !error && !waits);
  }

  isUntouched() {
    const blank = this.entries.every(({ text }) => text === "");
    return blank && this.boxes().every(($box) => $box.checked);
  }

  /** What evaluate takes: a ticked condition is assumed, an unticked one is answered. */
  given() {
    /** @type {Record<string, string[]>} */
    const given = Object.create(null); // any other object has a constructor before it is entered
    for (const { spec, value } of this.entries) (given[spec.name] ??= []).push(value);
    for (const $box of this.boxes()) if (!$box.checked) given[$box.name] = ["no"];
    return given;
  }

  showErrors() {
    const { error: errors } = this.vocabulary.words;
    for (const { $field, error } of this.entries) showError($field, error);
    showError(this.$on, this.$on.validity.badInput ? errors.date : "");
  }

  /** What was entered, each with its label. */
  lines() {
    const { words } = this.vocabulary;
    const day = { name: null, kind: "date", low: this.day(), high: this.day() };
    const given = this.entries.filter(({ text }) => text !== "");
    return given
      .map(({ $field, spec, text, understood }) => {
        const chosen = $field instanceof HTMLSelectElement && $field.selectedOptions[0].text;
        return { name: label(this.vocabulary, spec.name), value: chosen || understood || text };
      })
      .concat({ name: words.on, value: valueWords(this.vocabulary, day) })
      .map((line) => fill(words.named, line));
  }
}

/**
 * The conditions that stand once on the page, for all its calculators.
 * @param {HTMLElement} $root
 */
function checksOf({ dataset }) {
  const ids = (dataset.checks ?? "").split(" ").filter(Boolean);
  const $found = ids.map((id) => document.getElementById(id));
  return $found.flatMap(($box) => ($box instanceof HTMLInputElement ? [$box] : []));
}

/**
 * What a form has of its own: a field called reset or hidden stands in front of it.
 * @param {HTMLFormElement} $form
 */
function reset($form) {
  HTMLFormElement.prototype.reset.call($form);
}

/** @param {Element | undefined} $parent */
function fieldsIn($parent) {
  return [.../** @type {NodeListOf<Field>} */ ($parent?.querySelectorAll("input, select") ?? [])];
}
