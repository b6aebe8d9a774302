/** The benefits one by one: what fits and its first step, what nearly fits, what does not, what is over. */
import { root } from "../frame/registry.js";
import { standing } from "../rules/applications.js";
import { remembers } from "../rules/inputs.js";
import { fill } from "../told/strings.js";
import common from "../words/common.js";
import calculator from "../words/calculator.js";
import words from "../words/planner.js";
import { boundWords, list, nameOf, spanWords } from "./amounts.js";
import { calculatorLink } from "./carry.js";
import { h } from "./dom.js";
import { countOf, typeOf } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { Child } from "./dom.js" */
/** @import { BenefitResult, Chosen, PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** Materials shown before the rest is left to the clause's page. */
const FEW = 3;

/** What surely fits, then what may. @param {Data} data @param {Project} project @param {PlanResult} result */
export function fitsParts(data, project, result) {
  const takes = result.chosen.map((taken) => {
    const benefit = /** @type {BenefitResult} */ (result.benefits.find(({ id }) => id === taken.id));
    return { benefit, $take: take(data, project, result.on, taken, benefit) };
  });
  const [sure, open] = ["fits", "fits-if"].map((outcome) =>
    takes.filter(({ benefit }) => benefit.outcome === outcome).map(({ $take }) => $take));
  return [
    h("h2", {}, words.fits.title),
    ...(sure.length ? sure : [h("p", { class: "empty" }, open.length ? words.fits.none_yet : words.fits.none)]),
    open.length > 0 && h("h2", {}, fill(words.fits.may, { n: String(open.length) })),
    ...open,
  ];
}

/** @param {Data} data @param {Project} project @param {string} on @param {Chosen} taken @param {BenefitResult} benefit */
function take(data, project, on, taken, benefit) {
  const { book, names, vocabulary } = data;
  const { id } = taken;
  const told = names.benefits[id];
  const many = countOf(project, book.benefits[id].subject);
  const { currency } = book.benefits[id];
  return h("article", { class: "take", "data-benefit-id": id, "data-outcome": benefit.outcome },
    h("h3", {}, h("a", { href: root + told.href }, nameOf(data, id, taken.instances, many))),
    h("p", { class: "take-amount amount" }, boundWords(vocabulary, taken, currency)),
    h("p", { class: "take-where" }, told.clause),
    h("p", {}, pill(benefit.outcome), " ", status(data, benefit), told.until && ` ${fill(words.fits.until, { day: told.until })}`),
    ...openParts(data, benefit),
    binding(data, benefit),
    firstStep(data, benefit, on),
    h("ul", { class: "inline-list take-links" },
      h("li", {}, h("a", { href: root + told.href }, words.fits.clause)),
      h("li", {}, h("a", { href: calculatorLink(data, project, id) }, words.fits.calculator))),
    ...decisions(data, project, benefit));
}

/** @param {string} outcome */
export function pill(outcome) {
  return h("span", { class: "outcome", "data-outcome": outcome }, words.outcome[outcome]);
}

/** Being in force goes without saying. @param {Data} data @param {BenefitResult} benefit */
function status({ names }, { id, status: key }) {
  if (key === "in-force" || !common.status[key]) return "";
  return fill(words.fits.status, { status: common.status[key], period: names.benefits[id].period });
}

/** What is still open: questions, each a button that leads to it, and what an authority judges. @param {Data} data @param {BenefitResult} benefit */
function openParts({ names }, { missing, judged, id }) {
  const asked = missing.filter((name) => names.questions[name]);
  const buttons = asked.map((name) => h("li", {},
    h("button", { type: "button", class: "quiet", "data-go": name }, names.questions[name].label)));
  const said = judged.map((address) => conditionOf(names.benefits[id].conditions, address));
  return [
    asked.length > 0 && h("div", { class: "take-open" }, h("p", {}, words.fits.answers), h("ul", { class: "inline-list" }, ...buttons)),
    said.length > 0 && h("div", { class: "take-open" }, h("p", {}, words.fits.judged), h("ul", {}, ...said.map((text) => h("li", {}, text)))),
  ];
}

