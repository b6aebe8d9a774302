/** What the build has written for a calculator, and the words in which its results are told. */
import { language } from "../frame/page.js";
import { registered } from "../frame/registry.js";
import { usageOf } from "../quantity/usage.js";
import words from "../words/calculator.js";
import money from "../words/money.js";
/** @import { Window } from "../rules/applications.js" */
/** @import { Benefit } from "../rules/evaluate.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/**
 * A calculator's data in the page's language; see clausebook/features/calculators/data.py.
 * @typedef {object} BenefitData
 * @property {Benefit} rule
 * @property {Record<string, string>} labels
 * @property {Record<string, Record<string, string>>} choices
 * @property {Record<string, { word: string, words: Record<string, string[]> }>} units
 * @property {Record<string, string>} remarks
 * @property {string} item
 * @property {{ windows: Window[], said: Record<string, string> } | null} applications
 *   what is stated of applications, and what is said of them on any day
 * @property {Record<string, string>} sources
 *   where each fact's row stands, below the site's root
 */

const USAGE = usageOf(money);

/** What is registered for a benefit. @param {string} id @returns {BenefitData} */
export function dataOf(id) {
  const [clause] = id.split(/[#:]/u, 1);
  const benefits = registered.get(`rules:${clause}`);
  const data = /** @type {Record<string, BenefitData> | undefined} */ (benefits)?.[id];
  if (!data) throw new Error(`calculator: there is no rule of ${id}`);
  return data;
}

/** @param {BenefitData} data @returns {Vocabulary} */
export function vocabularyOf({ rule, labels, choices, units, remarks, item }) {
  const { currency } = rule;
  return { language, currency, usage: USAGE, words, labels, choices, units, remarks, item };
}
