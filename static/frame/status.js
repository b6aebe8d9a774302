/** The status of documents on the reader's today; the page was built on another day. */
import { statusOn } from "../rules/validity.js";
import words from "../words/common.js";
import { findAll, today } from "./page.js";

/** What a badge tells, and with it the banner of its page. */
export function showStatus(/** @type {HTMLElement} */ $status) {
  const { validity = "{}", expired } = $status.dataset;
  const status = statusOn(JSON.parse(validity), today());
  $status.dataset.status = status;
  $status.textContent = (status === "expired" && expired) || words.status[status];
  if ($status.closest(".page-head")) showBanner(status);
}

/** Of the banners for a document's possible states, the one for its present state. */
function showBanner(/** @type {string} */ status) {
  for (const $banner of findAll(document, "[data-banner]", HTMLElement)) {
    $banner.hidden = $banner.dataset.banner !== status;
  }
}
