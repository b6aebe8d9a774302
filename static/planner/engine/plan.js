/**
 * Answers and a day → a plan: how each benefit stands, what is best, and what is still open;
 * clausebook/plan/plan.py is the twin, and schema/plans.md describes the result.
 *
 * Solved alone gives totals; what is told beside them stands here.
 */
import { Amounts } from "./amounts.js";
import { Answers } from "./answers.js";
import { Book, made } from "./book.js";
import { sorted } from "./combine.js";
import { compared, sameRange, smaller, sumOf } from "./figures.js";
import { Known } from "./gates.js";
import { orderOf } from "./order.js";
import { Near, OUTCOMES, holds, mayHold, placesOf } from "./outcomes.js";
import { compareFound } from "./search.js";
import { Solved } from "./solving.js";
import { ends, textOf } from "../../rules/expressions.js";
import { ZERO, add, isExact, mul, point, range } from "../../rules/operators.js";
/** @import { Payment } from "./amounts.js" */
/** @import { Given } from "./answers.js" */
/** @import { Benefit, Published } from "./book.js" */
/** @import { World } from "./combine.js" */
/** @import { Amount } from "./figures.js" */
/** @import { Gated } from "./gates.js" */
/** @import { Change, Standing } from "./outcomes.js" */
/** @import { Found, Region } from "./search.js" */
/** @import { Range } from "../../rules/operators.js" */

/** Both ends of an amount, as canonical texts; null where there is no upper one. @typedef {{ low: string, high: string | null }} Span */
/** The same with whether texts fix the amount (exact) or only its limit (up_to). @typedef {Span & { bound: string }} Money */
/** A benefit for one product, say. @typedef {Span & { outcome: string, failed: string[], missing: string[], judged: string[], changes: string[] }} InstanceResult */
/**
 * How a benefit stands to the answers, and what it pays or would pay.
 * @typedef {{ id: string, outcome: string, status: string } & Money & {
 *   failed: string[], missing: string[], judged: string[], changes: string[], would: Money | null,
 *   instances: InstanceResult[], binding: string[], error: string | null,
 * }} BenefitResult
 */
/** A benefit of the best combination, and the instances for which it is taken. @typedef {Money & { id: string, instances: number[] }} Chosen */
/** What might be taken and is not. @typedef {{ id: string, instances: number[], by: string[], relation: string | null, with: Span | null }} Rejected */
/** @typedef {{ total: Span, chosen: string[] }} Alternative */
/** @typedef {{ reading: string, option: string, total: Span }} OpenReading */
/** @typedef {Span & { id: string, currency: string }} Payer */
/**
 * @typedef {{
 *   on: string, total: Money, totals: Record<string, Money>, payers: Payer[],
 *   benefits: BenefitResult[], chosen: Chosen[], rejected: Rejected[], alternatives: Alternative[],
 *   open: OpenReading[], ask: string[],
 * }} PlanResult
 */
/** A benefit's result with its amount as a number. @typedef {BenefitResult & { paid: Range }} Planned */

const MOST_ALTERNATIVES = 3;
const NOTHING = point(ZERO);

/** Books are read once. @type {WeakMap<Published, Book>} */
const BOOKS = new WeakMap();

/** @param {Published} book @param {Given} given @param {string} on */
function amountsFor(book, given, on) {
  const read = BOOKS.get(book) ?? new Book(book);
  BOOKS.set(book, read);
  return new Amounts(new Known(read, Answers.read(given), on));
}

/**
 * Everything that is planned; on is the day in ISO form. Wrong answers count as unknown.
 * @param {Published} book @param {Given} given @param {string} on @returns {PlanResult}
 */
export function plan(book, given, on) {
  const solved = solve(book, given, on);
  const benefits = new Told(solved).benefits();
  const rejections = [...rejectionsOf(solved)];
  const totals = solved.currencies().map((currency) =>
    /** @type {const} */ ([currency, money(solved.total(currency), solved.isSure(currency))]));
  return {
    on,
    total: totals[0][1],
    totals: Object.fromEntries(totals),
    payers: payersOf(solved),
    benefits: benefits.map(({ paid, ...told }) => told),
    chosen: chosenOf(solved).map(({ paid, ...told }) => told),
    rejected: rejections.map(([rejected]) => rejected),
    alternatives: alternativesOf(solved, rejections.flatMap(([, found]) => found ?? [])),
    open: [...openOf(solved)],
    ask: orderOf(solved, benefits),
  };
}

/**
 * The best combination and its totals, without what is told beside them.
 * @param {Published} book @param {Given} given @param {string} on
 */
