/** What is typed into a field: how it is understood, and what is said beside the field. */
import { isCurrency } from "../quantity/currencies.js";
import { Fraction } from "../quantity/fraction.js";
import { show } from "../quantity/show.js";
import { NotAQuantity, canonical, money } from "../quantity/value.js";
import { meant, readEntry } from "../rules/entries.js";
import { own } from "../told/explain.js";
import { fill } from "../told/strings.js";
import { element, setOrRemove } from "./page.js";
/** @import { Vocabulary } from "../told/explain.js" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/**
 * A text as rules take it, how it was understood, and what is wrong with it.
 * @typedef {{ value: string, understood: string, error: string }} Understood
 */

/**
 * An entry as rules take it, how it was understood, and what is wrong with it.
 * @param {{ name: string, type: string }} spec @param {string} text @param {Vocabulary} vocabulary
 * @returns {Understood}
 */
export function understand({ name, type }, text, { words, language, units, usage }) {
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
export function showUnderstood({ $field, spec, text, understood }, { words, language, usage }) {
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
export function showError($field, message) {
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
