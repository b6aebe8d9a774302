/** Patterns of regular expressions, for whoever reads quantities; the search needs no more of them. */

/** A pattern that takes the longest of the words. @param {Iterable<string>} words */
export function either(words) {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")).join("|");
}

/** A pattern for a whole text, not for a part of it. @param {string} pattern */
export function whole(pattern) {
  return new RegExp(`^(?:${pattern})$`, "u");
}
