/**
 * What can be taken together, and what it pays; clausebook/plan/combine.py is the twin.
 *
 * What one benefit pays may depend on what else is taken: it is fed by others, or shares a cap with
 * them. So taking less can pay more, and sets are compared by what they really pay.
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

/** Below zero where a pays less than b. @param {Worth} a @param {Worth} b */
export function compareWorth(a, b) {
  for (const [nth, [open, sum]] of a.entries()) {
    const [otherOpen, otherSum] = b[nth];
    const order = open - otherOpen || compared(sum, otherSum);
    if (order !== 0) return order;
  }
  return 0;
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
    /** By benefit, those on which it depends what it is paid: who feeds it, and who is served before it under a common cap. */
    this.needs = this.needed();
    this.capOf = this.capped();
    /** @type {Map<string, Map<string, Shares>>} */
    this.paid = new Map();
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

  /** What units are worth, where others are taken beside them. @param {Ids} units @param {Ids} [beside] */
  worth(units, beside = []) {
    const paid = this.pays(beside.length > 0 ? sorted([...units, ...beside]) : units);
    const ids = [...new Set(units.map((unit) => this.units[unit].benefit))];
    return this.sum(ids.flatMap((id) => [...(paid.get(id)?.values() ?? [])].map((share) =>
      /** @type {const} */ ([this.book.benefit(id).currency, share]))));
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

  /** @returns {ReadonlyMap<string, ReadonlySet<string>>} */
  needed() {
    const found = new Map([...this.ofBenefit.keys()].map((id) => [id, /** @type {Set<string>} */ (new Set())]));
    for (const [id, needs] of found) {
      for (const feeder of this.feedersOf(id)) if (found.has(feeder)) needs.add(feeder);
    }
    for (const { relation } of this.caps) {
      const served = this.acting.order.filter((id) => found.has(id) && relation.of.includes(id));
      for (const [at, id] of served.entries()) {
        for (const before of served.slice(0, at)) found.get(id)?.add(before);
      }
    }
    return found;
  }

  /** Who may feed a benefit. @param {string} id */
  feedersOf(id) {
    const names = [...(this.acting.feeds.get(id)?.keys() ?? [])];
    const places = this.unitsOf([id]).flatMap((unit) => this.places[unit]);
    return names.flatMap((name) =>
      places.flatMap((at) => this.standings.feeders(this.book.benefit(id), name, at)));
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
}

/** @param {Iterable<number>} units */
export function sorted(units) {
  return [...units].sort((a, b) => a - b);
}
