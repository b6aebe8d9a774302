/**
 * A calculator's entries in the page's address, and from there back into its form. The calculators
 * of a page share its query; the prefix of a parameter's name says whose it is.
 */
import { keepQuery } from "../frame/page.js";
/** @import { Field } from "../frame/understood.js" */
/** @import { CalculatorForm } from "./form.js" */

/** @param {string} prefix @param {CalculatorForm} form */
export function keep(prefix, form) {
  const address = new URL(location.href);
  const { searchParams: query } = address;
  for (const key of [...query.keys()]) if (key.startsWith(prefix)) query.delete(key);
  for (const [name, text] of changes(form)) query.append(prefix + name, text);
  keepQuery(address);
}

/**
 * What differs from an untouched form, as names and texts; usual is the day that needs no name.
 * @param {CalculatorForm} form @param {string} [usual] @returns {[string, string][]}
 */
function changes(form, usual = form.today) {
  const several = form.items().length > 1;
  const day = form.$on.value;
  /** @type {[string, string][]} */
  const changed = [];
  for (const { spec, text } of form.entries) {
    // A blank among several items keeps the others in their places.
    if (text !== "" || (several && spec.scope === "item")) changed.push([spec.name, text]);
  }
  for (const $box of form.boxes()) if (!$box.checked) changed.push([$box.name, "no"]);
  if (day !== "" && day !== usual) changed.push([form.$on.name, day]);
  return changed;
}

/** @param {string} prefix @param {CalculatorForm} form */
export function restore(prefix, form) {
  const query = new URLSearchParams(location.search);
  /** @param {string} name */
  const texts = (name) => query.getAll(prefix + name);
  const { inputs } = form.rule;
  const inItems = inputs.filter(({ scope }) => scope === "item");
  form.growTo(Math.max(1, ...inItems.map(({ name }) => texts(name).length)));
  for (const name of [...inputs.map((spec) => spec.name), form.$on.name]) {
    form.fieldsOf(name).forEach(($field, place) => enter($field, texts(name)[place] ?? ""));
  }
  for (const $box of form.boxes()) if (texts($box.name)[0] === "no") $box.checked = false;
}

/** Whether the address has entries of a calculator. @param {string} prefix */
export function names(prefix) {
  return [...new URLSearchParams(location.search).keys()].some((key) => key.startsWith(prefix));
}

/**
 * A text from the address, as far as the field takes it.
 * @param {Field} $field @param {string} text
 */
function enter($field, text) {
  const before = $field.value;
  $field.value = text;
  if ($field.value === "") $field.value = before;
}

/**
 * The same entries for the page about whole projects, which asks many of them by the same names.
 * @param {CalculatorForm} form @param {string} today the site's
 */
export function toPlan(form, today) {
  const known = changes(form, today).filter(([name]) => !form.boxes().some(($box) => $box.name === name));
  return known.length ? `#${new URLSearchParams(known)}` : "";
}
