/**
 * The first hits once more, by their texts: the index has no places, so that it cannot tell whether
 * words stand together. schema/search.md, section 6. No DOM.
 */
import { oneOf, root } from "./files.js";
import { asRead, foldWithPlaces, readAgain } from "./tokenise.js";
import { inDigits } from "./written.js";
/** @import { Found, HitText } from "./engine.js" */

/** How much more a clause counts that has all of a query in a row. */
const TOGETHER = 1;
/** Scores that differ by less tell nothing. */
const EQUAL = 1e-6;
/** What a number that was read counts beside what prints it as it was typed. */
const READ_NUMBER = 0.99;
const HAN = /\p{Script=Han}/u;
/** Words in quotation marks. */
const QUOTED = /["\u201c\u201d\u300c\u300e]([^"\u201c\u201d\u300c-\u300f]+)["\u201c\u201d\u300d\u300f]/gu;

/**
 * What was found, the first hits in the order of how much of the query stands together in them; those
 * with what is in quotation marks before others.
 * @param {Found} found @param {string} language the page's
 * @param {number} [read] hits that are read: as many as are shown at first
 * @returns {Promise<Found>}
 */
export async function together(found, language, read = 10) {
  const typed = asRead(found.query);
  const asked = [typed, asRead(inDigits(foldWithPlaces(found.query)).plain)];
  const quoted = Array.from(found.query.matchAll(QUOTED), ([, words]) => asRead(words));
  const size = Math.min(read, found.main);
  if (typed.length < 2 || size < 2 || found.wish.number) return found;
  const first = found.hits.slice(0, size);
  const own = await languageOf(found.query, language);
  const texts = await Promise.all(first.map(({ place }) => oneOf(own, place)));
  const ranked = first.map(({ place, score }, at) => ({ place, score: score * worth(texts[at], asked, quoted) }));
  ranked.sort((a, b) => b.score - a.score);
  return { ...found, hits: [...ranked, ...found.hits.slice(size)] };
}

/**
 * The language whose texts are read: the page's, unless a query is written as another language is.
 * @param {string} query @param {string} page
 */
async function languageOf(query, page) {
  const isOther = (/** @type {string} */ code) => isInIdeographs(code) !== HAN.test(query);
  if (!isOther(page)) return page;
  const codes = Object.keys((await root()).names).flatMap((name) => /^(?!shard)(.*?)(?:-list)?$/.exec(name)?.[1] ?? []);
  return codes.find((code) => !isOther(code)) ?? page;
}

/** Whether a language is written in ideographs. @param {string} code as browsers call it */
export function isInIdeographs(code) {
  return /^(?:Han|Jpan)/u.test(new Intl.Locale(code).maximize().script ?? "");
}

/**
 * @param {HitText} text
 * @param {string[][]} asked the query as it was typed, and with its numbers in digits
 * @param {string[][]} quoted
 */
function worth({ title, text }, asked, quoted) {
  const said = [...asRead(title), "", ...readAgain(text)];
  const share = Math.max(...asked.map((terms, at) => (longest(said, terms) / terms.length) * (at > 0 ? READ_NUMBER : 1)));
  const has = quoted.every((words) => longest(said, words) === words.length);
  return (1 + TOGETHER * share * share) * (has ? 1 : 0.01);
}

/** How many of the terms that are asked for stand in a row somewhere, in their order. @param {string[]} said @param {string[]} asked */
export function longest(said, asked) {
  let most = 0;
  /** @type {number[]} how many stand in a row up to the last term that was read, for each that is asked for */
  let rows = asked.map(() => 0);
  for (const term of said) {
    rows = asked.map((one, at) => (one === term ? 1 + (at > 0 ? rows[at - 1] : 0) : 0));
    most = Math.max(most, ...rows);
  }
  return most;
}

/**
 * Of equal hits, those in force first; the others keep their order.
 * @template {{ score: number }} T
 * @param {T[]} hits @param {(hit: T) => number} isOver
 */
export function inForceFirst(hits, isOver) {
  const sorted = [...hits];
  for (let start = 0, end = 0; start < hits.length; start = end) {
    for (end = start + 1; end < hits.length && isEqual(hits[start], hits[end]); ) end += 1;
    sorted.splice(start, end - start, ...hits.slice(start, end).sort((a, b) => isOver(a) - isOver(b)));
  }
  return sorted;
}

/**
 * So many hits, and those behind them that are equal to the last, up to a number.
 * @template {{ score: number }} T
 * @param {T[]} hits @param {number} size @param {number} most
 */
export function withEquals(hits, size, most) {
  return hits.slice(0, most).filter((hit, at) => at < size || isEqual(hits[size - 1], hit));
}

/** @param {{ score: number }} a the better one, if one is @param {{ score: number }} b */
function isEqual(a, b) {
  return Math.abs(a.score - b.score) <= EQUAL * a.score;
}
