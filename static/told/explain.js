/**
 * Results in words; the twin is the part of clausebook/told/explain.py about results.
 *
 * A vocabulary holds the words in which one benefit's results are told in one language. Its patterns
 * come from templates/strings/calculator.yaml.
 */
import UNITS from "../../schema/quantities.json" with { type: "json" };
import { Fraction } from "../rules/fraction.js";
import { firstDay, show } from "../rules/quantity.js";
import { fill } from "./strings.js";
/** @import { Reading } from "../rules/evaluate.js" */
/** @import { Ends, Shown, Step } from "../rules/expressions.js" */
/** @import { Kind, Language } from "../rules/quantity.js" */

/**
 * The words in which one benefit's results are told; see Vocabulary in clausebook/told/explain.py.
 * @typedef {{
 *   language: Language,
 *   words: CalculatorWords,
 *   labels: Record<string, string>,
 *   choices: Record<string, Record<string, string>>,
 *   units: Record<string, string[]>,
 * }} Vocabulary
 */

/**
 * The words for a name in a result: a label, a history input, or a limit.
 * @param {Vocabulary} vocabulary @param {string} name @returns {string}
 */
export function label({ words, labels }, name) {
  const limits = /** @type {Record<string, any>} */ (words);
  return own(words.history, name) || own(labels, name) || own(limits, name) || name;
}

/**
 * What a record holds under a name; nothing for names that every object inherits.
 * @template T
 * @param {Record<string, T>} record @param {string} name
 */
