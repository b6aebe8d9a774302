/**
 * The part of the index that a query needs, from the files that have it.
 *
 * clausebook/features/search/shards.py writes the rows; schema/search.md describes them.
 */
import { data, oneOf, root } from "./files.js";
import { score } from "./scorer.js";
import { LETTER } from "./tokenise.js";
/** @import { Scored } from "./scorer.js" */

/** A term's postings in each field, then lines of the thesaurus. @typedef {string[]} SearchRow */

const FIELDS = 4;
/** As much as a query knows of a term's beginning: three letters, a number, a sign; or a figure or concept. */
const HEAD = new RegExp(`[${LETTER}].{0,2}|[0-9]+(?:[.:][0-9]+)*|[≈§#@A-Z].*|.`, "suy");

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

/** What a query that goes on after a text will ask for: pairs that begin with its last sign. @param {string} text */
export async function expect(text) {
  const last = /[^\s\p{ASCII}]$/u.exec(text);
  if (last) await rowsOf(await shardOf(last[0]));
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

/** What stands beside the postings of terms that begin with a text. @param {string} start */
export async function notesBeginning(start) {
  const rows = [...(await rowsOf(await shardOf(start)))];
  return rows.flatMap(([term, row]) => (term.startsWith(start) ? notes(row) : []));
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

// --- from rows to scores -------------------------------------------------------------------

/**
 * What lunr's index of all clauses gives for weighted terms.
 * @param {Map<string, number>} weights by term
 * @returns {Promise<Scored>}
 */
export async function ask(weights) {
  const [about, classes, found] = await Promise.all([root(), data("lengths"), rows(weights.keys())]);
  for (const [term, row] of found) if (!hasPostings(row)) found.delete(term);
  return score(about, classes, found, weights);
}
