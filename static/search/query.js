/**
 * From what a reader types to the parts of a query. What is typed becomes terms by
 * clausebook.tokenise and nothing else: it never reaches lunr's query language, in which
 * 2024:有效期 is an error and -水 excludes. schema/search.md, section 6, is the specification.
 */
import { CURRENCY, elements, figures, terms } from "./tokenise.js";
/** @import { TextPart, TokenPlace } from "./tokenise.js" */
/** @import { Typed } from "./written.js" */

/**
 * One way to have a part of a query: a clause needs all these terms.
 * @typedef {object} WishWay
 * @property {string[]} terms
 * @property {number} weight what the way counts; 1 is what was typed
 * @property {number} [boost] what its terms count for lunr, where that is another number
 */
/**
 * A word of a query, or a pair of signs.
 * @typedef {object} WishPart
 * @property {string} term
 * @property {string} typed
 * @property {number} start
 * @property {number} end
 * @property {string} word as it was typed; empty for signs
 * @property {string} unit the sign or number, where it stands alone
 * @property {boolean} counts whether it is a number that a word beside it tells the meaning of: phase 3
 * @property {boolean} empty whether it tells nothing about the answer, such as 多少 and the
 * @property {boolean} found
 * @property {boolean} loose whether it only stands where words meet: 品在 in 产品在产
 * @property {boolean} place whether it names a place of which the site has clauses
 * @property {boolean} names whether clauses are called by it, such as their place or number
 * @property {number} share how much of the query it is, from 0 to 1, once that is known
 * @property {WishWay[]} ways
 */

/** Characters of a query that count. Nobody types more, and hostile input stays cheap. */
export const LONGEST_QUERY = 200;
/** A number that can only be a sum. */
const SUM = /(?:[1-9][0-9]{1,2},[0-9]{3}|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[1-9][0-9]*0000)(?![0-9.,:%万亿百千]|[a-z])/gu;
/** What a word counts inside a figure: 2 million is not 20 million. */
const IN_FIGURE = 0.3;

/** Words of questions, which tell nothing about the answer. */
const EMPTY_WORDS = new Set(
  (
    "a about all am an and any are as at be been before but by can could did do does for from get gets " +
    "getting give gives going got had has have how i if in into is it its just like long make many may " +
    "me might much must my need no not now of on or our please should so some soon than that the their " +
    "them then there these they this those to too up us want was we were what when where whether which " +
    "who whose why will with would you your"
  ).split(" "),
);
const EMPTY_PAIRS =
  /[的了吗呢么我你您们吧啊怎哪什谁是这那很就]|可以|多少|少钱|能拿|拿多|如何|请问|能否|没有|有没|想要|需要|一下|时候|还能|能不|不能|有多/u;
/** Signs that only join words. */
const JOINING = /[在和与及或被也都又]/u;
/** Signs that tell nothing by themselves where they join or open words. */
const EMPTY_SIGN =
  /[的了吗呢么我你您们吧啊怎哪什谁是这那很就在和与及对有要能给到想拿做办买可会去从为用把被让请问多少不没还再也都又太后前上下里内个些几先才只得过来吃]/u;

/**
 * Words, and pairs of signs as they are read, each once, and all of them in their order. What is
 * written otherwise, and the figure in which a part stands, are other ways to have it.
 * @param {Typed} typed the folded query @param {string} query as it was typed
 * @returns {{parts: WishPart[], places: TokenPlace[]}}
 */
export function read(typed, query) {
  const { plain } = typed;
  /** @type {Map<string, WishPart>} */
  const parts = new Map();
  /** @type {TokenPlace[]} */
  const places = [];
  /** @type {TokenPlace[]} */
  const written = [];
  for (const element of elements(plain)) {
    const { word, units } = element;
    const pairs = Math.max(1, units.length - 1);
    terms(element).forEach((place, at) => {
      (at < pairs ? places : written).push(place);
      if (at >= pairs || parts.has(place.token)) return;
      parts.set(place.token, typedPart(place, word, units, typedAt(typed, query, place)));
    });
  }
  const found = [...parts.values()];
  for (const place of written) {
    for (const part of at(place, found)) part.ways.push({ terms: [place.token], weight: 1 });
  }
  const said = figures(plain);
  for (const place of [...said, ...sums(plain, said)]) addFigure(place, at(place, found));
  return { parts: found, places };
}

/** What was typed at a place of the folded query. @param {Typed} typed @param {string} query @param {{start: number, end: number}} place */
function typedAt({ starts, ends }, query, { start, end }) {
  return query.slice(starts[start], ends[end - 1]).trim();
}

