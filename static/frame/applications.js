/** Whether one can apply on the reader's today; the page was built on another day. */
import { standing } from "../rules/applications.js";
import { findAll, today } from "./page.js";

/** Of the sentences for any day, the one for this day. */
export function showApplications(/** @type {HTMLElement} */ $applications) {
  const day = today();
  const now = standing(JSON.parse($applications.dataset.windows ?? "[]"), day).join(":");
  for (const $said of findAll($applications, "[data-standing]", HTMLElement)) {
    $said.hidden = $said.dataset.standing !== now;
  }
  for (const $year of findAll($applications, "[data-year]", HTMLElement)) {
    $year.textContent = day.slice(0, 4);
  }
}
