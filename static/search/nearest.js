/** The word of a list that a misspelt word most likely stands for. */
import { stem } from "./tokenise.js";

/** Letters of the shortest word that may be misspelt, and of the shortest with two slips. */
const ONE_SLIP = 4;
const TWO_SLIPS = 8;

/**
 * The nearest word by letters added, left out, changed or swapped; empty when none is near. In a
 * word of four letters none may be changed: fuel is not feel.
 * @param {string} word @param {string[]} words
 */
export function nearest(word, words) {
  if (word.length < ONE_SLIP) return "";
  const change = word.length === ONE_SLIP ? 2 : 1;
  let [best, least] = ["", word.length < TWO_SLIPS ? 1.5 : 2.5];
  for (const other of words) {
    if (other.length < ONE_SLIP || Math.abs(other.length - word.length) > least + 1) continue;
    // Of equals, one with the same beginning: readers rarely miss the first letter. The texts may
    // have another form of the word: trail is near trials, because it is near trial.
    const near = Math.min(distance(word, other, change), distance(word, stem(other), change));
    const slips = near + (other[0] === word[0] ? 0 : 0.4);
    if (slips < least) [best, least] = [other, slips];
  }
  return best;
}

/** Damerau's distance between two words. @param {string} a @param {string} b @param {number} change what a changed letter counts */
function distance(a, b, change) {
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : change);
      row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
