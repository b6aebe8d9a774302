/**
 * The part of the lunr index that a query needs, from the files that have it.
 *
 * clausebook/features/search/shards.py writes the rows; schema/search.md describes them. lunr.js
 * answers: it gets the rows of the query's terms and scores them as if it had the whole index.
 */
import lunr from "lunr";
import { data, oneOf, root } from "./files.js";
import { LETTER } from "./tokenise.js";
/** @import { SearchRoot } from "./files.js" */

/** A term's postings in each field, then lines of the thesaurus. @typedef {string[]} SearchRow */
/** @typedef {import("lunr").Hit} LunrHit */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FIELDS = 4;
/** As much as a query knows of a term's beginning: three letters, a number, a sign; or a figure or concept. */
const HEAD = new RegExp(`[${LETTER}].{0,2}|[0-9]+(?:[.:][0-9]+)*|[≈§#A-Z].*|.`, "suy");

// --- from terms to shards ------------------------------------------------------------------

/** The beginning by which a term is filed. @param {string} term */
export function head(term) {
  HEAD.lastIndex = 0;
  return HEAD.exec(term)?.[0] ?? "";
}

/** FNV-1a of a text's UTF-16 units in 32 bits, its halves mixed. @param {string} text */
export function numberOf(text) {
  let number = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
  }
  return (number ^ (number >>> 15)) >>> 0;
}

/** The number of the shard that has a term, and all terms that begin like it. @param {string} term */
async function shardOf(term) {
  return numberOf(head(term)) % (await root()).shards;
}

/** Rows by term, in order. @param {number} shard @returns {Promise<Map<string, string[]>>} */
async function rowsOf(shard) {
  const known = parsed.get(shard);
  if (known) return known;
  const lines = (await oneOf("shard", shard)).split("\n");
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
 * The terms that begin with a text.
 * @param {string} start
 * @returns {Promise<string[]>}
 */
export async function beginning(start) {
  const rows = [...(await rowsOf(await shardOf(start)))];
  return rows.flatMap(([term, row]) => (term.startsWith(start) && hasPostings(row) ? [term] : []));
}

/** Whether any term begins with a text. @param {string} start @returns {Promise<boolean>} */
export async function begins(start) {
  return [...(await rowsOf(await shardOf(start))).keys()].some((term) => term.startsWith(start));
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

/** Postings of one field: entry, how often. @param {string} text @returns {[number, number][]} */
export function unpack(text) {
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
  /** @type {[number, number][]} */
  const postings = [];
  for (let entry = -1; at < text.length; ) {
    const value = number();
    entry += Math.floor(value / 2) + 1;
    postings.push([entry, value & 1 ? number() + 2 : 1]);
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
 * @param {Record<string, string>} classes of the lengths of each clause's texts; all else counts as short
 * @param {Map<string, SearchRow>} rows
 */
function part(root, classes, rows) {
  const { averages, b, boosts, k1, lengths } = root;
  const fields = Object.keys(boosts);
  /** @type {Record<string, any>} */
  const invertedIndex = Object.create(null);
  /** @type {Record<string, number[]>} */
  const vectors = {};
  /** @type {Map<string, number>} */
  const told = new Map();
  [...rows.keys()].sort().forEach((term, _index) => {
    const lists = fields.map((_, at) => unpack(rows.get(term)?.[at] ?? ""));
    const idf = telling(root, lists.flat().length);
    told.set(term, idf);
    const row = (invertedIndex[term] = /** @type {Record<string, any>} */ ({ _index }));
    fields.forEach((field, at) => {
      row[field] = {};
      for (const [entry, often] of lists[at]) {
        row[field][entry] = {};
        const length = lengths[DIGITS.indexOf(classes[field]?.[entry] ?? DIGITS[0])];
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
  const [found, classes] = await Promise.all([rows(weights.keys()), data("lengths")]);
  for (const [term, row] of found) if (!hasPostings(row)) found.delete(term);
  const { index, told } = part(await root(), classes, found);
  if (found.size === 0) return { told, hits: [] }; // lunr would answer with every clause
  const hits = index.query((query) => {
    for (const term of found.keys()) {
      query.term(term, { boost: weights.get(term) ?? 0, usePipeline: false });
    }
  });
  return { told, hits };
}
