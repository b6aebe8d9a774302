/**
 * The best legal combination of what can be taken, exactly; clausebook/plan/combine.py is the twin.
 *
 * What one benefit pays may depend on what else is taken: it is fed by others, or shares a cap with
 * them. So taking less can pay more, and sets are compared by what they really pay. Units that
 * neither exclude each other nor share anything fall into regions; of each region the best set is
 * found by taking and leaving one unit after the other. What remains falls apart into regions again,
 * and a branch of which the bound says that it cannot be better is not entered.
 */
import { added, compared, smaller, sumOf } from "./figures.js";
import { endsOf, made } from "./book.js";
import { ANYTHING, ZERO, least, point } from "../../rules/operators.js";
/** @import { Fed } from "./amounts.js" */
/** @import { Benefit, Book, Relation } from "./book.js" */
/** @import { Amount } from "./figures.js" */
/** @import { Standings } from "./outcomes.js" */
/** @import { Cap } from "./relations.js" */
/** @import { Fraction } from "../../quantity/fraction.js" */

/** Units by their places among all units, sorted. @typedef {readonly number[]} Ids */
/** What a benefit pays, by instance; null where nothing limits it. @typedef {Map<number, Amount>} Shares */
/** What is taken or left as a whole: a benefit, or one of its instances. @typedef {{ benefit: string, instances: number[] }} Unit */
/**
 * What a set pays, as sets are compared. By currency, the one of the site first: amounts without
 * upper end, then the sum of all others.
 * @typedef {[open: number, sum: Fraction][]} Worth
 */
/** A set of units with what it pays. @typedef {{ worth: Worth, units: Ids }} Found */

/** Below zero where a pays less than b. @param {Worth} a @param {Worth} b */
function compareWorth(a, b) {
  for (const [nth, [open, sum]] of a.entries()) {
    const [otherOpen, otherSum] = b[nth];
    const order = open - otherOpen || compared(sum, otherSum);
    if (order !== 0) return order;
  }
  return 0;
}

/** Below zero where a has fewer units, or those that come first. @param {Ids} a @param {Ids} b */
function compareIds(a, b) {
  const apart = a.findIndex((unit, nth) => unit !== b[nth]);
  return a.length - b.length || (apart < 0 ? 0 : a[apart] - b[apart]);
}

/** Below zero where a is better: it pays more, or the same with fewer units, or with those that come first. @param {Found} a @param {Found} b */
export function compareFound(a, b) {
  return compareWorth(b.worth, a.worth) || compareIds(a.units, b.units);
}

/**
 * All units that might be taken, in the book's order.
 * @param {Standings} standings @returns {Generator<Unit>}
 */
function* unitsOf(standings) {
  const { acting, book } = standings;
  const apart = new Set(acting.relations.flatMap((relation) =>
    endsOf(relation).filter((id) => relation.per && book.benefits.get(id)?.subject === relation.per)));
  for (const id of book.benefits.keys()) {
    const places = standings.instances(id);
    if (acting.carriedOut.has(id) || places.length === 0) continue;
    if (apart.has(id)) yield* places.map((place) => ({ benefit: id, instances: [place] }));
    else yield { benefit: id, instances: places };
  }
}

/** All currencies, the one of the site first. @param {Book} book */
function currenciesOf(book) {
  const others = [...book.benefits.values()].map(({ currency }) => currency);
  return [...new Set([book.currency, ...others.sort()])];
}

/**
 * What can be taken, and what it pays: at most, or surely. At most (high), whatever is open holds,
 * and amounts are the highest that they may be. Surely, only what fits counts, with the lowest
 * amounts.
 */
export class World {
  /** @param {Standings} standings @param {boolean} high */
  constructor(standings, high) {
    this.standings = standings;
    this.high = high;
    this.book = standings.book;
    this.acting = standings.acting;
    this.units = [...unitsOf(standings)];
    /** What is taken with a unit: of the instances only those that count in this world. */
    this.places = this.units.map((unit) => this.placesOf(unit));
    /** The units that count here. @type {Ids} */
    this.all = [...this.units.keys()].filter((unit) => this.places[unit].length > 0);
    this.currencies = currenciesOf(this.book);
    this.ofBenefit = this.byBenefit();
    this.most = this.units.map((_, unit) => this.boundOf(unit));
    /** For each unit, those that cannot stand beside it, and what says so. */
    this.against = this.excluded();
    this.caps = this.acting.caps.filter((cap) => this.mayBind(cap));
    this.cluster = this.clusters();
    this.capOf = this.capped();
    /** @type {Map<string, Map<string, Shares>>} */
    this.paid = new Map();
    /** @type {Map<string, Worth>} */
    this.worths = new Map();
    /** @type {Map<string, Found>} */
    this.found = new Map();
  }

