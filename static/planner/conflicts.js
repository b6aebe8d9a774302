/** What cannot be had together, in plain words with the printed ones, and what texts leave open. */
import { root } from "../frame/registry.js";
import { fill } from "../told/strings.js";
import words from "../words/planner.js";
import { list, nameOf, spanWords } from "./amounts.js";
import { h } from "./dom.js";
import { countOf } from "./project.js";
/** @import { Data, RelationWords } from "./data.js" */
/** @import { OpenReading, PlanResult, Rejected } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** @param {Data} data @param {Project} project @param {PlanResult} result */
export function conflictsParts(data, project, result) {
  const isCarried = (/** @type {Rejected} */ { relation }) =>
    data.book.relations.find(({ id }) => id === relation)?.type === "carried-out";
  const rejected = once(result.rejected);
  const found = rejected.filter((one) => !isCarried(one)).map((one) => conflict(data, project, one));
  const carried = rejected.filter(isCarried).map((one) => conflict(data, project, one));
  const open = result.open.map((one) => openReading(data, one));
  const others = (result.alternatives ?? []).map((one) => h("li", {},
    fill(words.conflicts.alternative, {
      list: list(one.chosen.map((id) => nameOf(data, id))), x: spanWords(data.vocabulary, one.total),
    })));
  return [
    h("h2", {}, words.conflicts.title),
    ...(found.length ? found : [h("p", { class: "empty" }, words.conflicts.none)]),
    carried.length > 0 && h("details", { class: "plan-fold", "data-fold": "carried" },
      h("summary", {}, fill(words.conflicts.carried, { n: String(carried.length) })), ...carried),
    others.length > 0 && h("details", { class: "plan-fold", "data-fold": "alternatives" },
      h("summary", {}, words.conflicts.alternatives), h("ul", {}, ...others)),
    open.length > 0 && h("h3", {}, words.conflicts.open),
    open.length > 0 && h("p", { class: "why" }, words.conflicts.open_why),
    ...open,
  ];
}

/** The same conflict of several products, say, is told once. @param {Rejected[]} rejected */
function once(rejected) {
  /** @type {Map<string, Rejected>} */
  const found = new Map();
  for (const one of rejected) {
    const key = JSON.stringify([one.id, one.relation, one.by]);
    const known = found.get(key);
    const isSame = JSON.stringify(known?.with) === JSON.stringify(one.with);
    found.set(key, known
      ? { ...known, instances: [...known.instances, ...one.instances], with: isSame ? one.with : null }
      : one);
  }
  return [...found.values()];
}

/** One benefit that is not added, what it collides with, and which words say so. @param {Data} data @param {Project} project @param {Rejected} rejected */
function conflict(data, project, { id, instances, by, relation, with: other }) {
  const { book, names, vocabulary } = data;
  const { type } = book.relations.find((one) => one.id === relation) ?? { type: relation ? "cap" : "" };
  const name = nameOf(data, id, instances, countOf(project, book.benefits[id].subject));
  const others = list(by.map((one) => names.benefits[one].name));
  const pattern = by.length ? words.conflicts.type[type] ?? words.conflicts.type.exclusive : words.conflicts.nothing;
  const said = names.relations[relation ?? ""];
  return h("div", { class: "conflict", "data-rejected": id },
    h("p", {}, h("strong", {}, fill(pattern, { name, others }))),
    said && reason(said),
    other && h("p", { class: "why" }, fill(words.conflicts.instead, { name, x: spanWords(vocabulary, other) })));
}

/** Why, with the printed words and where they stand. @param {RelationWords} said */
function reason({ why, printed, original, source, href }) {
  return h("p", {}, why, " ", printed && h("q", { lang: original, class: "fact-printed" }, printed), " ",
    h("a", { href: root + href }, source));
}

/** @param {Data} data @param {OpenReading} open */
function openReading({ names, vocabulary }, { reading, option, total }) {
  const told = names.readings[reading];
  return h("div", { class: "conflict", "data-open": `${reading}/${option}` },
    h("p", {}, h("strong", {}, told.question), " ", h("a", { href: root + told.href }, told.source)),
    h("p", {}, fill(words.conflicts.reading, { text: told.options[option], x: spanWords(vocabulary, total) })));
}
