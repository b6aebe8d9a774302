/** What the search page says about a search beside its hits, and what it offers without any. */
clausebook.searchHelp = (() => {
  const { words } = clausebook.page;
  const { fill } = clausebook.strings;

  /** Characters of the query that are repeated. */
  const REPEATED = 60;

  /** How many are found for what, or that none is. @param {Answer} answer */
  function summary({ query, found, passing, chosen }) {
    const { found: some, nothing } = words("search");
    const [n, total] = [passing.length, found.hits.length];
    const values = { query: short(query), n: String(n), total: String(total) };
    const isFiltered = chosen > 0 && total > 0;
    if (n === 0) {
      if (query === "") return nothing.chosen;
      return fill(isFiltered ? nothing.filtered : nothing.found, values);
    }
    if (query === "") return fill(some.chosen, values);
    if (n < total) return fill(some.filtered, values);
    return fill(n === 1 ? some.one : some.many, values);
  }

  /** Some characters would turn the sentence around. @param {string} query */
  function short(query) {
    const visible = query.replace(/[\p{Cc}\p{Cf}]/gu, "");
    return visible.length > REPEATED ? `${visible.slice(0, REPEATED)}…` : visible;
  }

  /** @param {string[]} list */
  function quoted(list) {
    const { comma, quoted: pattern } = words("search");
    return list.map((one) => fill(pattern, { words: one })).join(comma);
  }

  /** Typing errors that were forgiven, and words that were searched too. @param {Found} found */
  function remarks({ query, corrected, also, missing }) {
    const pattern = words("search");
    const told = new Set([query.trim(), ...corrected.map(({ typed }) => typed)]);
    const unknown = missing.filter((word) => !told.has(word));
    return [
      ...corrected.map((one) => fill(pattern.corrected, one)),
      ...also.map(({ typed, words: more }) => fill(pattern.also, { typed, words: quoted(more) })),
      ...(unknown.length > 0 ? [fill(pattern.missing, { words: quoted(unknown) })] : []),
    ];
  }

  /**
   * Searches that would find something: their words, and what they change.
   * @param {Answer} answer @param {SearchPanel} panel @returns {Offer[]}
   */
  function offers({ query, found, only }, panel) {
    const pattern = words("search");
    if (found.hits.length > 0) return filterOffers(found.hits.length, only, panel);
    const without = found.missing
      .map((word) => ({ word, query: query.replace(word, " ").replace(/\s+/gu, " ").trim() }))
      .filter((one) => one.query !== "" && one.query !== query);
    return [
      ...without.map((one) => ({ words: fill(pattern.drop_word, one), query: one.query })),
      ...found.weak.map(({ words: weak, count }) => ({
        words: fill(pattern.weak, { words: weak, n: String(count) }),
        query: weak,
      })),
    ];
  }

  /**
   * @param {number} total @param {Map<string, number>} only
   * @param {SearchPanel} panel @returns {Offer[]}
   */
  function filterOffers(total, only, panel) {
    const { drop_filter: one, drop_filters: all } = words("search");
    const single = [...only].map(([name, n]) => ({
      words: fill(one, { filter: panel.facetOf(name), n: String(n) }),
      facet: name,
    }));
    if ([...only.values()].includes(total)) return single;
    return [...single, { words: fill(all, { n: String(total) }), facet: "" }];
  }

  return { summary, remarks, offers };
})();
