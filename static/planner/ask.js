/** The question that decides most, and what each of its answers would come to. */
import { find } from "../frame/page.js";
import { fill } from "../told/strings.js";
import calculator from "../words/calculator.js";
import words from "../words/planner.js";
import { boundWords, list } from "./amounts.js";
import { h } from "./dom.js";
import { answerTo, countOf, withAnswer } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** A question, and about which of several products, say. @typedef {{ name: string, place: number }} Asked */

/** The questions that are still to be asked, each about the first that it is not answered of; those skipped come last. @param {Data} data @param {Project} project @param {PlanResult} result @param {Set<string>} skipped @returns {Asked[]} */
export function asked({ book }, project, { ask }, skipped) {
  const found = ask.flatMap((name) => {
    const many = countOf(project, book.questions[name].about);
    const places = Array.from({ length: many }, (_, place) => place);
    const place = places.find((one) => answerTo(project, name, one) === "");
    return place === undefined ? [] : [{ name, place }];
  });
  const isSkipped = (/** @type {Asked} */ { name, place }) => skipped.has(`${name} ${place}`);
  return [...found.filter((one) => !isSkipped(one)), ...found.filter(isSkipped)];
}

/** @param {Data} data @param {Project} project @param {PlanResult} result @param {Asked[]} ahead @param {Element} $fields where every question has its field */
export function askParts(data, project, result, ahead, $fields) {
  if (ahead.length === 0) {
    return [h("p", { class: "ask-done", tabindex: "-1", "data-ask-title": true }, Object.keys(project.answers).length ? words.ask.done : words.ask.nothing)];
  }
  const [{ name, place }, ...others] = ahead;
  const { about } = data.book.questions[name];
  const several = countOf(project, about) > 1;
  const item = several ? fill(data.names.subjects[about].item, { n: String(place + 1) }) : "";
  const more = others.length === 1 ? words.ask.one_more : fill(words.ask.more, { n: String(others.length) });
  return [h("fieldset", { class: "ask", "data-ask": name, "data-place": String(place) },
    h("legend", { tabindex: "-1", "data-ask-title": true }, item && h("small", {}, item), data.names.questions[name].ask),
    help($fields, name),
    h("p", { class: "ask-effect" }, effect(data, result, name)),
    field(data, name, $fields),
    h("p", { class: "actions" },
      h("button", { type: "submit", class: "primary" }, words.ask.next), " ",
      h("button", { type: "button", class: "quiet", "data-unknown": true }, words.ask.unknown), " ",
      h("button", { type: "button", class: "quiet", "data-skip": true }, words.ask.skip))),
  h("p", { class: "why" }, others.length ? more : words.ask.last)];
}

/** @param {Element} $fields @param {string} name */
function help($fields, name) {
  const $help = $fields.querySelector(`[data-field="${name}"] .help`);
  const $copy = $help && /** @type {Element} */ ($help.cloneNode(true));
  return $copy && h("p", { class: "help" }, ...$copy.childNodes);
}

/** Which benefits wait for it. @param {Data} data @param {PlanResult} result @param {string} name */
function effect({ names }, { benefits, chosen }, name) {
  const waiting = benefits.filter(({ id, missing }) => missing.includes(name) && chosen.some((one) => one.id === id));
  const found = [...new Set(waiting.map(({ id }) => names.benefits[id].name))];
  const few = list(found.slice(0, FEW));
  const more = found.length - FEW;
  if (found.length === 0) return "";
  return more > 0 ? fill(words.ask.decides_more, { list: few, n: String(more) }) : fill(words.ask.decides, { list: few });
}
const FEW = 3;

/** @param {Data} data @param {string} name @param {Element} $fields */
function field({ book, names }, name, $fields) {
  const { type, choices } = book.questions[name];
  if (type === "choice" || type === "yes_no") {
    const keys = type === "choice" ? choices : ["yes", "no"];
    const said = type === "choice" ? names.questions[name].choices : calculator.answer;
    return h("div", { class: "ask-choices" }, ...keys.map((key) =>
      h("label", { class: "check" }, h("input", { type: "radio", name: "ask", value: key, required: true }),
        h("span", {}, said[key], h("small", { "data-effect": key })))));
  }
  const $field = /** @type {Element} */ (find($fields, `[data-field="${name}"]`, HTMLElement).cloneNode(true));
  $field.querySelector(".help")?.remove();
  const $input = find($field, "input", HTMLInputElement);
  $input.id = "ask-entry";
  $input.value = "";
  $input.setAttribute("aria-describedby", "ask-entry-note");
  find($field, "label", HTMLElement).setAttribute("for", $input.id);
  find($field, "label", HTMLElement).className = "visually-hidden";
  find($field, ".field-note", HTMLElement).id = "ask-entry-note";
  return $field;
}

/** The project with each choice that is offered. @param {Project} project @param {Asked} ask @param {Element} $ask */
export function choicesOf(project, { name, place }, $ask) {
  return [...$ask.querySelectorAll("[data-effect]")].map(($effect) => ({
    $effect,
    project: withAnswer(project, name, place, $effect.getAttribute("data-effect") ?? ""),
  }));
}

/** What each choice would come to, beside it, where they differ. @param {Data} data @param {{ $effect: Element, project: Project }[]} choices @param {(project: Project) => PlanResult} plan */
export function showEffects({ vocabulary }, choices, plan) {
  const said = choices.map(({ project }) => boundWords(vocabulary, plan(project).total));
  if (new Set(said).size < 2) return;
  choices.forEach(({ $effect }, at) => void ($effect.textContent = fill(words.ask.then, { x: said[at] })));
}
