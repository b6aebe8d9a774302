/**
 * The search page. box.js adds the keys of the search field, here as on every page.
 *
 * What is asked for, the query, the chosen facets and the order, stands in the address, such as
 * ?q=…&topic=…&status=in-force&sort=cap, and in the links to the other language. The results before stay until
 * newer ones are complete; an answer that comes late is not shown. Texts enter as text nodes only.
 */
import { element, find, findAll, keepQuery, language } from "../frame/page.js";
import { onDay } from "../frame/day.js";
import { bring } from "../frame/later.js";
import { registered } from "../frame/registry.js";
import { counted, fill } from "../told/strings.js";
import common from "../words/common.js";
import words from "../words/search.js";
import {
  LONGEST_QUERY, data, find as findClauses, fits, inForceFirst, isOutdated, prepare, together,
} from "./client.js";
import { byCap, sift } from "./facets.js";
import { offers, remarks, summary } from "./help.js";
import { hit } from "./hits.js";
import { SearchPanel } from "./panel.js";
import { announcer, onQuery } from "./parts.js";
/** @import { Answer, Offer } from "./help.js" */

/** Hits that are shown first, and that each step adds. */
const STEP = 10;
/** Milliseconds before a search is said to take its time. */
const SLOW = 300;

export class SearchPage {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
    this.$field = find($root, "input[type=search]", HTMLInputElement);
    this.$sort = find($root, "[data-search-sort]", HTMLSelectElement);
    this.$head = this.part("head");
    this.$order = this.part("order");
    this.$status = this.part("status");
    this.$remarks = this.part("remarks");
    this.$results = this.part("results");
    this.$more = this.part("more");
    this.$offers = this.part("offers");
    this.$start = this.part("start");
    this.$examples = this.part("examples");
    this.$start.hidden = true; // until it is known that nothing is found, or that nothing can be
    /** Which clauses the page knows, in which order. */
    this.order = $root.dataset.order ?? "";
    this.$hit = find($root, "template[data-search-hit]", HTMLTemplateElement);
    this.say = announcer(this.part("said"));
    /** The searches so far; only the last one may be shown. */
    this.turn = 0;
    /** @type {Answer | null} */
    this.answer = null;
    this.day = "";
    this.title = document.title;
    /** Whether the reader types here, and did not only follow a link. */
    this.isTyped = false;
    this.panel = new SearchPanel($root, {
      chosen: () => this.show(true),
      opened: () => this.show(),
    });
    this.listen();
    prepare(language).catch(() => {}); // a search will say so
    onDay((now) => this.follow(now));
  }

  /** The same search on another day. @param {string} now */
  follow(now) {
    this.day = now;
    this.panel.readDocuments(now);
    this.restore();
  }

  /** @param {string} name */
  part(name) {
    return find(this.$root, `[data-search-${name}]`, HTMLElement);
  }

  listen() {
    onQuery(this.$field, () => {
      this.isTyped = true;
      this.show();
    });
    find(this.$root, "form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.show();
    });
    this.$sort.addEventListener("change", () => this.show(true));
    this.$more.addEventListener("click", () => this.showMore());
    this.$root.addEventListener("keydown", (event) => this.move(event));
    addEventListener("popstate", () => this.restore());
  }

  // --- the address -------------------------------------------------------------------------

  restore() {
    const parameters = new URLSearchParams(location.search);
    this.$field.value = parameters.get("q") ?? "";
    this.$sort.value = parameters.get("sort") === "cap" ? "cap" : "";
    this.panel.restore(parameters);
    this.show();
  }

  /** @param {string} query @param {boolean} asStep whether the way back leads here */
  keep(query, asStep) {
    const address = new URL(location.href);
    const { searchParams } = address;
    const own = { q: query.trim() === "" ? "" : query, sort: this.$sort.value };
    for (const [name, value] of Object.entries(own)) {
      if (value === "") searchParams.delete(name);
      else searchParams.set(name, value);
    }
    this.panel.keep(searchParams);
    keepQuery(address, asStep);
  }

  // --- searching ---------------------------------------------------------------------------

  /** What is asked for becomes address, results and announcement. */
  async show(asStep = false) {
    const turn = ++this.turn;
    const query = this.$field.value.slice(0, LONGEST_QUERY);
    if (asStep) this.keep(query, asStep);
    const slow = setTimeout(() => this.wait(), SLOW);
    try {
      const answer = await this.search(query);
      const $items = answer.passing.length > 0 ? await this.items(answer, 0) : [];
      if (turn === this.turn) this.print(answer, $items);
    } catch (error) {
      await this.fail(error, turn);
    } finally {
      clearTimeout(slow);
      if (turn === this.turn) this.rest(query);
    }
  }

  /** What can wait until there is an outcome: the address of what was asked for. @param {string} query */
  rest(query) {
    this.$root.removeAttribute("aria-busy");
    this.keep(query, false);
    if (this.isTyped) void bring("ahead");
  }

  /** @param {string} query @returns {Promise<Answer>} */
  async search(query) {
    if (!(await fits(this.order))) throw new Error("the search is of another edition than the page");
    const isBlank = query.trim() === "";
    const coming = Promise.all([this.find(query), this.panel.facets()]);
    const follow = /** @type {undefined | ((query: string) => void)} */ (registered.get("ahead"));
    follow?.(query);
    const [found, facets] = await coming;
    const hits = found.hits.map(({ place }) => place);
    const places = isBlank ? this.panel.everything() : hits.slice(0, found.main);
    const sifted = sift(places, facets);
    const rest = sift(hits.slice(found.main), facets).passing;
    const isAsked = !isBlank || this.panel.chosen().length > 0;
    const passing = isAsked ? await this.inOrder(sifted.passing) : [];
    return { ...sifted, query: query.trim(), found, total: places.length, passing, rest, isAsked };
  }

  /** What is found, of equals what is in force before what is over. @param {string} query */
  async find(query) {
    const found = await together(await findClauses(query), language);
    const isOver = (/** @type {{ place: number }} */ { place }) => Number(this.panel.isOver(place));
    return { ...found, hits: inForceFirst(found.hits, isOver) };
  }

  /** @param {number[]} places */
  async inOrder(places) {
    if (this.$sort.value !== "cap") return places;
    return byCap(places, await data("caps"), (place) => this.panel.isOver(place));
  }

  /** The next hits after the first so many, then those that match in part. @param {Answer} answer @param {number} from */
  items({ passing, rest, found, query }, from) {
    const end = from < passing.length ? Math.min(from + STEP, passing.length) : from + STEP;
    const places = [...passing, ...rest].slice(from, end);
    // In the order of clauses' amounts each is told with its own.
    const asking = { query, wish: found.wish, day: this.day, byItem: this.$sort.value === "" };
    return Promise.all(places.map((place) => hit(this.$hit, place, asking)));
  }

  async showMore() {
    const { answer, turn } = this;
    if (!answer) return;
    try {
      const $items = await this.items(answer, this.$results.children.length);
      if (turn !== this.turn) return;
      this.$results.append(...$items);
      this.$results.hidden = false;
      this.showRest(answer);
      find($items[0], "a", HTMLElement).focus();
    } catch (error) {
      await this.fail(error, turn);
    }
  }

  // --- what is shown -----------------------------------------------------------------------

  /** @param {Answer} answer @param {HTMLElement[]} $items */
  print(answer, $items) {
    const { isAsked, passing, query } = answer;
    this.answer = answer;
    document.title = query ? `${query} · ${this.title}` : this.title;
    this.panel.show(answer);
    this.$results.replaceChildren(...$items);
    this.$results.hidden = $items.length === 0;
    this.showRest(answer);
    const lines = remarks(answer.found);
    this.tell(isAsked ? summary(answer) : "", lines);
    this.showRemarks(lines);
    const isEmpty = isAsked && passing.length === 0;
    this.showOffers(isEmpty ? offers(answer, this.panel) : []);
    this.$order.hidden = passing.length < 2;
    this.$start.hidden = passing.length > 0;
    this.$examples.hidden = isAsked || !this.$examples.querySelector("a");
    this.$root.dataset.state = "ready";
  }

  /** @param {Answer} answer */
  showRest({ passing, rest }) {
    const shown = this.$results.children.length;
    const left = passing.length - shown;
    this.$more.hidden = left + rest.length <= 0;
    this.$more.textContent =
      left === 0 && rest.length > 0
        ? counted(words.partly, rest.length)
        : fill(words.more, { n: String(Math.min(left > 0 ? left : left + rest.length, STEP)) });
  }

  /** Seen at once, said after a while. @param {string} text @param {string[]} [remarks] */
  tell(text, remarks = []) {
    this.$head.hidden = text === "";
    this.$status.textContent = text;
    this.say([text, ...remarks].join(" "));
  }

  /** @param {string[]} lines */
  showRemarks(lines) {
    this.$remarks.replaceChildren(...lines.map((line) => element("li", "", line)));
    this.$remarks.hidden = lines.length === 0;
  }

  /** @param {Offer[]} offers */
  showOffers(offers) {
    const $buttons = offers.map((offer) => {
      const $button = element("button", "chip", offer.words);
      $button.setAttribute("type", "button");
      $button.addEventListener("click", () => this.take(offer));
      return $button;
    });
    this.$offers.replaceChildren(...$buttons);
    this.$offers.hidden = offers.length === 0;
  }

  /** @param {Offer} offer */
  take({ query, facet }) {
    this.$field.focus();
    if (query === undefined) this.panel.drop(({ name }) => !facet || name === facet);
    else {
      this.$field.value = query;
      this.show(true);
    }
  }

  wait() {
    this.$root.setAttribute("aria-busy", "true");
    if (!this.answer) this.tell(words.loading);
  }

  /**
   * What was found before stays. A page that was open before an update no longer finds its files.
   * @param {unknown} error @param {number} turn
   */
  async fail(error, turn) {
    console.info(error);
    const isOld = await isOutdated(this.order).catch(() => false);
    if (turn !== this.turn) return;
    this.tell(isOld ? words.outdated : words.failed);
    if (!this.answer) this.$root.dataset.state = "failed";
    this.$start.hidden = Boolean(this.answer);
    const $retry = element("button", "quiet", isOld ? common.reload : words.retry);
    $retry.setAttribute("type", "button");
    $retry.addEventListener("click", () => (isOld ? location.reload() : this.show()));
    this.$status.append(" ", $retry);
  }

  // --- keys --------------------------------------------------------------------------------

  /**
   * The arrow keys go from the field through the hits and back, Escape from a hit to the field.
   * @param {KeyboardEvent} event
   */
  move(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const $links = findAll(this.$results, "a[data-hit=link]", HTMLElement);
    const $stops = [this.$field, ...$links];
    const at = $stops.findIndex(($stop) => $stop === document.activeElement);
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: at > 0 ? 0 : -1 }[event.key];
    const $next = $stops[next ?? -1];
    if (!$next) return;
    event.preventDefault();
    $next.focus();
  }
}
