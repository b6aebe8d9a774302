/**
 * How each benefit stands to the answers: for each instance, what fails and what is open;
 * clausebook/plan/outcomes.py is the twin.
 *
 * What a benefit is fed with depends on what else is taken: here it is anything from nothing to the
 * most that those who feed it may pay.
 */
import { Amounts, nodesOf } from "./amounts.js";
import { made, questionsIn } from "./book.js";
import { added, asRange } from "./figures.js";
import { addressOf } from "./gates.js";
import { ANYTHING, ZERO, add, point, range } from "../../rules/operators.js";
/** @import { Fed } from "./amounts.js" */
/** @import { Benefit } from "./book.js" */
/** @import { Amount, Value } from "./figures.js" */
/** @import { Gated } from "./gates.js" */
/** @import { Acting } from "./relations.js" */
/** @import { Node } from "../../rules/expressions.js" */
/** @import { Answer } from "../../rules/operators.js" */

/** From the best to the worst; beside them, not-in-force. */
export const OUTCOMES = ["fits", "fits-if", "nearly", "no"];
/** Answers that may stand in the way of what nearly fits. */
const MOST_CHANGES = 2;

/**
 * How a benefit stands for one of its instances: failed has gates and computed conditions that surely
 * do not hold, missing the questions that leave others open, judged the addresses of what an authority
 * has still to judge; isOpen says whether a computed condition is open.
 * @typedef {{
 *   gates: Gated[], failed: string[], missing: string[], judged: string[], isOpen: boolean,
 * }} Standing
 */

/** Whether nothing fails. @param {Standing} standing */
export function mayHold({ failed }) {
  return failed.length === 0;
}

/** Whether nothing fails, and nothing is open. @param {Standing} standing */
export function holds({ gates, failed, isOpen }) {
  return failed.length === 0 && !isOpen && gates.every(({ answer }) => answer === true);
}

/** How all benefits stand, with the relations of some readings. */
export class Standings {
  /** @param {Amounts} amounts @param {Acting} acting @param {Standings} [before] */
  constructor(amounts, acting, before) {
    this.amounts = amounts;
    this.known = amounts.known;
    this.acting = acting;
    this.book = acting.book;
    /** @type {Map<string, Standing[]>} */
    this.standing = new Map();
    /** @type {Map<string, Map<number, Amount>>} */
    this.mosts = new Map();
    for (const id of acting.order) {
      const benefit = this.book.benefit(id);
      const isFed = this.feedsOf(id) || before?.feedsOf(id);
      const same = isFed ? undefined : before; // readings change what is paid, not what fits
      this.standing.set(id, same?.of(id) ?? this.standings(benefit));
      if (!amounts.isInForce(benefit)) continue;
      const isPaid = acting.reading(benefit) === "";
      this.mosts.set(id, (isPaid && same?.most(id)) || this.limits(benefit));
    }
  }

  /** By input, the relations by which others feed a benefit. @param {string} id */
  feedsOf(id) {
    return this.acting.feeds.get(id);
  }

  /** How a benefit stands for each of its instances. @param {string} id */
  of(id) {
    return /** @type {Standing[]} */ (this.standing.get(id));
  }

  /** The instances of which nothing fails, of a benefit that is in force. @param {string} id */
  instances(id) {
    return [...this.most(id).keys()];
  }

  /** Those that fit whatever is open. @param {string} id */
  sure(id) {
    return this.instances(id).filter((place) => holds(this.of(id)[place]));
  }

  /** What each of them is never paid more than. @param {string} id @returns {Map<number, Amount>} */
  most(id) {
    return this.mosts.get(id) ?? new Map();
  }

  /** @param {Benefit} benefit @returns {Map<number, Amount>} */
  limits(benefit) {
    const places = placesOf(this.of(benefit.id), mayHold);
    if (places.length === 0) return new Map();
    const fed = this.rangeFed(benefit, places);
    const most = this.amounts.most(benefit, places, fed, this.acting.reading(benefit));
    return new Map(places.map((place, nth) => [place, most[nth]]));
  }

