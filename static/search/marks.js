/**
 * Finding a query's matches again in a text, to mark them and to choose what to show. The index
 * stores no places: the texts that are shown are read once more. No DOM. schema/search.md, section 7.
 */
import { asRead, places } from "./tokenise.js";
/** @import { TokenPlace } from "./tokenise.js" */
/** @import { Wish } from "./ways.js" */

/** An excerpt is cut between words unless a word is longer than this. */
const LONGEST_WORD = 30;

/**
 * The spans of a text that match a wish, in order and apart from each other.
 * @param {string} text
 * @param {Wish} wish
 * @returns {[number, number][]}
 */
export function highlights(text, wish) {
  /** @type {[number, number][]} */
  const spans = [];
  for (const { start, end } of matches(text, wish)) {
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

/**
 * Every place where a text matches a wish, in the order of their starts.
 * @param {string} text
 * @param {Wish} wish
 */
function matches(text, wish) {
  const marked = markedTerms(wish);
  const found = places(text);
  const said = wish.also.flatMap(({ words }) => words.flatMap((word) => inRow(found, asRead(word))));
  return [...found.filter(({ token }) => marked.has(token)), ...said].sort(
    (a, b) => a.start - b.start,
  );
}

/** Where terms stand one after another. @param {TokenPlace[]} found @param {string[]} terms @returns {TokenPlace[]} */
export function inRow(found, terms) {
  return found.flatMap(({ start, token }, at) => {
    const last = found[at + terms.length - 1];
    const all = terms.every((term, place) => found[at + place]?.token === term);
    return all ? [{ token, start, end: last.end }] : [];
  });
}

/**
 * What a wish looks for, and for a single unit, such as 水, the unit and not its pairs. A number of a
 * figure is marked with its word only: phase III is no rule 3.
 * @param {Wish} wish
 */
function markedTerms({ parts }) {
  const telling = parts.filter(({ empty, loose }) => !empty && !loose);
  return new Set(
    telling.flatMap(({ counts, term, unit, ways }) => [
      ...(counts ? [] : [term]),
      ...(unit ? [] : ways.flatMap(({ terms }) => terms)),
    ]),
  );
}

/**
 * Start and end of the part of a text that shows most of a wish, about so many characters long.
 * @param {string} text
 * @param {Wish} wish
 * @param {number} size
 * @returns {[number, number]}
 */
export function excerpt(text, wish, size) {
  if (text.length <= size) return [0, text.length];
  const before = Math.floor(size / 4);
  const densest = densestStart(matches(text, wish), size - before);
  const start = Math.min(Math.max(0, densest - before), text.length - size);
  return [boundary(text, start), boundary(text, start + size)];
}

/**
 * Where the window starts in which the most different tokens match, of those the one where they
 * stand closest.
 * @param {TokenPlace[]} found
 * @param {number} room
 */
function densestStart(found, room) {
  let [start, most, least] = [0, 0, Infinity];
  found.forEach((first, at) => {
    /** @type {Set<string>} */
    const inside = new Set();
    let end = first.start;
    for (let next = at; next < found.length && found[next].start < first.start + room; next++) {
      if (!inside.has(found[next].token)) end = found[next].end;
      inside.add(found[next].token);
    }
    const length = end - first.start;
    if (inside.size < most || (inside.size === most && length >= least)) return;
    [start, most, least] = [first.start, inside.size, length];
  });
  return start;
}

/**
 * The nearest place before which a word or a character ends.
 * @param {string} text
 * @param {number} at
 */
function boundary(text, at) {
  for (let place = at; place > Math.max(0, at - LONGEST_WORD); place--) {
    const around = text.slice(place - 1, place + 1);
    if (!/^(?:\w\w|[\ud800-\udbff][\udc00-\udfff])$/.test(around)) return place;
  }
  return at < LONGEST_WORD ? 0 : at;
}
