/**
 * How a form reads its fields: digits at once, every other notation with a bundle that comes when
 * somebody goes to a field. What was typed before that waits.
 */
import { bring } from "../frame/later.js";
import { registered } from "../frame/registry.js";
import { asEntered, isAsEntered, understoodAs } from "../frame/understood.js";
import { readDigits } from "../rules/digits.js";
import { own } from "../told/explain.js";
/** @import * as Entries from "../frame/entries.js" */
/** @import { Field, Understood } from "../frame/understood.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/** @type {Understood} */
const WAITING = Object.freeze({ value: "", understood: "", error: "", waits: true });

/** What reads every notation, once it is there; see bundles/entries.js. */
function entries() {
  return /** @type {typeof Entries | undefined} */ (registered.get("entries"));
}

/** Whether every notation can be read; that it is wanted brings what reads it. */
export function bringEntries() {
  return bring("entries");
}

/**
 * An entry as rules take it; see frame/entries.js.
 * @param {{ name: string, type: string }} spec @param {string} text @param {Vocabulary} vocabulary
 * @returns {Understood}
 */
export function understand(spec, text, vocabulary) {
  const whole = entries();
  if (whole) return whole.understand(spec, text, vocabulary);
  if (isAsEntered(text, spec.type)) return asEntered(text);
  const found = readDigits(text, spec.type, vocabulary.usage, own(vocabulary.units, spec.name));
  return found ? understoodAs(found, text, vocabulary) : WAITING;
}

/**
 * How an entry was understood, beside its field.
 * @param {{ $field: Field, spec: { type: string }, text: string, understood: string }} entry
 * @param {Vocabulary} vocabulary
 */
export function showUnderstood(entry, vocabulary) {
  const whole = entries();
  if (whole) return whole.showUnderstood(entry, vocabulary);
  const $shown = entry.$field.closest("[data-field]")?.querySelector("[data-understood]");
  if ($shown) $shown.textContent = entry.understood;
}
