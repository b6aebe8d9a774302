/**
 * What the next keys of a search will ask for, brought while nobody waits, once a reader types and has
 * seen the first hits: of a small site the whole index and the texts of all hits, of a large one the
 * names of its files, and the shard of pairs that begin with the last sign. Never for readers who save
 * data or have a slow connection.
 */
import { data, expect } from "./client.js";
import { DIGEST, oneOf, root } from "./files.js";
/** @import { SearchRoot } from "./files.js" */

/** Clauses of a small site. */
const SMALL = 512;
/** Lists of names that are brought at most. */
const LISTS = 512;
/** Files that are on their way at once; a search in between does not wait for many. */
const AT_ONCE = 4;

/** Call with each query that is typed, from the first one whose hits are shown. @param {string} query */
export function follow(query) {
  if (!isSlow()) void expect(query).catch(() => {}); // a search will say so
}

/** @param {string} language of the hits */
export async function bringAhead(language) {
  if (isSlow()) return;
  const files = wanted(await root(), language);
  const bring = async () => {
    for (let next = files.shift(); next; next = files.shift()) await oneOf(...next);
  };
  await Promise.all([data("spellings"), ...Array.from({ length: AT_ONCE }, bring)]);
}

/** @param {SearchRoot} root @param {string} language @returns {[kind: string, number: number][]} */
function wanted({ entries, names, shards }, language) {
  if (entries <= SMALL) return [...all(language, entries), ...all("shard", shards)];
  const lists = ["shard-list", `${language}-list`].flatMap((kind) => all(kind, (names[kind] ?? "").length / DIGEST));
  return lists.slice(0, LISTS);
}

/** @param {string} kind @param {number} size @returns {[kind: string, number: number][]} */
function all(kind, size) {
  return Array.from({ length: size }, (_, number) => [kind, number]);
}

function isSlow() {
  const { effectiveType = "4g", saveData = false } = navigator.connection ?? {};
  return saveData || effectiveType !== "4g";
}
