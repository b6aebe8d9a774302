/**
 * A project: what is answered, received, judged, and on which day; as readers typed it, so that the
 * same address serves in every language. Nothing here changes a project; it makes another one.
 */
import { understand } from "../frame/entries.js";
import { APPLICANT } from "./engine/book.js";
/** @import { Data } from "./data.js" */
/** @import { Given } from "./engine/answers.js" */

/**
 * @typedef {{
 *   answers: Record<string, string[]>,
 *   received: Record<string, Record<string, string>>,
 *   judged: Record<string, string>,
 *   counts: Record<string, number>,
 *   on: string,
 * }} Project
 */

/** What stands for an answer that the reader does not know. */
export const UNKNOWN = "unknown";
/** No applicant has more products; an address that somebody made up may name any number. */
export const MOST = 20;
const LONGEST = 60;

/** @returns {Project} */
export function blank() {
  return { answers: {}, received: {}, judged: {}, counts: {}, on: "" };
}

/** @param {Project} project */
export function isBlank({ answers, received, judged, on }) {
  return ![answers, received, judged].some((part) => Object.keys(part).length) && on === "";
}

/** Whether nothing is answered that a plan could go by. @param {Project} project */
export function isUnanswered({ answers }) {
  return Object.values(answers).flat().every((text) => text === "" || text === UNKNOWN);
}

/** How many products, say, the project has. @param {Project} project @param {string} about */
export function countOf({ counts }, about) {
  return counts[about] ?? 1;
}

/** @param {Project} project @param {string} question @param {number} [place] */
export function answerTo({ answers }, question, place = 0) {
  return answers[question]?.[place] ?? "";
}

// --- changes -------------------------------------------------------------------------------

/** @param {Project} project @param {string} question @param {number} place @param {string} text @returns {Project} */
export function withAnswer(project, question, place, text) {
  const given = [...(project.answers[question] ?? [])];
  while (given.length < place) given.push("");
  given[place] = text;
  const { [question]: _, ...others } = project.answers;
  const isKept = given.some(Boolean);
  if (!isKept) return { ...project, answers: others };
  return { ...project, answers: { ...project.answers, [question]: given } };
}

/** The same answer for every product, say. @param {Project} project @param {string} question @param {string} text @returns {Project} */
export function withEverywhere(project, question, text) {
  const many = Math.max(1, project.answers[question]?.length ?? 1);
  return { ...project, answers: { ...project.answers, [question]: Array(many).fill(text) } };
}

/** @param {Project} project @param {string} about @param {number} count @returns {Project} */
export function withCount(project, about, count) {
  return { ...project, counts: { ...project.counts, [about]: Math.min(MOST, count) } };
}

/** @param {Project} project @param {string} about @param {number} place @param {Data} data @returns {Project} */
export function withoutInstance(project, about, place, { book }) {
  const answers = Object.entries(project.answers).flatMap(([name, given]) => {
    if (book.questions[name].about !== about) return [[name, given]];
    const rest = given.filter((_, at) => at !== place);
    return rest.some(Boolean) ? [[name, rest]] : [];
  });
  const fewer = { ...project, answers: Object.fromEntries(answers) };
  return withCount(fewer, about, countOf(project, about) - 1);
}

/** @param {Project} project @param {string} benefit @param {string} input @param {string} text @returns {Project} */
export function withReceived(project, benefit, input, text) {
  const { [input]: _, ...inputs } = project.received[benefit] ?? {};
  const { [benefit]: __, ...others } = project.received;
  const now = text ? { ...inputs, [input]: text } : inputs;
  return { ...project, received: Object.keys(now).length ? { ...others, [benefit]: now } : others };
}

/** @param {Project} project @param {string} address @param {string} answer @returns {Project} */
export function withJudged(project, address, answer) {
  const { [address]: _, ...others } = project.judged;
  return { ...project, judged: answer ? { ...others, [address]: answer } : others };
}

// --- addresses -----------------------------------------------------------------------------

