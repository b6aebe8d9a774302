/**
 * The search page. static/search-box.js adds the keys of the search field, here as on every page.
 *
 * Results appear while the reader types; the query stays in the address, so that a search can be
 * linked to, and in the links to the other language. Texts enter the page as text nodes only.
 */
(() => {
  const { find, findAll, keepQuery, language, today, words } = clausebook.page;
  const { excerpt, highlights, search, LONGEST_QUERY } = clausebook.searchEngine;
  const { fill } = clausebook.strings;
  const { statusOn } = clausebook.validity;

  /** Milliseconds without a key before the results are worked out. */
  const PAUSE = 80;
  /** Hits on one page; a better query helps more than a longer list. */
  const SHOWN = 50;
  /** Characters of a hit's text that are shown: about two lines. */
  const EXCERPT = { zh: 90, en: 200 };
  /** Characters of the query that the announcement repeats. */
  const REPEATED = 60;

  class SearchPage {
    /** @param {HTMLElement} $root */
    constructor($root) {
      this.$root = $root;
      this.$field = find($root, "input[type=search]", HTMLInputElement);
      this.$status = find($root, "[data-search-status]", HTMLElement);
      this.$results = find($root, "[data-search-results]", HTMLElement);
      this.$hit = find($root, "template[data-search-hit]", HTMLTemplateElement);
      this.words = words.search;
      /** @type {Record<string, HitText> | null} */
      this.texts = null;
      this.pause = 0;
      this.$field.value = new URLSearchParams(location.search).get("q") ?? "";
      this.listen();
      this.show();
    }

    listen() {
      this.$field.addEventListener("input", (event) => {
        // An input method shows letters before the characters are chosen; they are no query yet.
        if (!(event instanceof InputEvent && event.isComposing)) this.showSoon();
      });
      this.$field.addEventListener("compositionend", () => this.showSoon());
      find(this.$root, "form", HTMLFormElement).addEventListener("submit", (event) => {
        event.preventDefault();
        this.show();
      });
      this.$root.addEventListener("keydown", (event) => this.move(event));
    }

    showSoon() {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.show(), PAUSE);
    }

    /** What stands in the field becomes address, results and announcement. */
    show() {
      clearTimeout(this.pause);
      const query = this.$field.value.slice(0, LONGEST_QUERY);
      keepInAddress(query);
      if (!this.texts) {
        this.load();
        return;
      }
      const hits = search(this.$root.dataset.index ?? "", query);
      const { texts } = this;
      const items = hits.slice(0, SHOWN).map(({ ref }) => this.item(ref, texts[ref], query));
      this.$results.replaceChildren(...items);
      this.$status.textContent = this.announcement(query.trim(), hits.length);
    }

    /** Index and texts, before the first search; after a failure, typing tries again. */
    load() {
      const { index = "", indexFile = "", texts = "", textsFile = "" } = this.$root.dataset;
      this.$status.textContent = this.words.loading;
      Promise.all([clausebook.load(texts, textsFile), clausebook.load(index, indexFile)]).then(
        ([loaded]) => {
          this.texts = loaded;
          this.show();
        },
        () => {
          this.$status.textContent = this.words.failed;
        },
      );
    }

    /** @param {string} query @param {number} n */
    announcement(query, n) {
      const { words } = this;
      if (query === "") return "";
      const visible = query.replace(/[\p{Cc}\p{Cf}]/gu, ""); // some would turn the sentence around
      const short = visible.length > REPEATED ? `${visible.slice(0, REPEATED)}…` : visible;
      const values = { query: short, n: String(n), shown: String(SHOWN) };
      if (n === 0) return `${fill(words.nothing_found, values)} ${words.nothing_found_hint}`;
      if (n === 1) return fill(words.results_one, values);
      return fill(n > SHOWN ? words.results_first : words.results_many, values);
    }

    /** @param {string} ref @param {HitText} hit @param {string} query @returns {Element} */
    item(ref, hit, query) {
      const $copy = /** @type {DocumentFragment} */ (this.$hit.content.cloneNode(true));
      const $item = find($copy, "li", HTMLLIElement);
      $item.dataset.clause = ref;
      find($item, "[data-hit=link]", HTMLAnchorElement).href = clausebook.root + hit.url;
      const [start, end] = excerpt(hit.text, query, EXCERPT[language]);
      appendMarked(part($item, "title"), hit.title, query);
      appendMarked(part($item, "where"), hit.where, query);
      appendMarked(part($item, "snippet"), hit.text, query, start, end);
      const status = statusOn(hit.status, this.day());
      part($item, "status").dataset.status = status;
      const words = status === "expired" ? hit.expired : this.words.status[status];
      part($item, "status").textContent = words;
      part($item, "amount").textContent = hit.amount;
      part($item, "amount").hidden = hit.amount === "";
      return $item;
    }

    /** The as-of date of the page, otherwise the reader's today. */
    day() {
      const $dated = /** @type {HTMLElement | null} */ (this.$root.closest("[data-as-of]"));
      return $dated?.dataset.asOf || today();
    }

    /**
     * The arrow keys go from the field through the hits and back.
     * @param {KeyboardEvent} event
     */
    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const $links = findAll(this.$results, "a[data-hit=link]", HTMLElement);
      const $stops = [this.$field, ...$links];
      const at = $stops.findIndex(($stop) => $stop === document.activeElement);
      const $next = at < 0 ? undefined : $stops[at + step];
      if (!$next) return;
      event.preventDefault();
      $next.focus();
    }
  }

  /** @param {Element} $item @param {string} name */
  function part($item, name) {
    return find($item, `[data-hit=${name}]`, HTMLElement);
  }

  /**
   * A text, or a part of it, with its matches in <mark>.
   * @param {HTMLElement} $parent
   * @param {string} text
   * @param {string} query
   * @param {number} [start]
   * @param {number} [end]
   */
  function appendMarked($parent, text, query, start = 0, end = text.length) {
    let at = start;
    if (start > 0) $parent.append("…");
    for (const [from, to] of highlights(text, query)) {
      if (to <= start || from >= end) continue;
      const $mark = document.createElement("mark");
      $mark.append(text.slice(Math.max(from, start), Math.min(to, end)));
      $parent.append(text.slice(at, Math.max(from, start)), $mark);
      at = Math.min(to, end);
    }
    $parent.append(text.slice(at, end), end < text.length ? "…" : "");
  }

  /** @param {string} query */
  function keepInAddress(query) {
    const address = new URL(location.href);
    if (query.trim() === "") address.searchParams.delete("q");
    else address.searchParams.set("q", query);
    keepQuery(address);
  }

  for (const $root of findAll(document, "[data-module=search-page]", HTMLElement)) {
    new SearchPage($root);
  }
})();
