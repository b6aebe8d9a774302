/**
 * The ways in which a clause can have the parts of a query: as typed, by another word for the same
 * thing, as a word that grows out of it, in pinyin, or as the word that was meant.
 * schema/search.md, section 6, is the specification.
 */
import { addReference, inRow, isName, isWithin, placesIn, referenceIn } from "./called.js";
import { data } from "./files.js";
import { beginning, begins, hasPostings, notes, notesBeginning, rows } from "./index.js";
import { nearest } from "./nearest.js";
import { LONGEST_QUERY, lost, read } from "./query.js";
import { asRead, elements, foldWithPlaces, learn, stem } from "./tokenise.js";
import { inDigits } from "./written.js";
/** @import { SearchRow } from "./index.js" */
/** @import { WishPart, WishWay } from "./query.js" */
/** @import { TokenPlace } from "./tokenise.js" */

/**
 * What a query asks for.
 * @typedef {object} Wish
 * @property {WishPart[]} parts
 * @property {{ typed: string, used: string }[]} corrected
 *   words that no text has, and the ones that were searched instead
 * @property {{ typed: string, concept: string, words: string[] }[]} also
 *   words that were searched as well because they mean the same, and the term for what they mean
 * @property {string[]} within terms that the clauses of the places, and of documents' numbers, have which it names
 * @property {string[]} elsewhere places that it names and of which the site has nothing
 * @property {string} number the number of a clause, where it is an address: rule 6
 * @property {string} item the number of an item, where it is a clause's address
 * @property {{ text: string, words: number }[]} lost
 *   what no text has, in whole words as typed, and how many words it is; a sign is half a word
 */

/** Letters that a word needs before longer words are searched with it. */
const SHORTEST_PREFIX = 3;
/** Letters of a stem that other words are likely to grow out of. */
const SHORTEST_ROOT = 5;
/** Letters that a half-typed word may have more than its stem: plannin and plan. */
const LONGEST_ENDING = 3;
/** What a half-typed word has after its stem; the stem's last letter may be doubled. */
const HALF_ENDING = /^(?:i|in|ing|e|ed|es|s)$/;
/** How the terms of concepts begin, and of documents' numbers. */
const CONCEPT = "≈";
const DOCUMENT = "#";
/** How much other ways to have a part count; what was typed has 1. */
const WEIGHT = { synonym: 0.6, shorter: 0.45, continued: 0.3, corrected: 0.8 };
const SYLLABLE =
  "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?ang?|i?ong|uang?|[iu]?ao|u?ai|ian|ing?|i[aeu]?|u[aion]|ui|" +
  "un|u[eo]?|eng?|ei|er?|ou?|ao|a|[uv]e?))";

/**
 * The parts of a query with all their ways, and with what was done to find them.
 *
 * What needs files that do not depend on each other is asked for at once: each round of files is
 * a journey to the server and back.
 * @param {string} query
 * @param {boolean} [learnt] whether the browser has the table of traditional characters
 * @returns {Promise<Wish>}
 */
export async function understand(query, learnt = false) {
  const folded = inDigits(foldWithPlaces(query.slice(0, LONGEST_QUERY)));
  const { typed, number, item } = await referenceIn(folded, query);
  const { plain, starts, ends } = typed;
  const { parts, places } = read(typed, query);
  const [known, others] = await Promise.all([
    rows(parts.map(({ term }) => term)),
    Promise.all(parts.map((part) => continued(part, part.end === plain.length))),
  ]);
  if (!learnt && !(await isFamiliar(plain, known))) {
    learn(await data("variants"));
    return understand(query, true);
  }
  parts.forEach((part, at) => {
    const row = known.get(part.term);
    part.found = hasPostings(row);
    part.names = isName(row);
    part.empty ||= isBegun(part, plain);
    for (const term of new Set(others[at])) {
      if (term !== part.term) part.ways.push({ terms: [term], weight: WEIGHT.continued });
    }
  });
  await Promise.all(spokenIn(parts).map((words) => addSpoken(words, words[words.length - 1].end === plain.length)));
  const last = parts.find((part) => part.end === plain.length && isHalfTyped(part));
  if (last) await addBegun(last);
  const typedAt = (/** @type {number} */ start, /** @type {number} */ end) =>
    query.slice(starts[start], ends[end - 1]);
  const { within, elsewhere } = placesIn(parts, places, known, typedAt);
  if (number) addReference(parts, number, within);
  const { corrected, meant } = await addCorrected(parts, plain);
  for (const [term, row] of await rows(meant.values())) known.set(term, row);
  const also = await addConcepts(
    parts,
    places.map((place) => ({ ...place, token: meant.get(place.token) ?? place.token })),
    known,
  );
  await keepKnown(parts);
  const asked = new Set(parts.flatMap(({ ways }) => ways.flatMap(({ terms }) => terms)));
  within.push(...[...asked].filter((term) => term.startsWith(DOCUMENT)));
  const left = lost(typed, query, parts);
  if (left.length > 0) await addSign(parts, left);
  return { parts, also, corrected, within, elsewhere, number, item, lost: lost(typed, query, parts) };
}

