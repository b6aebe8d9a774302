/** Whether what one types names a term: by its letters or signs, or as it is pronounced. */

/**
 * @typedef {object} Words
 * @property {string} written in all languages
 * @property {string[][]} spoken each way as syllables
 */

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * @param {string} written @param {string[]} [spoken] each way with spaces between its syllables
 * @returns {Words}
 */
export function wordsOf(written, spoken = []) {
  return { written: plain(written), spoken: spoken.map((way) => way.split(" ")) };
}

/**
 * All words that were typed begin words of the term, or stand in its signs, or are its syllables or
 * their first letters.
 * @param {string} query @param {Words} words
 */
export function isFound(query, words) {
  const typed = plain(query).split(/[\s']+/u).filter(Boolean);
  return typed.every((word) => isWritten(word, words.written)) || isSpoken(typed.join(""), words);
}

/** Signs may begin anywhere, letters only where a word does. */
function isWritten(/** @type {string} */ word, /** @type {string} */ written) {
  if (!/^[\w-]/u.test(word)) return written.includes(word);
  for (let at = written.indexOf(word); at >= 0; at = written.indexOf(word, at + 1)) {
    if (!/\w/u.test(written[at - 1] ?? "")) return true;
  }
  return false;
}

/** @param {string} typed @param {Words} words */
function isSpoken(typed, { spoken }) {
  return spoken.some((way) =>
    way.some((_, at) => {
      const rest = way.slice(at);
      const letters = rest.map((syllable) => syllable[0]).join("");
      return rest.join("").startsWith(typed) || letters.startsWith(typed);
    }),
  );
}