/** @param {Record<string, string>} conditions @param {string} address `provision:condition`, or the condition alone */
function conditionOf(conditions, address) {
  const id = address.slice(address.indexOf(":") + 1);
  return conditions[id] ?? id;
}

/** @param {Data} data @param {BenefitResult} benefit */
function binding({ names }, { id, binding: bound = [] }) {
  const said = bound.map((name) => names.benefits[id].binds[name] ?? name);
  return said.length > 0 && h("p", {}, fill(calculator.binding, { list: list(said) }));
}

/** Materials, offices, and whether one can apply on the day; folded for what may not fit at all. @param {Data} data @param {BenefitResult} benefit @param {string} on */
function firstStep({ names }, { id, outcome }, on) {
  const { materials, agencies, and_others: others, applications } = names.benefits[id];
  const windows = names.applications[applications];
  const now = windows && windows.said[standing(windows.windows, on).join(":")].replace("{year}", on.slice(0, 4));
  const offices = agencies.length
    ? fill(others ? words.fits.offices_others : words.fits.offices, { list: list(agencies) })
    : words.fits.no_office;
  const more = materials.length - FEW;
  const steps = [
    h("p", {}, outcome === "fits" && h("strong", {}, words.fits.first_step), " ", offices, now && ` ${fill(calculator.applications, { x: now })}`),
    materials.length === 0
      ? h("p", {}, words.fits.no_materials)
      : h("ul", {}, ...materials.slice(0, FEW).map((text) => h("li", {}, text)),
        more > 0 && h("li", {}, fill(words.fits.more_materials, { n: String(more) }))),
  ];
  if (outcome === "fits") return h("div", { class: "take-step" }, ...steps);
  return h("details", { class: "take-step", "data-fold": `step-${id}` }, h("summary", {}, words.fits.first_step), ...steps);
}

/** What was received earlier, and what the authority has decided already: the reader may know. @param {Data} data @param {Project} project @param {BenefitResult} benefit */
function decisions(data, project, { id }) {
  const { rule, gates } = data.book.benefits[id];
  const { conditions } = data.names.benefits[id];
  const had = rule.inputs.filter(({ name }) => remembers(name)).map(({ name }) => {
    const field = `had-${slug(id)}-${name}`;
    const label = calculator.history[name] ?? data.names.benefits[id].binds[name] ?? name;
    return h("div", { class: "field", "data-field": name },
      h("label", { for: field }, label),
      h("input", {
        id: field, type: "text", autocomplete: "off", maxlength: "60",
        "data-had": id, "data-input": name, "data-type": typeOf(data, id, name),
        value: project.received[id]?.[name] ?? "",
      }));
  });
  const judged = gates.filter((gate) => gate.judged).map((gate) => {
    const address = `${gate.home}:${gate.id}`;
    const field = `judged-${slug(address)}`;
    const now = project.judged[address] ?? "";
    const options = ["", "yes", "no"].map((value) =>
      h("option", { value, selected: value === now }, value ? calculator.answer[value] : words.fits.not_yet));
    return h("div", { class: "field" },
      h("label", { for: field }, conditions[gate.id] ?? gate.id),
      h("select", { id: field, "data-judged": address }, ...options));
  });
  if (had.length + judged.length === 0) return [];
  return [h("details", { "data-fold": `decided-${id}` }, h("summary", {}, words.fits.decided),
    h("div", { class: "take-fields" }, ...judged, ...had))];
}

/** @param {string} id */
function slug(id) {
  return id.replace(/[^a-z0-9]+/giu, "-");
}

// --- what does not fit ---------------------------------------------------------------------

