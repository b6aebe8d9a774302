/**
 * Searching an index that clausebook/search/index.py built, with lunr.js, and finding the matches
 * again in a text to highlight them. No DOM. Described in schema/search.md, sections 6 and 7.
 *
 * What the reader types becomes terms by clausebook.tokenise and nothing else: it never reaches
 * lunr's query language, in which 2024:有效期 is an error and -药 excludes.
 */
clausebook.searchEngine = (() => {
  const { fold, places, runs, tokens } = clausebook.tokenise;

  /** Characters of a query that count. Nobody types more, and hostile input stays cheap. */
  const LONGEST_QUERY = 200;
  /** Letters that a word needs before longer words are searched with it. */
  const SHORTEST_PREFIX = 2;
  /** Letters that a half-typed word may have more than its stem: plannin and plan. */
  const LONGEST_ENDING = 3;
  /** The weight of terms that continue or contain what was typed; the terms themselves have 1. */
  const EXPANDED = 0.3;
  /** An excerpt is cut between words unless a word is longer than this. */
  const LONGEST_WORD = 30;

  /** @type {Map<string, OpenIndex>} */
  const opened = new Map();

  /**
   * The index that is registered under a name, loaded by lunr when it is first asked for.
   * @param {string} name
   * @returns {OpenIndex}
   */
  function open(name) {
    const known = opened.get(name);
    if (known) return known;
    const data = /** @type {SerialisedIndex} */ (clausebook.registered.get(name));
    const index = lunr.Index.load(data);
    // Every clause of our queries is a term of the index, so nothing is left to look up in lunr's
    // own set of terms, which confuses terms with digits: schema/search.md, section 5.
    index.tokenSet = { intersect: (wanted) => wanted };
    const ready = { index, terms: new Set(data.invertedIndex.map(([term]) => term)) };
    opened.set(name, ready);
    return ready;
  }

  /**
   * The hits of a query, best first. What matches any part of the query is a hit.
   * @param {string} name the index
   * @param {string} query what the reader typed
   * @param {number} [limit]
   * @returns {{ref: string, score: number}[]}
   */
  function search(name, query, limit) {
    const clauses = clausesOf(name, query);
    if (clauses.length === 0) return [];
    const hits = open(name).index.query((wanted) => {
      for (const { term, boost } of clauses) wanted.term(term, { boost, usePipeline: false });
    });
    return hits.slice(0, limit).map(({ ref, score }) => ({ ref, score }));
  }

  /**
   * The terms of the index that a query stands for, each once, with their weights.
   * @param {string} name
   * @param {string} query
   * @returns {{term: string, boost: number}[]}
   */
  function clausesOf(name, query) {
    const { terms } = open(name);
    const wish = understand(query);
    const exact = Array.from(wish.tokens).filter((term) => terms.has(term));
    const expanded = Array.from(terms).filter(
      (term) => !wish.tokens.has(term) && (continues(wish, term) || contains(wish, term)),
    );
    return [
      ...exact.map((term) => ({ term, boost: 1 })),
      ...expanded.map((term) => ({ term, boost: EXPANDED })),
    ];
  }

  /**
   * What a query asks for: whole tokens; units that stand alone, such as 药 or 30, because they may
   * be part of any pair; and the word that is still being typed.
   * @param {string} query
   * @returns {Wish}
   */
  function understand(query) {
    const text = query.slice(0, LONGEST_QUERY);
    const found = runs(text);
    const alone = found.flatMap((run) => (typeof run !== "string" && run.length === 1 ? run : []));
    const last = found.at(-1);
    const typing = typeof last === "string" && fold(text).endsWith(last);
    return {
      tokens: new Set(tokens(text)),
      units: alone,
      prefix: typing && last.length >= SHORTEST_PREFIX ? last : "",
    };
  }

  /**
   * Whether a term is what the half-typed word may become. The word can already be longer than the
   * stem: plannin and applyin are on their way to planning and applying, stems plan and appli.
   * @param {Wish} wish
   * @param {string} term
   */
  function continues({ prefix }, term) {
    if (prefix === "") return false;
    if (term.startsWith(prefix)) return true;
    if (term.length < 3 || prefix.length > term.length + LONGEST_ENDING) return false;
    return prefix.startsWith(term) || prefix.startsWith(term.replace(/i$/, "y"));
  }

  /** @param {Wish} wish @param {string} term */
  function contains({ units }, term) {
    if (!units.some((unit) => term.includes(unit))) return false;
    const [run] = runs(term);
    return typeof run !== "string" && units.some((unit) => run.includes(unit));
  }

  /**
   * The spans of a text that match a query, in order and apart from each other.
   * @param {string} text
   * @param {string} query
   * @returns {[number, number][]}
   */
  function highlights(text, query) {
    /** @type {[number, number][]} */
    const spans = [];
    for (const { start, end } of matches(text, query)) {
      const last = spans.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else spans.push([start, end]);
    }
    return spans;
  }

  /**
   * Every place where a text matches a query, in the order of their starts.
   * @param {string} text
   * @param {string} query
   * @returns {TextPart[]}
   */
  function matches(text, query) {
    const wish = understand(query);
    return places(text).flatMap(({ token, parts }) => {
      if (wish.tokens.has(token) || continues(wish, token)) {
        return [{ text: token, start: parts[0].start, end: parts[parts.length - 1].end }];
      }
      return parts.filter((part) => wish.units.includes(part.text));
    });
  }

  /**
   * Start and end of the part of a text that shows most of a query, about so many characters long.
   * @param {string} text
   * @param {string} query
   * @param {number} size
   * @returns {[number, number]}
   */
  function excerpt(text, query, size) {
    if (text.length <= size) return [0, text.length];
    const before = Math.floor(size / 4);
    const densest = densestStart(matches(text, query), size - before);
    const start = Math.min(Math.max(0, densest - before), text.length - size);
    return [boundary(text, start), boundary(text, start + size)];
  }

  /**
   * Where the window starts in which the most different tokens match.
   * @param {TextPart[]} found
   * @param {number} room
   */
  function densestStart(found, room) {
    let [start, most, next] = [0, 0, 0];
    /** @type {Map<string, number>} */
    const inside = new Map();
    for (const first of found) {
      for (; next < found.length && found[next].start < first.start + room; next++) {
        inside.set(found[next].text, (inside.get(found[next].text) ?? 0) + 1);
      }
      if (inside.size > most) [start, most] = [first.start, inside.size];
      const left = (inside.get(first.text) ?? 0) - 1;
      if (left > 0) inside.set(first.text, left);
      else inside.delete(first.text);
    }
    return start;
  }

  /**
   * The nearest place before which a word or a character ends.
   * @param {string} text
   * @param {number} at
   */
  function boundary(text, at) {
    for (let place = at; place > Math.max(0, at - LONGEST_WORD); place--) {
      const around = text.slice(place - 1, place + 1);
      if (!/^(?:\w\w|[\ud800-\udbff][\udc00-\udfff])$/.test(around)) return place;
    }
    return at < LONGEST_WORD ? 0 : at;
  }

  return { LONGEST_QUERY, search, clausesOf, highlights, excerpt };
})();
