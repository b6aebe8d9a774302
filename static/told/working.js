/**
 * A calculation as a person would work it: lines that say something, each test with its reason.
 * clausebook/told/working.py is the twin, and says why.
 */
import { label, namedWords, valueWords } from "./explain.js";
import { CAPS, isExact } from "./limits.js";
import { fill } from "./strings.js";
/** @import { Shown, Step } from "../rules/expressions.js" */
/** @import { Vocabulary } from "./explain.js" */

/** A vocabulary in which steps are told too. @typedef {Vocabulary & { words: AccountWords }} Telling */
/**
 * A step with the steps that gave its arguments; null for what none gave.
 * @typedef {{ step: Step, givenBy: (Part | null)[] }} Part
 */
/**
 * Where a part stands in what is told as one; inner parts are told again by what they are part of.
 * calls has what gave each named rule, by item and name: a rule that is called again has no steps
 * again. told has the parts that have been told.
 * @typedef {{ whole: Step, calls: Map<string, Part>, told: Set<Step>, inner: boolean }} Depth
 */
/**
 * A line, and all values that it tells.
 * @typedef {{ text: string, shown: Shown[] }} Line
 */

/** @type {Record<string, string>} */
const OPPOSITE = { lt: "ge", ge: "lt", le: "gt", gt: "le", eq: "ne", ne: "eq" };
const TESTS = [...Object.keys(OPPOSITE), "and", "or", "not"];

/**
 * The calculation, a line per step that says something; several items are told apart.
 * @param {Telling} vocabulary @param {string | null} per @param {Step[]} steps @returns {Line[]}
 */
export function workingOf(vocabulary, per, steps) {
  const { words } = vocabulary;
  const items = steps.map((step) => step.item).filter((item) => item !== null);
  const several = new Set(items).size > 1;
  const parts = roots(steps);
  const [calls, told] = [callsIn(parts), new Set()];
  return parts.flatMap((part) => {
    const { item } = part.step;
    const depth = { whole: part.step, calls, told, inner: false };
    const lines = linesOf(vocabulary, part, depth).map(capital);
    if (!several || item === null || !per) return lines;
    const name = fill(vocabulary.item, { n: String(item + 1) });
    return lines.map((line) => ({ ...line, text: fill(words.of_item, { name, value: line.text }) }));
  });
}

/** @param {Line} line @returns {Line} */
function capital({ text, shown }) {
  return { text: text.replace(/^[a-z]/u, (letter) => letter.toUpperCase()), shown };
}

/**
 * The same as texts.
 * @param {Telling} vocabulary @param {string | null} per @param {Step[]} steps
 */
export function stepWords(vocabulary, per, steps) {
  return workingOf(vocabulary, per, steps).map((line) => line.text);
}

/** The steps that belong to no other, in their order. @param {Step[]} steps */
function roots(steps) {
  const found = [];
  for (let end = steps.length; end > 0;) {
    const { part, start } = partOf(steps, end);
    found.push(part);
    end = start;
  }
  return found.reverse();
}

/**
 * The part whose own step is the last before end, and where its first step stands.
 * @param {Step[]} steps @param {number} end @returns {{ part: Part, start: number }}
 */
function partOf(steps, end) {
  const step = steps[end - 1];
  let start = end - 1;
  /** @type {(Part | null)[]} */
  const givenBy = [];
  for (const count of [...step.parts].reverse()) {
    givenBy.push(count > 0 ? partOf(steps, start).part : null);
    start -= count;
  }
  return { part: { step, givenBy: givenBy.reverse() }, start };
}

/** @param {Part[]} parts */
function callsIn(parts) {
  /** @type {Map<string, Part>} */
  const found = new Map();
  for (const waiting = [...parts]; waiting.length > 0;) {
    const { step, givenBy } = /** @type {Part} */ (waiting.pop());
    givenBy.forEach((by, place) => {
      if (by) waiting.push(by);
      if (by && step.args[place].name) found.set(`${step.item} ${step.args[place].name}`, by);
    });
  }
  return found;
}

// --- lines ---------------------------------------------------------------------------------

/**
 * Whether a part adds nothing and tells nothing; where all is nothing, it may tell why.
 * @param {Step} step @param {Depth} depth
 */
function isIdle(step, { whole, inner }) {
  if (!inner || !isNothing(step)) return false;
  return (step.op !== "if" && step.args.some(isNothing)) || !isNothing(whole);
}

/**
 * The lines of a part.
 * @param {Telling} vocabulary @param {Part} part @param {Depth} depth @returns {Line[]}
 */