  /** @param {Unit} unit */
  placesOf({ benefit, instances }) {
    if (this.high) return instances;
    const sure = this.standings.sure(benefit);
    return instances.filter((place) => sure.includes(place));
  }

  /** The benefit of a unit. @param {number} unit */
  benefit(unit) {
    return this.book.benefit(this.units[unit].benefit);
  }

  // --- what a set pays -------------------------------------------------------------------------

  /** By benefit, what each instance is paid when these units are taken together. @param {Ids} units */
  pays(units) {
    return made(this.paid, units.join(), () => this.paysOf(units));
  }

  /** @param {Ids} units */
  paysOf(units) {
    /** @type {Map<string, number[]>} */
    const taken = new Map();
    for (const unit of units) {
      const places = made(taken, this.units[unit].benefit, () => /** @type {number[]} */ ([]));
      places.push(...this.places[unit]);
    }
    /** @type {Map<string, Shares>} */
    const paid = new Map();
    /** @type {Map<string, Fraction>} */
    const left = new Map();
    for (const id of this.acting.order) {
      const places = taken.get(id) ?? [];
      if (places.length === 0) continue;
      places.sort((a, b) => a - b);
      const shares = this.alone(this.book.benefit(id), places, paid);
      paid.set(id, this.withinCaps(id, shares, left));
    }
    return paid;
  }

  /**
   * What each instance is fed with by what others are paid.
   * @param {Benefit} benefit @param {readonly number[]} places
   * @param {ReadonlyMap<string, Shares>} paid @returns {Fed}
   */
  fed(benefit, places, paid) {
    return this.standings.fed(benefit, places, (id, place) => {
      const shares = paid.get(id) ?? /** @type {Shares} */ (new Map());
      /** @type {Amount | undefined} */
      let amount = ZERO;
      if (this.standings.areAlike(id, benefit)) amount = shares.get(place);
      else if (place === places[0]) amount = added(shares.values()); // of something else: the first has all of it
      if (amount === null) return ANYTHING;
      return point(amount ?? ZERO);
    });
  }

  /**
   * What a benefit pays for some instances, fed by what others pay, before common caps.
   * @param {Benefit} benefit @param {readonly number[]} places @param {ReadonlyMap<string, Shares>} paid
   */
  payment(benefit, places, paid) {
    const fed = this.fed(benefit, places, paid);
    return this.standings.amounts.of(benefit, places, fed, this.acting.reading(benefit));
  }

  /**
   * The same by instance: at most, or surely.
   * @param {Benefit} benefit @param {readonly number[]} places @param {ReadonlyMap<string, Shares>} paid
   * @returns {Shares}
   */
  alone(benefit, places, paid) {
    const { high, low } = this.payment(benefit, places, paid);
    return new Map(places.map((place, nth) => [place, (this.high ? high : low)[nth]]));
  }

  /**
   * What caps leave of it: each instance in order has what all of them have left.
   * @param {string} id @param {Shares} shares @param {Map<string, Fraction>} left
   */
  withinCaps(id, shares, left) {
    const caps = this.caps.filter(({ relation }) => relation.of.includes(id));
    /** @type {Shares} */
    const found = new Map();
    for (const [place, share] of shares) {
      const rooms = new Map(caps.flatMap((cap) =>
        this.rooms(cap, id, place).map((key) => /** @type {const} */ ([key, cap.room]))));
      const kept = least([share, ...[...rooms].map(([key, room]) => left.get(key) ?? room)]);
      for (const [key, room] of rooms) left.set(key, (left.get(key) ?? room).minus(kept ?? ZERO));
      found.set(place, kept);
    }
    return found;
  }

  /**
   * Where a cap counts what an instance is paid: one room, or one for each product.
   * @param {Cap} cap @param {string} id @param {number} place
   */
  rooms({ relation: { id: cap, per } }, id, place) {
    if (!per) return [cap];
    if (this.book.benefit(id).subject === per) return [`${cap} ${place}`];
    return Array.from({ length: this.standings.known.size(per) }, (_, each) => `${cap} ${each}`);
  }

  /** What a set of units is worth. @param {Ids} units */
  worth(units) {
    return made(this.worths, units.join(), () => this.sum([...this.pays(units)].flatMap(([id, shares]) =>
      [...shares.values()].map((share) => /** @type {const} */ ([this.book.benefit(id).currency, share])))));
  }

  /** @param {Iterable<readonly [string, Amount]>} rows @returns {Worth} */
  sum(rows) {
    const worth = this.currencies.map(() => /** @type {[number, Fraction]} */ ([0, ZERO]));
    for (const [currency, amount] of rows) {
      const part = worth[this.currencies.indexOf(currency)];
      if (amount === null) part[0] += 1;
      else part[1] = part[1].plus(amount);
    }
    return worth;
  }

