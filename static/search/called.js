/**
 * What a query calls by its name: places, and clauses by their numbers. A place filters what is found;
 * with a number it is a clause's address. clausebook/features/search/called.py has the other half.
 */
import { hasPostings, notes, rows } from "./index.js";
import { read } from "./query.js";
import { asRead } from "./tokenise.js";
import { numeral } from "../quantity/numerals.js";
/** @import { SearchRow } from "./index.js" */
/** @import { WishPart } from "./query.js" */
/** @import { TokenPlace } from "./tokenise.js" */
/** @import { Typed } from "./written.js" */

/** What stands in the index with such words, and before the id of a place. */
const NOTE = "@";
/** How much more an address counts than what is typed. */
const BOOST = { number: 1, address: 9 };
/** The field of what clauses are called by, in the index. */
export const NAME = 2;
const NUMBER = "([0-9]{1,3}|[一二三四五六七八九十]{1,3})";
/** Words, the number of a clause behind them, and of an item behind that. */
const REFERENCE = new RegExp(
  `^([^0-9]*?[^0-9 (第]) *[(第]* *${NUMBER} *[)条款项]*(?: *[(第-] *${NUMBER} *[)条款项]*)? *$`,
  "u",
);

/**
 * A clause's address in a query: a place and 12(2), rule 6.
 * @typedef {object} Reference
 * @property {Typed} typed the query with its number apart
 * @property {string} number empty where there is none
 * @property {string} item
 */

/** @param {Typed} typed @param {string} query @returns {Promise<Reference>} */
export async function referenceIn(typed, query) {
  const match = REFERENCE.exec(typed.plain);
  if (!match || !(await isCalled(cut(typed, match[1].length), query))) return { typed, number: "", item: "" };
  const [, words, number, item = ""] = match;
  const at = typed.plain.indexOf(number, words.length);
  const apart = cut(typed, words.length);
  apart.plain += ` ${digits(number)}`;
  for (let unit = apart.starts.length; unit < apart.plain.length; unit++) {
    apart.starts.push(typed.starts[at]);
    apart.ends.push(typed.ends[at + number.length - 1]);
  }
  return { typed: apart, number: digits(number), item: item && digits(item) };
}

/** @param {string} number */
function digits(number) {
  return /^[0-9]/.test(number) ? number : numeral(number);
}

/** The beginning of a query. @param {Typed} typed @param {number} end @returns {Typed} */
function cut({ plain, starts, ends }, end) {
  return { plain: plain.slice(0, end), starts: starts.slice(0, end), ends: ends.slice(0, end) };
}

/** Whether words name a place or a kind of clause, the last one surely. @param {Typed} typed @param {string} query */
async function isCalled(typed, query) {
  const parts = read(typed, query).parts.filter(({ empty }) => !empty);
  const known = await rows(parts.map(({ term }) => term));
  const own = parts.map(({ term }) => known.get(term));
  const others = own.filter((row) => hasPostings(row) && !isName(row) && !row?.[NAME]);
  return own.some(isName) && others.length * 2 <= own.length && (others.length === 0 || isName(own.at(-1)));
}

/** Whether something is called by a word, as places and rules are. @param {SearchRow | undefined} row */
export function isName(row) {
  return notes(row).includes(NOTE);
}

/** The number of a clause is found by what it is called. @param {WishPart[]} parts @param {string} number @param {string[]} places */
export function addReference(parts, number, places) {
  const part = parts.find(({ term }) => term === number);
  if (!part) return;
  const isOnlyPlace = parts.every((one) => one === part || one.place || one.empty);
  const addresses = (isOnlyPlace ? places : []).map((place) => ({ terms: [`§${number}${place}`], weight: 1, boost: BOOST.address }));
  part.names = true;
  part.ways = [{ terms: [`§${number}`], weight: 1, boost: BOOST.number }, ...addresses, ...part.ways];
}

/**
 * The places that a query names, by the terms that their clauses have, and those that the site has
 * nothing of, as they were typed.
 * @param {WishPart[]} parts @param {TokenPlace[]} places @param {Map<string, SearchRow>} known
 * @param {(start: number, end: number) => string} typedAt
 */
export function placesIn(parts, places, known, typedAt) {
  const lines = new Set([...known.values()].flatMap(notes));
  const found = [...lines].flatMap((line) => {
    const [typed, place] = line.split("=");
    const spanned = place?.startsWith(NOTE) ? inRow(places, asRead(typed)) : [];
    return spanned.length > 0 ? [{ place, spanned }] : [];
  });
  const longest = found.filter(({ spanned }) => !found.some((other) => isWithin(spanned, other.spanned)));
  /** @type {{ within: string[], elsewhere: string[] }} */
  const called = { within: [], elsewhere: [] };
  for (const { place, spanned } of longest) {
    const [start, end] = [spanned[0].start, spanned.at(-1)?.end ?? 0];
    const own = parts.filter((part) => part.start >= start && part.end <= end);
    if (place === NOTE) called.elsewhere.push(typedAt(start, end));
    else called.within.push(place);
    for (const part of own) {
      part.place = place !== NOTE;
      if (!part.found) part.empty = true;
    }
  }
  return called;
}

/** The first place of these terms one after another. @param {TokenPlace[]} places @param {string[]} terms */
export function inRow(places, terms) {
  const first = places.findIndex((_, at) =>
    terms.every((term, next) => {
      const place = places[at + next];
      return place?.token === term && (next === 0 || place.start <= places[at + next - 1].end + 1);
    }),
  );
  return first < 0 ? [] : places.slice(first, first + terms.length);
}

/** Whether some places are only a piece of others: loan in new loan. @param {TokenPlace[]} some @param {TokenPlace[]} others */
export function isWithin(some, others) {
  return some.length < others.length && some.every((place) => others.includes(place));
}
