/**
 * The best hits below the search field of a page's header while one types: a combobox with a list,
 * as the ARIA Authoring Practices have it. Its last row leads to the search page.
 */
import { day } from "../frame/day.js";
import { element, find, findAll, language, setOrRemove } from "../frame/page.js";
import { OUTSIDE, statusOn } from "../rules/validity.js";
import { counted } from "../told/strings.js";
import common from "../words/common.js";
import words from "../words/search.js";
import {
  LONGEST_QUERY, answering, find as findClauses, highlights, inForceFirst, prepare, text, together,
  withEquals,
} from "./client.js";
import { announcer, appendMarked, leading, onQuery } from "./parts.js";
/** @import { Found, HitText } from "./engine.js" */
/** @import { Wish } from "./ways.js" */

/** Hits in the list. */
const SHOWN = 6;
/** Hits that are read to choose among those that are equal to the last. */
const READ = 12;
const ID = "search-list";

export class SearchDropdown {
  /** @param {HTMLFormElement} $form */
  constructor($form) {
    this.$form = $form;
    this.$field = find($form, "input[type=search]", HTMLInputElement);
    this.$list = element("div", "search-list");
    this.$said = element("p", "visually-hidden");
    this.say = announcer(this.$said);
    this.turn = 0;
    this.build();
    this.listen();
    prepare(language).catch(() => {}); // a search will say so
    if (this.$field.value !== "") this.show();
  }

  build() {
    this.$list.id = ID;
    this.$list.hidden = true;
    this.$list.setAttribute("role", "listbox");
    this.$list.setAttribute("aria-label", words.list);
    this.$said.setAttribute("role", "status");
    this.$form.append(this.$list, this.$said);
    this.$field.setAttribute("role", "combobox");
    this.$field.setAttribute("aria-autocomplete", "list");
    this.$field.setAttribute("aria-controls", ID);
    this.$field.setAttribute("aria-expanded", "false");
  }

  listen() {
    onQuery(this.$field, () => this.show());
    this.$field.addEventListener("keydown", (event) => this.press(event));
    this.$field.addEventListener("blur", () => this.close());
    // A pressed row must not take the focus, or the list would close before the click.
    this.$list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  // --- the list ----------------------------------------------------------------------------

  async show() {
    const turn = ++this.turn;
    const query = this.$field.value.slice(0, LONGEST_QUERY);
    if (query.trim() === "") {
      this.close();
      return;
    }
    try {
      const found = await together(await findClauses(query), language, SHOWN);
      const texts = await best(found);
      if (turn === this.turn && document.activeElement === this.$field) this.fill(texts, found);
    } catch {
      if (turn === this.turn) this.close(); // the form still leads to the search page
    }
  }

  /** @param {HitText[]} texts @param {Found} found */
  fill(texts, { query, wish, main: n }) {
    const rows = texts.map((hit) => row(answering(hit, wish).shown, wish, query.trim()));
    const last = n > 0 ? counted(words.list_all, n) : words.list_none;
    this.$list.replaceChildren(...rows, this.lastRow(last, query));
    this.rows().forEach(($row, at) => ($row.id = `${ID}-${at}`));
    this.open(true);
    this.say(n > 0 ? counted(words.list_said, n) : words.list_none);
  }

  /** @param {string} text @param {string} query */
  lastRow(text, query) {
    const address = new URL(this.$form.action);
    address.searchParams.set("q", query);
    const $row = option(address.href);
    $row.classList.add("search-list-all");
    $row.textContent = text;
    return $row;
  }

  rows() {
    return findAll(this.$list, "[role=option]", HTMLElement);
  }

  isOpen() {
    return !this.$list.hidden;
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    this.$list.hidden = !isOpen;
    this.$field.setAttribute("aria-expanded", String(isOpen));
    this.select(-1);
  }

  close() {
    this.turn++;
    this.say("");
    if (this.isOpen()) this.open(false);
  }

  // --- keys --------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.isOpen() ? this.act(event.key) : event.key === "ArrowDown" && this.reopen()) {
      event.preventDefault();
    }
  }

  /** Whether a key means something to the open list. @param {string} key */
  act(key) {
    if (key === "ArrowDown") this.step(1);
    else if (key === "ArrowUp") this.step(-1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && this.selected()) this.selected()?.click();
    else return false;
    return true;
  }

  reopen() {
    this.show();
    return this.$field.value !== "";
  }

  selected() {
    return this.rows().find(($row) => $row.ariaSelected === "true");
  }

  /** Through the rows and back to the field, in a circle. @param {1 | -1} by */
  step(by) {
    const $rows = this.rows();
    const stops = $rows.length + 1;
    const at = $rows.findIndex(($row) => $row.ariaSelected === "true") + 1;
    this.select(((at + by + stops) % stops) - 1);
  }

  /** @param {number} at */
  select(at) {
    const $rows = this.rows();
    $rows.forEach(($row, place) => ($row.ariaSelected = String(place === at)));
    setOrRemove(this.$field, "aria-activedescendant", $rows[at]?.id ?? null);
    $rows[at]?.scrollIntoView({ block: "nearest" });
  }
}

/** The hits to show; of equal ones, those in force first. @param {Found} found @returns {Promise<HitText[]>} */
async function best({ hits, main }) {
  const near = withEquals(hits.slice(0, main), SHOWN, READ);
  const read = await Promise.all(
    near.map(async ({ place, score }) => ({ score, shown: await text(place, language) })),
  );
  const sorted = inForceFirst(read, ({ shown }) => Number(isOver(shown)));
  return sorted.slice(0, SHOWN).map(({ shown }) => shown);
}

/** @param {HitText} hit */
function isOver({ status }) {
  return OUTSIDE.includes(statusOn(status, day()));
}

/** A row is a link too, so that it opens in a new tab like any. @param {string} address */
function option(address) {
  const $row = document.createElement("a");
  $row.href = address;
  $row.tabIndex = -1;
  $row.setAttribute("role", "option");
  return $row;
}

/** What is over is said beside its amount. @param {HitText} hit @param {Wish} wish @param {string} query */
function row({ title, where, within, url, status, amount, offers }, wish, query) {
  const $row = option(leading(url, query));
  const $title = element("span", "search-list-title");
  appendMarked($title, title, highlights(title, wish));
  const now = statusOn(status, day());
  const $status = element("span", "status", common.status[now]);
  $status.dataset.status = now;
  $row.toggleAttribute("data-over", OUTSIDE.includes(now));
  $row.append($title, element("span", "search-list-where", where));
  if (within) $row.append(element("span", "search-list-where", within));
  $row.append($status);
  if (amount !== "") $row.append(element("span", "amount", amount));
  else if (offers !== "") $row.append(element("span", "offers", offers));
  return $row;
}
