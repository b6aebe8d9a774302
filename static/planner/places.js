/** The same project in every place that the site's questions offer, beside each other. */
import { root } from "../frame/registry.js";
import { statusOn } from "../rules/validity.js";
import { fill } from "../told/strings.js";
import common from "../words/common.js";
import words from "../words/planner.js";
import { NOTHING, boundWords, list, numberOf, percent, spanWords } from "./amounts.js";
import { h, svg } from "./dom.js";
import { answerTo, withEverywhere } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { Child } from "./dom.js" */
/** @import { Chosen, PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** The project in every place, for whoever computes them ahead. @param {Data} data @param {Project} project */
export function inPlaces({ book }, project) {
  return placeQuestions(book).flatMap(([name, { choices }]) =>
    choices.map((key) => withEverywhere(project, name, key)));
}

/** @param {Data["book"]} book */
function placeQuestions({ questions }) {
  return Object.entries(questions).filter(([, { place }]) => place);
}

/** @typedef {{ key: string, result: PlanResult, isOwn: boolean }} Row */

/** @param {Data} data @param {Project} project @param {PlanResult} result @param {(project: Project) => PlanResult} plan */
export function placesParts(data, project, result, plan) {
  const questions = placeQuestions(data.book);
  if (questions.length === 0) return [];
  const tables = questions.map(([name, { choices }]) => {
    const own = answerTo(project, name);
    const rows = choices.map((key) => {
      const isOwn = key === own;
      return { key, isOwn, result: isOwn ? result : plan(withEverywhere(project, name, key)) };
    });
    return table(data, result, name, rows.sort(byTotal));
  });
  return [h("h2", {}, words.places.title), h("p", { class: "why" }, words.places.why), ...tables];
}

/** The highest first; an open end is above any other. @param {Row} one @param {Row} other */
function byTotal({ result: { total: one } }, { result: { total: other } }) {
  for (const [a, b] of [[one.high, other.high], [one.low, other.low]]) {
    if (a === b) continue;
    if (a === null || b === null) return a === null ? -1 : 1;
    return numberOf(a).isBelow(numberOf(b)) ? 1 : -1;
  }
  return 0;
}

/** @param {Data} data @param {PlanResult} now @param {string} name @param {Row[]} rows */
function table(data, now, name, rows) {
  const most = rows.map(({ result }) => numberOf(result.total.high ?? result.total.low))
    .reduce((one, other) => (one.isBelow(other) ? other : one), NOTHING);
  const heads = [data.names.questions[name].label, words.places.total, "", words.places.payers, words.places.differs];
  return h("table", { class: "plan-table records places", "data-places": name },
    h("caption", {}, data.names.questions[name].ask),
    h("thead", {}, h("tr", {}, ...heads.map((head, at) =>
      head ? h("th", { scope: "col", class: at === 1 ? "num" : "" }, head) : h("td", { class: "bar-cell" })))),
    h("tbody", {}, ...rows.map((row) => tableRow(data, now, name, row, most))));
}

/** @param {Data} data @param {PlanResult} now @param {string} name @param {Row} row @param {import("../quantity/fraction.js").Fraction} most */
function tableRow(data, now, name, { key, result, isOwn }, most) {
  const { names, vocabulary } = data;
  const { total, payers } = result;
  const paying = payers.filter(({ high }) => high !== "0");
  const from = paying.map((one) => `${names.payers[one.id]} ${spanWords(vocabulary, one, one.currency)}`);
  return h("tr", { "data-place": key, "aria-current": isOwn && "true" },
    h("th", { scope: "row" }, names.questions[name].choices[key], isOwn && h("small", {}, words.places.own), ...silence(data, key, result)),
    h("td", { class: "num amount", "data-label": words.places.total }, boundWords(vocabulary, total)),
    h("td", { class: "bar-cell" }, bar(total, most)),
    h("td", { "data-label": words.places.payers }, from.length ? list(from) : words.places.nobody),
    h("td", { "data-label": words.places.differs }, ...(isOwn ? ["–"] : differences(data, now, result))));
}

/** @param {import("./engine/plan.js").Span} total @param {import("../quantity/fraction.js").Fraction} most */
function bar({ low, high }, most) {
  const [sure, whole] = [numberOf(low), numberOf(high ?? low)];
  return svg("svg", { class: "place-bar", "aria-hidden": "true" },
    svg("rect", { class: "pay-rule", width: "100%", height: "12" }),
    svg("rect", { class: "pay-1", width: percent(sure, most), height: "12" }),
    svg("rect", { class: "pay-1 pay-open", x: percent(sure, most), width: percent(whole.minus(sure), most), height: "12" }));
}

/** What the documents of a place say nothing about, and what is over: none of that is zero. @param {Data} data @param {string} key @param {PlanResult} result @returns {Child[]} */
function silence({ names, book }, key, { on }) {
  const place = names.places[key];
  if (!place) return [];
  if (place.documents.length === 0) return [h("small", {}, words.places.absent)];
  const pays = place.documents.some((document) => document.pays);
  const own = Object.entries(book.benefits).some(([, { jurisdiction }]) => jurisdiction === key);
  return place.documents.flatMap((document) => {
    const status = statusOn(document.validity, on);
    const over = !["in-force", "by-reference", "undated"].includes(status);
    const said = over && common.status[status];
    const silent = !document.pays && !(pays && own) && words.places.silent;
    if (!said && !silent) return [];
    const notes = [said, silent].filter(Boolean).join(words.join);
    return [h("small", {}, h("a", { href: root + document.href }, document.name), `${words.colon}${notes}`)];
  });
}

/** What this place takes and gives, against the reader's own. @param {Data} data @param {PlanResult} now @param {PlanResult} there @returns {Child[]} */
export function differences(data, now, there) {
  const { names, vocabulary, book } = data;
  const told = (/** @type {Chosen} */ one) => boundWords(vocabulary, one, book.benefits[one.id].currency);
  const beyond = (/** @type {PlanResult} */ one, /** @type {PlanResult} */ other) =>
    one.chosen.filter(({ id }) => !other.chosen.some((same) => same.id === id))
      .map((taken) => `${names.benefits[taken.id].name} ${told(taken)}`);
  const moved = there.chosen.flatMap((taken) => {
    const was = now.chosen.find(({ id }) => id === taken.id);
    if (!was || told(was) === told(taken)) return [];
    return [fill(words.places.from_to, { name: names.benefits[taken.id].name, x: told(was), y: told(taken) })];
  });
  const [gained, lost] = [beyond(there, now), beyond(now, there)];
  const lines = [
    gained.length > 0 && h("span", { class: "gained" }, fill(words.places.gained, { list: list(gained) })),
    moved.length > 0 && h("span", { class: "moved" }, fill(words.places.moved, { list: list(moved) })),
    lost.length > 0 && h("span", { class: "lost" }, fill(words.places.lost, { list: list(lost) })),
  ];
  return lines.some(Boolean) ? lines : [words.places.same];
}
