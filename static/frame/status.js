/** What has a status follows the day; the page was built for another one. */
import { OUTSIDE, statusOn } from "../rules/validity.js";
import words from "../words/common.js";
import { findAll } from "./page.js";

/**
 * What a badge tells, and with it what it is the badge of, and the banner of its page.
 * @param {HTMLElement} $status @param {string} day
 */
export function showStatus($status, day) {
  const status = statusOn(JSON.parse($status.dataset.validity ?? "{}"), day);
  $status.dataset.status = status;
  $status.textContent = words.status[status];
  $status.closest("[data-dated]")?.toggleAttribute("data-over", OUTSIDE.includes(status));
  if ($status.closest(".page-head")) showBanner(status);
}

/** Of the banners for a document's possible states, the one for its present state. */
function showBanner(/** @type {string} */ status) {
  for (const $banner of findAll(document, "[data-banner]", HTMLElement)) {
    $banner.hidden = $banner.dataset.banner !== status;
  }
}
