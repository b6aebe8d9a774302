/**
 * The part of the lunr index that a query needs, from the files that have it.
 *
 * clausebook/features/search/shards.py writes the files; schema/search.md describes them. lunr.js
 * answers: it gets the rows of the query's terms and scores them as if it had the whole index.
 */
import lunr from "lunr";
import { load } from "../frame/registry.js";

/**
 * The file search/root, which clausebook/features/search/shards.py writes.
 * @typedef {object} SearchRoot
 * @property {number} entries
 * @property {Record<string, number>} boosts
 * @property {Record<string, number>} averages
 * @property {number[]} lengths
 * @property {number} b
 * @property {number} k1
 * @property {number} node shards below a node; 0 where the root names all shards
 * @property {string} firsts
 */
/** A term's postings in each field, then lines of the thesaurus. @typedef {string[]} SearchRow */
/** @typedef {import("lunr").Hit} LunrHit */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FIELDS = 4;
/** Shards that one beginning of a word may bring; more are of no help to a reader. */
const MOST_SHARDS = 64;

/** This build's search files, below the site's root. */
const FOLDER = typeof document === "undefined" ? "" : document.documentElement.dataset.search;

/** A file of this build's search, loaded once. @param {string} name @returns {Promise<any>} */
export function data(name) {
  return load(`search/${name}`, `${FOLDER}${name}.js`);
}

/** @returns {Promise<SearchRoot>} */
export function root() {
  return data("root");
}

// --- from terms to shards ------------------------------------------------------------------

