/**
 * Results in words; the twin is clausebook/told/explain.py.
 *
 * A vocabulary holds the words in which one benefit's results are told in one language. Its patterns
 * come from templates/strings/, below `calculator`.
 */
import { Fraction } from "../quantity/fraction.js";
import { isCurrency, isExchange } from "../quantity/currencies.js";
import { firstDay } from "../quantity/days.js";
import { show } from "../quantity/show.js";
import { DURATIONS } from "../quantity/styles.js";
import { exchange, money } from "../quantity/value.js";
import { UNDER } from "../rules/inputs.js";
import { fill } from "./strings.js";
/** @import { Amounts, Reading } from "../rules/evaluate.js" */
/** @import { Ends, Shown } from "../rules/expressions.js" */
/** @import { Usage } from "../quantity/currencies.js" */
/** @import { Language } from "../quantity/styles.js" */
/** @import { Kind, Unit } from "../quantity/value.js" */

/**
 * The words in which one benefit's results are told; see Vocabulary in clausebook/told/explain.py.
 * @typedef {{
 *   language: Language,
 *   currency: string,
 *   usage: Usage,
 *   words: CalculatorWords,
 *   labels: Record<string, string>,
 *   choices: Record<string, Record<string, string>>,
 *   units: Record<string, Unit>,
 *   remarks: Record<string, string>,
 *   item: string,
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
export function own(record, name) {
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
  let kind = shown.kind === "measure" ? "count" : shown.kind;
  const { language, usage } = vocabulary;
  if (isCurrency(kind)) return show(money(Fraction.read(text), usage.currencies.get(kind)), language);
  if (isExchange(kind)) {
    const currencies = kind.split("/").map((code) => usage.currencies.get(code));
    return show(exchange(Fraction.read(text), currencies), language);
  }
  const { word, words } = own(vocabulary.units, shown.name ?? "") ?? { word: "", words: {} };
  let unit = word;
  if (kind === "date") {
    const value = /** @type {Fraction} */ (firstDay(text));
    return show({ kind: "date", value, unit: text, bound: "" }, language);
  }
  if (kind === "ratio") unit ||= `1:${text}`;
  let value = Fraction.read(text);
  if (kind === "duration" && !unit) {
    // Rules count in years; people say months where they must.
    const { denominator } = value;
    const inMonths = denominator !== 1n && 12n % denominator === 0n;
    unit = inMonths ? "month" : "year";
    if (inMonths) value = value.times(new Fraction(12n));
  }
  if (["count", "duration"].includes(kind) && unit) { // rules count days, and years of what has a unit
    kind = DURATIONS.has(unit) ? "duration" : "count";
  }
  const known = /** @type {Kind} */ (kind);
  return show({ kind: known, value, unit, bound: "", words }, language);
}

/**
 * A value with its name, where it has one.
 * @param {Vocabulary} vocabulary @param {Shown} shown
 */
export function namedWords(vocabulary, shown) {
  const value = valueWords(vocabulary, shown);
  if (!shown.name) return value;
  const { labelled, labelled_answer: answered } = vocabulary.words;
  return fill(shown.kind === "yes_no" ? answered : labelled, { name: label(vocabulary, shown.name), value });
}

/**
 * An amount or range of what the benefit pays.
 * @param {Vocabulary} vocabulary @param {Ends} ends
 */
export function moneyWords(vocabulary, ends) {
  return valueWords(vocabulary, { name: null, kind: vocabulary.currency, low: ends.low, high: ends.high });
}

// --- results -------------------------------------------------------------------------------

/**
 * The result in one line; an amount that depends on what is missing says on what.
 * @param {Vocabulary} vocabulary @param {Reading} result
 */
export function headline(vocabulary, result) {
  const { words } = vocabulary;
  if (result.outcome === "not-in-force") {
    return fill(words.outcome[result.status ?? ""], { x: wouldWords(vocabulary, result.would ?? result) });
  }
  if (result.outcome === "ineligible" || result.outcome === "invalid") {
    return words.outcome[result.outcome];
  }
  if (result.outcome === "amount") return amountWords(vocabulary, result);
  const told = openAmount(vocabulary, result);
  if (result.missing.length === 0) return told || words.amount.unstated;
  const list = listed(vocabulary, result.missing);
  if (!told) return fill(words.amount.open, { list });
  return fill(words.amount.depends, { x: told, list });
}

/**
 * A certain amount: fixed by the text, limited by it, or both in part.
 * @param {Vocabulary} vocabulary @param {Amounts} paid
 */
function amountWords(vocabulary, paid) {
  const { amount } = vocabulary.words;
  const x = moneyWords(vocabulary, paid);
  if (paid.high === "0") return amount.nothing;
  if (paid.bound === "exact") return fill(amount.exact, { x });
  if (paid.sure.low === "0") return fill(amount.up_to, { x });
  return fill(amount.partly, { x, sure: exactly(vocabulary, paid.sure.low) });
}

/**
 * What is certain of an amount that is not; empty where nothing is.
 * @param {Vocabulary} vocabulary @param {Amounts} paid
 */
function openAmount(vocabulary, { sure, high }) {
  const { amount } = vocabulary.words;
  const low = exactly(vocabulary, sure.low);
  if (high === null) return sure.low === "0" ? "" : fill(amount.at_least, { low });
  const most = exactly(vocabulary, high);
  return sure.low === "0" ? fill(amount.up_to, { x: most }) : fill(amount.range, { low, high: most });
}

