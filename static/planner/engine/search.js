/**
 * The best legal combination, exactly; clausebook/plan/search.py is the twin.
 *
 * Units that neither exclude each other nor depend on each other fall into regions; of each region
 * the best set is found by taking and leaving one unit after the other. What is then left falls apart
 * again: a unit that is taken, and paid what nothing undecided can change, only stands beside the
 * others. A branch of which the bound says that it cannot be better is not entered.
 */
import { compareWorth, sorted } from "./combine.js";
import { made } from "./book.js";
/** @import { Ids, World, Worth } from "./combine.js" */

/** A set of units with what it pays. @typedef {{ worth: Worth, units: Ids }} Found */
/**
 * Units that have to do with each other: those that are neither taken nor left, and those that are
 * taken; beside them what is taken elsewhere, with an effect on what these are paid.
 * @typedef {{ free: Ids, taken: Ids, beside: Ids }} Region
 */

/** Below zero where a is better: it pays more, or the same with fewer units, or with those that come first. @param {Found} a @param {Found} b */
export function compareFound(a, b) {
  return compareWorth(b.worth, a.worth) || compareIds(a.units, b.units);
}

/** Below zero where a has fewer units, or those that come first. @param {Ids} a @param {Ids} b */
function compareIds(a, b) {
  const apart = a.findIndex((unit, nth) => unit !== b[nth]);
  return a.length - b.length || (apart < 0 ? 0 : a[apart] - b[apart]);
}

/** Finds the best sets of a world. */
export class Search {
  /** @param {World} world */
  constructor(world) {
    this.world = world;
    this.of = world.units.map(({ benefit }) => benefit);
    this.behind = new Map([...world.needs.keys()].map((id) => [id, this.allNeeds(id)]));
    this.coupled = this.couples();
    /** @type {Map<string, Found>} */
    this.known = new Map();
  }

  /** @param {string} id */
  needs(id) {
    return /** @type {ReadonlySet<string>} */ (this.world.needs.get(id));
  }

  /** Everything on which it depends what a benefit is paid, directly or not. @param {string} id */
  allNeeds(id) {
    const found = new Set(this.needs(id));
    for (const one of found) for (const need of this.needs(one)) found.add(need);
    return found;
  }

  /** For each unit, those of the same benefit, those that it needs, and those that need it. */
  couples() {
    const found = this.of.map(() => /** @type {Set<number>} */ (new Set()));
    for (const one of this.world.all) {
      const near = [this.of[one], ...this.needs(this.of[one])];
      for (const other of near.flatMap((id) => this.world.ofBenefit.get(id) ?? [])) {
        if (one === other) continue;
        found[one].add(other);
        found[other].add(one);
      }
    }
    return found;
  }

  // --- the best set ----------------------------------------------------------------------------

  /**
   * The best set with all that is taken and any of the free units that it allows. What is paid beside
   * it counts elsewhere.
   * @param {Ids} free @param {Ids} [taken] @param {Ids} [beside] @returns {Found}
   */
  best(free, taken = [], beside = []) {
    const parts = this.regions(free, taken, beside).map((region) => this.bestOf(region));
    if (parts.length === 1) return parts[0];
    const worth = this.world.sum([]);
    for (const part of parts) {
      part.worth.forEach(([open, sum], nth) => {
        worth[nth] = [worth[nth][0] + open, worth[nth][1].plus(sum)];
      });
    }
    return { worth, units: sorted(parts.flatMap(({ units }) => units)) };
  }

  /** The best set that has a unit. @param {number} unit @param {Ids} free */
  bestWith(unit, free) {
    return this.best(this.allowed(unit, free), [unit]);
  }

  /** @param {number} unit @param {Ids} free */
  allowed(unit, free) {
    const against = this.world.against[unit];
    return free.filter((each) => each !== unit && !against.has(each));
  }

  /** The best set of one region. @param {Region} region */
  bestOf(region) {
    const { free, taken, beside } = region;
    return made(this.known, `${free} ${taken} ${beside}`, () => this.searched(region));
  }

  /** Take a unit or leave it, whatever is better. @param {Region} region @returns {Found} */
  searched({ free, taken, beside }) {
    const none = { worth: this.world.worth(taken, beside), units: taken };
    if (free.length === 0 || compareWorth(this.bound(free, taken), none.worth) <= 0) return none;
    const pivot = this.pivot(free, taken);
    const best = this.best(this.allowed(pivot, free), sorted([...taken, pivot]), beside);
    const rest = free.filter((unit) => unit !== pivot);
    if (this.cannotBeat(best, rest, taken, pivot)) return best;
    const without = this.best(rest, taken, beside);
    return compareFound(without, best) < 0 ? without : best;
  }