export function solve(book, given, on) {
  return new Solved(amountsFor(book, given, on));
}

/**
 * What the answers give for each input of a benefit: one text, or one for each instance; an empty
 * one where it is unknown. For links into its calculator.
 * @param {Published} book @param {Given} given @param {string} id @returns {Record<string, string[]>}
 */
export function entriesOf(book, given, id) {
  const amounts = amountsFor(book, given, "");
  const benefit = amounts.known.book.benefit(id);
  const places = [...Array(amounts.known.size(benefit.subject)).keys()];
  const entered = amounts.entered(benefit, benefit.countsItems ? places : places.slice(0, 1), new Map());
  return Object.fromEntries([...entered].map(([name, values]) => [name, values.map((value) => {
    if (typeof value === "string") return value;
    return isExact(value) ? textOf(benefit.inputs.get(name)?.type ?? "", value.low) : "";
  })]));
}

/** @param {Range} amount @param {boolean} isSure @returns {Money} */
function money(amount, isSure = true) {
  return { ...ends(amount), bound: isSure ? "exact" : "up_to" };
}

/** @param {Iterable<string>} names */
function once(names) {
  return [...new Set(names)];
}

/** @param {Amount | undefined} low @param {Amount} high */
function between(low, high) {
  const least = low ?? ZERO;
  return range(high === null ? least : smaller(least, high), high);
}

/** @param {Iterable<Range>} amounts */
function total(amounts) {
  return [...amounts].reduce(add, NOTHING);
}

// --- each benefit ----------------------------------------------------------------------------

/** Tells of each benefit how it stands, and what it pays beside all that is chosen. */
class Told {
  /** @param {Solved} solved */
  constructor(solved) {
    this.solved = solved;
    this.standings = solved.standings;
    this.near = new Near(solved.standings);
    this.high = solved.chosen;
    this.low = solved.lows(solved.best.units);
  }

  /** All of them, in the book's order. @returns {Planned[]} */
  benefits() {
    return [...this.solved.book.benefits.values()].map((benefit) =>
      (this.solved.amounts.isInForce(benefit) ? this.inForce(benefit) : this.outside(benefit)));
  }

  /** @param {Benefit} benefit @returns {Planned} */
  inForce(benefit) {
    const standings = this.standings.of(benefit.id);
    const changes = standings.map((each, place) => this.change(benefit, place, each));
    const outcome = OUTCOMES[Math.min(...changes.map((each) => OUTCOMES.indexOf(each.outcome)))];
    const places = this.standings.instances(benefit.id);
    const { paid, payment } = this.paid(benefit, places);
    const open = this.missing(benefit, payment, places);
    const best = placesOf(changes, (each) => each.outcome === outcome);
    const told = places.length > 0 ? places : outcome === "nearly" ? best : [];
    const amount = total(paid.values());
    return {
      id: benefit.id,
      outcome,
      status: this.solved.amounts.status(benefit),
      ...money(amount, payment?.isSure),
      failed: once(best.flatMap((at) => standings[at].failed)),
      missing: once([...told.flatMap((at) => standings[at].missing), ...open]),
      judged: once(told.flatMap((at) => standings[at].judged)),
      changes: once(best.flatMap((at) => changes[at].questions)),
      would: outcome === "nearly" ? this.would(benefit, best, changes) : null,
      instances: standings.map(({ failed, missing, judged }, at) => ({
        outcome: changes[at].outcome,
        ...ends(paid.get(at) ?? NOTHING),
        failed,
        missing: once([...missing, ...(places.includes(at) ? open : [])]),
        judged,
        changes: changes[at].questions,
      })),
      binding: this.binding(benefit, payment),
      error: payment?.error ?? null,
      paid: amount,
    };
  }

  /** @param {Benefit} benefit @param {number} place @param {Standing} standing @returns {Change} */
  change(benefit, place, standing) {
    if (!mayHold(standing)) return this.near.change(benefit, place);
    return { outcome: holds(standing) ? "fits" : "fits-if", questions: [] };
  }

  /**
   * What each instance is paid: as it is chosen, or else by itself.
   * @param {Benefit} benefit @param {number[]} places
   * @returns {{ paid: Map<number, Range>, payment: Payment | null }}
   */
  paid(benefit, places) {
    if (places.length === 0) return { paid: new Map(), payment: null };
    let [high, low] = [this.high.get(benefit.id), this.low.get(benefit.id)];
    if (!high) {
      const sure = this.standings.sure(benefit.id);
      high = this.solved.high.alone(benefit, places, this.high);
      low = sure.length > 0 ? this.solved.low.alone(benefit, sure, this.low) : undefined;
    }
    const payment = this.solved.high.payment(benefit, [...high.keys()], this.high);
    return { paid: new Map([...high].map(([at, most]) => [at, between(low?.get(at), most)])), payment };
  }

