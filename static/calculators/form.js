/**
 * A calculator's form: its items, what is entered in its fields, and the messages beside them.
 * templates/calculators/calculator.html is its page.
 */
import { element, find, findAll, setOrRemove } from "../frame/page.js";
import { meant, readEntry } from "../rules/entries.js";
import { Fraction } from "../quantity/fraction.js";
import { isCurrency } from "../quantity/currencies.js";
import { show } from "../quantity/show.js";
import { NotAQuantity, canonical, money } from "../quantity/value.js";
import { label, own, valueWords } from "../told/explain.js";
import { fill } from "../told/strings.js";
/** @import { BenefitData } from "./calculator.js" */
/** @import { Spec } from "../rules/inputs.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/**
 * A text as evaluate takes it, how it was understood, and what is wrong with it.
 * @typedef {{ value: string, understood: string, error: string }} Understood
 */
/** @typedef {Understood & { $field: Field, spec: Spec, text: string }} Entry */

/** No applicant has more items; an address that somebody made up may name any number. */
const MOST_ITEMS = 50;

export class CalculatorForm {
  /**
   * @param {HTMLElement} $root @param {BenefitData} data @param {Vocabulary} vocabulary
   * @param {string} today the reader's, in ISO form
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
    reset(this.$form); // browsers keep what was typed when a page is loaded again
    this.$blankItem = this.items()[0].cloneNode(true);
    this.itemsMade = 1;
    /** @type {Entry[]} */
    this.entries = [];
  }

  /** Scripts have taken charge; until then the page shows only the rule and the examples. */
  show() {
    this.$form.removeAttribute("hidden");
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
    return findAll(this.$form, "input[type=checkbox]", HTMLInputElement);
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

  isReadable() {
    return !this.$on.validity.badInput && this.entries.every(({ error }) => !error);
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

/**
 * An entry as evaluate takes it, how it was understood, and what is wrong with it.
 * @param {Spec} spec @param {string} text @param {Vocabulary} vocabulary
 * @returns {Understood}
 */
function understand({ name, type }, text, { words, language, units, usage }) {
  if (text === "" || type === "choice" || type === "yes_no") {
    return { value: text, understood: "", error: "" };
  }
  try {
    const quantity = readEntry(text, type, usage, own(units, name));
    const x = show(quantity, language);
    const understood = x === text ? "" : fill(words.understood, { x });
    return { value: canonical(quantity), understood, error: "" };
  } catch (problem) {
    if (!(problem instanceof NotAQuantity)) throw problem;
    const such = new Fraction(5000n).times(usage.scale); // the rest of a message has no braces
    const x = isCurrency(type) ? show(money(such, usage.currencies.get(type)), language) : "";
    return { value: "", understood: "", error: fill(words.error[problem.message], { x }) };
  }
}

/**
 * How an entry was understood; of an implausible amount also what was more likely meant, to be
 * taken by one click.
 * @param {{ $field: Field, spec: { type: string }, text: string, understood: string }} entry
 * @param {Vocabulary} vocabulary
 */
function showUnderstood({ $field, spec, text, understood }, { words, language, usage }) {
  const $shown = $field.closest("[data-field]")?.querySelector("[data-understood]");
  if (!$shown) return;
  $shown.textContent = understood;
  const other = meant(text, spec.type, usage);
  if (other === null) return;
  const $other = document.createElement("button");
  $other.type = "button";
  $other.className = "quiet";
  $other.textContent = fill(words.meant, { x: show(readEntry(other, spec.type, usage), language) });
  $other.addEventListener("click", () => {
    $field.value = other;
    $field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    $field.dispatchEvent(new Event("change", { bubbles: true }));
    $field.focus();
  });
  $shown.append(" ", $other);
}

/**
 * A message beside its field, as the first part of the field's description.
 * @param {Field} $field @param {string} message
 */
function showError($field, message) {
  const id = `${$field.id}-error`;
  const described = ($field.getAttribute("aria-describedby") ?? "").split(" ");
  const others = described.filter((part) => part !== "" && part !== id);
  document.getElementById(id)?.remove();
  if (message) {
    const $error = element("p", "field-error", message);
    $error.id = id;
    $field.closest("[data-field]")?.append($error);
    others.unshift(id);
  }
  setOrRemove($field, "aria-invalid", message && "true");
  setOrRemove($field, "aria-describedby", others.join(" "));
}