function linesOf(vocabulary, part, depth) {
  const { step } = part;
  if (isIdle(step, depth) || depth.told.has(step)) return [];
  depth.told.add(step);
  if (TESTS.includes(step.op)) return test(vocabulary, part, depth);
  if (step.op === "if") return branch(vocabulary, part, depth);
  if (step.op === "choose") return choice(vocabulary, part, depth);
  const whole = joined(part);
  const lines = below(vocabulary, whole, depth);
  if ([step, ...whole.step.args].some(isOpen)) return lines;
  return [...lines, ...(OWN.get(step.op) ?? plain)(vocabulary, whole.step)];
}

/** A sum of sums as one sum. @param {Part} part @returns {Part} */
function joined({ step, givenBy }) {
  if (step.op !== "add") return { step, givenBy };
  const parts = step.args.map((shown, place) => {
    const by = givenBy[place];
    return by?.step.op === "add" && !shown.name
      ? joined(by)
      : { step: { ...step, args: [shown] }, givenBy: [by] };
  });
  const args = parts.flatMap((part) => part.step.args);
  return { step: { ...step, args }, givenBy: parts.flatMap((part) => part.givenBy) };
}

/** @param {Telling} vocabulary @param {Part} part @param {Depth} depth */
function below(vocabulary, { step, givenBy }, depth) {
  return givenBy.flatMap((by, place) => {
    const part = by ?? depth.calls.get(`${step.item} ${step.args[place].name}`);
    return part ? linesOf(vocabulary, part, { ...depth, inner: true }) : [];
  });
}

/**
 * A condition that follows from what was entered; inside a rule, what it decides tells it.
 * @param {Telling} vocabulary @param {Part} part @param {Depth} depth
 */
function test(vocabulary, part, depth) {
  const lines = below(vocabulary, part, depth);
  if (depth.inner || isOpen(part.step)) return lines;
  const { step } = vocabulary.words;
  const holds = part.step.value === "yes";
  const a = reason(vocabulary, part, holds);
  return [...lines, line(holds ? step.met : step.not_met, { a: a.text }, a.shown)];
}

/**
 * What applies, and why; a branch that is only left over speaks for itself if it can.
 * @param {Telling} vocabulary @param {Part} part @param {Depth} depth
 */
function branch(vocabulary, part, depth) {
  const { step, givenBy } = part;
  const [asked, chosen] = step.args;
  const [tested, taken] = givenBy;
  const lines = below(vocabulary, part, depth);
  const holds = asked.value === "yes";
  if (!holds && taken) return lines;
  const a = tested
    ? reason(vocabulary, tested, holds)
    : { text: namedWords(vocabulary, asked), shown: [asked] };
  const values = { a: a.text, b: namedWords(vocabulary, chosen) };
  return [...lines, line(vocabulary.words.step.if, values, [...a.shown, chosen])];
}

/**
 * The class, with what it pays or before how that is calculated.
 * @param {Telling} vocabulary @param {Part} part @param {Depth} depth
 */
function choice(vocabulary, part, depth) {
  const { step, givenBy } = part;
  const [chooses, chosen] = step.args;
  const { words } = vocabulary;
  const a = label(vocabulary, chooses.name ?? "");
  const b = valueWords(vocabulary, chooses);
  if (givenBy[1]) {
    return [line(words.step.choose, { a, b }, step.args), ...below(vocabulary, part, depth)];
  }
  const c = namedWords(vocabulary, chosen);
  return [line(words.step.choose_amount, { a, b, c }, step.args)];
}

/**
 * Why a test holds, or why it does not.
 * @param {Telling} vocabulary @param {Part} part @param {boolean} holds @returns {Line}
 */
function reason(vocabulary, part, holds) {
  const { step } = part;
  const { formula } = vocabulary.words;
  if (step.op === "not") return reasons(vocabulary, part, !holds, true)[0];
  if (step.op === "and" || step.op === "or") {
    const parts = reasons(vocabulary, part, holds, (step.op === "and") === holds);
    const text = parts.map((each) => each.text).join(formula.and);
    return { text, shown: parts.flatMap((each) => each.shown) };
  }
  if (!TESTS.includes(step.op)) {
    return { text: valueWords(vocabulary, { ...step, name: null }), shown: [] };
  }
  const [a, b] = step.args;
  const values = { a: namedWords(vocabulary, a), b: namedWords(vocabulary, b) };
  if (step.op === "gt" && !b.name && isNothing(b)) {
    if (holds) return line(formula.some, values, step.args);
    return line(formula.none, { a: label(vocabulary, a.name ?? "") }, step.args);
  }
  return line(formula[holds ? step.op : OPPOSITE[step.op]], values, step.args);
}

