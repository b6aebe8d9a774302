/**
 * The relations that act under some readings: who feeds whom, what is shared or excluded;
 * clausebook/plan/relations.py is the twin.
 */
import { smaller, sumOf } from "./figures.js";
import { made } from "./book.js";
import { Fraction } from "../../quantity/fraction.js";
import { firstDay } from "../../quantity/days.js";
import { UNDER, numberOf } from "../../rules/inputs.js";
import { ZERO, highest } from "../../rules/operators.js";
/** @import { Answers } from "./answers.js" */
/** @import { Benefit, Book, Relation } from "./book.js" */

/** By question, the answer under which is planned; the used one where it has none. @typedef {ReadonlyMap<string, string>} Readings */
/** What some benefits are paid together at most, and what earlier payments leave of it. @typedef {{ relation: Relation, room: Fraction }} Cap */

const AT_MOST_ONE = ["exclusive", "best-of", "once"];
/** @type {Record<string, string>} */
const RECEIVED = { year: "paid_this_year", total: "paid_before" };

/** The relations of a book under some readings. */
export class Acting {
  /** @param {Book} book @param {Answers} answers @param {Readings} [readings] */
  constructor(book, answers, readings = new Map()) {
    this.book = book;
    this.answers = answers;
    this.readings = readings;
    this.relations = book.relations.filter((each) => this.holds(each));
    this.caps = [...this.writtenCaps(), ...this.sharedCaps()];
    /** By benefit and its input, the relations by which others feed it. @type {Map<string, Map<string, Relation[]>>} */
    this.feeds = new Map();
    /** By benefit that is never added, the relation that says so. @type {Map<string, Relation>} */
    this.carriedOut = new Map();
    for (const relation of this.relations) this.note(relation);
    /** The benefits, each behind those that feed it. */
    this.order = [...this.ordered()];
  }

  /** @param {Relation} relation */
  note(relation) {
    const { type, into, input, of } = relation;
    if (type === "feeds" && this.book.benefits.has(into)) {
      const inputs = made(this.feeds, into, () => /** @type {Map<string, Relation[]>} */ (new Map()));
      made(inputs, input, () => /** @type {Relation[]} */ ([])).push(relation);
    }
    if (type === "carried-out") for (const id of of) made(this.carriedOut, id, () => relation);
  }

  /**
   * The key of under by which a benefit is computed; empty for the used reading.
   * @param {Benefit} benefit
   */
  reading(benefit) {
    const told = new Set();
    for (const [home, key] of this.readings) if (benefit.readings.get(key) === home) told.add(key);
    if (told.size === 0) return "";
    const keys = Object.keys(benefit.rule.under);
    const fitting = keys.filter((key) => idsOf(key).every((id) => told.has(id)));
    const most = Math.max(...fitting.map((key) => idsOf(key).length));
    return fitting.find((key) => idsOf(key).length === most) ?? "";
  }

  /**
   * Two benefits of which at most one can be taken, and what says so.
   * @returns {Generator<[string, string, Relation]>}
   */
  *conflicts() {
    for (const relation of this.relations) {
      const { type, of, by } = relation;
      for (const [place, one] of of.entries()) {
        const others = AT_MOST_ONE.includes(type) ? of.slice(place + 1) : type === "replaces" ? by : [];
        for (const other of others) yield [one, other, relation];
      }
    }
  }

  /** @param {Relation} relation */
  holds({ when }) {
    return Object.entries(when).every(([question, options]) =>
      options.includes(this.readings.get(question) ?? this.book.readings.get(question)?.used ?? ""));
  }

  /** @returns {Generator<Cap>} */
  *writtenCaps() {
    for (const relation of this.relations) {
      const { type, cap, over, of } = relation;
      if (type !== "cap" || cap === null) continue;
      const paid = sumOf(of.map((id) => money(this.answers.entry(id, RECEIVED[over || "year"]))));
      yield { relation, room: highest([ZERO, Fraction.read(cap).minus(paid)]) };
    }
  }

  /**
   * The caps that several benefits name: each is limited by itself, and all of them together.
   * @returns {Generator<Cap>}
   */
  *sharedCaps() {
    /** @type {Map<string, [string, Fraction][]>} */
    const sharing = new Map();
    for (const benefit of this.book.benefits.values()) {
      for (const { cap: [, , name] } of benefit.way(this.reading(benefit)).limits.shared ?? []) {
        const fact = benefit.rule.facts[name] ?? benefit.rule.constants[name];
        const paid = money(this.answers.entry(benefit.id, UNDER + name));
        const left = highest([ZERO, factNumber(fact).minus(paid)]);
        made(sharing, fact.address ?? "", () => /** @type {[string, Fraction][]} */ ([])).push([benefit.id, left]);
      }
    }
    for (const [address, rows] of sharing) {
      if (!address || rows.length < 2) continue;
      const of = rows.map(([id]) => id);
      const relation = { id: address, type: "cap", per: "", of, by: [], into: "", input: "", cap: null, over: "total", when: {} };
      yield { relation, room: rows.map(([, left]) => left).reduce(smaller) };
    }
  }

  /** Feeders first; where benefits feed each other, as the book has them. */
  *ordered() {
    /** @type {Set<string>} */
    const seen = new Set();
    for (const id of this.book.benefits.keys()) yield* this.behindFeeders(id, seen);
  }

  /** @param {string} id @param {Set<string>} seen @returns {Generator<string>} */
  *behindFeeders(id, seen) {
    if (seen.has(id) || !this.book.benefits.has(id)) return;
    seen.add(id);
    for (const { of } of [...(this.feeds.get(id)?.values() ?? [])].flat()) {
      for (const feeder of of) yield* this.behindFeeders(feeder, seen);
    }
    yield id;
  }
}

/** The readings that a key of under names: of several questions, those answered at once. @param {string} key */
function idsOf(key) {
  return key.split("+");
}

/** @param {string} text */
function money(text) {
  return numberOf("money", text) ?? ZERO;
}

/** A fact's number. @param {{ kind: string, value: string }} fact */
function factNumber({ kind, value }) {
  return /** @type {Fraction} */ (kind === "date" ? firstDay(value) : numberOf(kind, value));
}
