/**
 * Compiled expressions → values, with every step recorded. clausebook/rules/expressions.py is the
 * twin.
 */
import { Fraction } from "../quantity/fraction.js";
import { HISTORY, POINTS, numberOf } from "./inputs.js";
import {
  ANYTHING, CannotCalculate, OPERATORS, ZERO, hull, highest, isExact, later, lowest, notHuge, point,
  range,
} from "./operators.js";
import { firstDay, isoDate } from "../quantity/days.js";
import { exact } from "../quantity/value.js";
/** @import { Benefit } from "./evaluate.js" */
/** @import { Entered, Spec } from "./inputs.js" */
/** @import { Answer, Range } from "./operators.js" */

/**
 * See clausebook/rules/compile.py.
 * @typedef {[operator: string, kind: string, ...operands: any[]]} Node
 */
/** @typedef {{ low: string, high: string | null }} Ends */
/**
 * A value as a result tells it: a range, an answer or a choice.
 * @typedef {Partial<Ends> & { name: string | null, kind: string, value?: string }} Shown
 */
/**
 * parts says for each argument how many of the steps before it gave the argument; empty for limits.
 * @typedef {Shown & { op: string, item: number | null, parts: number[], args: Shown[] }} Step
 */

const FIRST_DAY = new Fraction(1n);

/** One evaluation: what is given, and what has been learnt on the way. */
export class Run {
  /**
   * guaranteed: what the text leaves open counts as nothing, so that the rest is what it fixes.
   * @param {Benefit} benefit @param {Entered} given @param {string} on the as-of date
   */
  constructor(benefit, given, on, guaranteed = false) {
    this.benefit = benefit;
    this.given = given;
    this.on = on;
    this.guaranteed = guaranteed;
    /** @type {number | null} */
    this.item = null;
    /** @type {Step[]} */
    this.steps = [];
    /** @type {string[]} */
    this.missing = [];
    /** @type {string[]} */
    this.assumed = [];
    /** @type {string[]} */
    this.failed = [];
    /** @type {string[]} */
    this.binding = [];
    this.keepsSteps = true;
    /** Whether what is worked out may not apply. */
    this.isQuiet = false;
    /**
     * What each named rule came to for an item: it is worked out, and told, where it is first
     * called. Rules that call each other twice would double the work with each level.
     * @type {Map<string, Range | Answer>}
     */
    this.called = new Map();
    /** @type {Map<string, Run>} */
    this.others = new Map();
  }

  /** Another evaluation of the same, for what the text fixes; it keeps no steps. */
  guaranteeing() {
    if (this.guaranteed) return this;
    return this.beside("guaranteeing", () => new Run(this.benefit, this.given, this.on, true));
  }

  /** An evaluation beside this one of what may not apply: it only notes what is missing. */
  quietly() {
    if (this.isQuiet) return this;
    return this.beside("quietly", () => {
      const other = new Run(this.benefit, this.given, this.on, this.guaranteed);
      other.isQuiet = true;
      other.missing = this.missing;
      other.assumed = this.assumed;
      return other;
    });
  }

  /**
   * Another evaluation, kept with what it knows, for the item that this one is at.
   * @param {string} way @param {() => Run} make
   */
  beside(way, make) {
    const other = this.others.get(way) ?? make();
    this.others.set(way, other);
    other.keepsSteps = false;
    other.item = this.item;
    return other;
  }

  /**
   * The value given for the current item, else the default, which is then assumed. What is only
   * known between two ends is missing, too.
   * @param {string} name @param {string | null} otherwise
   */
  entry(name, otherwise) {
    const values = this.given.get(name) ?? [""];
    if (values.length > 1 && this.item === null) throw new CannotCalculate("item-in-limit");
    const value = values.length > 1 ? values[this.item ?? 0] : values[0];
    if (typeof value !== "string" && !isExact(value)) once(this.missing, name);
    if (value) return value;
    once(otherwise === null ? this.missing : this.assumed, name);
    return otherwise;
  }

  /**
   * What a limit remembers of earlier claims; nothing unless it is entered.
   * @param {string} name @param {string} kind
   */
  history(name, kind) {
    const value = this.entry(name, "0") || "0";
    return typeof value === "string" ? point(numberOf(kind, value) ?? ZERO) : value;
  }

  /**
   * Record what was done, with what, and what came out; parts counts the steps that gave each of
   * the arguments.
   * @param {string} op @param {Shown[]} args
   * @param {Range | Answer} value @param {string} kind @param {number[]} parts
   */
  step(op, args, value, kind, parts = []) {
    if (!this.keepsSteps) return;
    this.steps.push({ op, item: this.item, parts, args, ...shown(null, kind, value) });
  }
}

// --- expressions ---------------------------------------------------------------------------

// Kinds are checked when the rule is compiled, so that a rule of money is a range and a condition
// an answer.

/** @param {Run} run @param {Node} node */
export function rangeOf(run, node) {
  return /** @type {Range} */ (valueOf(run, node));
}

