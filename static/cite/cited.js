/** Citations as clausebook/features/cite/data.py tells them. */

/**
 * The places of lines: before the address, the four parts of the address, before the day, after it.
 * @typedef {[before: number[], link: number[], between: number[], after: number[]]} Form
 * @typedef {{ name: string, forms: Form[] }} Cited
 * @typedef {{ told: Record<string, Record<string, Cited>>, lines: string[] }} Citations
 */

/** How forms are called, in their order. */
export const FORMS = ["text", "bibtex", "csl"];
const ABSOLUTE = /^https?:/u;

/**
 * All forms of a citation on a day, by name.
 * @param {Citations} citations @param {Cited} cited @param {string} day in ISO form
 * @param {string} [root] of the site where it is served; from a disk there is none for others
 * @returns {Record<string, string>}
 */
export function formsOn({ lines }, cited, day, root = "") {
  const said = (/** @type {number[]} */ places) => places.map((place) => lines[place]).join("");
  const forms = cited.forms.map(([before, link, between, after], at) => [
    FORMS[at],
    said(before) + linkAt(link.map((place) => lines[place]), root) + said(between)
      + (FORMS[at] === "csl" ? partsOf(day) : day) + said(after),
  ]);
  return Object.fromEntries(forms);
}

/** An address that the site states stays; others are where it is served. @param {string[]} link @param {string} root */
function linkAt([before, url, after, otherwise], root) {
  if (!url || !(root || ABSOLUTE.test(url))) return otherwise;
  return before + (ABSOLUTE.test(url) ? "" : root) + url + after;
}

/** Year, month and day as numbers: 2026, 12, 1. @param {string} day */
function partsOf(day) {
  return day.split("-").map(Number).join(", ");
}