  // --- what depends on each other ----------------------------------------------------------------

  /**
   * Whether a relation that acts for each product, say, sees two units together.
   * @param {Relation} relation @param {number} one @param {number} other
   */
  meet({ per }, one, other) {
    if (!per || [one, other].some((unit) => this.benefit(unit).subject !== per)) return true;
    return this.units[one].instances.join() === this.units[other].instances.join();
  }

  byBenefit() {
    /** @type {Map<string, number[]>} */
    const found = new Map();
    for (const unit of this.all) {
      made(found, this.units[unit].benefit, () => /** @type {number[]} */ ([])).push(unit);
    }
    return found;
  }

  /** The units of some benefits. @param {Iterable<string>} ids */
  unitsOf(ids) {
    return [...new Set(ids)].flatMap((id) => this.ofBenefit.get(id) ?? []);
  }

  excluded() {
    const found = this.units.map(() => /** @type {Map<number, Relation>} */ (new Map()));
    for (const [one, other, relation] of this.acting.conflicts()) {
      if (one === other) continue;
      for (const a of this.unitsOf([one])) {
        for (const b of this.unitsOf([other])) {
          if (!this.meet(relation, a, b)) continue;
          made(found[a], b, () => relation);
          made(found[b], a, () => relation);
        }
      }
    }
    return found;
  }

  /** Whether the room could be too small for all at once. @param {Cap} cap */
  mayBind({ relation, room }) {
    const most = added(this.unitsOf(relation.of).map((unit) => this.most[unit]));
    return compared(room, most) < 0;
  }

  /** For each unit, the first of those on which what it pays may depend. */
  clusters() {
    const cluster = [...this.units.keys()];
    /** @param {number} unit @returns {number} */
    const root = (unit) => (cluster[unit] === unit ? unit : root(cluster[unit]));
    for (const [first, ...others] of this.joined()) {
      for (const unit of others) {
        const [one, other] = [root(first), root(unit)];
        cluster[Math.max(one, other)] = Math.min(one, other);
      }
    }
    return this.units.map((_, unit) => root(unit));
  }

  /** @returns {Generator<number[]>} */
  *joined() {
    yield* this.ofBenefit.values();
    for (const { relation } of this.caps) yield this.unitsOf(relation.of);
    for (const [into, inputs] of this.acting.feeds) {
      for (const unit of this.unitsOf([into])) {
        const benefit = this.book.benefit(into);
        const feeders = [...inputs.keys()].flatMap((name) =>
          this.places[unit].flatMap((at) => this.standings.feeders(benefit, name, at)));
        yield [unit, ...this.unitsOf(feeders)];
      }
    }
  }

  /** For each unit, the first cap that limits it as a whole, for bounds. */
  capped() {
    /** @type {Map<number, Cap>} */
    const found = new Map();
    for (const cap of this.caps) {
      if (cap.relation.per) continue;
      for (const unit of this.unitsOf(cap.relation.of)) made(found, unit, () => cap);
    }
    return found;
  }

  // --- bounds ----------------------------------------------------------------------------------

  /** What a unit never pays more than; null where nothing is known. @param {number} unit @returns {Amount} */
  boundOf(unit) {
    const places = this.places[unit];
    if (places.length === 0) return ZERO;
    const benefit = this.benefit(unit);
    const most = this.standings.most(benefit.id);
    if (this.high || this.acting.feeds.has(benefit.id) || most.size > 1) {
      return added(places.map((place) => most.get(place) ?? null));
    }
    const reading = this.acting.reading(benefit);
    return sumOf(this.standings.amounts.of(benefit, places, undefined, reading).low);
  }

  /** What no set out of these units is worth more than. @param {Ids} units */
  bound(units) {
    /** @type {(readonly [string, Amount])[]} */
    const rows = [];
    /** @type {Map<string, [string, Fraction]>} */
    const capped = new Map();
    for (const unit of units) {
      const [most, cap] = [this.most[unit], this.capOf.get(unit)];
      const { currency } = this.benefit(unit);
      if (cap) {
        const key = `${currency} ${cap.relation.id}`;
        const before = capped.get(key)?.[1] ?? ZERO;
        capped.set(key, [currency, smaller(cap.room, before.plus(most ?? cap.room))]);
      } else if (most === null) {
        rows.push(...this.places[unit].map(() => /** @type {const} */ ([currency, null])));
      } else {
        rows.push([currency, most]);
      }
    }
    return this.sum([...rows, ...capped.values()]);
  }

