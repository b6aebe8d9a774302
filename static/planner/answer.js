/** The total: how much, from whom, until when. A picture of the payers, with a table that says the same. */
import { exact } from "../quantity/value.js";
import { fill } from "../told/strings.js";
import words from "../words/planner.js";
import { NOTHING, amountWords, boundWords, list, numberOf, openPart, percent, scaled, spanWords } from "./amounts.js";
import { h, svg } from "./dom.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult, Payer } from "./engine/plan.js" */

/** @param {Data} data @param {PlanResult} result @param {string} day in words */
export function totalParts(data, result, day) {
  const { vocabulary } = data;
  const { total } = result;
  const others = Object.entries(result.totals ?? {}).filter(([code]) => code !== vocabulary.currency);
  return [
    h("h2", {}, fill(words.total.title, { day })),
    h("output", {
      class: "plan-sum amount",
      "data-low": scaled(vocabulary, total.low),
      "data-high": scaled(vocabulary, total.high),
    }, boundWords(vocabulary, total)),
    ...others.map(([code, span]) => h("p", { class: "plan-sum amount" }, boundWords(vocabulary, span, code))),
    h("ul", { class: "plan-say" }, ...sentences(data, result).map((said) => h("li", {}, said))),
    ...payersParts(data, result.payers),
  ];
}

/** What stands there before anything is answered. */
export function startParts() {
  return [h("h2", {}, words.total.start), h("p", {}, words.total.grows)];
}

/** What is certain, what is open and why, and what kind of amount it is. @param {Data} data @param {PlanResult} result */
function sentences(data, result) {
  const { vocabulary, names } = data;
  const { total, chosen } = result;
  const said = [];
  if (total.high === "0") return [words.total.nothing];
  if (total.low !== "0") said.push(fill(words.total.certain, { x: amountWords(vocabulary, total.low) }));
  said.push(...instead(data, result));
  const open = openPart(total);
  if (open !== "0") {
    const causes = { list: list(openCauses(data, result)) || words.total.amounts };
    if (open === null) said.push(...unlimited(data, result, causes));
    else {
      const pattern = total.low === "0" ? words.total.open : words.total.more;
      said.push(fill(pattern, { x: amountWords(vocabulary, open), ...causes }));
    }
  }
  if (total.bound !== "exact") said.push(words.total.limits);
  const ends = chosen.map(({ id }) => ({
    until: data.book.benefits[id].rule.validity?.until ?? "",
    words: names.benefits[id].until,
  })).filter(({ until }) => until);
  if (ends.length) {
    const first = ends.reduce((one, other) => (other.until < one.until ? other : one));
    said.push(fill(words.total.until, { day: first.words }));
  }
  return said;
}

/**
 * What is certain only because something else stands in for what is still open: a fixed sum, say,
 * that a match takes the place of once it is granted.
 * @param {Data} data @param {PlanResult} result
 */
function instead({ vocabulary, names, book }, { total, chosen, rejected, benefits }) {
  const own = chosen.filter(({ id }) => book.benefits[id].currency === vocabulary.currency);
  const sure = own.reduce((all, { low }) => all.plus(numberOf(low)), NOTHING);
  const rest = numberOf(total.low).minus(sure);
  const fits = (/** @type {string} */ id) => benefits.some((one) => one.id === id && one.outcome === "fits");
  const others = rejected.filter((one) => one.with?.low === total.low && fits(one.id));
  if (!NOTHING.isBelow(rest) || others.length === 0) return [];
  const name = names.benefits[others[0].id].name;
  return [fill(words.total.instead, { x: amountWords(vocabulary, exact(rest)), name })];
}

/** Where some upper ends are open: what the others come to, which promises nothing. @param {Data} data @param {PlanResult} result @param {{ list: string }} causes */
function unlimited({ vocabulary, book }, { chosen }, causes) {
  const own = chosen.filter(({ id }) => book.benefits[id].currency === vocabulary.currency);
  const ended = own.filter(({ high }) => high !== null);
  const sum = ended.reduce((all, { high }) => all.plus(numberOf(high)), NOTHING);
  const counts = { n: String(own.length - ended.length), m: String(ended.length) };
  return [
    fill(words.total.unlimited, { ...counts, ...causes }),
    ...(ended.length ? [fill(words.total.limited, { ...counts, x: amountWords(vocabulary, exact(sum)) })] : []),
  ];
}