  /** The questions on which the amount depends. @param {Benefit} benefit @param {Payment | null} payment @param {number[]} places */
  missing(benefit, payment, places) {
    if (payment === null || isExact(payment.total)) return [];
    const isFed = (/** @type {string} */ name) =>
      places.some((place) => this.standings.feeders(benefit, name, place).length > 0);
    const names = payment.missing.filter((name) => !isFed(name));
    return this.solved.amounts.open(benefit, names, places);
  }

  /** The benefit's own limits, and caps that leave less of it than it would pay alone. @param {Benefit} benefit @param {Payment | null} payment */
  binding(benefit, payment) {
    if (payment === null) return [];
    const taken = [...(this.high.get(benefit.id)?.values() ?? payment.high)];
    const isWhole = taken.length === payment.high.length && taken.every((share, nth) => compared(share, payment.high[nth]) === 0);
    if (isWhole) return payment.binding;
    const caps = this.standings.acting.caps.filter(({ relation }) => relation.of.includes(benefit.id));
    return [...payment.binding, ...caps.map(({ relation }) => relation.id)];
  }

  /** What would be paid if the answers that stand in the way were otherwise. @param {Benefit} benefit @param {number[]} places @param {Change[]} changes */
  would(benefit, places, changes) {
    const amounts = this.near.amounts(places.flatMap((place) => changes[place].questions));
    const fed = this.solved.high.fed(benefit, places, this.high);
    const found = amounts.of(benefit, places, fed, this.standings.acting.reading(benefit));
    const gates = places.flatMap((place) => this.standings.of(benefit.id)[place].gates);
    const isOpen = fed.size > 0 || gates.some(staysOpen);
    return money(range(isOpen ? ZERO : found.total.low, found.total.high), found.isSure);
  }

  /** Not in force: what it would have paid where nothing fails. @param {Benefit} benefit @returns {Planned} */
  outside(benefit) {
    const standings = this.standings.of(benefit.id);
    const places = placesOf(standings, mayHold);
    return {
      id: benefit.id,
      outcome: "not-in-force",
      status: this.solved.amounts.status(benefit),
      ...money(NOTHING),
      failed: places.length > 0 ? [] : once(standings.flatMap(({ failed }) => failed)),
      missing: once(standings.flatMap(({ missing }) => missing)),
      judged: once(standings.flatMap(({ judged }) => judged)),
      changes: [],
      would: places.length > 0 ? this.wouldOutside(benefit, places, standings) : null,
      instances: standings.map(({ failed, missing, judged }) =>
        ({ outcome: "not-in-force", ...ends(NOTHING), failed, missing, judged, changes: [] })),
      binding: [],
      error: null,
      paid: NOTHING,
    };
  }

  /** @param {Benefit} benefit @param {number[]} places @param {Standing[]} standings */
  wouldOutside(benefit, places, standings) {
    const payment = this.solved.high.payment(benefit, places, this.high);
    const sure = payment.low.filter((_, nth) => holds(standings[places[nth]]));
    return money(range(sumOf(sure), payment.total.high), payment.isSure);
  }
}

/** Whether a gate is open, or would be where its questions were answered otherwise. @param {Gated} gated */
function staysOpen({ gate, answer }) {
  return answer === null || (answer === false && gate.judged);
}

// --- what is chosen --------------------------------------------------------------------------

/**
 * The benefits of the best combination, with what each pays in it.
 * @param {Solved} solved @returns {(Chosen & { paid: Range })[]}
 */
function chosenOf(solved) {
  const [high, low] = [solved.chosen, solved.lows(solved.best.units)];
  return [...solved.book.benefits.keys()].flatMap((id) => {
    const shares = high.get(id);
    if (!shares) return [];
    const paid = total([...shares].map(([at, most]) => between(low.get(id)?.get(at), most)));
    return [{ id, instances: [...shares.keys()], ...money(paid, solved.paymentIsSure(id)), paid }];
  });
}

/** Who bears how much of all that is chosen. @param {Solved} solved @returns {Payer[]} */
function payersOf(solved) {
  /** @type {Map<string, { id: string, currency: string, paid: Range }>} */
  const found = new Map();
  for (const { id, paid } of chosenOf(solved)) {
    const { payers, currency } = solved.book.benefit(id);
    for (const [name, share] of payers) {
      const payer = made(found, `${name} ${currency}`, () => ({ id: name, currency, paid: NOTHING }));
      payer.paid = add(payer.paid, mul(paid, point(share)));
    }
  }
  return [...found.values()].map(({ id, currency, paid }) => ({ id, currency, ...ends(paid) }));
}

