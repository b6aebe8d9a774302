/**
 * How values are written in each language, and the words for times, months and scales in all.
 *
 * The twin is clausebook/quantity/styles.py; the words stand in schema/quantities.json.
 */
import UNITS from "../../schema/quantities.json" with { type: "json" };
import brought from "../words/styles.js";
import { Fraction } from "./fraction.js";

/** @typedef {string} Language */
/**
 * How values are written in a language. A scale says from which value on it is used, its word, what
 * it counts, and how many decimals it may have. With cents, £0.50 is not £0.5.
 * @typedef {object} Style
 * @property {Record<string, string>} bounds
 * @property {string} group
 * @property {string} space
 * @property {[string, string, string, number][]} money
 * @property {[string, string, string][]} rounded
 * @property {[string, string, string, number][]} counts
 * @property {string[]} points
 * @property {Record<string, string[]>} times
 * @property {string[]} dates
 * @property {string[]} [months]
 * @property {string} exchange
 * @property {boolean} [cents]
 */

/** Words for percentage points. */
export const POINTS = UNITS.points;
/** @type {Record<string, Style>} */
const STYLES = /** @type {Record<string, any>} */ ({ ...UNITS.languages, ...brought });
const EACH = Object.values(STYLES);
/** The words for a time in every language, and what it is called here: year, working day. */
export const DURATIONS = new Map(EACH.flatMap(({ times }) =>
  Object.entries(times).flatMap(([name, words]) =>
    [name, ...words].map((word) => /** @type {[string, string]} */ ([word, name])))));
/** The names of months, in full and cut to three letters. */
export const MONTHS = new Map([
  ...EACH.flatMap(({ months = [] }) => months.flatMap((name, place) =>
    [name, name.slice(0, 3)].map((word) =>
      /** @type {[string, number]} */ ([word.toLowerCase(), place + 1])))),
  ["sept", 9],
]);
export const SCALES = new Map(
  Object.entries(UNITS.scales).map(([word, number]) => [word, Fraction.read(number)]),
);

/**
 * A table's row for a language, else for its code's first part.
 * @template Row
 * @param {Record<string, Row>} table @param {Language} language @returns {Row | undefined}
 */
export function rowOf(table, language) {
  return table[language] ?? table[language.split("-", 1)[0]];
}

/** How values are written in a language. @param {Language} language @returns {Style} */
export function styleOf(language) {
  return /** @type {Style} */ (rowOf(STYLES, language));
}