function own(record, name) {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

// --- values --------------------------------------------------------------------------------

/**
 * A value of a result: an amount, a range, an answer or a choice.
 * @param {Vocabulary} vocabulary @param {Shown} shown
 */
export function valueWords(vocabulary, shown) {
  const { words } = vocabulary;
  const { name, value = "", low = "", high = "" } = shown;
  if (shown.kind === "choice") return vocabulary.choices[name ?? ""][value];
  if (shown.kind === "yes_no") return words.answer[value];
  if (low === high) return number(vocabulary, shown, low);
  if (high === null) {
    if (low === "0") return words.open_value;
    return fill(words.from, { low: number(vocabulary, shown, low) });
  }
  const ends = { low: number(vocabulary, shown, low), high: number(vocabulary, shown, high) };
  return fill(words.range, ends);
}

/** @param {Vocabulary} vocabulary @param {Shown} shown @param {string} text */
function number(vocabulary, shown, text) {
  let kind = /** @type {Kind} */ (shown.kind);
  let [unit = "", ...english] = own(vocabulary.units, shown.name ?? "") ?? [];
  if (kind === "date") {
    const value = /** @type {Fraction} */ (firstDay(text));
    return show({ kind, value, unit: text, bound: "" }, vocabulary.language);
  }
  if (kind === "ratio") unit ||= `1:${text}`;
  if (kind === "duration" && !Object.hasOwn(UNITS.durations, unit)) kind = "count";
  const value = Fraction.read(text);
  return show({ kind, value, unit, bound: "", english }, vocabulary.language);
}

/**
 * A value with its name, where it has one.
 * @param {Vocabulary} vocabulary @param {Shown} shown
 */
export function namedWords(vocabulary, shown) {
  const value = valueWords(vocabulary, shown);
  if (!shown.name) return value;
  return fill(vocabulary.words.labelled, { name: label(vocabulary, shown.name), value });
}

/**
 * An amount or range of money.
 * @param {Vocabulary} vocabulary @param {Ends} ends
 */
export function moneyWords(vocabulary, ends) {
  return valueWords(vocabulary, { name: null, kind: "money", low: ends.low, high: ends.high });
}

// --- results -------------------------------------------------------------------------------

/**
 * The result in one line.
 * @param {Vocabulary} vocabulary @param {string} bound @param {Reading} result
 */
export function headline(vocabulary, bound, result) {
  const { words } = vocabulary;
  if (result.outcome === "not-in-force") return words.outcome[result.status ?? ""];
  if (result.outcome === "ineligible" || result.outcome === "invalid") {
    return words.outcome[result.outcome];
  }
  if (result.outcome === "amount") {
    const pattern = words.amount[result.low === "0" ? "exact" : bound];
    return fill(pattern, { x: moneyWords(vocabulary, result) });
  }
  const { low, high } = result;
  if (high === null) {
    if (low === "0") return words.amount.open;
    return fill(words.amount.at_least, { low: moneyWords(vocabulary, { low, high: low }) });
  }
  const ends = {
    low: moneyWords(vocabulary, { low, high: low }),
    high: moneyWords(vocabulary, { low: high, high }),
  };
  return fill(words.amount.range, ends);
}

/**
 * What a reader must know beside the amount; asked are the conditions' ids.
 * @param {Vocabulary} vocabulary @param {string[]} asked @param {Reading} result
 */
export function remarks(vocabulary, asked, result) {
  const { words } = vocabulary;
  /** @type {string[]} */
  const found = [];

  /** @param {string[]} listed */
  const list = (listed) => listed.map((name) => label(vocabulary, name)).join(words.list_join);

  const status = own(words.status, result.status ?? "");
  if (status) found.push(status);
  if (result.would) {
    found.push(fill(words.outcome.would, { x: moneyWords(vocabulary, result.would) }));
  }
  if (result.failed.length > 0) found.push(fill(words.failed, { list: list(result.failed) }));
  if (result.missing.length > 0) found.push(fill(words.missing, { list: list(result.missing) }));
  if (result.binding.length > 0 && result.failed.length === 0) {
    found.push(fill(words.binding, { list: list(result.binding) }));
  }
  return [...found, ...assumed(words, asked, result.assumed), ...split(vocabulary, result)];
}

/** @param {CalculatorWords} words @param {string[]} asked @param {string[]} names */
function assumed(words, asked, names) {
  const found = [];
  const conditions = names.filter((name) => asked.includes(name));
  if (conditions.length > 0) {
    found.push(fill(words.assumed_conditions, { n: String(conditions.length) }));
  }
  if (names.some((name) => Object.hasOwn(words.history, name))) found.push(words.assumed_history);
  return found;
}

/** @param {Vocabulary} vocabulary @param {Reading} result */
function split(vocabulary, result) {
  if (result.split.length === 0 || result.high === null || result.high === "0") return [];
  const { words } = vocabulary;
  const shares = result.split.map((share, place) => {
    const name = label(vocabulary, `split_${place}`);
    return fill(words.named, { name, value: moneyWords(vocabulary, share) });
  });
  return [fill(words.split, { list: shares.join(words.list_join) })];
}

/**
 * The calculation, a line per step; several items are told apart.
 * @param {Vocabulary} vocabulary @param {string | null} per @param {Step[]} steps
 */
export function stepWords(vocabulary, per, steps) {
  const items = steps.map((step) => step.item).filter((item) => item !== null);
  const several = new Set(items).size > 1;
  return steps.map((step) => {
    const line = stepLine(vocabulary, step);
    if (!several || step.item === null || !per) return line;
    const item = fill(vocabulary.words.item[per], { n: String(step.item + 1) });
    return fill(vocabulary.words.named, { name: item, value: line });
  });
}

/** @param {Vocabulary} vocabulary @param {Step} step */
function stepLine(vocabulary, step) {
  const { words } = vocabulary;
  const args = step.args.map((shown) => namedWords(vocabulary, shown));
  const joined = own(words.step_operator, step.op) ?? words.list_join;
  const [first] = step.args;
  const values = {
    list: args.join(step.op === "sum" ? " + " : joined),
    a: step.op === "choose" ? label(vocabulary, first.name ?? "") : args[0],
    b: step.op === "choose" ? valueWords(vocabulary, first) : args[args.length - 1],
    result: valueWords(vocabulary, { ...step, name: null }),
  };
  return fill(words.step[step.op], values);
}
