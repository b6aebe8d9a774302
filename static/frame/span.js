/** The time left, or since when something is over, on the day of the site. */
import { spanOn, spanWords } from "../told/spans.js";
import calendar from "../words/calendar.js";
import words from "../words/common.js";

/** @param {HTMLElement} $span @param {string} day */
export function showSpan($span, day) {
  const validity = JSON.parse($span.dataset.validity ?? "{}");
  $span.textContent = spanWords(spanOn(validity, day), words.span, calendar);
}
