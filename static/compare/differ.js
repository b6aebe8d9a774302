/**
 * Which words of a text others do not have. Texts are taken apart into words, figures and single
 * ideographs; the longest sequence that two have in common is what they share.
 */

/**
 * Part of a text: whether others lack it, whether it is a figure, and whether that is paid.
 * @typedef {{ words: string, differs: boolean, isAmount: boolean, isPaid: boolean }} Piece
 */
/** Where a figure begins and ends, and a 1 where it is paid. @typedef {[from: number, to: number, isPaid?: 1]} Amount */
/** @typedef {{ words: string, of?: string, href?: string, amounts?: Amount[] }} Line */

const TOKENS = /\p{Script=Han}|\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\s+|./gsu;
const WORD = /[\p{L}\p{N}]/u;
const IDEOGRAPH = /\p{Script=Han}/u;
/** What less is shared of is another text, not the same one with differences. */
const ALIKE = 0.4;

/** @param {string} text */
export function tokens(text) {
  return text.match(TOKENS) ?? [];
}

/**
 * The lines of each side with what no other side has in them. Lines that all sides have differ
 * nowhere; others are held against the most similar line of every other side.
 * @param {Line[][]} sides @returns {Piece[][][]}
 */
export function marked(sides) {
  return sides.map((lines, at) => {
    const others = sides.filter((_, other) => other !== at);
    return lines.map((line) => pieces(line, others.map((other) => closest(line, other))));
  });
}

/** Whether all sides say the same. @param {Line[][]} sides */
export function isSame(sides) {
  const said = sides.map((lines) => JSON.stringify(lines.map(({ words, of = "" }) => [of, words])));
  return said.every((each) => each === said[0]);
}

/** The words of the most similar line; empty where none is alike. @param {Line} line @param {Line[]} among */
function closest({ words, of = "" }, among) {
  const own = tokens(words);
  let found = "";
  let most = 0;
  for (const other of among) {
    // What is said of the same case belongs together, however it differs.
    const share = alike(own, tokens(other.words)) + (of && of === other.of ? 1 : 0);
    if (share >= ALIKE && share > most) [found, most] = [other.words, share];
  }
  return found;
}

/** How much two texts share of the words that both have together. @param {string[]} one @param {string[]} other */
function alike(one, other) {
  const words = (/** @type {string[]} */ of) => of.filter((token) => WORD.test(token));
  const [a, b] = [words(one), words(other)];
  return a.length + b.length === 0 ? 1 : (2 * shared(a, b).size) / (a.length + b.length);
}

/** @param {Line} line @param {string[]} others @returns {Piece[]} */
function pieces({ words, amounts = [] }, others) {
  const own = tokens(words);
  const differs = own.map(() => false);
  for (const other of others) {
    const kept = shared(own, tokens(other));
    own.forEach((_, at) => (differs[at] ||= !kept.has(at)));
  }
  closeGaps(own, differs);
  wholeAmounts(own, differs, amounts);
  let at = 0;
  /** @type {Piece[]} */
  const found = [];
  own.forEach((token, index) => {
    const amount = amounts.find(([from, to]) => from <= at && at < to);
    const [isAmount, isPaid] = [amount !== undefined, amount?.[2] === 1];
    at += token.length;
    const last = found.at(-1);
    if (last?.differs === differs[index] && last.isAmount === isAmount && last.isPaid === isPaid) last.words += token;
    else found.push({ words: token, differs: differs[index], isAmount, isPaid });
  });
  return found;
}

/**
 * What stands between words that differ goes with them: spaces, signs, a single ideograph.
 * @param {string[]} own @param {boolean[]} differs
 */
function closeGaps(own, differs) {
  const shared = own.map((_, at) => !differs[at]);
  own.forEach((token, at) => {
    if (IDEOGRAPH.test(token)) differs[at] = !shared[at] || (shared[at - 1] === false && shared[at + 1] === false);
  });
  const words = own.flatMap((token, at) => (WORD.test(token) ? [at] : []));
  if (words.length > 0 && words.every((at) => differs[at])) differs.fill(true);
  else own.forEach((token, at) => {
    if (WORD.test(token)) return;
    const before = words.filter((place) => place < at).at(-1) ?? -1;
    const after = words.find((place) => place > at) ?? -1;
    differs[at] = differs[before] === true && differs[after] === true;
  });
}

/** An amount differs as a whole. @param {string[]} own @param {boolean[]} differs @param {Amount[]} amounts */
function wholeAmounts(own, differs, amounts) {
  let end = 0;
  const ends = own.map((token) => (end += token.length));
  for (const [from, to] of amounts) {
    const places = ends.flatMap((last, at) => (last > from && last - own[at].length < to ? [at] : []));
    if (places.some((at) => differs[at])) for (const at of places) differs[at] = true;
  }
}

/** The places in the first of what both have in the same order, as much as possible. @param {string[]} one @param {string[]} other */
function shared(one, other) {
  const width = other.length + 1;
  const longest = new Uint16Array((one.length + 1) * width);
  for (let a = one.length - 1; a >= 0; a--) {
    for (let b = other.length - 1; b >= 0; b--) {
      longest[a * width + b] =
        one[a] === other[b]
          ? longest[(a + 1) * width + b + 1] + 1
          : Math.max(longest[(a + 1) * width + b], longest[a * width + b + 1]);
    }
  }
  /** @type {Set<number>} */
  const places = new Set();
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    if (one[a] === other[b]) {
      places.add(a);
      a++;
      b++;
    } else if (longest[(a + 1) * width + b] >= longest[a * width + b + 1]) a++;
    else b++;
  }
  return places;
}