/** The last of the sorted beginnings that is not after a term. @param {string[]} firsts @param {string} term */
function childOf(firsts, term) {
  let [low, high] = [0, firsts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firsts[middle] <= term) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The number of the shard where a term is, if it is anywhere. @param {string} term @returns {Promise<number>} */
async function shardOf(term) {
  const { firsts, node } = await root();
  const child = childOf(firsts.split("\n"), term);
  if (!node) return child;
  return child * node + childOf((await data(`node-${child}`)).split("\n"), term);
}

/** Rows by term, in order. @param {number} shard @returns {Promise<Map<string, string[]>>} */
async function rowsOf(shard) {
  const known = parsed.get(shard);
  if (known) return known;
  const lines = (await data(`shard-${shard}`)).split("\n");
  /** @type {Map<string, string[]>} */
  const rows = new Map(
    lines.map((/** @type {string} */ line) => {
      const [term, ...rest] = line.split("\t");
      return [term, rest];
    }),
  );
  parsed.set(shard, rows);
  return rows;
}

/** @type {Map<number, Map<string, string[]>>} */
const parsed = new Map();

/**
 * The rows of terms; a term that the index does not have is not in the answer.
 * @param {Iterable<string>} terms
 * @returns {Promise<Map<string, SearchRow>>}
 */
export async function rows(terms) {
  const wanted = [...new Set(terms)];
  const found = await Promise.all(
    wanted.map(async (term) => (await rowsOf(await shardOf(term))).get(term)),
  );
  return new Map(
    wanted.flatMap((term, at) => {
      const row = found[at];
      return row ? [[term, row]] : [];
    }),
  );
}

/**
 * The terms that begin with a text; none where there are so many that they say nothing.
 * @param {string} start
 * @returns {Promise<string[]>}
 */
export async function beginning(start) {
  const [from, to] = await Promise.all([shardOf(start), shardOf(`${start}\uffff`)]);
  if (to - from >= MOST_SHARDS) return [];
  const shards = Array.from({ length: to - from + 1 }, (_, at) => rowsOf(from + at));
  return (await Promise.all(shards)).flatMap((rows) =>
    [...rows].flatMap(([term, row]) => (term.startsWith(start) && hasPostings(row) ? [term] : [])),
  );
}

/** Whether any term begins with a text. @param {string} start @returns {Promise<boolean>} */
export async function begins(start) {
  const [from, to] = await Promise.all([shardOf(start), shardOf(`${start}\uffff`)]);
  if (to > from) return true; // what separates two shards is the beginning of a term
  return [...(await rowsOf(from)).keys()].some((term) => term.startsWith(start));
}

/** @param {SearchRow | undefined} row */
export function hasPostings(row) {
  return row !== undefined && row.slice(0, FIELDS).some((list) => list);
}

/** What a row has beside postings: the thesaurus' lines. @param {SearchRow | undefined} row */
export function notes(row) {
  return row?.slice(FIELDS) ?? [];
}

// --- from rows to lunr ---------------------------------------------------------------------

/**
 * Postings of one field: entry, how often, length of the text.
 * @param {string} text @param {number[]} lengths @returns {[number, number, number][]}
 */
export function unpack(text, lengths) {
  let at = 0;
  const number = () => {
    let [value, scale] = [0, 1];
    for (;;) {
      const digit = DIGITS.indexOf(text[at++]);
      value += (digit & 31) * scale;
      if (digit < 32) return value;
      scale *= 32;
    }
  };
  /** @type {[number, number, number][]} */
  const postings = [];
  for (let entry = -1; at < text.length; ) {
    const value = number();
    entry += Math.floor(value / 32) + 1;
    postings.push([entry, value & 1 ? number() + 2 : 1, lengths[(value >> 1) & 15]]);
  }
  return postings;
}

/**
 * How much a term tells: lunr's inverse document frequency.
 * @param {SearchRoot} root @param {number} postings in all fields together
 */
export function telling({ entries }, postings) {
  return Math.log(1 + Math.abs((entries - postings + 0.5) / (postings + 0.5)));
}

/**
 * A lunr index of some rows. lunr's scores need nothing of the terms that are not asked for.
 * @param {SearchRoot} root
 * @param {Map<string, SearchRow>} rows
 */
function part(root, rows) {
  const { averages, b, boosts, k1, lengths } = root;
  const fields = Object.keys(boosts);
  /** @type {Record<string, any>} */
  const invertedIndex = Object.create(null);
  /** @type {Record<string, number[]>} */
  const vectors = {};
  /** @type {Map<string, number>} */
  const told = new Map();
  [...rows.keys()].sort().forEach((term, _index) => {
    const lists = fields.map((_, at) => unpack(rows.get(term)?.[at] ?? "", lengths));
    const idf = telling(root, lists.flat().length);
    told.set(term, idf);
    const row = (invertedIndex[term] = /** @type {Record<string, any>} */ ({ _index }));
    fields.forEach((field, at) => {
      row[field] = {};
      for (const [entry, often, length] of lists[at]) {
        row[field][entry] = {};
        const share = 1 - b + b * (length / averages[field]);
        const score = ((idf * ((k1 + 1) * often)) / (k1 * share + often)) * boosts[field];
        (vectors[`${field}/${entry}`] ??= []).push(_index, Number(score.toFixed(3)));
      }
    });
  });
  const fieldVectors = Object.fromEntries(
    Object.entries(vectors).map(([ref, elements]) => [ref, new lunr.Vector(elements)]),
  );
  const index = new lunr.Index({
    invertedIndex,
    fieldVectors,
    fields,
    pipeline: new lunr.Pipeline(),
    // Every term that is asked for is there, so that nothing is left to look up in lunr's own set
    // of terms, which confuses terms with digits (search.md, section 5).
    tokenSet: { intersect: (/** @type {unknown} */ wanted) => wanted },
  });
  return { index, told };
}

/**
 * lunr's hits for weighted terms, best first, with the terms that each has.
 * @param {Map<string, number>} weights by term
 * @returns {Promise<{told: Map<string, number>, hits: LunrHit[]}>}
 */
export async function ask(weights) {
  const found = await rows(weights.keys());
  for (const [term, row] of found) if (!hasPostings(row)) found.delete(term);
  const { index, told } = part(await root(), found);
  if (found.size === 0) return { told, hits: [] }; // lunr would answer with every clause
  const hits = index.query((query) => {
    for (const term of found.keys()) {
      query.term(term, { boost: weights.get(term) ?? 0, usePipeline: false });
    }
  });
  return { told, hits };
}