/** Large numbers that no word tells what they are: 20,000,000. @param {string} plain @param {TokenPlace[]} said @returns {TokenPlace[]} */
function sums(plain, said) {
  return Array.from(plain.matchAll(SUM), (match) => ({
    token: CURRENCY + match[0].replaceAll(",", ""),
    start: match.index,
    end: match.index + match[0].length,
  })).filter(({ start, end }) => !said.some((figure) => figure.start < end && start < figure.end));
}

/** @param {TokenPlace} place @param {string} word @param {TextPart[]} units @param {string} typed @returns {WishPart} */
function typedPart({ token, start, end }, word, units, typed) {
  return {
    term: token,
    typed,
    start,
    end,
    word,
    unit: units.length === 1 ? token : "",
    counts: false,
    empty: word ? isEmpty(word) : EMPTY_PAIRS.test(token),
    found: false,
    names: false,
    share: 0,
    place: false,
    loose: !word && units.length > 1 && JOINING.test(token),
    ways: [{ terms: [token], weight: 1 }],
  };
}

/** A letter alone is what an apostrophe leaves of a word. @param {string} word */
function isEmpty(word) {
  return EMPTY_WORDS.has(word) || /^[a-z]$/.test(word);
}

/** The parts that stand where a term stands, or partly. @param {TokenPlace} place @param {WishPart[]} parts */
function at({ start, end }, parts) {
  return parts.filter((part) => part.start < end && start < part.end);
}

/** @param {TokenPlace} place @param {WishPart[]} parts */
function addFigure({ token }, parts) {
  for (const part of parts) {
    part.counts ||= parts.length > 1 && /^[0-9]/.test(part.unit);
    part.ways[0].weight = IN_FIGURE;
    part.ways.push({ terms: [token], weight: 1, boost: parts.length });
  }
}

/**
 * What is in no known part: words, and signs between them that say something, told as whole words. In
 * 办展会津贴 the pairs 办展 and 会津 are unknown, and yet only 办 is lost, which says nothing alone.
 * @param {Typed} typed the folded query @param {string} query as it was typed @param {WishPart[]} parts
 * @returns {{text: string, words: number}[]} with the number of words it is; a sign is half of one
 */
export function lost(typed, query, parts) {
  const { plain } = typed;
  let rest = plain;
  const known = new Set(parts.flatMap(({ empty, term, ways }) => (ways.length > 0 || empty ? [term] : [])));
  for (const { end, start, token } of elements(plain).flatMap(terms)) {
    if (known.has(token)) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  }
  /** @type {{ start: number, end: number, words: number }[]} */
  const found = [];
  for (const { end, start, units, word } of elements(rest)) {
    const words = word ? Number(!isEmpty(word)) : units.filter(({ text }) => !EMPTY_SIGN.test(text)).length / 2;
    if (words === 0) continue;
    const whole = word ? { start, end } : wholeWords(plain, { start, end }, parts);
    const last = found.at(-1);
    if (last && whole.start < last.end) {
      last.end = Math.max(last.end, whole.end);
      last.words += words;
    } else found.push({ ...whole, words });
  }
  return found.map(({ words, ...place }) => ({ text: typedAt(typed, query, place), words }));
}

/**
 * The words to which some signs belong, where the browser can tell words apart: those that they stand
 * in, and signs beside them that are no words by themselves, such as 新 of 新能源 and 店 of 火锅店.
 * @param {string} plain @param {{ start: number, end: number }} signs @param {WishPart[]} parts
 */
function wholeWords(plain, { start, end }, parts) {
  const run = elements(plain).find((one) => one.start <= start && end <= one.end);
  if (!run || !("Segmenter" in Intl)) return { start, end };
  const isMeant = (/** @type {number} */ at) =>
    parts.some((part) => part.start <= at && at < part.end && part.ways.some(({ terms: [term] }) => term.startsWith("≈")));
  const words = Array.from(
    new Intl.Segmenter(undefined, { granularity: "word" }).segment(plain.slice(run.start, run.end)),
    ({ index, segment }) => ({ start: run.start + index, end: run.start + index + segment.length }),
  );
  const isHalf = (/** @type {{ start: number, end: number }} */ word) =>
    word.end - word.start === 1 && !EMPTY_SIGN.test(plain[word.start]) && !isMeant(word.start);
  const own = words.map((word) => word.start < end && start < word.end && !isMeant(word.start));
  let [first, last] = [own.indexOf(true), own.lastIndexOf(true)];
  if (first < 0) return { start, end };
  while (first > 0 && isHalf(words[first - 1])) first -= 1;
  while (last < words.length - 1 && isHalf(words[last + 1])) last += 1;
  return { start: Math.min(start, words[first].start), end: Math.max(end, words[last].end) };
}