/**
 * A single sign that alone is left over, 租 of 租厂房, is asked for with whatever follows it.
 * @param {WishPart[]} parts @param {Wish["lost"]} left
 */
async function addSign(parts, [{ text }, ...others]) {
  const part = parts.find(({ ways, word, typed }) => ways.length === 0 && !word && typed.includes(text));
  if (!part || others.length > 0 || !/^[\u3400-\u9fff]$/u.test(text)) return;
  const longer = await beginning(part.term[part.typed.indexOf(text)]);
  part.ways = longer.map((term) => ({ terms: [term], weight: WEIGHT.continued }));
}

/** Whether a word at the end is too short yet to say what it becomes. @param {WishPart} part @param {string} plain */
function isBegun({ end, found, word }, plain) {
  return !found && word !== "" && word.length < SHORTEST_PREFIX && end === plain.length;
}

/**
 * Whether some text has each sign; if not, the query may be in traditional characters. Signs of known
 * terms need no looking up.
 * @param {string} plain @param {Map<string, SearchRow>} known
 */
async function isFamiliar(plain, known) {
  const signs = new Set(plain.match(/[\u3400-\u9fff]/gu));
  for (const [term, row] of known) {
    if (hasPostings(row)) for (const sign of term) signs.delete(sign);
  }
  return !(await Promise.all(Array.from(signs, begins))).includes(false);
}

/**
 * Words for the same thing lead to a concept, by which every part of them can be had.
 * @param {WishPart[]} parts @param {TokenPlace[]} places @param {Map<string, SearchRow>} known
 */
async function addConcepts(parts, places, known) {
  const lines = new Set([...known.values()].flatMap(notes));
  const found = [...lines].flatMap((line) => {
    const [typed, concept] = line.split("=");
    const spanned = concept?.startsWith(CONCEPT) ? inRow(places, asRead(typed)) : [];
    return spanned.length > 0 ? [{ typed, concept, spanned }] : [];
  });
  const longest = found.filter(({ spanned }) => !found.some((other) => isWithin(spanned, other.spanned)));
  loosen(parts, longest.map(({ spanned }) => spanned));
  const concepts = await rows(longest.map(({ concept }) => concept));
  for (const { concept, spanned } of [...longest, ...found.filter((one) => !longest.includes(one))]) {
    const terms = new Set(spanned.map(({ start }) => start));
    const weight = longest.some((one) => one.spanned === spanned) ? WEIGHT.synonym : WEIGHT.shorter;
    // What was typed has a term for each part, the concept one for all of them.
    for (const part of parts) {
      if (terms.has(part.start)) part.ways.push({ terms: [concept], weight, boost: weight * terms.size });
    }
  }
  return longest.map(({ typed, concept }) => ({
    typed,
    concept,
    words: notes(concepts.get(concept))[0]?.split("|") ?? [],
  }));
}

/**
 * A pair half in a concept's words only tells that they meet others, if its other half is in a pair of
 * those; one within a concept is never loose.
 * @param {WishPart[]} parts @param {TokenPlace[][]} concepts
 */
function loosen(parts, concepts) {
  const edges = concepts.map((spanned) => ({ start: spanned[0].start, end: spanned[spanned.length - 1].end }));
  for (const part of parts) {
    const { start, end, word } = part;
    if (word) continue;
    const isInside = edges.some((edge) => edge.start <= start && end <= edge.end);
    const isAcross = edges.some(
      (edge) =>
        (start < edge.start && end > edge.start && parts.some((other) => other.end === edge.start)) ||
        (start < edge.end && end > edge.end && parts.some((other) => other.start === edge.end)),
    );
    part.loose = !isInside && (part.loose || isAcross);
  }
}

/**
 * A single unit may be part of any pair, the word at the end may be half typed, and other words
 * grow out of a word.
 * @param {WishPart} part @param {boolean} last @returns {Promise<string[]>}
 */
async function continued({ term, unit, word }, last) {
  if (unit) {
    const longer = await beginning(unit);
    return longer.filter((other) => elements(other)[0]?.units[0]?.text === unit);
  }
  if (last && word.length >= SHORTEST_PREFIX) {
    return [...(await beginning(word)), ...shortened(word, 3).filter((start) => isHalf(word, start))];
  }
  if (!word || term.length < SHORTEST_ROOT) return [];
  return [...(await beginning(term)), ...shortened(word, SHORTEST_ROOT)];
}

/** Beginnings of a word, with a final y as stems have it. @param {string} word @param {number} shortest */
function shortened(word, shortest) {
  return Array.from({ length: LONGEST_ENDING }, (_, at) => word.slice(0, -1 - at)).flatMap(
    (start) => (start.length < shortest ? [] : [start, start.replace(/y$/, "i")]),
  );
}

