/** What the search page says about a search beside its hits, and what it offers without any. */
import { fill } from "../told/strings.js";
import words from "../words/search.js";
/** @import { Found } from "./engine.js" */
/** @import { Sifted } from "./facets.js" */
/** @import { SearchPanel } from "./panel.js" */

/**
 * What the search page shows: of all that is found, what passes the facets.
 * @typedef {object} Asked
 * @property {string} query
 * @property {Found} found
 * @property {number} total how many clauses are found; without a query, all
 * @property {number[]} rest what matches in part and passes the facets
 * @property {boolean} isAsked whether there is a query or a choice
 */
/** @typedef {Sifted & Asked} Answer */
/**
 * Another search: its words with another query, or without the choices of a facet, or any.
 * @typedef {{ words: string, query?: string, facet?: string }} Offer
 */

/** Characters of the query that are repeated. */
const REPEATED = 60;
/** Other words for what was typed that are told. */
const ALSO = 6;
const HAN = /\p{Script=Han}/u;

/** How many are found for what, or that none is. @param {Answer} answer */
export function summary({ query, passing, total }) {
  const { found: some, nothing } = words;
  const n = passing.length;
  const values = { query: short(query), n: String(n), total: String(total) };
  const patterns = n === 0 ? nothing : some;
  if (query === "") return fill(patterns.chosen, values);
  if (n < total) return fill(patterns.filtered, values);
  return fill(n === 1 ? some.one : patterns.many, values);
}

/** Some characters would turn the sentence around; a sentence has its own quotation marks. @param {string} query */
function short(query) {
  const visible = query.replace(/[\p{Cc}\p{Cf}]/gu, "").replace(/^["“「『]([^"“”「-』]+)["”」』]$/u, "$1");
  return visible.length > REPEATED ? `${visible.slice(0, REPEATED)}…` : visible;
}

/** @param {string[]} list */
function quoted(list) {
  const { comma, quoted: pattern } = words;
  return list.map((one) => fill(pattern, { words: one })).join(comma);
}

/**
 * The other words for what was typed, in its language.
 * @param {{typed: string, words: string[]}} of
 */
function others({ typed, words: all }) {
  return all.filter((word) => HAN.test(word) === HAN.test(typed) && word.toLowerCase() !== typed);
}

/** Typing errors that were forgiven, and words that were searched too. @param {Found} found */
export function remarks(found) {
  const { corrected, also, elsewhere, nearest, missing } = words;
  const lost = found.missing.filter((word) => word.length > 1);
  const more = found.hits.length > 0 ? [...new Set(found.also.flatMap(others))].slice(0, ALSO) : [];
  const isAll = lost.join(" ") === found.query.trim();
  return [
    ...(found.wish.elsewhere.length > 0 ? [fill(elsewhere, { words: quoted(found.wish.elsewhere) })] : []),
    ...(found.isPart ? [nearest] : []),
    ...(found.hits.length > 0 ? found.corrected.map((one) => fill(corrected, one)) : []),
    ...(more.length > 0 ? [fill(also, { words: quoted(more) })] : []),
    ...(lost.length > 0 && !isAll ? [fill(missing, { words: quoted(lost) })] : []),
  ];
}

/**
 * Searches that would find something: their words, and what they change.
 * @param {Answer} answer @param {SearchPanel} panel @returns {Offer[]}
 */
export function offers({ query, found, only, total }, panel) {
  const pattern = words;
  if (total > 0) return filterOffers(total, only, panel);
  const lost = found.missing;
  const rest = lost.reduce(without, query).replace(/\s+/gu, " ").trim();
  const isPiece = (/** @type {string} */ words) => lost.some((word) => word !== words && word.includes(words));
  const weak = found.weak.filter((one) => one.words !== rest && !isPiece(one.words));
  return [
    ...(rest === "" || rest === query
      ? []
      : [{ words: fill(pattern.drop_words, { words: quoted(lost) }), query: rest }]),
    ...weak.map(({ words: one, count }) => ({
      words: fill(pattern.weak, { words: one, n: String(count) }),
      query: one,
    })),
  ];
}

/** @param {string} query @param {string} word */
function without(query, word) {
  const at = query.indexOf(word);
  return at < 0 ? query : `${query.slice(0, at)} ${query.slice(at + word.length)}`;
}

/**
 * @param {number} total @param {Map<string, number>} only
 * @param {SearchPanel} panel @returns {Offer[]}
 */
function filterOffers(total, only, panel) {
  const { drop_filter: one, drop_filters: all } = words;
  const single = [...only].map(([name, n]) => ({
    words: fill(one, { filter: panel.facetOf(name), n: String(n) }),
    facet: name,
  }));
  if ([...only.values()].includes(total)) return single;
  return [...single, { words: fill(all, { n: String(total) }), facet: "" }];
}
