/**
 * From text to the terms of the search index.
 *
 * schema/search.md is the specification; the twin at build time is clausebook/search/tokenise.py
 * and both follow schema/vectors/tokens.json.
 */
clausebook.tokenise = (() => {
  // Blocks whose characters are read (search.md, section 1). Python and browsers know different
  // versions of Unicode; in these blocks they agree. The full-width comma is left out on purpose.
  const READ = new RegExp(
    "[\\u0000-\\u024f\\u0370-\\u052f\\u1e00-\\u1eff\\u2070-\\u218f\\u2460-\\u24ff\\u3000-\\u30ff" +
      "\\u3200-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\ufb00-\\ufb06" +
      "\\uff00-\\uff0b\\uff0d-\\uffef\\u{20000}-\\u{3fffd}]",
    "u",
  );
  // Accents, sound marks, soft hyphens, zero-width characters, variation selectors.
  const DROPPED = new RegExp(
    "[\\u00ad\\u0300-\\u036f\\u200b-\\u200d\\u2060\\u3099\\u309a\\ufe00-\\ufe0f\\ufeff" +
      "\\u{e0100}-\\u{e01ef}]",
    "gu",
  );

  const LETTER = "a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0370-\\u052f\\u1e00-\\u1eff";
  const SIGN =
    "%\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u3400-\\u4dbf\\u4e00-\\u9fff" +
    "\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
  // 2000, 2,000, 1.5 and 1:0.5; digits that continue in a letter belong to a word, such as 5g.
  const NUMBER =
    "(?:[0-9]{1,3}(?:\\.[0-9]+)?:[0-9]{1,3}(?:\\.[0-9]+)?|[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)" +
    `(?![0-9${LETTER}])`;
  const UNIT = new RegExp(`${NUMBER}|[${SIGN}]`, "gu");
  const RUN = new RegExp(`([0-9]*[${LETTER}][0-9${LETTER}]*)|(?:${UNIT.source})+`, "gu");

  const PLAIN_WORD = /^[a-z]{4,}$/;
  const VOWEL = /[aeiouy]/;
  const KEEPS_S = /(?:ss|us|is)$/;
  const DROPS_ES = /(?:ss|x|ch|sh|zz)es$/;

  /** What each character folds to, worked out when it is first met. @type {Map<string, string>} */
  const folded = new Map();

  /** @param {string} sign @returns {string} */
  function foldSign(sign) {
    let plain = folded.get(sign);
    if (plain === undefined) {
      plain = foldNewSign(sign);
      folded.set(sign, plain);
    }
    return plain;
  }

  /** @param {string} sign */
  function foldNewSign(sign) {
    if (sign.replace(DROPPED, "") === "") return "";
    if (!READ.test(sign)) return " ";
    const plain = sign.normalize("NFKD").toLowerCase().replace(DROPPED, "");
    return plain.normalize("NFC");
  }

  /**
   * Half width, lower case, no accents; one space for every character that is not read.
   * @param {string} text
   */
  function fold(text) {
    let plain = "";
    for (const sign of text) plain += foldSign(sign);
    return plain;
  }

  /**
   * Words as they stand, and runs of Chinese and numbers as lists of their units.
   * @param {string} text
   * @returns {(string | string[])[]}
   */
  function runs(text) {
    return Array.from(fold(text).matchAll(RUN), (match) => match[1] ?? units(match[0]));
  }

  /**
   * The characters of a run, where a whole number counts as one character.
   * @param {string} run
   */
  function units(run) {
    return Array.from(run.matchAll(UNIT), (match) => match[0].replaceAll(",", ""));
  }

  /**
   * The terms of a text, in their order, with repetitions.
   * @param {string} text
   */
  function tokens(text) {
    return runs(text).flatMap((run) => (typeof run === "string" ? [stem(run)] : bigrams(run)));
  }

  /**
   * Each unit with its neighbour; a unit without a neighbour stands alone.
   * @param {string[]} run
   */
  function bigrams(run) {
    return run.length === 1 ? run : run.slice(1).map((second, place) => run[place] + second);
  }

  /**
   * An English word without its ending (search.md, section 4).
   * @param {string} word
   */
  function stem(word) {
    if (!PLAIN_WORD.test(word)) return word;
    return withoutLastLetter(withoutEdAndIng(singular(word)));
  }

  /** @param {string} word */
  function singular(word) {
    if (word.endsWith("ies") && word.length > 4) return word.slice(0, -2);
    if (DROPS_ES.test(word)) return word.slice(0, -2);
    if (word.endsWith("s") && !KEEPS_S.test(word)) return word.slice(0, -1);
    return word;
  }

  /**
   * funded, funding: fund. What is left needs three letters and a vowel: bring, used stay.
   * @param {string} word
   */
  function withoutEdAndIng(word) {
    for (const ending of ["ed", "ing"]) {
      const rest = word.slice(0, -ending.length);
      const goes = word.endsWith(ending) && !word.endsWith("eed");
      if (goes && rest.length > 2 && VOWEL.test(rest)) word = rest;
    }
    return word.endsWith("eed") && word.length > 4 ? word.slice(0, -1) : word;
  }

  /**
   * license and licens, policy and polici, plann and plan, become one.
   * @param {string} word
   */
  function withoutLastLetter(word) {
    if (word.length < 4) return word;
    if (/[^aeiou]y$/.test(word)) word = `${word.slice(0, -1)}i`;
    else if (word.endsWith("e")) word = word.slice(0, -1);
    return word.length > 3 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word;
  }

  /**
   * The terms of a text with the places of their parts in it. Only the browser, which highlights,
   * needs them.
   * @param {string} text
   * @returns {TokenPlace[]}
   */
  function places(text) {
    const { plain, starts, ends } = foldWithPlaces(text);
    /** @param {RegExpExecArray} match @param {number} offset @returns {TextPart} */
    const part = (match, offset) => {
      const first = offset + match.index;
      const last = first + match[0].length - 1;
      return { text: match[0].replaceAll(",", ""), start: starts[first], end: ends[last] };
    };
    return Array.from(plain.matchAll(RUN)).flatMap((run) => {
      if (run[1]) return [{ token: stem(run[1]), parts: [part(run, 0)] }];
      return pairs(Array.from(run[0].matchAll(UNIT), (unit) => part(unit, run.index)));
    });
  }

  /** @param {TextPart[]} parts @returns {TokenPlace[]} */
  function pairs(parts) {
    const texts = bigrams(parts.map((part) => part.text));
    return texts.map((token, place) => ({ token, parts: parts.slice(place, place + 2) }));
  }

  /**
   * The folded text, and for each of its code units where its source starts and ends. A dropped
   * character, such as an accent, belongs to the character before it.
   * @param {string} text
   */
  function foldWithPlaces(text) {
    let plain = "";
    let offset = 0;
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    for (const sign of text) {
      const end = offset + sign.length;
      const folded = foldSign(sign);
      for (let unit = 0; unit < folded.length; unit++) {
        starts.push(offset);
        ends.push(end);
      }
      if (folded === "" && ends.length > 0) ends[ends.length - 1] = end;
      plain += folded;
      offset = end;
    }
    return { plain, starts, ends };
  }

  return { fold, runs, units, tokens, bigrams, stem, places };
})();
