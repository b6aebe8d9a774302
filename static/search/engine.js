/**
 * Searching: from a query to ranked clauses, and from a clause to what its hit shows. No DOM.
 *
 * The scores are lunr's; a clause that has more of the query's parts, and more telling ones, comes
 * first. schema/search.md, section 6, is the specification.
 */
import { data, oneOf, root } from "./files.js";
import { ask, telling } from "./index.js";
import { understand } from "./ways.js";
/** @import { Validity } from "../rules/validity.js" */
/** @import { LunrHit } from "./index.js" */
/** @import { WishPart, WishWay } from "./query.js" */
/** @import { Wish } from "./ways.js" */

/**
 * What was found for a query.
 * @typedef {object} Found
 * @property {string} query
 * @property {Wish} wish
 * @property {{ place: number, score: number }[]} hits
 *   all of them, the best first; a place is the clause's number in the order of the site
 * @property {Wish["corrected"]} corrected
 * @property {Wish["also"]} also
 * @property {string[]} missing what no text has
 * @property {{ words: string, count: number }[]} weak
 *   when nothing has enough of the query: its parts that something has
 */
/**
 * What is shown of a clause; see hit() in clausebook/features/search/entries.py.
 * @typedef {object} HitText
 * @property {string} id
 * @property {string} title
 * @property {string} where
 * @property {string} url below the site's root
 * @property {string} text
 * @property {Validity} status
 * @property {string} amount
 * @property {string} jurisdiction
 * @property {number} calculators
 */

export { data, fits, isOutdated } from "./files.js";
export { LONGEST_QUERY } from "./query.js";

/** The share of a query that a clause must have to be a hit, and the share that a single part must be. */
const LEAST_SHARE = 0.2;
const LEAST_SINGLE = 0.33;
/** How much more a part counts by which clauses are called: who asks for a place means it. */
const NAMES = 2.5;
/** Queries with so few telling parts are taken literally. */
const SHORT = 2;

/** What every search needs, so that the first one starts sooner. */
export async function prepare() {
  await data("lengths");
}

/**
 * The clauses that answer a query, best first.
 * @param {string} query
 * @returns {Promise<Found>}
 */
export async function find(query) {
  const [wish] = await Promise.all([understand(query), prepare()]);
  const parts = askedParts(wish.parts);
  const { hits, told } = await ask(boostsOf(parts));
  const shares = await sharesOf(parts, told, wish.lost);
  const ranked = hits
    .map(({ ref, score, matchData }) => {
      const { credit, share, parts } = shareOf(shares, matchData.metadata);
      return { place: Number(ref), score: score * credit, share, parts };
    })
    .filter(({ parts }) => parts > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place);
  const good = ranked.some(isAnswer) ? ranked : [];
  return {
    query,
    wish,
    hits: good.map(({ place, score }) => ({ place, score })),
    corrected: wish.corrected,
    also: wish.also,
    missing: wish.lost.map(({ text }) => text),
    weak: good.length === 0 ? weakOf(parts, hits) : [],
  };
}

/** Whether a clause has enough of a query. @param {{share: number, parts: number}} hit */
function isAnswer({ share, parts }) {
  return share >= (parts > 1 ? LEAST_SHARE : LEAST_SINGLE);
}

/** Parts that tell something; all of them when none does. @param {WishPart[]} parts */
function askedParts(parts) {
  const telling = parts.filter(({ empty }) => !empty);
  const known = telling.filter(({ ways }) => ways.length > 0);
  return known.length > SHORT ? telling : parts;
}

/** The boost of each term: that of the best way it belongs to. @param {WishPart[]} parts */
function boostsOf(parts) {
  /** @type {Map<string, number>} */
  const boosts = new Map();
  for (const { boost, terms, weight } of parts.flatMap(({ ways }) => ways)) {
    for (const term of terms) {
      boosts.set(term, Math.max(boost ?? weight, boosts.get(term) ?? 0));
    }
  }
  return boosts;
}

/**
 * What each part contributes to the whole query, by how much it tells.
 * @param {WishPart[]} parts @param {Map<string, number>} told
 * @param {{words: number}[]} lost what no clause has; a word tells as much as the rarest that one has
 * @returns {Promise<{share: number, ways: WishWay[]}[]>}
 */
async function sharesOf(parts, told, lost) {
  const rarest = telling(await root(), 0);
  const onlyEmpty = parts.every(({ empty }) => empty);
  const values = parts.map(({ empty, names, ways }) =>
    onlyEmpty || !empty ? valueOf(ways, told) * (names ? NAMES : 1) : 0,
  );
  const unknown = lost.reduce((sum, { words }) => sum + words, 0);
  const sum = values.reduce((a, b) => a + b, rarest * unknown);
  return parts.map(({ ways }, at) => ({ share: sum && values[at] / sum, ways }));
}

/**
 * How much a part tells: as much as its rarest term, or as the words for the same thing together.
 * @param {WishWay[]} ways @param {Map<string, number>} told
 */
function valueOf(ways, told) {
  if (ways.length === 0) return 0;
  const [first] = ways;
  const concept = ways.find(({ boost }) => boost);
  const of = (/** @type {WishWay} */ way) => Math.max(...way.terms.map((term) => told.get(term) ?? 0));
  return concept ? Math.min(of(first), of(concept)) : of(first);
}

/** How much of the query a clause has. @param {{share: number, ways: WishWay[]}[]} shares @param {object} has */
function shareOf(shares, has) {
  let [credit, share, parts] = [0, 0, 0];
  for (const part of shares) {
    const had = part.ways.filter(({ terms }) => terms.every((term) => term in has));
    if (had.length === 0 || part.share === 0) continue;
    credit += part.share * Math.max(...had.map(({ weight }) => (1 + weight) / 2));
    share += part.share;
    parts += 1;
  }
  return { credit, share, parts };
}

/** Single words of a query that would find something, when the whole finds nothing. @param {WishPart[]} parts @param {LunrHit[]} hits */
function weakOf(parts, hits) {
  return parts
    .filter(({ empty, ways }) => ways.length > 0 && !empty)
    .map(({ typed, ways: [{ terms }] }) => ({
      words: typed,
      count: hits.filter(({ matchData }) => terms.every((term) => term in matchData.metadata)).length,
    }));
}

/** What a clause's hit shows. @param {number} place @param {string} language @returns {Promise<HitText>} */
export function text(place, language) {
  return oneOf(language, place);
}
