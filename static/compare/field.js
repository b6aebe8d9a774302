/** A field for an entry of a case, as templates/calculators/calculator.html has them. */
import { element } from "../frame/page.js";
import { label } from "../told/explain.js";
import own from "../words/case.js";
/** @import { Field } from "../frame/understood.js" */
/** @import { Spec } from "../rules/inputs.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/** The field within its label and its notes. @param {Spec} spec @param {Vocabulary} vocabulary @returns {Field} */
export function fieldOf(spec, vocabulary) {
  const { name } = spec;
  const $field = isChosen(spec) ? choice(spec, vocabulary) : text(spec);
  $field.id = `case-${name}`;
  $field.name = name;
  $field.setAttribute("aria-describedby", `${$field.id}-note`);
  const $label = element("label", "", label(vocabulary, name));
  $label.setAttribute("for", $field.id);
  const $note = element("p", "field-note");
  $note.id = `${$field.id}-note`;
  const $understood = element("span", "understood");
  $understood.dataset.understood = "";
  $note.append($understood);
  const $around = element("div", "field");
  $around.dataset.field = name;
  $around.append($label, $field, $note);
  return $field;
}

/** @param {Spec} spec */
function isChosen({ type }) {
  return type === "choice" || type === "yes_no";
}

/** @param {Spec} spec */
function text({ type }) {
  const $field = document.createElement("input");
  $field.type = "text";
  $field.inputMode = type === "count" ? "numeric" : "text";
  $field.autocomplete = "off";
  $field.maxLength = 60;
  return $field;
}

/** @param {Spec} spec @param {Vocabulary} vocabulary */
function choice({ name, type, choices = [] }, { words, choices: told }) {
  const $field = document.createElement("select");
  const known = type === "yes_no" ? words.answer : told[name];
  const keys = type === "yes_no" ? ["yes", "no"] : choices;
  $field.append(new Option(own.choose, ""), ...keys.map((key) => new Option(known[key], key)));
  return $field;
}
