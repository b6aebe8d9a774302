/**
 * What answers say: the value of every question, and whether the gates of benefits hold;
 * clausebook/plan/gates.py is the twin.
 *
 * A gate of a benefit for products is asked for each product. What it says of something else, such
 * as projects, holds if it holds for any of them.
 */
import { APPLICANT, made } from "./book.js";
import { addsUp, keyOf, valueOf } from "./figures.js";
import { Run, answerOf, rangeOf } from "../../rules/expressions.js";
import { CannotCalculate, ZERO, either, isExact, point } from "../../rules/operators.js";
/** @import { Answers } from "./answers.js" */
/** @import { Benefit, Book, Gate } from "./book.js" */
/** @import { Value } from "./figures.js" */
/** @import { Benefit as Rule } from "../../rules/evaluate.js" */
/** @import { Node } from "../../rules/expressions.js" */
/** @import { Entered } from "../../rules/inputs.js" */
/** @import { Answer, Range } from "../../rules/operators.js" */

/**
 * What the answers say of a gate, for one instance: open has the questions that leave it open, and
 * awaits says whether an authority has still to judge it.
 * @typedef {{ gate: Gate, answer: Answer, open: string[], awaits: boolean }} Gated
 */
/** What a rule comes to, and the questions that leave it open. @typedef {{ value: Answer | Range, open: string[] }} Worth */

/**
 * What is known of each question on a day. The questions in back are taken as unknown whatever was
 * answered, and without default.
 */
export class Known {
  /**
   * @param {Book} book @param {Answers} answers @param {string} on
   * @param {ReadonlySet<string>} [back]
   * @param {Map<Node, Map<string, Worth>>} [seen] what each rule came to by the values of its
   * questions, on this day: with the same ones it comes to the same
   */
  constructor(book, answers, on, back = new Set(), seen = new Map()) {
    this.book = book;
    this.answers = answers;
    this.on = on;
    this.back = back;
    this.seen = seen;
    /** @type {Map<string, number>} */
    this.sizes = new Map();
    for (const [name, texts] of answers.given) {
      const about = book.questions.get(name)?.about;
      if (about) this.sizes.set(about, Math.max(this.size(about), texts.length));
    }
    this.sizes.set(APPLICANT, 1);
    /** Questions that are not asked, by instance. @type {Set<string>} */
    this.unasked = new Set();
    /** @type {Map<string, Value[]>} */
    this.found = new Map();
    /** @type {Map<string, Gated[]>} */
    this.gates = new Map();
  }

  /**
   * How many products, say, there are: as many as were answered about, at least one.
   * @param {string} subject
   */
  size(subject) {
    return this.sizes.get(subject) ?? 1;
  }

  /** What a question is about. @param {string} name */
  about(name) {
    return this.book.question(name).about;
  }

  /**
   * The value for each instance of what the question is about; null where it is unknown.
   * @param {string} name @returns {Value[]}
   */
  values(name) {
    const known = this.found.get(name);
    if (known) return known;
    const places = [...Array(this.size(this.about(name))).keys()];
    this.found.set(name, places.map(() => null)); // while questions wait for each other
    const values = places.map((place) => this.valueAt(name, place));
    this.found.set(name, values);
    return values;
  }

  /** @param {string} name @param {number} place */
  valueAt(name, place) {
    if (this.back.has(name)) return null;
    const { type, default: otherwise } = this.book.question(name);
    if (!this.isAsked(name, place)) {
      this.unasked.add(`${name} ${place}`);
      return noneOf(type);
    }
    return this.answered(name, place) ?? valueOf(this.spec(name), otherwise ?? "");
  }

  /**
   * The value that was given, without regard to defaults and to whether it is asked.
   * @param {string} name @param {number} place
   */
  answered(name, place) {
    const texts = this.back.has(name) ? [] : this.answers.texts(name);
    return valueOf(this.spec(name), textAt(texts, place));
  }

  /** @param {string} name */
  spec(name) {
    return /** @type {import("../../rules/inputs.js").Spec} */ (this.book.specOf.get(name));
  }

  /**
   * Whether a question is unknown, and asked, for any of these instances.
   * @param {string} name @param {number[]} places
   */
  openAt(name, places) {
    const values = this.values(name);
    return places.some((at) => values[at] === null && !this.unasked.has(`${name} ${at}`));
  }

  /**
   * Whether its condition is not surely no, for an instance of what it is about.
   * @param {string} name @param {number} place
   */
  isAsked(name, place) {
    const { when, about } = this.book.question(name);
    return when === null || this.answer(when, null, about, place).answer !== false;
  }

  /** The same with some answers taken back. @param {Iterable<string>} names */
  withBack(names) {
    return new Known(this.book, this.answers, this.on, new Set([...this.back, ...names]), this.seen);
  }

  /**
   * The same with a question answered wherever its value is unknown.
   * @param {string} name @param {string} text
   */
  withAnswer(name, text) {
    const given = this.answers.texts(name);
    const texts = this.values(name).map((value, place) => (value === null ? text : textAt(given, place)));
    const back = new Set([...this.back].filter((each) => each !== name));
    return new Known(this.book, this.answers.with(name, texts), this.on, back, this.seen);
  }

  // --- rules over questions --------------------------------------------------------------------

  /** The questions that a rule names. @param {Node} node */
  names(node) {
    return this.book.names(node);
  }

