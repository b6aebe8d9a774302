/** What is typed into a field, in whatever notation: what it means, or what is wrong with it. */
import { isCurrency } from "../quantity/currencies.js";
import { Fraction } from "../quantity/fraction.js";
import { show } from "../quantity/show.js";
import { NotAQuantity, money } from "../quantity/value.js";
import { meant, readEntry } from "../rules/entries.js";
import { own } from "../told/explain.js";
import { fill } from "../told/strings.js";
import { asEntered, isAsEntered, understoodAs } from "./understood.js";
/** @import { Field, Understood } from "./understood.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/**
 * An entry as rules take it, how it was understood, and what is wrong with it.
 * @param {{ name: string, type: string }} spec @param {string} text @param {Vocabulary} vocabulary
 * @returns {Understood}
 */
export function understand({ name, type }, text, vocabulary) {
  const { words, language, units, usage } = vocabulary;
  if (isAsEntered(text, type)) return asEntered(text);
  try {
    return understoodAs(readEntry(text, type, usage, own(units, name)), text, vocabulary);
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
