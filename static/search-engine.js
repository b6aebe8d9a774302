/**
 * Searching: from a query to ranked clauses, and from a clause to what its hit shows. No DOM.
 *
 * The scores are lunr's; a clause that has more of the query's parts, and more telling ones, comes
 * first. schema/search.md, section 6, is the specification.
 */
clausebook.search = (() => {
  const { ask, data, root, telling } = clausebook.searchIndex;
  const { LONGEST_QUERY, understand } = clausebook.searchQuery;

  /** The share of a query that a clause must have to be a hit. */
  const LEAST_SHARE = 0.2;
  /** How much a part counts that no clause has, against the rarest that one has. */
  const UNKNOWN = 0.5;

  /** What every search needs, so that the first one starts sooner. */
  async function prepare() {
    await root();
  }

  /**
   * The clauses that answer a query, best first.
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async function find(query) {
    const wish = await understand(query);
    const parts = askedParts(wish.parts);
    const { hits, told } = await ask(weightsOf(parts));
    const shares = await sharesOf(parts, told);
    const ranked = hits
      .map(({ ref, score, matchData }) => {
        const share = shareOf(shares, matchData.metadata);
        return { place: Number(ref), score: score * share, share };
      })
      .sort((a, b) => b.score - a.score || a.place - b.place);
    const good = ranked.filter(({ share }) => share >= LEAST_SHARE);
    return {
      query,
      wish,
      hits: good.map(({ place, score }) => ({ place, score })),
      corrected: wish.corrected,
      also: wish.also,
      missing: wish.missing,
      weak: good.length === 0 ? weakOf(parts, hits) : [],
    };
  }

  /** Parts that tell something; all of them when none does. @param {WishPart[]} parts */
  function askedParts(parts) {
    const telling = parts.filter(({ empty }) => !empty);
    return telling.some(({ ways }) => ways.length > 0) ? telling : parts;
  }

  /** The weight of each term: that of the best way it belongs to. @param {WishPart[]} parts */
  function weightsOf(parts) {
    /** @type {Map<string, number>} */
    const weights = new Map();
    for (const { terms, weight } of parts.flatMap(({ ways }) => ways)) {
      for (const term of terms) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    }
    return weights;
  }

  /**
   * What each part contributes to the whole query, by how much it tells.
   * @param {WishPart[]} parts @param {Map<string, number>} told
   * @returns {Promise<{share: number, ways: WishWay[]}[]>}
   */
  async function sharesOf(parts, told) {
    const unknown = telling(await root(), 0) * UNKNOWN;
    const values = parts.map(({ ways }) => {
      const [first] = ways;
      return first ? Math.max(...first.terms.map((term) => told.get(term) ?? 0)) : unknown;
    });
    const sum = values.reduce((a, b) => a + b, 0);
    return parts.map(({ ways }, at) => ({ share: values[at] / sum, ways }));
  }

  /** How much of the query a clause has. @param {{share: number, ways: WishWay[]}[]} shares @param {object} has */
  function shareOf(shares, has) {
    return shares.reduce((sum, { share, ways }) => {
      const had = ways.filter(({ terms }) => terms.every((term) => term in has));
      return sum + share * Math.max(0, ...had.map(({ weight }) => 1 - (1 - weight) / 2));
    }, 0);
  }

  /** Single words of a query that would find something, when the whole finds nothing. @param {WishPart[]} parts @param {LunrHit[]} hits */
  function weakOf(parts, hits) {
    return parts
      .filter(({ ways }) => ways.length > 0)
      .map(({ typed, ways: [{ terms }] }) => ({
        words: typed,
        count: hits.filter(({ matchData }) => terms.every((term) => term in matchData.metadata)).length,
      }));
  }

  /** What a clause's hit shows. @param {number} place @param {"zh" | "en"} language @returns {Promise<HitText>} */
  function text(place, language) {
    return data(`${language}-${place}`);
  }

  return { LONGEST_QUERY, prepare, find, data, text };
})();