  /**
   * How many of the free units it takes at least, beside those taken, to be worth so much.
   * @param {Ids} free @param {Ids} taken @param {Worth} worth
   */
  fewest(free, taken, worth) {
    const base = this.bound(taken);
    if (this.currencies.length > 1 || base[0][0] > 0 || worth[0][0] > 0) return 0;
    let need = worth[0][1].minus(base[0][1]);
    const known = free.flatMap((unit) => this.most[unit] ?? []);
    if (known.length < free.length) return Number(ZERO.isBelow(need));
    let count = 0;
    for (const most of known.sort((a, b) => compared(b, a))) {
      if (!ZERO.isBelow(need)) break;
      need = need.minus(most);
      count += 1;
    }
    return count;
  }

  // --- the search ------------------------------------------------------------------------------

  /**
   * The best set with all that is taken and any of the free units that it allows.
   * @param {Ids} free @param {Ids} [taken] @returns {Found}
   */
  best(free, taken = []) {
    const parts = this.regions(free, taken).map((part) => this.bestOf(...part));
    const worth = this.sum([]);
    for (const part of parts) {
      part.worth.forEach(([open, sum], nth) => {
        worth[nth] = [worth[nth][0] + open, worth[nth][1].plus(sum)];
      });
    }
    return { worth, units: sorted(parts.flatMap(({ units }) => units)) };
  }

  /** The best set that has a unit. @param {number} unit @param {Ids} free */
  bestWith(unit, free) {
    return this.best(this.beside(unit, free), [unit]);
  }

  /** @param {number} unit @param {Ids} free */
  beside(unit, free) {
    return free.filter((each) => each !== unit && !this.against[unit].has(each));
  }

  /**
   * The free and taken units, in parts that have nothing to do with each other.
   * @param {Ids} free @param {Ids} [taken] @returns {[free: Ids, taken: Ids][]}
   */
  regions(free, taken = []) {
    const loose = new Set(free);
    /** @type {Map<number, number[]>} */
    const of = new Map();
    for (const unit of [...free, ...taken]) {
      made(of, this.cluster[unit], () => /** @type {number[]} */ ([])).push(unit);
    }
    /** @type {Set<number>} */
    const seen = new Set();
    /** @type {[Ids, Ids][]} */
    const found = [];
    for (const unit of [...free, ...taken]) {
      if (seen.has(unit)) continue;
      const region = sorted(this.reached(unit, of, loose));
      for (const each of region) seen.add(each);
      found.push([region.filter((each) => loose.has(each)), region.filter((each) => !loose.has(each))]);
    }
    return found;
  }

  /**
   * A unit and all that it has to do with, directly or not.
   * @param {number} unit @param {ReadonlyMap<number, number[]>} of @param {ReadonlySet<number>} loose
   */
  reached(unit, of, loose) {
    const region = new Set([unit]);
    for (const one of region) {
      for (const each of of.get(this.cluster[one]) ?? []) region.add(each);
      if (!loose.has(one)) continue;
      for (const each of this.against[one].keys()) if (loose.has(each)) region.add(each);
    }
    return region;
  }

  /** The best set of one region. @param {Ids} free @param {Ids} taken */
  bestOf(free, taken) {
    return made(this.found, `${free.join()} ${taken.join()}`, () => this.searched(free, taken));
  }

  /** @param {Ids} free @param {Ids} taken @returns {Found} */
  searched(free, taken) {
    const none = { worth: this.worth(taken), units: taken };
    const bound = this.bound(sorted([...free, ...taken]));
    if (free.length === 0 || compareWorth(bound, none.worth) <= 0) return none;
    const pivot = this.pivot(free);
    const best = this.best(this.beside(pivot, free), sorted([...taken, pivot]));
    const rest = free.filter((unit) => unit !== pivot);
    if (this.cannotBeat(best, rest, taken, pivot)) return best;
    const without = this.best(rest, taken);
    return compareFound(without, best) < 0 ? without : best;
  }

  /** The free unit that excludes most of the others, the first of several. @param {Ids} free */
  pivot(free) {
    const degrees = free.map((unit) => free.filter((each) => this.against[unit].has(each)).length);
    return free[degrees.indexOf(Math.max(...degrees))];
  }

  /**
   * Whether no set without the pivot is better than the best one with it.
   * @param {Found} best @param {Ids} rest @param {Ids} taken @param {number} pivot
   */
  cannotBeat(best, rest, taken, pivot) {
    const order = compareWorth(this.bound(sorted([...rest, ...taken])), best.worth);
    if (order !== 0) return order < 0;
    const count = taken.length + this.fewest(rest, taken, best.worth);
    const isFirst = rest.every((unit) => pivot < unit);
    return count > best.units.length || (count === best.units.length && isFirst);
  }
}

/** @param {Iterable<number>} units */
export function sorted(units) {
  return [...units].sort((a, b) => a - b);
}
