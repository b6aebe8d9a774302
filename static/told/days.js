/** Days in the words of a language; clausebook/told/days.py has them from clausebook/quantity. */
import { fill } from "./strings.js";
/** @import { Calendar } from "./spans.js" */

/** @param {string} iso @param {Calendar} style */
export function dayWords(iso, { day, months }) {
  const [y, m, d] = iso.split("-").map(Number);
  const month = months[m - 1] ?? "";
  return fill(day, { y: String(y), m: String(m), d: String(d), month });
}