/**
 * Why the parts of a test hold or do not: all of them, or those that decide it.
 * @param {Telling} vocabulary @param {Part} part @param {boolean} holds @param {boolean} all
 */
function reasons(vocabulary, { step, givenBy }, holds, all) {
  return step.args.flatMap((shown, place) => {
    const by = givenBy[place];
    if (!all && shown.value !== (holds ? "yes" : "no")) return [];
    if (by && !shown.name) return [reason(vocabulary, by, holds)];
    return [{ text: namedWords(vocabulary, shown), shown: [shown] }];
  });
}

// --- single steps --------------------------------------------------------------------------

/** @param {string} pattern @param {Record<string, string>} values @param {Shown[]} shown */
function line(pattern, values, shown) {
  return { text: fill(pattern, values), shown };
}

/** @param {Telling} vocabulary @param {Step} step @returns {Line[]} */
function plain(vocabulary, step) {
  const { words } = vocabulary;
  const args = step.args.map((shown) => namedWords(vocabulary, shown));
  const values = {
    list: args.join(words.step_operator[step.op] ?? words.list_join),
    result: valueWords(vocabulary, { ...step, name: null }),
    a: args[0],
    b: args[args.length - 1],
  };
  return [line(words.step[step.op], values, step.args)];
}

/**
 * A sum, or the largest: what is nothing adds nothing, and one amount alone is no sum.
 * @param {Telling} vocabulary @param {Step} step
 */
function sum(vocabulary, step) {
  const args = step.args.filter((shown) => !isNothing(shown));
  return args.length > 1 ? plain(vocabulary, { ...step, args }) : [];
}

/**
 * What is left of the first after all others.
 * @param {Telling} vocabulary @param {Step} step
 */
function difference(vocabulary, step) {
  const { words } = vocabulary;
  const [a, ...others] = step.args.map((shown) => namedWords(vocabulary, shown));
  if (isNothing(step.args[1]) && step.op === "sub") return [];
  const nothing = isNothing(step) && step.op !== "lost";
  const b = others.join(nothing ? " + " : " − ");
  const result = valueWords(vocabulary, { ...step, name: null });
  const pattern = words.step[nothing ? "sub_nothing" : step.op];
  return [line(pattern, { a, b, result }, step.args)];
}

/** Whether a cap takes anything away. @param {Telling} vocabulary @param {Step} step */
function cap(vocabulary, step) {
  const { words } = vocabulary;
  if (step.args.length !== 2 || !step.args.every(isExact) || step.kind === "date") {
    return plain(vocabulary, step);
  }
  const [amount, room] = step.args;
  // Nothing is limited, or the step before has said that nothing is left.
  if (isNothing(amount) || (isNothing(room) && !room.name)) return [];
  let b = namedWords(vocabulary, room);
  const left = words.left[step.op];
  if (left && !room.name) b = fill(left, { x: b });
  const pattern = amount.low === step.low ? words.step.within : words.step.capped;
  const result = valueWords(vocabulary, { ...step, name: null });
  return [line(pattern, { a: namedWords(vocabulary, amount), b, result }, step.args)];
}

/** What is too little to be paid. @param {Telling} vocabulary @param {Step} step */
function least(vocabulary, step) {
  return isNothing(step) && !isNothing(step.args[0]) ? plain(vocabulary, step) : [];
}

/**
 * How many years or items are left, in the unit in which the limit counts.
 * @param {Telling} vocabulary @param {Step} step
 */
function places(vocabulary, step) {
  const { words } = vocabulary;
  const [limit, before] = step.args;
  if (isNothing(before)) return [];
  const a = namedWords(vocabulary, limit);
  const [b, result] = [before, step].map(({ low, high }) =>
    valueWords(vocabulary, { ...limit, low, high }));
  return [line(words.step.places, { a, b, result }, step.args)];
}

/**
 * Steps that are told in a way of their own.
 * @type {Map<string, (vocabulary: Telling, step: Step) => Line[]>}
 */
const OWN = new Map([
  ["add", sum],
  ["max", sum],
  ["sub", difference],
  ["room", difference],
  ["lost", difference],
  ["places", places],
  ["nothing_below", least],
  ...CAPS.map((op) => /** @type {const} */ ([op, cap])),
]);

/** @param {Shown} shown */
function isNothing({ low, high }) {
  return low === "0" && high === "0";
}

/** Whether nothing at all is known of it; the calendar has a first day. @param {Shown} shown */
function isOpen({ kind, value, low, high }) {
  return value === "open" || (high === null && low === (kind === "date" ? "0001-01-01" : "0"));
}
