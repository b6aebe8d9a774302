/** Two cases beside each other: the one that was kept, and the one that has been made of it since. */
import words from "../words/planner.js";
import { nameOf, spanWords } from "./amounts.js";
import { h } from "./dom.js";
import { stepLine, stepsBetween } from "./steps.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult, Span } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** @param {Data} data @param {Project | null} kept @param {Project} now @param {string} today @param {(project: Project) => PlanResult} plan */
export function casesParts(data, kept, now, today, plan) {
  const title = h("h2", {}, words.cases.title);
  const keep = button("keep", kept ? words.cases.keep_again : words.cases.keep);
  if (!kept) return [title, h("p", { class: "why" }, words.cases.why), h("p", { class: "actions" }, keep)];
  const steps = stepsBetween(data, kept, now, today);
  const [a, b] = [plan(kept), plan(now)];
  return [
    title,
    steps.length === 0 ? h("p", {}, words.cases.same) : comparison(data, a, b),
    steps.length > 0 && h("h3", {}, words.cases.steps),
    steps.length > 0 && h("ol", { class: "plan-steps" }, ...told(data, a, steps, plan)),
    h("p", { class: "actions" }, keep, " ", button("swap", words.cases.swap), " ", button("drop", words.cases.drop)),
  ];
}

/** @param {string} what @param {string} text */
function button(what, text) {
  return h("button", { type: "button", class: "quiet", "data-case": what, id: `case-${what}` }, text);
}

/** @param {Data} data @param {PlanResult} first @param {import("./steps.js").Step[]} steps @param {(project: Project) => PlanResult} plan */
function told(data, first, steps, plan) {
  let before = first;
  return steps.map(({ said, project }) => {
    const after = plan(project);
    const line = stepLine(data, said, before, after);
    before = after;
    return line;
  });
}

/** Total, payers, and every benefit that either case takes. @param {Data} data @param {PlanResult} a @param {PlanResult} b */
function comparison(data, a, b) {
  const { vocabulary, names, book } = data;
  const cells = (/** @type {(Span | undefined)[]} */ spans, currency = vocabulary.currency) =>
    spans.map((span, at) => h("td", { class: "num amount", "data-label": [words.cases.a, words.cases.b][at] },
      span ? spanWords(vocabulary, span, currency) : words.cases.none));
  const of = (/** @type {{ id: string }[]} */ one, /** @type {{ id: string }[]} */ other) =>
    [...new Set([...one, ...other].map(({ id }) => id))];
  const payers = of(a.payers, b.payers).map((id) => row(names.payers[id],
    cells([a, b].map(({ payers: all }) => all.find((one) => one.id === id)))));
  const benefits = of(a.chosen, b.chosen).map((id) => row(nameOf(data, id),
    cells([a, b].map(({ chosen }) => chosen.find((one) => one.id === id)), book.benefits[id].currency)));
  const heads = ["", words.cases.a, words.cases.b].map((head) =>
    head ? h("th", { scope: "col", class: "num" }, head) : h("td", {}));
  return h("table", { class: "plan-table records cases" },
    h("caption", { class: "visually-hidden" }, words.cases.title),
    h("thead", {}, h("tr", {}, ...heads)),
    h("tbody", {}, row(words.cases.total, cells([a.total, b.total])), ...payers),
    h("tbody", {}, ...benefits));
}

/** @param {string} name @param {HTMLElement[]} cells */
function row(name, cells) {
  const isSame = cells[0].textContent === cells[1].textContent;
  return h("tr", { class: isSame ? "same" : "differs" }, h("th", { scope: "row" }, name), ...cells);
}
