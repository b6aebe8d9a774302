/** Answers and days in words. */
import { understand } from "../frame/entries.js";
import { language } from "../frame/page.js";
import { firstDay } from "../quantity/days.js";
import { show } from "../quantity/show.js";
import { valueWords } from "../told/explain.js";
import calculator from "../words/calculator.js";
import words from "../words/planner.js";
import { UNKNOWN } from "./project.js";
/** @import { Fraction } from "../quantity/fraction.js" */
/** @import { Data } from "./data.js" */

/** @param {Data} data @param {string} name @param {string} text as typed */
export function answerWords({ book, names, vocabulary }, name, text) {
  const { type } = book.questions[name];
  if (text === "") return words.steps.blank;
  if (text === UNKNOWN) return words.ask.unknown;
  if (type === "choice") return names.questions[name].choices[text] ?? text;
  if (type === "yes_no") return calculator.answer[text] ?? text;
  const { value } = understand({ name, type }, text, vocabulary);
  return value ? valueWords(vocabulary, { name, kind: type, low: value, high: value }) : text;
}

/** @param {string} iso */
export function dayWords(iso) {
  const value = /** @type {Fraction} */ (firstDay(iso));
  return value ? show({ kind: "date", value, unit: iso, bound: "" }, language) : iso;
}