  /**
   * What a rule comes to for each combination of what else it is about. What only rests on questions
   * that are not asked is not so.
   * @param {Node} node @param {Benefit | null} benefit null for the conditions of questions
   * @param {string} subject @param {number} place @returns {Worth[]}
   */
  each(node, benefit, subject, place) {
    const names = this.names(node);
    const others = new Set(names.map((name) => this.about(name)));
    const loose = [...others].filter((about) => about !== APPLICANT && about !== subject);
    return combined(loose.map((about) => this.size(about))).map((places) => {
      const at = new Map([[APPLICANT, 0], [subject, place]]);
      loose.forEach((about, nth) => at.set(about, places[nth]));
      const placeOf = (/** @type {string} */ name) => at.get(this.about(name)) ?? 0;
      const { value, open } = this.worth(node, benefit, names.map((name) => this.values(name)[placeOf(name)]));
      const left = open.filter((name) => !this.unasked.has(`${name} ${placeOf(name)}`));
      const isNo = open.length > 0 && left.length === 0 && node[1] === "yes_no";
      return isNo ? { value: false, open: [] } : { value, open: left };
    });
  }

  /**
   * Whether a condition holds, and the questions that leave it open.
   * @param {Node} node @param {Benefit | null} benefit @param {string} subject @param {number} place
   */
  answer(node, benefit, subject, place) {
    const found = this.each(node, benefit, subject, place);
    const answer = either(...found.map(({ value }) => /** @type {Answer} */ (value)));
    return { answer, open: answer === null ? [...new Set(found.flatMap(({ open }) => open))] : [] };
  }

  /** @param {Node} node @param {Benefit | null} benefit @param {Value[]} values */
  worth(node, benefit, values) {
    const known = made(this.seen, this.book.sameAs(node), () => /** @type {Map<string, Worth>} */ (new Map()));
    return made(known, values.map(keyOf).join("|"), () => {
      const entered = this.names(node).map((name, nth) => /** @type {const} */ ([name, [values[nth] ?? ""]]));
      const run = quietRun(this.book.asking(benefit), new Map(entered), this.on);
      const value = settled(run, node);
      const isOpen = value === null || (typeof value === "object" && !isExact(value));
      return { value, open: isOpen ? openIn(run, node) : [] };
    });
  }

  /**
   * What the answers say of each gate, for an instance of the benefit's subject.
   * @param {Benefit} benefit @param {number} place
   */
  gated(benefit, place) {
    return made(this.gates, `${benefit.id} ${place}`, () =>
      benefit.gates.map((gate) => this.through(benefit, gate, place)));
  }

  /**
   * What the answers say of one gate.
   * @param {Benefit} benefit @param {Gate} gate @param {number} place @returns {Gated}
   */
  through(benefit, gate, place) {
    const judged = gate.judged ? this.answers.judged.get(addressOf(gate)) : "";
    if (judged === "yes" || judged === "no") return { gate, answer: judged === "yes", open: [], awaits: false };
    if (gate.needs === null) return { gate, answer: gate.judged ? null : true, open: [], awaits: gate.judged };
    const { answer, open } = this.answer(gate.needs, benefit, benefit.subject, place);
    if (answer === false || !gate.judged) return { gate, answer, open, awaits: false };
    return { gate, answer: null, open, awaits: true };
  }
}

/** How answers name a gate. @param {Gate} gate */
export function addressOf({ home, id }) {
  return `${home}:${id}`;
}

/** One text for all, or one for each. @param {readonly string[]} texts @param {number} place */
function textAt(texts, place) {
  return (texts.length === 1 ? texts[0] : texts[place]) ?? "";
}

/** What is true of a question that is not asked: no, nothing; a choice stays unknown. @param {string} type */
function noneOf(type) {
  if (type === "yes_no") return "no";
  return addsUp(type) ? point(ZERO) : null;
}

/** All ways to choose a place of each of several rows. @param {number[]} sizes */
function combined(sizes) {
  /** @type {number[][]} */
  let found = [[]];
  for (const size of sizes) {
    found = found.flatMap((places) => [...Array(size).keys()].map((place) => [...places, place]));
  }
  return found;
}

/** An evaluation that keeps no steps. @param {Rule} rule @param {Entered} entered @param {string} on */
export function quietRun(rule, entered, on) {
  const run = new Run(rule, entered, on);
  run.keepsSteps = false;
  return run;
}

/**
 * What a condition or an amount comes to; null where it cannot be worked out, such as a share of
 * nothing.
 * @param {Run} run @param {Node} node
 */
export function settled(run, node) {
  try {
    return node[1] === "yes_no" ? answerOf(run, node) : rangeOf(run, node);
  } catch (error) {
    if (!(error instanceof CannotCalculate)) throw error;
    return null;
  }
}

/**
 * The questions on which an open condition still depends: nothing beside a sure no counts.
 * @param {Run} run @param {Node} node @returns {string[]}
 */
export function openIn(run, node) {
  const [op, , ...parts] = node;
  if (["and", "or", "not"].includes(op)) {
    const open = parts.filter((part) => settled(run, part) === null);
    return [...new Set(open.flatMap((part) => openIn(run, part)))];
  }
  const beside = quietRun(run.benefit, run.given, run.on);
  settled(beside, node);
  return [...new Set(beside.missing)];
}
