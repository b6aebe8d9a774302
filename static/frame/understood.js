/** How an entry was understood, and what is said beside its field. */
import { show } from "../quantity/show.js";
import { canonical } from "../quantity/value.js";
import { fill } from "../told/strings.js";
import { element, setOrRemove } from "./page.js";
/** @import { Quantity } from "../quantity/value.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/**
 * A text as rules take it, how it was understood, and what is wrong with it; or that it cannot be
 * read yet.
 * @typedef {{ value: string, understood: string, error: string, waits?: boolean }} Understood
 */

/** Whether a text is what rules take: nothing, or one of the answers. @param {string} text @param {string} type */
export function isAsEntered(text, type) {
  return text === "" || type === "choice" || type === "yes_no";
}

/** @param {string} text @returns {Understood} */
export function asEntered(text) {
  return { value: text, understood: "", error: "" };
}

/**
 * An entry of a known value; one that is written as it is shown needs no words.
 * @param {Quantity} quantity @param {string} text @param {Vocabulary} vocabulary @returns {Understood}
 */
export function understoodAs(quantity, text, { words, language }) {
  const x = show(quantity, language);
  const understood = x === text ? "" : fill(words.understood, { x });
  return { value: canonical(quantity), understood, error: "" };
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