/** Whether a word is on its way from a stem: plannin from plan, not salary from sale. @param {string} word @param {string} start */
function isHalf(word, start) {
  const ending = word.slice(start.length);
  return HALF_ENDING.test(ending) || (ending[0] === start.at(-1) && HALF_ENDING.test(ending.slice(1)));
}

/** Whether more letters may make another word, even of one that is known. @param {WishPart} part */
function isHalfTyped({ word }) {
  return word.length >= SHORTEST_PREFIX;
}

/** A half-typed word has the concepts of the words that it begins, as it will when they are typed. @param {WishPart} part */
async function addBegun(part) {
  const known = await rows(part.ways.flatMap(({ terms }) => terms));
  const lines = [...(await notesBeginning(part.word)), ...[...known.values()].flatMap(notes)];
  const led = lines.map((line) => line.split("="));
  const concepts = led.filter(([typed, term]) => term?.startsWith(CONCEPT) && asRead(typed).length === 1);
  for (const term of new Set(concepts.map(([, term]) => term))) {
    part.ways.push({ terms: [term], weight: WEIGHT.continued });
  }
}

/**
 * Words in pinyin, of which no text has one: chuangxin; and those of a syllable after each other: chuang xin.
 * @param {WishPart[]} parts @returns {WishPart[][]}
 */
function spokenIn(parts) {
  /** @type {WishPart[][]} */
  const rows = [];
  for (const part of parts) {
    const { length } = spoken(part.word);
    if (length === 0) continue;
    const row = rows[rows.length - 1];
    const last = row?.[row.length - 1];
    if (last && length === 1 && last.end + 1 === part.start && spoken(last.word).length === 1) row.push(part);
    else rows.push([part]);
  }
  return rows.filter((row) => row.some(({ found, empty }) => !found && !empty));
}

/**
 * Chinese that was typed in pinyin, as the index has it: chuang'xin, xin'yao. At the end the last
 * syllable may be half typed.
 * @param {WishPart[]} words @param {boolean} last
 */
async function addSpoken(words, last) {
  const syllables = words.flatMap(({ word }) => spoken(word));
  if (syllables.length < 2) return;
  const pairs = syllables.slice(1).map((next, at) => `${syllables[at]}'${next}`);
  const end = pairs[pairs.length - 1];
  const longer = last ? (await beginning(end)).filter((term) => term !== end) : [];
  const ways = longer.map((term) => ({ terms: [...pairs.slice(0, -1), term], weight: WEIGHT.continued }));
  for (const part of words) if (!part.found) part.ways.push({ terms: pairs, weight: 1 }, ...ways);
}

/** The syllables of a word that has nothing else. @param {string} word @returns {string[]} */
function spoken(word) {
  const whole = new RegExp(`^${SYLLABLE}+$`).test(word);
  return (whole && word.match(new RegExp(SYLLABLE, "g"))) || [];
}

/**
 * A word that no text has becomes the nearest that one has, unless it is still being typed.
 * @param {WishPart[]} parts @param {string} plain
 * @returns {Promise<{ corrected: Wish["corrected"], meant: Map<string, string> }>} with the terms of the words meant
 */
async function addCorrected(parts, plain) {
  const known = await knownOf(parts);
  const isHad = (/** @type {WishPart} */ { ways }) => ways.some((way) => isKnown(way, known));
  const wrong = parts.filter((part) => {
    const { empty, end, found, word } = part;
    if (part.ways.some((way) => way.weight === 1 && isKnown(way, known))) return false; // it is pinyin
    return word && !empty && !found && (!isHad(part) || (end < plain.length && word.length >= SHORTEST_ROOT));
  });
  /** @type {Map<string, string>} */
  const meant = new Map();
  if (wrong.length === 0) return { corrected: [], meant };
  const spellings = await data("spellings");
  const corrected = wrong.flatMap((part) => {
    const near = nearest(part.word, spellings, 1);
    const used = near || isHad(part) ? near : nearest(part.word, spellings);
    if (!used) return [];
    part.ways.push({ terms: [stem(used)], weight: WEIGHT.corrected });
    if (near && part.word.length > SHORTEST_ROOT) meant.set(part.term, stem(used)); // stuck may be no stock
    return [{ typed: part.word, used }];
  });
  return { corrected, meant };
}

/** Only ways that the index has stay. @param {WishPart[]} parts */
async function keepKnown(parts) {
  const known = await knownOf(parts);
  for (const part of parts) part.ways = part.ways.filter((way) => isKnown(way, known));
}

/** @param {WishPart[]} parts */
function knownOf(parts) {
  return rows(parts.flatMap(({ ways }) => ways.flatMap(({ terms }) => terms)));
}

/** @param {WishWay} way @param {Map<string, SearchRow>} known */
function isKnown({ terms }, known) {
  return terms.every((term) => hasPostings(known.get(term)));
}
