/** Whether one can apply follows the day; the page was built for another one. */
import { standing } from "../rules/applications.js";
import { findAll } from "./page.js";

/**
 * Of the sentences for any day, the one for this day.
 * @param {HTMLElement} $applications @param {string} day
 */
export function showApplications($applications, day) {
  const now = standing(JSON.parse($applications.dataset.windows ?? "[]"), day).join(":");
  for (const $said of findAll($applications, "[data-standing]", HTMLElement)) {
    $said.hidden = $said.dataset.standing !== now;
  }
  for (const $year of findAll($applications, "[data-year]", HTMLElement)) {
    $year.textContent = day.slice(0, 4);
  }
}
