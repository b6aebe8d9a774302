/** What clausebook/features/planner/data.py wrote: the plan book, and the words for it. */
import { language } from "../frame/page.js";
import { registered } from "../frame/registry.js";
import { usageOf } from "../quantity/usage.js";
import calculator from "../words/calculator.js";
import money from "../words/money.js";
/** @import { Published as PlanBook } from "./engine/book.js" */
/** @import { Window } from "../rules/applications.js" */
/** @import { Validity } from "../rules/validity.js" */
/** @import { Unit } from "../quantity/value.js" */
/** @import { Vocabulary } from "../told/explain.js" */

/** @typedef {{ label: string, ask: string, choices: Record<string, string>, unit: Unit | null }} QuestionWords */
/**
 * @typedef {{
 *   name: string,
 *   clause: string,
 *   period: string,
 *   until: string,
 *   bound: string,
 *   materials: string[],
 *   agencies: string[],
 *   and_others: boolean,
 *   conditions: Record<string, string>,
 *   binds: Record<string, string>,
 *   citation: string,
 *   href: string,
 *   calculator: string,
 *   anchor: string,
 *   applications: string,
 * }} BenefitWords
 */
/** @typedef {{ why: string, printed: string, original: string, source: string, href: string }} RelationWords */
/** @typedef {{ question: string, options: Record<string, string>, why: string, source: string, href: string }} ReadingWords */
/** @typedef {{ name: string, href: string, validity: Validity, pays: boolean }} PlaceDocument */
/**
 * @typedef {{
 *   questions: Record<string, QuestionWords>,
 *   subjects: Record<string, { item: string, add: string }>,
 *   benefits: Record<string, BenefitWords>,
 *   relations: Record<string, RelationWords>,
 *   readings: Record<string, ReadingWords>,
 *   payers: Record<string, string>,
 *   places: Record<string, { name: string, documents: PlaceDocument[] }>,
 *   applications: Record<string, { windows: Window[], said: Record<string, string> }>,
 * }} Names
 */
/**
 * @typedef {{ book: PlanBook, versions: Record<string, string>, data: string, names: Names, vocabulary: Vocabulary }} Data
 */

/** @returns {Data} */
export function planData() {
  const { book, versions, data } = /** @type {Data} */ (registered.get("plan:book"));
  const names = /** @type {Names} */ (registered.get("plan:words"));
  return { book, versions, data, names, vocabulary: vocabularyOf(book, names) };
}

/** @param {PlanBook} book @param {Names} names @returns {Vocabulary} */
function vocabularyOf(book, { questions }) {
  const all = Object.entries(questions);
  return {
    language,
    currency: book.currency,
    usage: usageOf(money),
    words: calculator,
    labels: Object.fromEntries(all.map(([name, { label }]) => [name, label])),
    choices: Object.fromEntries(all.map(([name, { choices }]) => [name, choices])),
    units: Object.fromEntries(all.flatMap(([name, { unit }]) => (unit ? [[name, unit]] : []))),
    remarks: {},
    item: "",
  };
}