/** @param {Data} data @param {PlanResult} result */
export function nearlyParts(data, result) {
  const { vocabulary, names, book } = data;
  const rows = alone(data, result, "nearly").map((benefit) => {
    const told = names.benefits[benefit.id];
    const failed = benefit.failed.map((address) => conditionOf(told.conditions, address));
    const then = benefit.would && boundWords(vocabulary, benefit.would, book.benefits[benefit.id].currency);
    return h("tr", { "data-benefit-id": benefit.id, "data-outcome": "nearly" },
      h("th", { scope: "row" }, h("a", { href: root + told.href }, told.name), h("small", {}, told.clause)),
      h("td", { "data-label": words.nearly.takes }, ...lines(failed), ...changes(data, benefit)),
      h("td", { class: "num amount", "data-label": words.nearly.then }, then || words.amount.open));
  });
  const heads = [words.nearly.benefit, words.nearly.takes, words.nearly.then];
  return [
    h("h2", {}, words.nearly.title),
    rows.length
      ? h("table", { class: "plan-table records" },
        h("thead", {}, h("tr", {}, ...heads.map((head, at) => h("th", { scope: "col", class: at === 2 ? "num" : "" }, head)))),
        h("tbody", {}, ...rows))
      : h("p", { class: "empty" }, words.nearly.none),
    fold("no", words.not.title, words.not.why, refused(data, result)),
    fold("over", words.over.title, words.over.why, over(data, result)),
  ];
}

/** @param {string[]} texts @returns {Child[]} */
function lines(texts) {
  return texts.map((text) => h("p", {}, text));
}

/** The answers that stand in the way. @param {Data} data @param {BenefitResult} benefit */
function changes({ names }, { changes: asked = [] }) {
  const known = asked.filter((name) => names.questions[name]);
  if (known.length === 0) return [];
  const buttons = known.map((name) => h("button", { type: "button", class: "quiet", "data-go": name }, names.questions[name].label));
  return [h("p", { class: "why" }, words.nearly.answers, " ", ...buttons)];
}

/** @param {string} id @param {string} title @param {string} why @param {HTMLElement[]} rows */
function fold(id, title, why, rows) {
  if (rows.length === 0) return null;
  return h("details", { class: "plan-fold", "data-fold": id },
    h("summary", {}, `${title} (${rows.length})`),
    h("p", { class: "why" }, why), h("ul", { class: "plan-reasons" }, ...rows));
}

/**
 * The benefits with an outcome, without those that are worked out under another of them.
 * @param {Data} data @param {PlanResult} result @param {string} outcome
 */
function alone({ book }, { benefits }, outcome) {
  const found = benefits.filter((one) => one.outcome === outcome);
  const carried = book.relations.filter(({ type }) => type === "carried-out");
  return found.filter(({ id }) => !carried.some(({ of, by }) =>
    of.includes(id) && found.some((one) => by.includes(one.id))));
}

/** @param {Data} data @param {PlanResult} result */
function refused(data, result) {
  const { names } = data;
  return alone(data, result, "no").map(({ id, failed }) => {
    const told = names.benefits[id];
    const reasons = failed.map((address) => conditionOf(told.conditions, address));
    return h("li", { "data-benefit-id": id, "data-outcome": "no" },
      h("a", { href: root + told.href }, told.name), " ", h("small", {}, told.clause),
      h("p", { class: "why" }, reasons.length ? fill(words.not.failed, { list: reasons.join(" ") }) : words.not.nothing));
  });
}

/** @param {Data} data @param {PlanResult} result */
function over(data, { benefits }) {
  const { names, vocabulary, book } = data;
  return benefits.filter(({ outcome }) => outcome === "not-in-force").map(({ id, status: key, would }) => {
    const told = names.benefits[id];
    const paid = would && would.high !== "0" && spanWords(vocabulary, would, book.benefits[id].currency);
    return h("li", { "data-benefit-id": id, "data-outcome": "not-in-force" },
      h("a", { href: root + told.href }, told.name), " ", h("small", {}, told.clause),
      h("p", { class: "why" }, `${common.status[key] ?? key}: ${told.period} `,
        paid && h("span", {}, words.over.would, " ", h("s", { class: "amount" }, paid))));
  });
}
