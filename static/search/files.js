/**
 * The search's files, which are named by their contents. The root names them; it is loaded once, so
 * that a page has one edition of the search or none.
 *
 * clausebook/features/search/names.py writes the names; schema/search.md describes them.
 */
import { load, registered, run } from "../frame/registry.js";

/**
 * What the search starts from; see root() in clausebook/features/search/index.py.
 * @typedef {object} SearchRoot
 * @property {string} order a name for which clauses there are, in which order
 * @property {number} entries
 * @property {number} shards
 * @property {Record<string, number>} boosts
 * @property {Record<string, number>} averages
 * @property {number[]} lengths
 * @property {number} b
 * @property {number} k1
 * @property {Record<string, string>} files digests of files of which there is one
 * @property {Record<string, string>} names digests of the files of a kind, one after the other
 */

const ROOT = "search/root";
/** Digits of a digest, and what stands where there is no file. */
const DIGEST = 6;
const NONE = "-".repeat(DIGEST);
/** Files that a list names. */
const LIST = 64;

/** @returns {Promise<SearchRoot>} */
export function root() {
  return load(ROOT, `assets/${ROOT}.js`);
}

/** The only file of its kind. @param {string} name @returns {Promise<any>} */
export async function data(name) {
  return file(name, (await root()).files[name]);
}

/** A file of many; empty where there is none. @param {string} kind @param {number} number @returns {Promise<any>} */
export async function oneOf(kind, number) {
  const named = (await root()).names[kind];
  const names = named ?? (await oneOf(`${kind}-list`, Math.floor(number / LIST)));
  const at = (named === undefined ? number % LIST : number) * DIGEST;
  const digest = names.slice(at, at + DIGEST);
  return digest === NONE ? "" : file(`${kind}-${number}`, digest);
}

/** @param {string} name @param {string} digest */
function file(name, digest) {
  const full = `search/${name}.${digest}`;
  return load(full, `assets/${full}.js`);
}

/** Whether the search knows the same clauses, in the same order, as the page. @param {string} order the page's */
export async function fits(order) {
  return (await root()).order === order;
}

/** Whether the site has another edition by now than this page, or its search. @param {string} order the page's */
export async function isOutdated(order) {
  const own = await root();
  if (own.order !== order) return true;
  await run([`assets/${ROOT}.js?${Date.now()}`]); // not from any cache
  return JSON.stringify(own) !== JSON.stringify(registered.get(ROOT));
}
