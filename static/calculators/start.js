/**
 * The day on which a case begins: the site's; or, where a clause is over and past cases are worked
 * out, its last day in force, which is said and can be changed.
 */
import { find } from "../frame/page.js";
import { OVER, lastDay, statusOn } from "../rules/validity.js";
import { valueWords } from "../told/explain.js";
import { fill } from "../told/strings.js";
/** @import { Calculator } from "./calculator.js" */

/** @param {Calculator} calculator @param {string} day the site's */
export function startOf({ $past, rule: { validity } }, day) {
  return $past && OVER.includes(statusOn(validity, day)) ? lastDay(validity) : day;
}

/** Say so while that is the day. @param {Calculator} calculator @param {string} day the site's */
export function sayStart({ $past, form, vocabulary }, day) {
  if (!$past) return;
  const $start = find($past, "[data-start]", HTMLElement);
  const on = form.day();
  $start.hidden = on === day || on !== form.today;
  const date = valueWords(vocabulary, { name: null, kind: "date", low: on, high: on });
  find($start, "span", HTMLElement).textContent = fill($start.dataset.start ?? "", { date });
  find($start, "button", HTMLButtonElement).onclick = () => form.enterDay();
}