/** @param {Run} run @param {Node} node */
export function answerOf(run, node) {
  return /** @type {Answer} */ (valueOf(run, node));
}

/**
 * A number or an answer; choices are only ever looked at by choose.
 * @param {Run} run @param {Node} node @returns {Range | Answer}
 */
function valueOf(run, node) {
  const [op, kind, ...operands] = node;
  const special = SPECIAL.get(op);
  if (special) return special(run, node);
  /** @type {number[]} */
  const parts = [];
  const values = operands.map((operand) => {
    const before = run.steps.length;
    const value = valueOf(run, operand);
    parts.push(run.steps.length - before);
    return value;
  });
  const apply = /** @type {(...args: any[]) => any} */ (OPERATORS.get(op));
  const value = notHuge(apply(...values));
  noteBinding(run, op, operands, values);
  run.step(op, operands.map((operand, i) => leaf(operand, values[i])), value, kind, parts);
  return value;
}

/**
 * A fact's value; a date without a day or month counts as its first day.
 * @param {Run} run @param {Node} node
 */
function fact(run, node) {
  return figure(node[1], run.benefit.facts[node[2]].value);
}

/** A number that the clause declares beside its facts. @param {Run} run @param {Node} node */
function constant(run, node) {
  return figure(node[1], run.benefit.constants[node[2]].value);
}

/** @param {string} kind @param {string} text */
function figure(kind, text) {
  const number = kind === "date" ? firstDay(text) : numberOf(kind, text);
  return point(/** @type {Fraction} */ (number));
}

/** @param {Run} run @param {Node} node @returns {Range | Answer} */
function input(run, node) {
  const value = run.entry(node[2], specOf(run, node[2]).default);
  if (value !== null && typeof value !== "string") return value;
  if (node[1] === "yes_no") return value === null ? null : value === "yes";
  const number = value === null ? null : numberOf(node[1], value);
  return number === null ? ANYTHING : point(number);
}

/**
 * The day of the claim, or the number of the item, counted on from those of earlier claims.
 * @param {Run} run @param {Node} node
 */
function givenOf(run, node) {
  if (node[2] === "as_of") return asOf(run);
  if (run.item === null) throw new CannotCalculate("item-in-limit");
  const before = run.history(HISTORY.count, "count").low;
  return point(before.plus(new Fraction(BigInt(run.item + 1))));
}

/**
 * The as-of date; of a series of years, each item is a year after the one before it.
 * @param {Run} run
 */
function asOf(run) {
  const day = /** @type {Fraction} */ (firstDay(run.on));
  const years = run.benefit.per === "year" ? run.item ?? 0 : 0;
  return later(point(day), point(new Fraction(BigInt(years))));
}

/** @param {Run} run @param {string} name */
function specOf(run, name) {
  return /** @type {Spec} */ (run.benefit.inputs.find((spec) => spec.name === name));
}

/**
 * The branch that applies; while that is open, anything that either could give.
 * @param {Run} run @param {Node} node
 */
function ifElse(run, node) {
  const start = run.steps.length;
  const test = answerOf(run, node[2]);
  const tested = run.steps.length - start;
  if (test === null) return anyBranch(run, node[1], node.slice(3));
  const chosen = test ? node[3] : node[4];
  const value = valueOf(run, chosen);
  const parts = [tested, run.steps.length - start - tested];
  run.step("if", [leaf(node[2], test), leaf(chosen, value)], value, node[1], parts);
  return value;
}

/**
 * The branch of the class that was chosen, or anything that one of them could give.
 * @param {Run} run @param {Node} node
 */
function choose(run, node) {
  const name = node[2][2];
  const key = /** @type {string | null} */ (run.entry(name, specOf(run, name).default));
  /** @type {[string, Node][]} */
  const branches = node.slice(3);
  if (key === null) return anyBranch(run, node[1], branches.map(([, branch]) => branch));
  const chosen = /** @type {Node} */ (new Map(branches).get(key));
  const start = run.steps.length;
  const value = valueOf(run, chosen);
  const parts = [0, run.steps.length - start];
  const choice = { name, kind: "choice", value: key };
  run.step("choose", [choice, leaf(chosen, value)], value, node[1], parts);
  return value;
}

/** @param {Run} run @param {string} kind @param {Node[]} branches */
function anyBranch(run, kind, branches) {
  const quiet = run.quietly(); // what only one open branch does says nothing yet
  const values = branches.map((branch) => valueOf(quiet, branch));
  if (kind === "yes_no") return new Set(values).size === 1 ? values[0] : null;
  return hull(/** @type {Range[]} */ (values));
}

/** Nodes that have a name. */
const CALLED = ["fact", "range", "constant", "input", "named", "given"];
/** What marks an amount of which the text fixes only the upper or the lower end. */
const OPEN = ["up_to", "at_least"];

/**
 * The most that the text allows; it guarantees nothing of it.
 * @param {Run} run @param {Node} node
 */
function upTo(run, node) {
  const most = rangeOf(run, node[2]);
  return run.guaranteed ? point(new Fraction(0n)) : most;
}

