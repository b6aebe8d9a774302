/**
 * What a query asks for: parts, each of which a clause can have in several ways.
 *
 * What the reader types becomes terms by clausebook.tokenise and nothing else: it never reaches
 * lunr's query language, in which 2024:有效期 is an error and -药 excludes. schema/search.md,
 * section 6, is the specification.
 */
clausebook.searchQuery = (() => {
  const { elements, figures, fold, learn, stem, terms, tokens } = clausebook.tokenise;
  const { beginning, begins, data, hasPostings, notes, rows } = clausebook.searchIndex;

  /** Characters of a query that count. Nobody types more, and hostile input stays cheap. */
  const LONGEST_QUERY = 200;
  /** Letters that a word needs before longer words are searched with it. */
  const SHORTEST_PREFIX = 2;
  /** Letters that a half-typed word may have more than its stem: plannin and plan. */
  const LONGEST_ENDING = 3;
  /** The field of what clauses are called by, in the index. */
  const NAME = 2;
  /** How much other ways to have a part count; what was typed has 1. */
  const WEIGHT = { synonym: 0.6, continued: 0.3, corrected: 0.8, inFigure: 0.3 };

  /** Words of questions, which tell nothing about the answer. */
  const EMPTY_WORDS = new Set(
    (
      "a about an and any are as at be by can do does for from get give has have how i if in into is it " +
      "its me much many my need of on or our so some than that the their there these this to us was we " +
      "what when where which who will with would you your"
    ).split(" "),
  );
  const EMPTY_PAIRS =
    /[的了吗呢么我你您们吧啊怎哪什谁是这那很就]|可以|多少|少钱|能拿|拿多|如何|请问|能否|没有|有没|想要|需要|一下/u;
  /** Signs that tell nothing by themselves where they join or open words. */
  const EMPTY_SIGN = /[的了吗呢么我你您们吧啊怎哪什谁是这那很就在和与及对有要能给到想拿做办买可会去从为用把被让请问多少]/u;
  const SYLLABLE =
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?ang?|i?ong|uang?|[iu]?ao|u?ai|ian|ing?|i[aeu]?|u[aion]|ui|" +
    "un|u[eo]?|eng?|ei|er?|ou?|ao|a|[uv]e?))";

  /**
   * The parts of a query, with what was done to find them.
   * @param {string} query
   * @returns {Promise<Wish>}
   */
  async function understand(query) {
    const text = query.slice(0, LONGEST_QUERY);
    await learnVariants(text);
    const plain = fold(text);
    const parts = typedParts(plain);
    const known = await rows(parts.map(({ term }) => term));
    for (const part of parts) {
      const row = known.get(part.term);
      part.found = hasPostings(row);
      part.names = Boolean(row?.[NAME]) && !/[0-9]/.test(part.term);
    }
    const also = await addConcepts(parts, known);
    const wish = { parts, also, corrected: [], missing: [], unknown: 0 };
    await Promise.all([addContinued(plain, parts), addSpoken(parts)]);
    await addCorrected(wish);
    await keepKnown(wish);
    wish.unknown = unknown(plain, parts);
    return wish;
  }

  /** Traditional characters are learnt when a query has a character that no text has. @param {string} text */
  async function learnVariants(text) {
    const signs = new Set(fold(text).match(/[\u3400-\u9fff]/gu));
    const known = await Promise.all(Array.from(signs, begins));
    if (known.includes(false)) learn(await data("variants"));
  }

  /**
   * Words, and pairs of signs as they are read. What is written otherwise, and the figure in which a
   * part stands, are other ways to have it.
   * @param {string} plain a folded query
   */
  function typedParts(plain) {
    /** @type {Map<string, WishPart>} */
    const parts = new Map();
    /** @type {TokenPlace[]} */
    const written = [];
    for (const element of elements(plain)) {
      const { word, units } = element;
      const read = Math.max(1, units.length - 1);
      terms(element).forEach((place, at) => {
        if (at >= read) written.push(place);
        else if (!parts.has(place.token)) parts.set(place.token, typedPart(place, word, units, plain));
      });
    }
    const found = [...parts.values()];
    for (const place of written) {
      for (const part of at(place, found)) part.ways.push({ terms: [place.token], weight: 1 });
    }
    for (const place of figures(plain)) addFigure(place, at(place, found));
    return found;
  }

  /** The parts that stand where a term stands, or partly. @param {TokenPlace} place @param {WishPart[]} parts */
  function at({ start, end }, parts) {
    return parts.filter((part) => part.start < end && start < part.end);
  }

  /** The parts of a figure say little by themselves: RMB 2 million is not RMB 20 million. @param {TokenPlace} place @param {WishPart[]} parts */
  function addFigure({ token }, parts) {
    for (const part of parts) {
      part.ways[0].weight = WEIGHT.inFigure;
      part.ways.push({ terms: [token], weight: 1, boost: parts.length });
    }
  }

  /** @param {TokenPlace} place @param {string} word @param {TextPart[]} units @param {string} plain @returns {WishPart} */
  function typedPart({ token, start, end }, word, units, plain) {
    return {
      term: token,
      typed: plain.slice(start, end).trim(),
      start,
      end,
      word,
      unit: units.length === 1 ? token : "",
      empty: word ? EMPTY_WORDS.has(word) : EMPTY_PAIRS.test(token),
      found: false,
      names: false,
      ways: [{ terms: [token], weight: 1 }],
    };
  }

  // --- other ways ----------------------------------------------------------------------------

  /**
   * Words for the same thing lead to a concept, by which every part of them can be had.
   * @param {WishPart[]} parts @param {Map<string, SearchRow>} known
   */
  async function addConcepts(parts, known) {
    const found = [...known.values()].flatMap(notes).flatMap((line) => {
      const [typed, concept] = line.split("=");
      const spanned = inRow(parts, tokens(typed));
      return concept && spanned ? [{ typed, concept, spanned }] : [];
    });
    const longest = found.filter(({ spanned }) => !found.some((other) => isWithin(spanned, other.spanned)));
    const concepts = await rows(longest.map(({ concept }) => concept));
    return longest.map(({ typed, concept, spanned }) => {
      // What was typed has a term for each part, the concept one for all of them.
      const boost = WEIGHT.synonym * spanned.length;
      for (const part of spanned) {
        part.ways.push({ terms: [concept], weight: WEIGHT.synonym, boost });
      }
      return { typed, words: notes(concepts.get(concept))[0]?.split("|") ?? [] };
    });
  }

  /** The parts that have these terms one after another; null when they do not. @param {WishPart[]} parts @param {string[]} terms */
  function inRow(parts, terms) {
    const first = parts.findIndex(({ term }) => term === terms[0]);
    const spanned = parts.slice(first, first + terms.length);
    const inOrder = spanned.every(
      ({ start, term }, at) => term === terms[at] && (at === 0 || start <= spanned[at - 1].end + 1),
    );
    return first >= 0 && spanned.length === terms.length && inOrder ? spanned : null;
  }

  /** Whether some parts are only a piece of others: drugs in new drug loan. @param {WishPart[]} some @param {WishPart[]} others */
  function isWithin(some, others) {
    return some.length < others.length && some.every((part) => others.includes(part));
  }

  /**
   * A single unit may be part of any pair, and the word at the end may be half typed.
   * @param {string} plain @param {WishPart[]} parts
   */
  async function addContinued(plain, parts) {
    await Promise.all(
      parts.map(async (part) => {
        const typing = part.word.length >= SHORTEST_PREFIX && part.end === plain.length;
        const family = part.word && part.term.length >= 5;
        if (!typing && !part.unit && !family) return;
        const longer = await beginning(part.unit || (typing ? part.word : part.term));
        const shorter = typing || family ? shortened(part.word) : [];
        for (const term of new Set([...longer, ...shorter])) {
          const whole = typing || family || elements(term)[0]?.units[0]?.text === part.unit;
          if (whole && term !== part.term) part.ways.push({ terms: [term], weight: WEIGHT.continued });
        }
      }),
    );
  }

  /** Stems that a half-typed word is on its way from: plannin to plan, applyin to appli. @param {string} word */
  function shortened(word) {
    return Array.from({ length: LONGEST_ENDING }, (_, at) => word.slice(0, -1 - at)).flatMap(
      (start) => (start.length < 3 ? [] : [start, start.replace(/y$/, "i")]),
    );
  }

  /** Chinese that was typed in pinyin, as the index has it: chuang'xin, xin'yao. @param {WishPart[]} parts */
  async function addSpoken(parts) {
    for (const part of parts) {
      const syllables = part.found ? [] : spoken(part.word);
      if (syllables.length > 1) {
        const pairs = syllables.slice(1).map((next, at) => `${syllables[at]}'${next}`);
        part.ways.push({ terms: pairs, weight: 1 });
      }
    }
  }

  /** The syllables of a word that has nothing else. @param {string} word @returns {string[]} */
  function spoken(word) {
    const whole = new RegExp(`^${SYLLABLE}+$`).test(word);
    return (whole && word.match(new RegExp(SYLLABLE, "g"))) || [];
  }

  /** A word that no text has becomes the nearest that one has. @param {Wish} wish */
  async function addCorrected(wish) {
    const known = await rows(wish.parts.flatMap(({ ways }) => ways.flatMap(({ terms }) => terms)));
    const lost = wish.parts.filter(
      ({ ways, word }) =>
        word && !ways.some(({ terms }) => terms.every((term) => hasPostings(known.get(term)))),
    );
    if (lost.length === 0) return;
    const spellings = (await data("spellings")).split(" ");
    for (const part of lost) {
      const used = clausebook.nearest(part.word, spellings);
      if (!used) continue;
      part.ways.push({ terms: [stem(used)], weight: WEIGHT.corrected });
      wish.corrected.push({ typed: part.word, used });
    }
  }

  /** Only ways that the index has stay. @param {Wish} wish */
  async function keepKnown(wish) {
    const known = await rows(wish.parts.flatMap(({ ways }) => ways.flatMap(({ terms }) => terms)));
    const has = (/** @type {string} */ term) => hasPostings(known.get(term));
    for (const part of wish.parts) {
      part.ways = part.ways.filter(({ terms }) => terms.every(has));
      if (part.ways.length === 0 && !part.empty) wish.missing.push(part.typed);
    }
  }

  /**
   * How many words nobody has. A sign without a place in any known pair is half a word: in 办展会津贴
   * the pairs 办展 and 会津 are unknown, and yet only 办 is.
   * @param {string} plain @param {WishPart[]} parts
   */
  function unknown(plain, parts) {
    let rest = plain;
    for (const { start, end, ways } of parts) {
      if (ways.length > 0) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
    }
    const lost = elements(rest).map(({ word, units }) =>
      word ? Number(!EMPTY_WORDS.has(word)) : units.filter(({ text }) => !EMPTY_SIGN.test(text)).length / 2,
    );
    return lost.reduce((sum, words) => sum + words, 0);
  }

  return { LONGEST_QUERY, understand };
})();
