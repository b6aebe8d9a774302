/** Where a page says of which day it is, and where it stands. */
import { dayWords } from "../told/days.js";
import calendar from "../words/calendar.js";
import { chosenDay, kept } from "./day.js";
import { publicAddress } from "./page.js";

/** @param {HTMLElement} $time @param {string} day */
export function showDay($time, day) {
  $time.setAttribute("datetime", day);
  $time.textContent = dayWords(day, calendar);
  $time.closest("details")?.toggleAttribute("data-chosen", chosenDay() !== "");
}

/** Where paper says that a page stands. @param {HTMLElement} $address */
export function showAddress($address) {
  const query = new URLSearchParams(kept()).toString();
  const address = publicAddress();
  $address.textContent = address && query ? `${address}?${query}` : address;
}
