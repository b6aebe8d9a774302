/**
 * Which clauses pass the chosen facets, and how many each further choice would give. No DOM; a
 * clause is its place in the site's order. The data come from clausebook/features/search/facets.py.
 *
 * After every letter all hits are counted: values are numbers here, and nothing is made for a clause.
 */

/** A facet with what is chosen of its values. @typedef {{ name: string, chosen: Set<string>, values: Values }} Facet */
/**
 * See sift().
 * @typedef {{
 *   passing: number[],
 *   counts: Map<string, Map<string, number>>,
 *   only: Map<string, number>,
 * }} Sifted
 */

/** What each place has of a facet. */
export class Values {
  constructor() {
    /** @type {string[]} */
    this.names = [];
    /** The numbers of their names, by place. @type {number[][]} */
    this.of = [];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
  }

  /** One more value of a place. @param {number} place @param {string} name */
  add(place, name) {
    this.of[place] = [...(this.of[place] ?? []), this.number(name)];
  }

  /** The only value of a place. @param {number} place @param {string} name */
  set(place, name) {
    this.of[place] = [this.number(name)];
  }

  /** @param {number} place */
  at(place) {
    return (this.of[place] ?? []).map((number) => this.names[number]);
  }

  /** @param {string} name */
  number(name) {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** Places that are told as gaps. @param {number[]} gaps */
function placesOf(gaps) {
  let place = 0;
  return gaps.map((gap) => (place += gap));
}

/**
 * The values of each place.
 * @param {Record<string, number[]>} data
 */
export function valuesOf(data) {
  const values = new Values();
  for (const [name, gaps] of Object.entries(data)) {
    for (const place of placesOf(gaps)) values.add(place, name);
  }
  return values;
}

/** A facet while hits are counted. */
class Counting {
  /** @param {Facet} facet */
  constructor({ chosen, name, values }) {
    this.name = name;
    this.values = values;
    this.counts = new Uint32Array(values.names.length);
    this.isOpen = chosen.size === 0;
    this.chosen = values.names.map((value) => chosen.has(value));
    this.only = 0;
  }

  /** @param {number} place */
  passes(place) {
    return this.isOpen || Boolean(this.values.of[place]?.some((number) => this.chosen[number]));
  }

  /** @param {number} place */
  count(place) {
    const own = this.values.of[place];
    if (own) for (const number of own) this.counts[number] += 1;
  }

  /** @returns {[string, Map<string, number>]} */
  counted() {
    const { counts, values } = this;
    const found = values.names.map((value, number) => /** @type {[string, number]} */ ([value, counts[number]]));
    return [this.name, new Map(found.filter(([, n]) => n > 0))];
  }
}

/**
 * The places that pass all facets, in their order. A facet's counts are of those that pass all
 * others; ``only`` counts what a facet keeps out alone.
 * @param {number[]} places @param {Facet[]} facets @returns {Sifted}
 */
export function sift(places, facets) {
  const all = facets.map((facet) => new Counting(facet));
  const closed = all.filter(({ isOpen }) => !isOpen);
  const passing = places.filter((place) => {
    const failed = closed.filter((one) => !one.passes(place));
    if (failed.length > 1) return false;
    for (const one of failed.length > 0 ? failed : all) one.count(place);
    for (const one of failed) one.only += 1;
    return failed.length === 0;
  });
  const kept = all.filter(({ only }) => only > 0);
  return {
    passing,
    counts: new Map(all.map((one) => one.counted())),
    only: new Map(kept.map(({ name, only }) => [name, only])),
  };
}

/**
 * What has an amount first, of this what is in force first, and the highest of each; what has none, and
 * what has the same, stays in its order, with what is over last.
 * @param {number[]} places @param {number[][]} caps places by amount, told as gaps
 * @param {(place: number) => boolean} [isOver]
 */
export function byCap(places, caps, isOver = () => false) {
  const ranked = caps.flatMap((gaps, at) => placesOf(gaps).map((place) => [place, at]));
  const ranks = new Map(/** @type {[number, number][]} */ (ranked));
  const rank = (/** @type {number} */ place) => {
    const at = ranks.get(place);
    return (at ?? 0) + caps.length * (Number(isOver(place)) + (at === undefined ? 2 : 0));
  };
  return [...places].sort((a, b) => rank(a) - rank(b));
}