/** As parameters; the names of `received` and `judged` cannot be those of questions. @param {Project} project @param {string} [prefix] @returns {[string, string][]} */
export function toParameters({ answers, received, judged, counts, on }, prefix = "") {
  /** @type {[string, string][]} */
  const found = [];
  for (const [name, given] of Object.entries(answers)) {
    for (const text of given) found.push([name, text]);
  }
  for (const [benefit, inputs] of Object.entries(received)) {
    for (const [input, text] of Object.entries(inputs)) found.push([`had.${benefit}.${input}`, text]);
  }
  for (const [address, answer] of Object.entries(judged)) found.push([`judged.${address}`, answer]);
  for (const [about, count] of Object.entries(counts)) {
    if (count > 1) found.push([`of.${about}`, String(count)]);
  }
  if (on) found.push(["on", on]);
  return found.map(([name, text]) => [prefix + name, text]);
}

/** What an address holds; what the book does not know is left out. @param {URLSearchParams} parameters @param {Data} data @param {string} [prefix] @returns {Project} */
export function fromParameters(parameters, { book }, prefix = "") {
  let project = blank();
  for (const [key, text] of parameters) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    const short = text.slice(0, LONGEST);
    const [kind, ...rest] = name.split(".");
    const inner = rest.join(".");
    const [benefit, input] = [rest.slice(0, -1).join("."), rest.at(-1) ?? ""];
    if (Object.hasOwn(book.questions, name)) {
      const given = project.answers[name] ?? [];
      if (given.length < MOST) project.answers[name] = [...given, short];
    } else if (name === "on") project.on = /^\d{4}-\d{2}-\d{2}$/u.test(short) ? short : "";
    else if (kind === "of") project = withCount(project, inner, Number(short) || 1);
    else if (kind === "judged" && ["yes", "no"].includes(short)) project.judged[inner] = short;
    else if (kind === "had" && Object.hasOwn(book.benefits, benefit)) {
      project = withReceived(project, benefit, input, short);
    }
  }
  return counted(project, book);
}

/** As many of each subject as the longest list has; one answer about several counts for all. @param {Project} project @param {Data["book"]} book @returns {Project} */
function counted(project, { questions }) {
  const counts = { ...project.counts };
  for (const [name, given] of Object.entries(project.answers)) {
    const { about } = questions[name];
    if (about !== APPLICANT && given.length > 1) counts[about] = Math.max(counts[about] ?? 1, given.length);
  }
  const answers = Object.entries(project.answers).map(([name, given]) => {
    const many = counts[questions[name].about] ?? 1;
    if (questions[name].about === APPLICANT) return [name, given.slice(0, 1)];
    return [name, given.length === 1 ? Array(many).fill(given[0]) : given];
  });
  return { ...project, counts, answers: Object.fromEntries(answers) };
}

// --- what the engine takes ------------------------------------------------------------------

/** What plan() takes: canonical texts, empty where nothing is known or cannot be read. @param {Project} project @param {Data} data @returns {Given} */
export function givenOf(project, data) {
  const answers = Object.entries(project.answers).flatMap(([name, given]) => {
    const { about } = data.book.questions[name];
    const many = Math.max(given.length, about === APPLICANT ? 1 : countOf(project, about));
    const texts = Array.from({ length: many }, (_, place) => canonical(name, given[place] ?? "", data));
    return texts.some(Boolean) ? [[name, texts]] : [];
  });
  const received = Object.entries(project.received).map(([benefit, inputs]) => [
    benefit,
    Object.fromEntries(Object.entries(inputs).flatMap(([input, text]) => {
      const type = typeOf(data, benefit, input);
      const { value } = understand({ name: input, type }, text, data.vocabulary);
      return value ? [[input, value]] : [];
    })),
  ]);
  return {
    answers: Object.fromEntries(answers),
    received: Object.fromEntries(received),
    judged: project.judged,
  };
}

/** @param {Data} data @param {string} benefit @param {string} input */
export function typeOf({ book }, benefit, input) {
  return book.benefits[benefit].rule.inputs.find((spec) => spec.name === input)?.type ?? "count";
}

/** @param {string} name @param {string} text @param {Data} data */
function canonical(name, text, { book, vocabulary }) {
  const { type, choices } = book.questions[name];
  if (text === UNKNOWN) return "";
  if (type === "choice") return choices.includes(text) ? text : "";
  if (type === "yes_no") return ["yes", "no"].includes(text) ? text : "";
  return understand({ name, type }, text, vocabulary).value;
}
