/**
 * The items of a clause that answer a query by themselves: what a hit is of. No DOM.
 * schema/search.md, section 7, is the specification.
 */
import { inRow } from "./marks.js";
import { asRead, places } from "./tokenise.js";
/** @import { HitItem, HitText } from "./engine.js" */
/** @import { TokenPlace } from "./tokenise.js" */
/** @import { Wish } from "./ways.js" */

/** The share of a query that an item must have, and of what its clause has of it. */
const LEAST = 0.5;
const LEAST_OF_CLAUSE = 0.75;
/** Items that answer alike; more of them say no more than their clause. */
const MOST_ALIKE = 4;
/** How much more counts what a title says. */
const TITLE = 0.1;
/** Credits that differ by less are equal. */
const EQUAL = 1e-9;

/**
 * A clause as its hit shows it: as one of its items, where that alone answers, or with the items that
 * answer alike.
 * @param {HitText} hit @param {Wish} wish @returns {{ shown: HitText, alike: HitText[] }}
 */
export function answering(hit, wish) {
  const items = itemsOf(hit, wish).map((item) => asHit(hit, item));
  return items.length === 1 ? { shown: items[0], alike: [] } : { shown: hit, alike: items };
}

/** @param {HitText} hit @param {HitItem} item @returns {HitText} */
function asHit(hit, { id, from, to, ...own }) {
  const text = hit.text.slice(from, to);
  return {
    ...hit,
    ...own,
    id: `${hit.id}#${id}`,
    url: `${hit.url}#${id}`,
    text: text.startsWith(own.title) ? text.slice(own.title.length).trimStart() : text,
    within: hit.title,
    items: [],
  };
}

/**
 * The items that have half of a query and most of what their clause has of it, more than all else in
 * it has; of those, the ones that have most.
 * @param {HitText} hit @param {Wish} wish @returns {HitItem[]}
 */
function itemsOf({ items, text, title, where }, wish) {
  if (items.length === 0) return [];
  const found = said(text, wish);
  const around = said(`${title} ${where}`, wish);
  const isNumbered = wish.item && around.some(({ token }) => token === wish.number);
  if (isNumbered) return items.filter(({ id }) => id === wish.item);
  const isIn = (/** @type {HitItem} */ { from, to }, /** @type {TokenPlace} */ { start, end }) => from <= start && end <= to;
  const worth = (/** @type {TokenPlace[]} */ own, /** @type {string} */ name) =>
    credit([...own, ...around], wish) + TITLE * credit(said(name, wish), wish);
  const values = items.map((item) => worth(found.filter((place) => isIn(item, place)), item.title));
  const best = Math.max(...values);
  const rest = worth(found.filter((place) => !items.some((item) => isIn(item, place))), title);
  const least = Math.max(LEAST, credit([...found, ...around], wish) * LEAST_OF_CLAUSE);
  if (best <= rest + EQUAL || best < least) return [];
  const alike = items.filter((_, at) => values[at] >= best - EQUAL);
  return alike.length <= MOST_ALIKE ? alike : [];
}

/** The terms of a text with those of its words' concepts, as far as a wish asks for them. @param {string} text @param {Wish} wish */
function said(text, { also }) {
  const found = places(text);
  const concepts = also.flatMap(({ concept, typed, words }) =>
    [typed, ...words].flatMap((word) => inRow(found, asRead(word)).map((place) => ({ ...place, token: concept }))),
  );
  return [...found, ...concepts];
}

/** How much of a wish some terms are, less where it is had in other words. @param {TokenPlace[]} found @param {Wish} wish */
function credit(found, { parts }) {
  const tokens = new Set(found.map(({ token }) => token));
  const had = parts.map(({ share, ways }) => {
    const own = ways.filter(({ terms }) => terms.every((term) => tokens.has(term)));
    return own.length > 0 ? (share * (1 + Math.max(...own.map(({ weight }) => weight)))) / 2 : 0;
  });
  return had.reduce((sum, one) => sum + one, 0);
}