/**
 * The most of a range that the text prints; it guarantees the least.
 * @param {Run} run @param {Node} node
 */
function between(run, node) {
  const { value, upto = "" } = run.benefit.facts[node[2]];
  return point(/** @type {Fraction} */ (numberOf(node[1], run.guaranteed ? value : upto)));
}

/**
 * The least that the text guarantees, with no end above it.
 * @param {Run} run @param {Node} node
 */
function atLeast(run, node) {
  rangeOf(run, node[2]);
  return range(rangeOf(run.guaranteeing(), node[2]).low, null);
}

/**
 * Whether a rule leaves an amount open below a limit; each named rule is looked at once.
 * @param {Benefit} benefit @param {Node} node @param {Set<string>} [entered] @returns {boolean}
 */
export function leavesOpen(benefit, [op, , ...operands], entered = new Set()) {
  if (op === "named") {
    const [name] = operands;
    return !entered.has(name) && leavesOpen(benefit, benefit.named[name], entered.add(name));
  }
  return op === "up_to" || op === "range" || operands.flat(op === "choose" ? 1 : 0).some(
    (operand) => Array.isArray(operand) && leavesOpen(benefit, /** @type {Node} */ (operand), entered),
  );
}

/** @param {Run} run @param {Node} node */
function named(run, node) {
  const call = `${run.item} ${node[2]}`;
  const known = run.called.get(call);
  if (known !== undefined) return known;
  const value = valueOf(run, run.benefit.named[node[2]]);
  run.called.set(call, value);
  return value;
}

/**
 * What is not an operator: leaves, and the forms that only look at the branch that applies.
 * @type {Map<string, (run: Run, node: Node) => Range | Answer>}
 */
const SPECIAL = new Map(Object.entries({
  fact,
  range: between,
  constant,
  number: (run, node) => point(Fraction.read(node[2])),
  answer: (run, node) => node[2] === "yes",
  input,
  given: givenOf,
  named,
  if: ifElse,
  choose,
  up_to: upTo,
  at_least: atLeast,
}));

/**
 * In min, a limit that is surely smaller than everything else is the one that binds.
 * @param {Run} run @param {string} op @param {Node[]} nodes
 * @param {(Range | Answer)[]} values
 */
function noteBinding(run, op, nodes, values) {
  if (op !== "min") return;
  const ranges = /** @type {Range[]} */ (values);
  ranges.forEach((value, place) => {
    const others = ranges.filter((_, i) => i !== place).map((other) => other.low);
    if (!value.high?.isBelow(lowest(others))) return;
    const name = limitName(run.benefit, nodes[place]);
    if (name) once(run.binding, name);
  });
}

/**
 * What a limit is called: a fact, what is left of one, or a named rule for one of several. Empty for
 * everything else, such as what follows from amounts that were entered.
 * @param {Benefit} benefit @param {Node} node
 * @param {Map<string, string>} [known] those of named rules @returns {string}
 */
export function limitName(benefit, [op, , first], known = new Map()) {
  if (OPEN.includes(op) || op === "sub") return limitName(benefit, first, known);
  if (op !== "named") return ["fact", "range", "constant"].includes(op) ? first : "";
  if (!known.has(first)) {
    const limits = branchesOf(benefit.named[first]).map((node) => limitName(benefit, node, known));
    known.set(first, limits.every(Boolean) ? first : "");
  }
  return known.get(first) ?? "";
}

/** The branches of a choice, or the rule itself. @param {Node} node @returns {Node[]} */
function branchesOf(node) {
  if (node[0] === "choose") return node.slice(3).map(([, branch]) => branch);
  return node[0] === "if" ? node.slice(3) : [node];
}

// --- results as JSON -----------------------------------------------------------------------

/** @param {string} kind @param {Range} value */
export function ends(value, kind = "") {
  return { low: textOf(kind, value.low), high: value.high && textOf(kind, value.high) };
}

/**
 * The canonical text; a date that may be any day begins with the first of the calendar.
 * @param {string} kind @param {Fraction} number
 */
export function textOf(kind, number) {
  if (kind === "date") return isoDate(highest([FIRST_DAY, number]));
  return exact(kind === "points" ? number.times(POINTS) : number);
}

/**
 * @param {string | null} name @param {string} kind @param {Range | Answer} value
 * @returns {Shown}
 */
export function shown(name, kind, value) {
  if (value !== null && typeof value === "object") return { name, kind, ...ends(value, kind) };
  return { name, kind, value: answerKey(value) };
}

/** @param {Answer} answer */
export function answerKey(answer) {
  return answer === null ? "open" : answer ? "yes" : "no";
}

/** @param {Node} node @param {Range | Answer} value */
export function leaf(node, value) {
  return shown(nameOf(node), node[1], value);
}

/** @param {Node} node @returns {string | null} */
export function nameOf(node) {
  if (OPEN.includes(node[0])) return nameOf(node[2]);
  return CALLED.includes(node[0]) ? node[2] : null;
}

/** @param {string[]} names @param {string} name */
export function once(names, name) {
  if (!names.includes(name)) names.push(name);
}
