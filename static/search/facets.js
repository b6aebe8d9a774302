/**
 * Which clauses pass the chosen facets, and how many each further choice would give. No DOM; a
 * clause is its place in the site's order. The data come from clausebook/features/search/facets.py.
 */

/**
 * A facet with what is chosen and the values of each place.
 * @typedef {{ name: string, chosen: Set<string>, values: Map<number, string[]> }} Facet
 */
/**
 * See sift().
 * @typedef {{
 *   passing: number[],
 *   counts: Map<string, Map<string, number>>,
 *   only: Map<string, number>,
 * }} Sifted
 */

/** Places that are told as gaps. @param {number[]} gaps */
function placesOf(gaps) {
  let place = 0;
  return gaps.map((gap) => (place += gap));
}

/**
 * The values of each place.
 * @param {Record<string, number[]>} data
 * @returns {Map<number, string[]>}
 */
export function valuesOf(data) {
  /** @type {Map<number, string[]>} */
  const values = new Map();
  for (const [value, gaps] of Object.entries(data)) {
    for (const place of placesOf(gaps)) values.set(place, [...(values.get(place) ?? []), value]);
  }
  return values;
}

/** @param {Facet} facet @param {number} place */
function passes({ chosen, values }, place) {
  return chosen.size === 0 || (values.get(place) ?? []).some((value) => chosen.has(value));
}

/**
 * The places that pass all facets, in their order. A facet's counts are of those that pass all
 * others; ``only`` counts what a facet keeps out alone.
 * @param {number[]} places @param {Facet[]} facets @returns {Sifted}
 */
export function sift(places, facets) {
  const counts = new Map(facets.map(({ name }) => [name, new Map()]));
  const only = new Map();
  const passing = places.filter((place) => {
    const failed = facets.filter((facet) => !passes(facet, place));
    if (failed.length > 1) return false;
    for (const { name, values } of failed.length > 0 ? failed : facets) {
      for (const value of values.get(place) ?? []) add(counts.get(name) ?? new Map(), value);
    }
    for (const { name } of failed) add(only, name);
    return failed.length === 0;
  });
  return { passing, counts, only };
}

/** @param {Map<string, number>} counts @param {string} key */
function add(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * The highest amount first; what has none, and what has the same, stays in its order.
 * @param {number[]} places @param {number[][]} caps places by amount, told as gaps
 */
export function byCap(places, caps) {
  const ranked = caps.flatMap((gaps, at) => placesOf(gaps).map((place) => [place, at]));
  const ranks = new Map(/** @type {[number, number][]} */ (ranked));
  const rank = (/** @type {number} */ place) => ranks.get(place) ?? caps.length;
  return [...places].sort((a, b) => rank(a) - rank(b));
}
