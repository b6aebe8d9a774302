/** From one project to another, answer by answer, with what each of them changed. */
import { fill } from "../told/strings.js";
import words from "../words/planner.js";
import { boundWords, list } from "./amounts.js";
import { answerWords, dayWords } from "./entries.js";
import { h } from "./dom.js";
import { answerTo, countOf, withAnswer } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** What is answered otherwise, in words, and the project with this answer. @typedef {{ said: string, project: Project }} Step */

/** @param {Data} data @param {Project} from @param {Project} to @param {string} today @returns {Step[]} */
export function stepsBetween(data, from, to, today) {
  let project = { ...from, counts: { ...from.counts, ...to.counts } };
  /** @type {Step[]} */
  const steps = [];
  const step = (/** @type {string} */ said) => void steps.push({ said, project });
  for (const name of Object.keys({ ...to.answers, ...from.answers })) {
    const many = Math.max(from.answers[name]?.length ?? 0, to.answers[name]?.length ?? 0);
    for (let place = 0; place < many; place += 1) {
      const text = answerTo(to, name, place);
      if (answerTo(from, name, place) === text) continue;
      project = withAnswer(project, name, place, text);
      step(answered(data, to, name, place));
    }
  }
  if (JSON.stringify([from.received, from.judged]) !== JSON.stringify([to.received, to.judged])) {
    project = { ...project, received: to.received, judged: to.judged };
    step(words.steps.decided);
  }
  if (from.on !== to.on) {
    project = { ...project, on: to.on };
    step(fill(words.steps.day, { day: dayWords(to.on || today) }));
  }
  return steps;
}

/** @param {Data} data @param {Project} project @param {string} name @param {number} place */
function answered(data, project, name, place) {
  const { label } = data.names.questions[name];
  const { about } = data.book.questions[name];
  const value = answerWords(data, name, answerTo(project, name, place));
  const several = countOf(project, about) > 1;
  const item = several ? fill(data.names.subjects[about].item, { n: String(place + 1) }) : "";
  return fill(several ? words.steps.answer_of : words.steps.answer, { label, value, item });
}

/** One step in a sentence: the total before and after, and what it decided. @param {Data} data @param {string} said @param {PlanResult} before @param {PlanResult} after */
export function stepLine(data, said, before, after) {
  const [x, y] = [before, after].map(({ total }) => boundWords(data.vocabulary, total));
  const moved = x === y ? fill(words.steps.same, { x }) : fill(words.steps.moved, { x, y });
  return h("li", {}, h("strong", {}, said), " ", moved, " ", ...decided(data, before, after));
}

/** What has come out otherwise. @param {Data} data @param {PlanResult} before @param {PlanResult} after */
export function decided({ names }, before, after) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const { id, outcome } of after.benefits) {
    const was = before.benefits.find((one) => one.id === id)?.outcome;
    if (was !== outcome) (found[outcome] ??= []).push(names.benefits[id].name);
  }
  return Object.entries(found).map(([outcome, list_]) =>
    h("span", { class: "step-decided" }, sentence(outcome, list_)));
}

/** @param {string} outcome @param {string[]} found */
function sentence(outcome, found) {
  const few = found.slice(0, FEW);
  const more = found.length - FEW;
  const told = more > 0 ? fill(words.steps.and_more, { list: list(few), n: String(more) }) : list(few);
  return fill(words.steps.became[outcome], { list: told });
}
const FEW = 3;