  /** The gates of each instance, then the computed conditions of those that pass them. @param {Benefit} benefit */
  standings(benefit) {
    const size = this.known.size(benefit.subject);
    const found = Array.from({ length: size }, (_, place) => through(this.known.gated(benefit, place)));
    const places = placesOf(found, mayHold);
    if (places.length > 0 && benefit.computed.length > 0) this.compute(benefit, places, found);
    return found;
  }

  /** @param {Benefit} benefit @param {number[]} places @param {Standing[]} found */
  compute(benefit, places, found) {
    const fed = this.rangeFed(benefit, places);
    const answers = this.amounts.conditions(benefit, places, fed);
    const nothing = new Map([...fed].map(([name, values]) => [name, values.map(nothingOf)]));
    const without = fed.size > 0 ? this.amounts.conditions(benefit, places, nothing) : answers;
    places.forEach((place, nth) => {
      const at = benefit.countsItems ? [place] : places;
      const { failed, missing } = found[place];
      const names = [...missing];
      let isOpen = false;
      for (const [id, { answer, missing: inputs }] of answers[nth]) {
        if (answer !== null) continue;
        const others = inputs.filter((name) => !fed.has(name));
        const otherwise = without[nth].get(id)?.answer;
        if (others.length === 0 && (otherwise || this.isSurelyFed(benefit))) continue;
        isOpen = true;
        names.push(...this.amounts.open(benefit, others, at));
      }
      const refused = [...answers[nth]].filter(([, { answer }]) => answer === false).map(([id]) => id);
      found[place] = { ...found[place], failed: [...failed, ...refused], missing: [...new Set(names)], isOpen };
    });
  }

  // --- what is fed -----------------------------------------------------------------------------

  /** Whether one of those that feed it fits. @param {Benefit} benefit */
  isSurelyFed(benefit) {
    const relations = [...(this.feedsOf(benefit.id)?.values() ?? [])].flat();
    return relations.some(({ of }) => of.some((id) => this.sure(id).length > 0));
  }

  /**
   * Who may feed an input of an instance; none where its value was answered.
   * @param {Benefit} benefit @param {string} name @param {number} place
   */
  feeders(benefit, name, place) {
    const relations = this.feedsOf(benefit.id)?.get(name) ?? [];
    if (relations.length === 0 || !benefit.inputs.has(name)) return [];
    if (this.amounts.figure(benefit, name, place).isGiven) return [];
    const ids = [...new Set(relations.flatMap(({ of }) => of))];
    return ids.filter((id) => this.canFeed(id, benefit, place));
  }

  /** @param {string} id @param {Benefit} benefit @param {number} place */
  canFeed(id, benefit, place) {
    if (this.acting.carriedOut.has(id) || !this.book.benefits.has(id)) return false;
    const places = this.instances(id);
    return this.areAlike(id, benefit) ? places.includes(place) : places.length > 0;
  }

  /** Whether the instances of two benefits are the same products, say. @param {string} id @param {Benefit} benefit */
  areAlike(id, benefit) {
    return Boolean(benefit.subject) && this.book.benefit(id).subject === benefit.subject;
  }

  /**
   * What each instance is fed with; paid gives what one feeder pays for it.
   * @param {Benefit} benefit @param {readonly number[]} places
   * @param {(id: string, place: number) => Value} paid @returns {Fed}
   */
  fed(benefit, places, paid) {
    /** @type {Fed} */
    const rows = new Map();
    for (const name of this.feedsOf(benefit.id)?.keys() ?? []) {
      const values = places.map((place) => {
        const terms = this.feeders(benefit, name, place).map((id) => asRange(paid(id, place), ANYTHING));
        return terms.length > 0 ? terms.reduce(add) : null;
      });
      if (values.some((value) => value !== null)) rows.set(name, values);
    }
    return rows;
  }

  /** From nothing to the most that may be fed. @param {Benefit} benefit @param {readonly number[]} places */
  rangeFed(benefit, places) {
    return this.fed(benefit, places, (id, place) => {
      const most = this.most(id);
      const amounts = this.areAlike(id, benefit) ? [most.get(place) ?? null] : most.values();
      return range(ZERO, added(amounts));
    });
  }
}