// --- what is not -----------------------------------------------------------------------------

/**
 * What might be taken and is not, with the best set that has it.
 * @param {Solved} solved @returns {Generator<[Rejected, Found | null]>}
 */
function* rejectionsOf(solved) {
  const { high } = solved;
  const { carriedOut } = solved.standings.acting;
  const left = high.all.filter((unit) => !solved.best.units.includes(unit));
  for (const id of solved.book.benefits.keys()) {
    const places = solved.standings.instances(id);
    const relation = carriedOut.get(id);
    if (relation && places.length > 0) {
      yield [{ id, instances: places, by: relation.by, relation: relation.id, with: null }, null];
    }
    for (const unit of left.filter((each) => high.units[each].benefit === id)) {
      const found = bestWith(solved, unit);
      const { instances } = high.units[unit];
      yield [{ id, instances, ...because(solved, unit), with: ends(solved.totalOf(found.units)) }, found];
    }
  }
}

/** The best set that has a unit; only its region changes. @param {Solved} solved @param {number} unit @returns {Found} */
function bestWith({ high, best, search }, unit) {
  const { free } = /** @type {Region} */ (search.regions(high.all).find((region) => region.free.includes(unit)));
  const kept = best.units.filter((each) => !free.includes(each));
  const units = sorted([...kept, ...search.bestWith(unit, free).units]);
  return { worth: high.worth(units), units };
}

/**
 * The chosen benefits for which a unit is not taken, and the relation that says so.
 * @param {Solved} solved @param {number} unit @returns {{ by: string[], relation: string | null }}
 */
function because({ high, best, book }, unit) {
  const against = best.units.filter((each) => high.against[unit].has(each));
  if (against.length > 0) {
    const by = once(against.map((each) => high.units[each].benefit));
    return { by, relation: high.against[unit].get(against[0])?.id ?? null };
  }
  const { benefit: id } = high.units[unit];
  const taken = once(best.units.map((each) => high.units[each].benefit));
  const shares = high.alone(book.benefit(id), high.places[unit], high.pays(best.units));
  const pays = [...shares.values()].some((share) => compared(share, ZERO) !== 0);
  for (const [of, relation] of sharing(high, id, pays)) {
    const by = taken.filter((each) => of.includes(each) && each !== id);
    if (by.length > 0) return { by, relation };
  }
  return { by: [], relation: null };
}

/**
 * Whom a benefit shares a cap with or feeds, if it pays at all, and who feeds it.
 * @param {World} high @param {string} id @param {boolean} pays
 * @returns {Generator<[string[], string]>}
 */
function* sharing(high, id, pays) {
  for (const { relation } of high.caps) {
    if (pays && relation.of.includes(id)) yield [relation.of, relation.id];
  }
  for (const { type, of, into, id: relation } of high.acting.relations) {
    if (type === "feeds" && pays && of.includes(id)) yield [[into], relation];
    if (type === "feeds" && into === id) yield [of, relation];
  }
}

/**
 * The best sets that have something which is not chosen, without those that only add to it.
 * @param {Solved} solved @param {Found[]} founds @returns {Alternative[]}
 */
function alternativesOf(solved, founds) {
  const others = founds.filter(({ units }) => !solved.best.units.every((unit) => units.includes(unit)));
  const ranked = [...new Map(others.map((found) => [found.units.join(), found])).values()].sort(compareFound);
  return ranked.slice(0, MOST_ALTERNATIVES).map(({ units }) => (
    { total: ends(solved.totalOf(units)), chosen: once(units.map((unit) => solved.high.units[unit].benefit)) }
  ));
}

/**
 * The total under each other answer to what the texts leave open, where it differs.
 * @param {Solved} solved @returns {Generator<OpenReading>}
 */
function* openOf(solved) {
  const used = solved.total();
  for (const [name, reading] of solved.book.readings) {
    if (!matters(solved, name)) continue;
    for (const option of reading.options) {
      if (option === reading.used) continue;
      const found = new Solved(solved.amounts, new Map([[name, option]]), solved).total();
      if (!sameRange(found, used)) yield { reading: name, option, total: ends(found) };
    }
  }
}

/** Whether a reading concerns anything that may be had. @param {Solved} solved @param {string} reading */
function matters({ book, standings }, reading) {
  return book.concerned(reading).some((id) => standings.most(id).size > 0);
}