/** @param {Vocabulary} vocabulary @param {string} amount */
function exactly(vocabulary, amount) {
  return moneyWords(vocabulary, { low: amount, high: amount });
}

/**
 * Names in a row; they may have commas of their own.
 * @param {Vocabulary} vocabulary @param {string[]} names
 */
function listed(vocabulary, names) {
  return names.map((name) => label(vocabulary, name)).join(vocabulary.words.step_join);
}

/**
 * From where to where the readings go; empty where they come to the same.
 * @param {Vocabulary} vocabulary @param {Ends} spread
 */
export function spreadWords(vocabulary, { low, high }) {
  const { words } = vocabulary;
  if (low === high) return "";
  const least = exactly(vocabulary, low);
  if (high === null) return low === "0" ? "" : fill(words.spread_open, { low: least });
  return fill(words.spread, { low: least, high: exactly(vocabulary, high) });
}

/**
 * What a reader must know beside the amount, and beside the limit that is told with it; asked are
 * the conditions' ids.
 * @param {Vocabulary} vocabulary @param {string[]} asked @param {Reading} result
 */
export function remarks(vocabulary, asked, result, limit = "") {
  const { words } = vocabulary;
  const { would, failed, missing } = result;
  const binding = result.binding.filter((name) => name !== limit);
  /** @type {string[]} */
  const found = [];
  const status = own(words.status, result.status ?? "");
  if (status) found.push(status);
  if (would && would.high !== "0") {
    if (result.status !== "draft") { // whose headline says it
      found.push(fill(words.outcome.would, { x: wouldWords(vocabulary, would) }));
    }
    if (missing.length > 0) found.push(fill(words.missing, { list: listed(vocabulary, missing) }));
  }
  const paid = would ?? result;
  if (failed.length > 0) {
    found.push(fill(words.failed, { list: listed(vocabulary, failed) }));
    if (paid.high === "0") return found; // nothing else says anything of an amount that is not paid
  }
  found.push(...result.remarks.map((id) => vocabulary.remarks[id]));
  if (binding.length > 0) found.push(fill(words.binding, { list: listed(vocabulary, binding) }));
  if (paid.bound === "up_to") {
    found.push(paid.sure.low === "0" ? words.only_limit : words.only_range);
  }
  return [
    ...found,
    ...joint(vocabulary, result),
    ...assumed(words, asked, result.assumed),
    ...split(vocabulary, result),
  ];
}

/**
 * The parts of what is awarded, each with what it waits for; those that are lost say so.
 * @param {Vocabulary} vocabulary @param {Reading} result
 */
export function instalments(vocabulary, result) {
  const paid = result.status === "draft" ? result.would ?? result : result;
  if (paid.instalments.every(({ high }) => high === "0")) return [];
  return paid.instalments.map((part) => instalment(vocabulary, part, paid));
}

/** @type {Record<string, string>} */
const STATES = { yes: "due", no: "lost", open: "open" };

/**
 * @param {Vocabulary} vocabulary @param {Amounts["instalments"][number]} part
 * @param {Amounts} paid
 */
function instalment(vocabulary, part, { bound }) {
  const { words } = vocabulary;
  const amount = moneyWords(vocabulary, part);
  const x = bound === "up_to" ? fill(words.instalments.up_to, { a: amount }) : amount;
  return fill(words.instalments[STATES[part.paid]], { x, when: label(vocabulary, part.id) });
}

/** @param {Vocabulary} vocabulary @param {Amounts} paid */
export function wouldWords(vocabulary, paid) {
  if (paid.low === paid.high) return amountWords(vocabulary, paid);
  return openAmount(vocabulary, paid) || vocabulary.words.open_value;
}

/**
 * What all payers pay, where they have one ceiling and the amounts are known.
 * @param {Vocabulary} vocabulary @param {Amounts} paid
 */
function joint(vocabulary, paid) {
  if (!paid.joint || paid.joint.low !== paid.joint.high || paid.high === "0") return [];
  const { words } = vocabulary;
  const others = Object.entries(paid.beside);
  const [certain, most] = others.length > 1
    ? [words.joint_of, words.joint_of_up_to]
    : [words.joint, words.joint_up_to];
  const list = others.map(([name, amount]) =>
    fill(words.labelled, { name: label(vocabulary, name), value: moneyWords(vocabulary, amount) }));
  const told = { money: label(vocabulary, "beside"), list: list.join(words.list_join) };
  const x = moneyWords(vocabulary, paid.joint);
  return [fill(paid.bound === "exact" ? certain : most, { ...told, x })];
}

/** @param {CalculatorWords} words @param {string[]} asked @param {string[]} names */
function assumed(words, asked, names) {
  const found = [];
  const conditions = names.filter((name) => asked.includes(name));
  if (conditions.length > 0) {
    found.push(fill(words.assumed_conditions, { n: String(conditions.length) }));
  }
  if (names.some((name) => Object.hasOwn(words.history, name) || name.startsWith(UNDER))) found.push(words.assumed_history);
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
  const pattern = result.bound === "exact" ? words.split : words.split_up_to;
  return [fill(pattern, { list: shares.join(words.step_join) })];
}
