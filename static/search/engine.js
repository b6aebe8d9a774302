/**
 * Searching: from a query to ranked clauses, and from a clause to what its hit shows. No DOM.
 *
 * The scores are lunr's; a clause that has more of the query's parts, and more telling ones, comes
 * first. schema/search.md, section 6, is the specification.
 */
import { NAME } from "./called.js";
import { data, oneOf, prepareNames, root } from "./files.js";
import { ask } from "./index.js";
import { longest } from "./phrases.js";
import { telling } from "./scorer.js";
import { asRead } from "./tokenise.js";
import { understand } from "./ways.js";
/** @import { Validity } from "../rules/validity.js" */
/** @import { Scored } from "./scorer.js" */
/** @import { WishPart, WishWay } from "./query.js" */
/** @import { Wish } from "./ways.js" */

/**
 * What was found for a query.
 * @typedef {object} Found
 * @property {string} query
 * @property {Wish} wish
 * @property {{ place: number, score: number }[]} hits
 *   all of them, the best first; a place is the clause's number in the order of the site
 * @property {number} main how many of them count; the others match in part
 * @property {boolean} isPart whether no clause has most of the query
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
 * @property {string} offers what is offered where there is no amount
 * @property {string} jurisdiction
 * @property {number} calculators
 * @property {HitItem[]} items
 * @property {string} [within] the title of the clause whose item is shown
 */
/**
 * What is shown of an item, and from where to where it stands in its clause's text.
 * @typedef {Pick<HitText, "id" | "title" | "where" | "amount" | "offers" | "calculators"> & { from: number, to: number }} HitItem
 */
/**
 * What each clause has of a query, by its place.
 * @typedef {object} Had
 * @property {Float64Array} credits shares of the query, less where it is had in other words
 * @property {Float64Array} shares
 * @property {Uint32Array} parts how many
 */

export { data, fits, isOutdated } from "./files.js";
export { LONGEST_QUERY } from "./query.js";

/** The share of a query that a clause must have to be a hit, and the share that a single part must be. */
const LEAST_SHARE = 0.2;
const LEAST_SINGLE = 0.33;
/** The share of a query that a clause must have so that it has most of it. */
const MOST = 0.5;
/** The share of the best hit's score below which a hit matches in part. */
const LEAST_OF_BEST = 0.1;
/** How much more a part counts by which clauses are called: who asks for a place means it. */
const NAMES = 2.5;
/** How much less a pair counts that only stands where words meet. */
const LOOSE = 0.25;
/** Queries with so few telling parts are taken literally. */
const SHORT = 2;

/** What every search needs, so that the first one starts sooner. @param {string} language of the hits */
export async function prepare(language) {
  await Promise.all([data("lengths"), prepareNames(language)]);
}

/**
 * The clauses that answer a query, best first.
 * @param {string} query
 * @returns {Promise<Found>}
 */
export async function find(query) {
  const [wish] = await Promise.all([understand(query), data("lengths")]);
  const parts = askedParts(wish.parts);
  const found = await ask(boostsOf(parts, wish.within));
  await addShares(parts, found, wish.lost);
  const had = hadOf(parts, found);
  const all = found.places.some((place) => isAnswer(had, place)) ? ranked(found, had) : [];
  const [counted, rest] = folded(byName(all, wish, found), wish.within, found);
  const hits = [...counted, ...rest];
  const typed = asRead(query);
  const isTyped = (/** @type {string} */ word) => longest(typed, asRead(word)) === asRead(word).length;
  return {
    query,
    wish,
    hits,
    main: counted.length,
    isPart: hits.length > 0 && !hits.some(({ place }) => had.shares[place] > MOST),
    corrected: wish.corrected,
    also: wish.also.map((one) => ({ ...one, words: one.words.filter((word) => !isTyped(word)) })),
    missing: wish.lost.map(({ text }) => text),
    weak: hits.length === 0 ? weakOf(parts, found) : [],
  };
}

/** Clauses with any part of a query, the best first. @param {Scored} found @param {Had} had */
function ranked({ places, scores }, { credits, parts }) {
  return places
    .filter((place) => parts[place] > 0)
    .map((place) => ({ place, score: scores[place] * credits[place] }))
    .sort((a, b) => b.score - a.score || a.place - b.place);
}

/**
 * Where a query is a clause's address, those that are called by all of it before others.
 * @param {{ place: number, score: number }[]} hits @param {Wish} wish @param {Scored} found
 */
function byName(hits, { number, parts }, found) {
  if (!number) return hits;
  const called = parts.flatMap(({ names, place, ways }) => (names && !place && ways[0] ? ways[0].terms : []));
  const own = called.map((term) => new Set(found.terms.get(term)?.fields[NAME].places));
  const isIt = (/** @type {{ place: number }} */ { place }) => own.every((places) => places.has(place));
  return [...hits.filter(isIt), ...hits.filter((hit) => !isIt(hit))];
}