/** The places of what a test holds for. @template Kind @param {Kind[]} found @param {(each: Kind) => boolean} test */
export function placesOf(found, test) {
  return [...found.keys()].filter((place) => test(found[place]));
}

/** @param {Value} value */
function nothingOf(value) {
  return value === null ? null : point(ZERO);
}

/** @param {Gated[]} gates @returns {Standing} */
function through(gates) {
  return {
    gates,
    failed: gates.filter(({ answer }) => answer === false).map(({ gate }) => gate.id),
    missing: [...new Set(gates.flatMap(({ answer, open }) => (answer === null ? open : [])))],
    judged: gates.filter(({ awaits }) => awaits).map(({ gate }) => addressOf(gate)),
    isOpen: false,
  };
}

// --- what nearly fits ------------------------------------------------------------------------

/** What would have to be otherwise for something that fails to fit. @typedef {{ outcome: string, questions: string[] }} Change */
/** What fails: the questions that it names, and how it is with answers taken back. @typedef {[string[], (amounts: Amounts) => Answer]} Failing */

/** What answers stand in the way of what fails. */
export class Near {
  /** @param {Standings} standings */
  constructor(standings) {
    this.standings = standings;
    this.known = standings.known;
    /** @type {Map<string, Amounts>} */
    this.backs = new Map();
  }

  /** What is paid with some answers taken back. @param {Iterable<string>} questions */
  amounts(questions) {
    const names = [...new Set(questions)].sort();
    return made(this.backs, names.join(" "), () => new Amounts(this.known.withBack(names)));
  }

  /**
   * What would change that an instance fails.
   * @param {Benefit} benefit @param {number} place @returns {Change}
   */
  change(benefit, place) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const [names, answer] of this.failing(benefit, place)) {
      const unfixed = this.behind(names).filter((name) => this.isFree(name));
      if (answer(this.amounts(unfixed)) === false) return { outcome: "no", questions: [] };
      const alone = unfixed.filter((name) => answer(this.amounts([name])) !== false);
      for (const name of alone.length > 0 ? alone : unfixed) found.add(name);
    }
    if (found.size === 0 || found.size > MOST_CHANGES) return { outcome: "no", questions: [] };
    return { outcome: "nearly", questions: [...found] };
  }

  /** @param {Benefit} benefit @param {number} place @returns {Generator<Failing>} */
  *failing(benefit, place) {
    const { gates, failed } = this.standings.of(benefit.id)[place];
    for (const { gate, answer } of gates) {
      if (answer !== false) continue;
      yield [
        gate.needs ? this.known.names(gate.needs) : [],
        (amounts) => amounts.known.through(benefit, gate, place).answer,
      ];
    }
    for (const { id, holds: node } of benefit.computed) {
      if (!failed.includes(id)) continue;
      yield [this.asked(benefit, node), (amounts) => this.condition(amounts, benefit, id, place)];
    }
  }

  /** @param {Amounts} amounts @param {Benefit} benefit @param {string} id @param {number} place */
  condition(amounts, benefit, id, place) {
    const fed = this.standings.rangeFed(benefit, [place]);
    return amounts.conditions(benefit, [place], fed)[0].get(id)?.answer ?? null;
  }

  /** The questions that the inputs of a rule come from. @param {Benefit} benefit @param {Node} node */
  asked(benefit, node) {
    return questionsIn(node, benefit.rule.named).flatMap((name) => {
      const source = benefit.sources.get(name);
      return source ? nodesOf(source).flatMap((each) => this.known.names(each)) : [name];
    });
  }

  /** Questions, and those that decide whether they are asked. @param {string[]} names */
  behind(names) {
    /** @type {Set<string>} */
    const found = new Set();
    const waiting = [...names];
    for (const name of waiting) {
      const question = this.known.book.questions.get(name);
      if (found.has(name) || !question) continue;
      found.add(name);
      if (question.when) waiting.push(...this.known.names(question.when));
    }
    return [...found];
  }

  /** Whether a question has a value that a plan may change. @param {string} name */
  isFree(name) {
    return !this.known.book.question(name).fixed && this.known.values(name).some((value) => value !== null);
  }
}
