/**
 * The search field in every page's header. It works without scripts; this adds keys, and what shows
 * hits while one types as soon as a reader goes there.
 *
 * "/" goes to the search field, Escape clears it. A key without a modifier can get in the way of
 * speech input, so the search page has a box that turns "/" off (WCAG 2.2, 2.1.4).
 */
import { findAll, nearest, setOrRemove } from "../frame/page.js";
import { run } from "../frame/registry.js";

export const SETTING = "clausebook.shortcut";
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const PLACES = ["[data-module=search-page]", "[data-module=search-box]"];
const FIELD = "input[type=search]";

/** The field that "/" leads to: on the search page its own, elsewhere the header's. */
function mainField() {
  const fieldsIn = (/** @type {string} */ place) =>
    findAll(document, `${place} ${FIELD}`, HTMLInputElement);
  return PLACES.flatMap(fieldsIn).at(0);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const $at = event.target;
  if (!($at instanceof Element) || event.isComposing || event.defaultPrevented) return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "/" && isOn() && !nearest($at, TYPING)) goToField(event);
  if (event.key === "Escape") clear(event, $at);
}

/** @param {KeyboardEvent} event */
function goToField(event) {
  const $field = mainField();
  if (!$field) return;
  event.preventDefault();
  show($field);
  $field.select();
}

/** On a narrow screen the header's field opens when it is wanted. @param {HTMLInputElement} $field */
function show($field) {
  $field.form?.setAttribute("data-open", "");
  $field.focus();
}

/** The sign in the header leads to the search page; here it opens the field, and closes it. @param {MouseEvent} event */
function onSign(event) {
  const $field = mainField();
  if (!$field?.form || !nearest(event.target, "[data-search-open]")) return;
  event.preventDefault();
  if ($field.form.hasAttribute("data-open")) $field.form.removeAttribute("data-open");
  else show($field);
}

/** @param {KeyboardEvent} event @param {Element} $at */
function clear(event, $at) {
  const $field = mainField();
  if ($field !== $at || $field.value === "") return;
  event.preventDefault();
  $field.value = "";
  $field.dispatchEvent(new Event("input", { bubbles: true }));
}

// --- the list below the field ----------------------------------------------------------------

/** What a search needs is loaded when a reader goes to the field, and again after a failure. */
function loadList(/** @type {HTMLFormElement} */ $form) {
  const files = ($form.dataset.scripts ?? "").split(" ").map((file) => `assets/${file}`);
  const whenFocused = () => {
    $form.removeEventListener("focusin", whenFocused);
    run(files).catch(() => $form.addEventListener("focusin", whenFocused));
  };
  $form.addEventListener("focusin", whenFocused);
  if ($form.contains(document.activeElement)) whenFocused();
}

// --- the shortcut ----------------------------------------------------------------------------

/** Whether "/" is a shortcut; a browser that keeps no settings keeps the shortcut. */
export function isOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true;
  }
}

/** The state of the shortcut, for assistive technology. */
export function announce() {
  const $field = mainField();
  if ($field) setOrRemove($field, "aria-keyshortcuts", isOn() ? "/" : null);
}

export function startBox() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onSign);
  findAll(document, "[data-module=search-box]", HTMLFormElement).forEach(loadList);
  announce();
}
