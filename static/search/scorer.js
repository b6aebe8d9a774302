/**
 * What lunr's index of all clauses would score for some terms, worked out from their rows alone.
 *
 * The operations are lunr's, on the same numbers and in the same order, so that the sums are equal to
 * the last bit: clauses as lunr.py writes their vectors, with three decimals; the query's vector; their
 * similarity, field by field. schema/search.md, section 5, is the specification.
 */
/** @import { SearchRoot } from "./files.js" */
/** @import { SearchRow } from "./index.js" */

/** Where a term stands in a field: places in their order, and how often at each. @typedef {{places: number[], often: number[]}} Postings */
/** A term with what it counts and where it stands, field by field. @typedef {{term: string, weight: number, idf: number, fields: Postings[]}} ScoredTerm */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit.charCodeAt(0), value]));

/** The clauses that have any of some terms, and what each scores. */
export class Scored {
  /** @param {Map<string, ScoredTerm>} terms @param {number[]} places @param {Float64Array} scores */
  constructor(terms, places, scores) {
    this.terms = terms;
    /** The clauses, in the order in which lunr meets them. */
    this.places = places;
    /** By the place of the clause. */
    this.scores = scores;
  }

  /** How much a term tells; nothing where no clause has it. @param {string} term */
  telling(term) {
    return this.terms.get(term)?.idf ?? 0;
  }

  /** The clauses that have all of these terms. @param {string[]} terms */
  having(terms) {
    const had = new Uint32Array(this.scores.length);
    terms.forEach((term, at) => {
      for (const place of this.placesOf(term)) if (had[place] === at) had[place] += 1;
    });
    return this.placesOf(terms[0]).filter((place) => had[place] === terms.length);
  }

  /** The clauses that have a term, each once. @param {string} term */
  placesOf(term) {
    const fields = (this.terms.get(term)?.fields ?? []).filter(({ places }) => places.length > 0);
    if (fields.length <= 1) return fields[0]?.places ?? [];
    return [...new Set(fields.flatMap(({ places }) => places))];
  }
}

/**
 * @param {SearchRoot} root
 * @param {Record<string, string>} classes of the lengths of each clause's texts; all else counts as short
 * @param {Map<string, SearchRow>} rows of terms that some clause has
 * @param {Map<string, number>} weights by term
 */
export function score(root, classes, rows, weights) {
  const terms = Array.from(rows, ([term, row]) => scoredTerm(root, term, row, weights.get(term) ?? 0));
  // As lunr numbers the terms of an index.
  const sorted = [...terms].sort((a, b) => (a.term < b.term ? -1 : 1));
  const magnitude = Math.sqrt(sorted.reduce((sum, { weight }) => sum + weight * weight, 0));
  const fields = Object.keys(root.boosts);
  const products = fields.map((field, at) => productsOf(root, field, at, classes[field], sorted));
  const [places, scores] = added(terms, products, magnitude, root.entries);
  return new Scored(new Map(terms.map((one) => [one.term, one])), places, scores);
}

/** @param {SearchRoot} root @param {string} term @param {SearchRow} row @param {number} weight @returns {ScoredTerm} */
function scoredTerm(root, term, row, weight) {
  const fields = Object.keys(root.boosts).map((_, at) => postings(row[at] ?? ""));
  const all = fields.reduce((sum, { places }) => sum + places.length, 0);
  return { term, weight, idf: telling(root, all), fields };
}

/**
 * How much a term tells: lunr's inverse document frequency.
 * @param {SearchRoot} root @param {number} postings in all fields together
 */
export function telling({ entries }, postings) {
  return Math.log(1 + Math.abs((entries - postings + 0.5) / (postings + 0.5)));
}

/**
 * The product of each clause's vector of a field with the query's.
 * @param {SearchRoot} root @param {string} field @param {number} at the number of the field
 * @param {string | undefined} classes @param {ScoredTerm[]} sorted
 */
function productsOf({ averages, b, boosts, entries, k1, lengths }, field, at, classes, sorted) {
  const shares = lengths.map((length) => 1 - b + b * (length / averages[field]));
  const products = new Float64Array(entries);
  for (const { fields, idf, weight } of sorted) {
    const { places, often } = fields[at];
    /** @type {number[]} what it counts once, twice and so on, for each class of length */
    const known = [];
    for (let next = 0; next < places.length; next++) {
      const place = places[next];
      const length = classes === undefined ? 0 : (VALUES.get(classes.charCodeAt(place)) ?? 0);
      const n = often[next];
      const key = n * lengths.length + length;
      known[key] ??= Number((((idf * ((k1 + 1) * n)) / (k1 * shares[length] + n)) * boosts[field]).toFixed(3));
      products[place] += weight * known[key];
    }
  }
  return products;
}

/**
 * The similarities of all fields together, added as lunr meets them: term by term as the query has
 * them, and field by field.
 * @param {ScoredTerm[]} terms @param {Float64Array[]} products @param {number} magnitude @param {number} entries
 * @returns {[number[], Float64Array]}
 */
function added(terms, products, magnitude, entries) {
  /** @type {number[]} */
  const places = [];
  const scores = new Float64Array(entries);
  const met = new Uint8Array(entries); // a bit for each field
  for (const { fields } of terms) {
    fields.forEach((postings, at) => {
      for (const place of postings.places) {
        if (met[place] & (1 << at)) continue;
        if (met[place] === 0) places.push(place);
        met[place] |= 1 << at;
        scores[place] += products[at][place] / magnitude || 0;
      }
    });
  }
  return [places, scores];
}

// --- postings ------------------------------------------------------------------------------

/** What has been unpacked, by its text: the next letter mostly asks for the same. @type {Map<string, Postings>} */
const unpacked = new Map();
/** Postings that are remembered. */
const MOST = 4096;

/** @param {string} text */
function postings(text) {
  let known = unpacked.get(text);
  if (!known) {
    if (unpacked.size > MOST) unpacked.clear();
    known = unpack(text);
    unpacked.set(text, known);
  }
  return known;
}

/** @param {string} text @returns {Postings} */
export function unpack(text) {
  /** @type {Postings} */
  const found = { places: [], often: [] };
  let at = 0;
  const number = () => {
    for (let [value, scale] = [0, 1]; ; scale *= 32) {
      const digit = VALUES.get(text.charCodeAt(at++)) ?? 0;
      value += (digit & 31) * scale;
      if (digit < 32) return value;
    }
  };
  for (let place = -1; at < text.length; ) {
    const value = number();
    place += Math.floor(value / 2) + 1;
    found.places.push(place);
    found.often.push(value & 1 ? number() + 2 : 1);
  }
  return found;
}
