/** The control in the header that shows, and moves, the day of the site. */
import { dayWords } from "../told/days.js";
import { fill } from "../told/strings.js";
import calendar from "../words/calendar.js";
import words from "../words/common.js";
import { chosenDay, kept, onDay, setDay } from "./day.js";
import { find, publicAddress } from "./page.js";

/** @param {HTMLElement} $time @param {string} day */
export function showDay($time, day) {
  $time.setAttribute("datetime", day);
  $time.textContent = dayWords(day, calendar);
}

/** Where paper says that a page stands. @param {HTMLElement} $address */
export function showAddress($address) {
  const query = new URLSearchParams(kept()).toString();
  const address = publicAddress();
  $address.textContent = address && query ? `${address}?${query}` : address;
}

/** @param {HTMLElement} $asOf */
export function startAsOf($asOf) {
  const $details = /** @type {HTMLDetailsElement} */ ($asOf);
  const $form = find($asOf, "form", HTMLFormElement);
  const $on = find($form, "input[name=on]", HTMLInputElement);
  const turn = (/** @type {string} */ iso) => {
    setDay(iso);
    $details.open = false;
    find($asOf, "summary", HTMLElement).focus();
    const said = { date: dayWords($on.value, calendar) };
    find(document, "[data-day-said]", HTMLElement).textContent = fill(words.day_said, said);
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
  onDay((day) => {
    $on.value = day;
    $details.toggleAttribute("data-chosen", chosenDay() !== "");
  });
}