  /** The unit that has to do with most others, so that what is left falls apart. @param {Ids} free @param {Ids} taken */
  pivot(free, taken) {
    const all = [...free, ...taken];
    const degrees = free.map((unit) => {
      const [coupled, against] = [this.coupled[unit], this.world.against[unit]];
      return count(all, coupled) + count(free, against);
    });
    return free[degrees.indexOf(Math.max(...degrees))];
  }

  /** @param {Ids} free @param {Ids} taken */
  bound(free, taken) {
    return this.world.bound(sorted([...free, ...taken]));
  }

  /**
   * Whether no set without the pivot is better than the best one with it.
   * @param {Found} best @param {Ids} rest @param {Ids} taken @param {number} pivot
   */
  cannotBeat(best, rest, taken, pivot) {
    const order = compareWorth(this.bound(rest, taken), best.worth);
    if (order !== 0) return order < 0;
    const least = taken.length + this.world.fewest(rest, taken, best.worth);
    const isFirst = rest.every((unit) => pivot < unit);
    return least > best.units.length || (least === best.units.length && isFirst);
  }

  // --- what falls apart ------------------------------------------------------------------------

  /**
   * The free and taken units, in parts that have nothing to do with each other. What is settled is a
   * part by itself, and stands beside all others.
   * @param {Ids} free @param {Ids} [taken] @param {Ids} [beside] @returns {Region[]}
   */
  regions(free, taken = [], beside = []) {
    const settled = this.settled(free, taken);
    const constant = [...beside, ...taken.filter((unit) => settled.has(this.of[unit]))];
    const parts = [...settled].map((id) => taken.filter((unit) => this.of[unit] === id));
    const moving = new Set(sorted([...free, ...taken].filter((unit) => !settled.has(this.of[unit]))));
    /** @type {Set<number>} */
    const seen = new Set();
    const loose = new Set(free);
    for (const unit of moving) {
      if (seen.has(unit)) continue;
      const part = sorted(this.reached(unit, moving, loose));
      for (const each of part) seen.add(each);
      parts.push(part);
    }
    return parts.map((part) => this.region(part, loose, constant));
  }

  /** @param {Ids} units @param {ReadonlySet<number>} loose @param {Ids} constant @returns {Region} */
  region(units, loose, constant) {
    const behind = new Set(units.flatMap((unit) => [...(this.behind.get(this.of[unit]) ?? [])]));
    return {
      free: units.filter((unit) => loose.has(unit)),
      taken: units.filter((unit) => !loose.has(unit)),
      beside: sorted(constant.filter((unit) => behind.has(this.of[unit]) && !units.includes(unit))),
    };
  }

  /** The benefits that are taken, and paid what nothing undecided can change. @param {Ids} free @param {Ids} taken */
  settled(free, taken) {
    /** @type {Set<string>} */
    const found = new Set();
    if (taken.length === 0) return found;
    const undecided = new Set(free.map((unit) => this.of[unit]));
    const left = new Set(taken.map((unit) => this.of[unit]));
    for (let before = -1; before < found.size;) {
      before = found.size;
      for (const id of left) {
        const needs = [...this.needs(id)];
        if (undecided.has(id) || needs.some((need) => undecided.has(need) || left.has(need))) continue;
        found.add(id);
        left.delete(id);
      }
    }
    return found;
  }

  /**
   * All units that a unit has to do with, directly or not.
   * @param {number} start @param {ReadonlySet<number>} moving @param {ReadonlySet<number>} loose
   */
  reached(start, moving, loose) {
    const found = new Set([start]);
    for (const unit of found) {
      for (const each of this.coupled[unit]) if (moving.has(each)) found.add(each);
      if (!loose.has(unit)) continue;
      for (const each of this.world.against[unit].keys()) if (loose.has(each)) found.add(each);
    }
    return found;
  }
}

/** How many of some units are among others. @param {Ids} units @param {ReadonlySet<number> | ReadonlyMap<number, unknown>} others */
function count(units, others) {
  return units.reduce((found, unit) => found + Number(others.has(unit)), 0);
}
