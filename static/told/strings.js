/** Words with gaps that are filled in; clausebook/told/strings.py has the twin. */

/**
 * Put values into a pattern's braces, each exactly once and never inside one another.
 * @param {string} pattern @param {Record<string, string>} values
 */
export function fill(pattern, values) {
  const [first, ...rest] = pattern.split("{");
  const filled = rest.map((part) => {
    const end = part.indexOf("}");
    return values[part.slice(0, end)] + part.slice(end + 1);
  });
  return first + filled.join("");
}

/**
 * How many there are, in the words for one or for many.
 * @param {Counted} patterns @param {number} n
 */
export function counted(patterns, n) {
  return fill(n === 1 ? patterns.one : patterns.many, { n: String(n) });
}