/** Why the upper end is not certain: questions, then what authorities judge. @param {Data} data @param {PlanResult} result */
function openCauses({ names }, { chosen, benefits }) {
  const open = benefits.filter(({ id }) => chosen.some((one) => one.id === id && one.low !== one.high));
  const asked = new Set(open.flatMap(({ missing }) => missing.map((name) => names.questions[name]?.label ?? "")));
  const causes = [...asked].filter(Boolean);
  const some = causes.length > MOST_CAUSES ? [...causes.slice(0, MOST_CAUSES), words.total.others] : causes;
  return open.some(({ judged }) => judged.length) ? [...some, words.total.judged] : some;
}
const MOST_CAUSES = 3;

// --- payers --------------------------------------------------------------------------------

/** @param {Data} data @param {Payer[]} payers */
function payersParts(data, payers) {
  const paying = payers.filter(({ high }) => high !== "0");
  if (paying.length === 0) return [];
  const alike = paying.filter(({ currency }) => currency === data.vocabulary.currency);
  return [alike.length > 0 && payersBar(data, alike), payersTable(data, paying)];
}

/** What is certain is filled, what is open is hatched. @param {Data} data @param {Payer[]} payers */
function payersBar({ names, vocabulary }, payers) {
  const ends = payers.map(({ low, high }) => numberOf(high === null ? low : high));
  const whole = ends.reduce((sum, one) => sum.plus(one), NOTHING);
  let at = NOTHING;
  const parts = payers.flatMap(({ low, high }, place) => {
    const sure = numberOf(low);
    const open = high === null ? NOTHING : numberOf(high).minus(sure);
    const from = at;
    at = at.plus(sure).plus(open);
    return [
      svg("rect", { class: `pay-${tone(place)}`, x: percent(from, whole), width: percent(sure, whole), height: "26" }),
      svg("rect", { class: `pay-${tone(place)} pay-open`, x: percent(from.plus(sure), whole), width: percent(open, whole), height: "26" }),
    ];
  });
  const said = payers.map((one) => `${names.payers[one.id]} ${spanWords(vocabulary, one)}`);
  return svg("svg", { class: "payers", role: "img", "aria-label": fill(words.total.bar, { list: list(said) }) }, hatching(), ...parts);
}

/** @param {number} place */
function tone(place) {
  return String((place % TONES) + 1);
}
const TONES = 4;

function hatching() {
  const lines = svg("path", { d: "M0 0 V6", class: "pay-hatch" });
  const options = { width: "6", height: "6", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const patterns = Array.from({ length: TONES }, (_, place) =>
    svg("pattern", { id: `pay-open-${tone(place)}`, class: `pay-${tone(place)}`, ...options }, lines.cloneNode()));
  return svg("defs", {}, ...patterns);
}

/** @param {Data} data @param {Payer[]} payers */
function payersTable({ names, vocabulary }, payers) {
  const rows = payers.map((one, place) => {
    const mark = svg("svg", { class: "pay-mark", "aria-hidden": "true" },
      svg("rect", { class: `pay-${tone(place)}`, width: "100%", height: "100%" }));
    const certain = one.low === "0" ? words.total.none : amountWords(vocabulary, one.low, one.currency);
    return h("tr", {}, h("th", { scope: "row" }, mark, names.payers[one.id] ?? one.id),
      h("td", { class: "num" }, certain),
      h("td", { class: "num" }, one.high === null ? words.amount.open : amountWords(vocabulary, one.high, one.currency)));
  });
  const heads = [words.total.payer, words.total.sure, words.total.most];
  return h("table", { class: "plan-table payers-table" },
    h("caption", { class: "visually-hidden" }, words.total.payers),
    h("thead", {}, h("tr", {}, ...heads.map((head, at) => h("th", { scope: "col", class: at ? "num" : "" }, head)))),
    h("tbody", {}, ...rows));
}

/** The total in a line, for the bar of phones and for screen readers. @param {Data} data @param {PlanResult} result */
export function shortly({ vocabulary }, { total, benefits, chosen, ask }) {
  const taken = benefits.filter(({ id }) => chosen.some((one) => one.id === id));
  const fits = taken.filter(({ outcome }) => outcome === "fits").length;
  const counts = fill(words.total.counts, { fits: String(fits), open: String(taken.length - fits) });
  return { sum: boundWords(vocabulary, total), counts, isDone: ask.length === 0 };
}

