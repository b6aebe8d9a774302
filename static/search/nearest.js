/** The word of a list that a misspelt word most likely stands for. */
import { stem } from "./tokenise.js";

/** Letters of the shortest word that may be misspelt, and of the shortest with two slips. */
const ONE_SLIP = 4;
const TWO_SLIPS = 8;

/** A word with its letters, a bit for each. @typedef {{ text: string, letters: number }} Spelt */

/** The list that was read last, which is always the same in a page. */
let read = { text: "", words: /** @type {Spelt[][]} */ ([]) };

/** Words, each with its stem where that is another. @param {string} text */
function wordsOf(text) {
  if (text !== read.text) {
    const words = text.split(" ").filter((word) => word.length >= ONE_SLIP);
    read = { text, words: words.map((word) => [...new Set([word, stem(word)])].map(spelt)) };
  }
  return read.words;
}

/** @param {string} text @returns {Spelt} */
function spelt(text) {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return { text, letters };
}

/** Letters that one word has and another has not: each of them is a slip. @param {number} some @param {number} others */
function strange(some, others) {
  let n = 0;
  for (let left = some & ~others; left !== 0; left &= left - 1) n += 1;
  return n;
}

/**
 * The nearest word by letters added, left out, changed or swapped; empty when none is near. In a
 * word of four letters none may be changed: fuel is not feel.
 * @param {string} word @param {string} list words with spaces between them
 * @param {number} [most] slips; two in long words, one in others
 */
export function nearest(word, list, most = word.length < TWO_SLIPS ? 1 : 2) {
  if (word.length < ONE_SLIP) return "";
  const own = spelt(word);
  const change = word.length === ONE_SLIP ? 2 : 1;
  let [best, least] = ["", most + 0.5];
  for (const [other, ...roots] of wordsOf(list)) {
    if (Math.abs(other.text.length - word.length) > least + 1) continue;
    // Of equals, one with the same beginning: readers rarely miss the first letter. The texts may
    // have another form of the word: trail is near trials, because it is near trial.
    const far = other.text[0] === word[0] ? 0 : 0.4;
    for (const one of [other, ...roots]) {
      const slips = distance(own, one, change, least) + far;
      if (slips < least) [best, least] = [other.text, slips];
    }
  }
  return best;
}

/**
 * Damerau's distance between two words, where it is less than some distance; most words are given up
 * at the first look.
 * @param {Spelt} one @param {Spelt} other @param {number} change what a changed letter counts @param {number} least
 */
function distance(one, other, change, least) {
  const [a, b] = [one.text, other.text];
  const length = Math.abs(a.length - b.length);
  const letters = Math.max(strange(one.letters, other.letters), strange(other.letters, one.letters));
  if (Math.max(length, letters) >= least) return Infinity;
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, at) => at)];
  let near = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let nearest = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : change);
      row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      nearest = Math.min(nearest, row[j]);
    }
    // A swap looks back two rows.
    if (near >= least && nearest >= least) return Infinity;
    [before, last, near] = [last, row, nearest];
  }
  return last[b.length];
}