/**
 * The hits that count, and those that match in part: far below the best, or of another place than
 * the query names.
 * @param {{ place: number, score: number }[]} hits @param {string[]} within @param {Scored} found
 */
function folded(hits, within, found) {
  const own = new Set(within.flatMap((term) => found.having([term])));
  const isOwn = (/** @type {{ place: number }} */ { place }) => own.size === 0 || own.has(place);
  const here = hits.filter(isOwn);
  const best = Math.max(0, ...here.map(({ score }) => score));
  const counted = here.filter(({ score }) => score >= best * LEAST_OF_BEST);
  const known = new Set(counted);
  return [counted, [...here, ...hits.filter((hit) => !isOwn(hit))].filter((hit) => !known.has(hit))];
}

/** Whether a clause has enough of a query. @param {Had} had @param {number} place */
function isAnswer({ parts, shares }, place) {
  return parts[place] > 0 && shares[place] >= (parts[place] > 1 ? LEAST_SHARE : LEAST_SINGLE);
}

/** Parts that tell something; all of them when none does. @param {WishPart[]} parts */
function askedParts(parts) {
  const telling = parts.filter(({ empty }) => !empty);
  const known = telling.filter(({ ways }) => ways.length > 0);
  return known.length > SHORT ? telling : parts;
}

/** The boost of each term: that of the best way it belongs to. @param {WishPart[]} parts @param {string[]} within */
function boostsOf(parts, within) {
  const boosts = new Map(within.map((term) => [term, 0])); // they are only looked up
  for (const { loose, ways } of parts) {
    for (const { boost, terms, weight } of ways) {
      const own = (boost ?? weight) * (loose ? LOOSE : 1);
      for (const term of terms) boosts.set(term, Math.max(own, boosts.get(term) ?? 0));
    }
  }
  return boosts;
}

/**
 * What each part contributes to the whole query, by how much it tells.
 * @param {WishPart[]} parts @param {Scored} found
 * @param {{words: number}[]} lost what no clause has; a word tells as much as the rarest that one has
 */
async function addShares(parts, found, lost) {
  const rarest = telling(await root(), 0);
  const onlyEmpty = parts.every(({ empty }) => empty);
  const values = parts.map(({ empty, loose, names, ways }) =>
    onlyEmpty || !empty ? valueOf(ways, found) * (names ? NAMES : loose ? LOOSE : 1) : 0,
  );
  const unknown = lost.reduce((sum, { words }) => sum + words, 0);
  const sum = values.reduce((a, b) => a + b, rarest * unknown);
  parts.forEach((part, at) => (part.share = sum && values[at] / sum));
}

/**
 * How much a part tells: as much as its rarest term, or as the words for the same thing together.
 * @param {WishWay[]} ways @param {Scored} found
 */
function valueOf(ways, found) {
  if (ways.length === 0) return 0;
  const [first] = ways;
  const concept = ways.find(({ boost }) => boost);
  const of = (/** @type {WishWay} */ way) => Math.max(...way.terms.map((term) => found.telling(term)));
  return concept ? Math.min(of(first), of(concept)) : of(first);
}

/**
 * How much of the query each clause has.
 * @param {WishPart[]} parts @param {Scored} found
 * @returns {Had}
 */
function hadOf(parts, found) {
  const had = {
    credits: new Float64Array(found.scores.length),
    shares: new Float64Array(found.scores.length),
    parts: new Uint32Array(found.scores.length),
  };
  for (const { share, ways } of parts) {
    if (share === 0) continue;
    const best = new Float64Array(found.scores.length); // the best way in which each clause has the part
    for (const { terms, weight } of ways) {
      const credit = (1 + weight) / 2;
      for (const place of found.having(terms)) best[place] = Math.max(best[place], credit);
    }
    for (const place of found.places) {
      if (best[place] === 0) continue;
      had.credits[place] += share * best[place];
      had.shares[place] += share;
      had.parts[place] += 1;
    }
  }
  return had;
}

/** Single words of a query that would find something, when the whole finds nothing. @param {WishPart[]} parts @param {Scored} found */
function weakOf(parts, found) {
  return parts
    .filter(({ empty, ways }) => ways.length > 0 && !empty)
    .map(({ typed, ways: [{ terms }] }) => ({ words: typed, count: found.having(terms).length }));
}

/** What a clause's hit shows. @param {number} place @param {string} language @returns {Promise<HitText>} */
export function text(place, language) {
  return oneOf(language, place);
}
