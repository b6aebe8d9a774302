/**
 * The plan book: all that planning takes, as a build compiles it; clausebook/plan/book.py is the
 * twin, and schema/plans.md describes its JSON.
 *
 * A question is an input that many benefits share: nodes of rules name it as an input.
 */
import { Fraction } from "../../quantity/fraction.js";
/** @import { Benefit as Rule } from "../../rules/evaluate.js" */
/** @import { Node } from "../../rules/expressions.js" */
/** @import { Spec } from "../../rules/inputs.js" */

/** Whom a question is about that has one answer, however many products or projects there are. */
export const APPLICANT = "applicant";

/**
 * @typedef {{
 *   about: string, type: string, choices: string[], default: string | null, when: Node | null,
 *   fixed: boolean, place: boolean, groups: boolean,
 * }} Question
 */
/** @typedef {{ id: string, home: string, needs: Node | null, judged: boolean }} Gate */
/** Where the value of an input comes from. @typedef {{ rule?: Node, choices?: [string, Node][] }} Source */
/** @typedef {Record<string, { kind: string, value: string, address?: string }>} Figures */
/**
 * @typedef {{
 *   rule: Rule, subject: string, facts: Figures, constants: Figures, gates: Gate[],
 *   from: Record<string, Source>, readings: Record<string, string>, jurisdiction: string,
 *   payers: [string, string][], currency: string,
 * }} PublishedBenefit
 */
/**
 * @typedef {{
 *   id: string, type: string, per: string, of: string[], by: string[], into: string, input: string,
 *   cap: string | null, over: string, when: Record<string, string[]>,
 * }} Relation
 */
/**
 * A book as a build writes it.
 * @typedef {{
 *   questions: Record<string, Question>, benefits: Record<string, PublishedBenefit>,
 *   relations: Relation[], readings: Record<string, { used: string, options: string[] }>,
 *   currency: string,
 * }} Published
 */

const FIGURES = ["fact", "range", "constant"];

/** A benefit as plans know it. */
export class Benefit {
  /** @param {string} id @param {PublishedBenefit} published */
  constructor(id, published) {
    const { rule, subject, facts, constants, gates, from, readings, payers, currency } = published;
    this.id = id;
    this.rule = rule;
    this.subject = subject;
    this.gates = gates;
    this.currency = currency;
    /** @type {Map<string, Spec>} */
    this.inputs = new Map(rule.inputs.map((spec) => [spec.name, spec]));
    this.computed = rule.conditions.flatMap(({ id: name, holds }) => (holds ? [{ id: name, holds }] : []));
    this.sources = new Map(Object.entries(from));
    this.readings = new Map(Object.entries(readings));
    this.payers = payers.map(([name, share]) => /** @type {const} */ ([name, Fraction.read(share)]));
    /** The figures that its gates and sources name. */
    this.figures = { facts, constants };
    /** Whether its instances are the items of its rule; otherwise their inputs are added. */
    this.countsItems = Boolean(subject) && rule.per === subject;
  }

  /** How it is computed under a reading; empty for the used one. @param {string} reading */
  way(reading) {
    return this.rule.under[reading] ?? this.rule;
  }
}

/** A book with what is looked up often. */
export class Book {
  /** @param {Published} published */
  constructor({ questions, benefits, relations, readings, currency }) {
    this.questions = new Map(Object.entries(questions));
    this.benefits = new Map(
      Object.entries(benefits).map(([id, each]) => [id, new Benefit(id, each)]),
    );
    this.relations = relations;
    this.readings = new Map(Object.entries(readings));
    this.currency = currency;
    /** Every question as evaluating takes it. @type {Spec[]} */
    this.specs = [...this.questions].map(([name, { type, choices }]) =>
      ({ name, type, scope: "applicant", default: null, choices }));
    this.specOf = new Map(this.specs.map((spec) => [spec.name, spec]));
    /** @type {Map<Node, string[]>} */
    this.named = new Map();
    /** @type {Map<string, string[]>} */
    this.concerns = new Map();
    /** @type {Map<Node, Node>} */
    this.same = new Map();
    /** @type {Map<string, Node>} */
    this.firsts = new Map();
    /** @type {Map<Benefit | null, Rule>} */
    this.askings = new Map();
  }

  /** The questions that a rule names. @param {Node} node */
  names(node) {
    return made(this.named, node, () => questionsIn(node));
  }

  /** The benefits that a reading concerns, by themselves or by relations. @param {string} reading */
  concerned(reading) {
    return made(this.concerns, reading, () => [
      ...[...this.benefits.values()].filter(({ readings }) => [...readings.values()].includes(reading)).map(({ id }) => id),
      ...this.relations.filter(({ when }) => Object.hasOwn(when, reading)).flatMap(endsOf),
    ]);
  }

  /**
   * The first rule that says the same: many benefits ask where their applicant is.
   * @param {Node} node
   */
  sameAs(node) {
    return made(this.same, node, () => {
      const hasFigures = [...walk([node])].some(([op]) => FIGURES.includes(op)); // of this benefit
      return hasFigures ? node : made(this.firsts, JSON.stringify(node), () => node);
    });
  }

  /**
   * The figures of a benefit's gates beside all questions, as evaluating takes them; questions
   * themselves name no figures.
   * @param {Benefit | null} benefit
   */
  asking(benefit) {
    const figures = benefit?.figures ?? { facts: {}, constants: {} };
    return made(this.askings, benefit, () => /** @type {Rule} */ ({ ...figures, inputs: this.specs }));
  }

  /** @param {string} name */
  question(name) {
    return /** @type {Question} */ (this.questions.get(name));
  }

  /** @param {string} id */
  benefit(id) {
    return /** @type {Benefit} */ (this.benefits.get(id));
  }
}

/**
 * What is kept under a key, made where it is not there yet.
 * @template Key, Kept @param {Map<Key, Kept>} known @param {Key} key @param {() => Kept} make
 */
export function made(known, key, make) {
  const found = known.get(key);
  if (found !== undefined) return found;
  const kept = make();
  known.set(key, kept);
  return kept;
}

/** All benefits that a relation names. @param {Relation} relation */
export function endsOf({ of, by, into }) {
  return [...of, ...by, ...(into ? [into] : [])];
}

/**
 * All nodes of some rules, each before its parts; named rules are entered once.
 * @param {Iterable<Node>} nodes @param {Record<string, Node>} named @returns {Generator<Node>}
 */
export function* walk(nodes, named = {}, entered = new Set()) {
  for (const node of nodes) {
    yield node;
    if (node[0] === "named" && !entered.has(node[2])) {
      yield* walk([named[node[2]]], named, entered.add(node[2]));
    }
    yield* walk(partsOf(node), named, entered);
  }
}

/** The rules that stand in a rule. @param {Node} node @returns {Node[]} */
function partsOf([op, , ...operands]) {
  const [first, ...branches] = operands;
  if (op === "choose") return [first, ...branches.map(([, branch]) => branch)];
  return /** @type {Node[]} */ (operands.filter(Array.isArray));
}

/**
 * The questions that a rule names, in the order in which they stand in it.
 * @param {Node} node @param {Record<string, Node>} [named]
 */
export function questionsIn(node, named) {
  const inputs = [...walk([node], named)].filter(([op]) => op === "input");
  return [...new Set(inputs.map(([, , name]) => /** @type {string} */ (name)))];
}
