/**
 * The search's files, which are named by their contents. The root names them; it is loaded once, so
 * that a page has one edition of the search or none.
 *
 * clausebook/features/search/names.py writes the names; schema/search.md describes them.
 */
import { load, registered, run, root as siteRoot } from "../frame/registry.js";

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
export const DIGEST = 6;
const NONE = "-".repeat(DIGEST);
/** Files that a list names, unless it is the only one of its kind. */
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
  const { names } = await root();
  const size = names[kind] !== undefined || hasOneList(names, kind) ? Infinity : LIST;
  const named = names[kind] ?? (await oneOf(`${kind}-list`, Math.floor(number / size)));
  const at = (size === LIST ? number % LIST : number) * DIGEST;
  const digest = named.slice(at, at + DIGEST);
  return digest === NONE ? "" : file(`${kind}-${number}`, digest);
}

/** @param {Record<string, string>} names @param {string} kind */
function hasOneList(names, kind) {
  return names[`${kind}-list`]?.length === DIGEST;
}

/** What files of a kind are called, where one list says it: any of them will need it. @param {string} kind */
export async function prepareNames(kind) {
  if (hasOneList((await root()).names, kind)) await oneOf(`${kind}-list`, 0);
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

/**
 * Whether the site has another edition by now than this page or its search, or is gone: a file that
 * is lost is a matter of the connection only where the host does not answer.
 * @param {string} order the page's
 */
export async function isOutdated(order) {
  const own = await root().catch(() => undefined);
  if (own && own.order !== order) return true;
  const now = `assets/${ROOT}.js?${Date.now()}`; // neither from a cache nor from the worker
  return run([now]).then(
    () => JSON.stringify(own) !== JSON.stringify(registered.get(ROOT)),
    () => isMissing(now),
  );
}

/** Whether the host has answered that it has no such file; older browsers do not tell. @param {string} file */
function isMissing(file) {
  const [answer] = performance.getEntriesByName(siteRoot + file);
  const status = answer instanceof PerformanceResourceTiming && answer.responseStatus;
  return status === 404 || status === 410;
}
