/** Citations as clausebook/features/cite/data.py tells them. */

/**
 * The places of the lines before the day and after it, for text, BibTeX and CSL-JSON in turn.
 * @typedef {[before: number[], after: number[]]} Form
 * @typedef {{ name: string, forms: Form[] }} Cited
 * @typedef {{ told: Record<string, Record<string, Cited>>, lines: string[] }} Citations
 */

/** How forms are called, in their order. */
export const FORMS = ["text", "bibtex", "csl"];

/**
 * All forms of a citation on a day, by name.
 * @param {Citations} citations @param {Cited} cited @param {string} day in ISO form
 * @returns {Record<string, string>}
 */
export function formsOn({ lines }, cited, day) {
  const said = (/** @type {number[]} */ places) => places.map((place) => lines[place]).join("");
  const forms = cited.forms.map(([before, after], at) => [
    FORMS[at],
    said(before) + (FORMS[at] === "csl" ? partsOf(day) : day) + said(after),
  ]);
  return Object.fromEntries(forms);
}

/** Year, month and day as numbers: 2026, 12, 1. @param {string} day */
function partsOf(day) {
  return day.split("-").map(Number).join(", ");
}
