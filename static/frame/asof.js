/** The form in the header that moves the day of the site; it comes when somebody goes there. */
import { dayWords } from "../told/days.js";
import { fill } from "../told/strings.js";
import calendar from "../words/calendar.js";
import { onDay, setDay } from "./day.js";
import { find } from "./page.js";

/** @param {HTMLElement} $asOf */
export function startAsOf($asOf) {
  const $details = /** @type {HTMLDetailsElement} */ ($asOf);
  const $form = find($asOf, "form", HTMLFormElement);
  const $on = find($form, "input[name=on]", HTMLInputElement);
  const turn = (/** @type {string} */ iso) => {
    setDay(iso);
    $details.open = false;
    find($asOf, "summary", HTMLElement).focus();
    const $said = find(document, "[data-day-said]", HTMLElement);
    const date = dayWords($on.value, calendar);
    $said.textContent = fill($said.dataset.daySaid ?? "", { date });
  };
  $form.hidden = false;
  $form.addEventListener("submit", (event) => {
    event.preventDefault();
    turn($on.value);
  });
  find($form, "[data-today]", HTMLElement).addEventListener("click", () => turn(""));
  $details.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && $details.open) $details.open = false;
  });
  onDay((day) => ($on.value = day));
}
