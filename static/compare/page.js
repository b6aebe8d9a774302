/** The page that compares: what the address names stands side by side, and follows the day. */
import { day, onDay } from "../frame/day.js";
import { bring } from "../frame/later.js";
import { element, find, findAll, keepQuery, nearest } from "../frame/page.js";
import { register, registered } from "../frame/registry.js";
import { fill } from "../told/strings.js";
import words from "../words/comparison.js";
import { CASE, CHOSEN, SHOWN } from "./events.js";
import { MOST, listed, onList } from "./shortlist.js";
import { inOrder, sideOf } from "./sides.js";
import { difference, rowsOf, tableOf } from "./table.js";
/** @import { Side } from "./sides.js" */

const ONLY = "only";

export class Compare {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
    this.$said = find($root, "[data-compare-said]", HTMLElement);
    this.$remarks = find($root, "[data-compare-remarks]", HTMLElement);
    this.$table = find($root, "[data-compare-table]", HTMLElement);
    this.$only = find($root, "[data-compare-only]", HTMLInputElement);
    this.$form = find($root, "[data-compare-form]", HTMLFormElement);
    this.$listed = find($root, "[data-compare-listed]", HTMLElement);
    this.$case = find($root, "[data-module=case]", HTMLDetailsElement);
    /** @type {Side[]} */
    this.sides = [];
    this.asked = 0;
  }

  start() {
    register(SHOWN, () => inOrder(this.sides, day()));
    this.$form.addEventListener(CHOSEN, (event) => {
      if (event instanceof CustomEvent) this.add(event.detail);
    });
    this.$form.addEventListener("focusin", () => void bring("suggest"));
    if (this.$form.contains(document.activeElement)) void bring("suggest");
    this.$only.addEventListener("change", () => this.keepOnly());
    this.$root.addEventListener("click", ({ target }) => this.press(target));
    addEventListener("popstate", () => void this.follow());
    onList(() => void this.follow());
    onDay(() => this.show());
  }

  // --- what the address says -----------------------------------------------------------------

  /** The ids to compare; without any, the first of the shortlist. */
  wanted() {
    const named = new URLSearchParams(location.search).getAll("c").filter(Boolean);
    return [...new Set(named.length > 0 ? named : listed())].slice(0, MOST);
  }

  /** @param {string[]} ids */
  want(ids) {
    const address = new URL(location.href);
    address.searchParams.delete("c");
    for (const id of ids) address.searchParams.append("c", id);
    keepQuery(address, true);
    return this.follow();
  }

  async follow() {
    const asked = ++this.asked;
    const ids = this.wanted();
    const found = await Promise.all(ids.map(sideOf));
    if (asked !== this.asked) return;
    this.sides = found.filter((side) => side !== null);
    const missing = ids.filter((_, at) => found[at] === null);
    this.remark(missing.map((id) => fill(words.off, { x: id })));
    this.show();
    this.$root.hidden = false;
    await this.showListed();
  }

  // --- what a reader does --------------------------------------------------------------------

  /** @param {string} id */
  add(id) {
    const ids = this.wanted();
    if (ids.includes(id)) return;
    if (ids.length < MOST) void this.want([...ids, id]);
    else this.remark([words.full]);
  }

  /** @param {string} id */
  async remove(id) {
    await this.want(this.wanted().filter((each) => each !== id));
    const $next = this.$table.querySelector("[data-remove]") ?? this.$form.querySelector("input");
    if ($next instanceof HTMLElement) $next.focus();
  }

  /** @param {EventTarget | null} target */
  press(target) {
    const $remove = nearest(target, "[data-remove]");
    if ($remove instanceof HTMLElement) void this.remove($remove.dataset.remove ?? "");
    const $add = nearest(target, "[data-add]");
    if ($add instanceof HTMLElement) this.add($add.dataset.add ?? "");
    if (nearest(target, "[data-compare-print]")) print();
    if (nearest(target, "[data-compare-csv]")) void this.save();
  }

  async save() {
    if (!(await bring("csv"))) return;
    const csvOf = /** @type {typeof import("./csv.js").csvOf} */ (registered.get("csv"));
    const sides = inOrder(this.sides, day());
    const file = new Blob([csvOf(sides, rowsOf(sides, day()))], { type: "text/csv" });
    const $link = /** @type {HTMLAnchorElement} */ (element("a"));
    $link.href = URL.createObjectURL(file);
    $link.download = `${words.file}-${day()}.csv`;
    $link.click();
    setTimeout(() => URL.revokeObjectURL($link.href));
  }

  // --- what is shown -------------------------------------------------------------------------

  show() {
    const sides = inOrder(this.sides, day());
    const rows = rowsOf(sides, day());
    for (const $part of findAll(this.$root, "[data-compare-shown]", HTMLElement)) {
      $part.hidden = sides.length === 0;
    }
    for (const $part of findAll(document, "[data-compare-start]", HTMLElement)) {
      $part.hidden = sides.length > 0;
    }
    this.$table.replaceChildren(...(sides.length > 0 ? [tableOf(sides, rows, day())] : []));
    const said = [sides.map(({ label }) => label).join(" / "), sides.length > 1 ? difference(rows) : words.second];
    this.$said.textContent = sides.length > 0 ? said.join(words.colon) : "";
    this.showOnly();
    this.showCase();
  }

  /** Where several have calculators, one case can be worked out by all of them. */
  showCase() {
    this.$case.hidden = this.sides.filter(({ benefits = [] }) => benefits.length > 0).length < 2;
    const asked = [...new URLSearchParams(location.search).keys()].some((name) => name.startsWith(CASE));
    if (asked && !this.$case.hidden) {
      this.$case.open = true;
      void bring("case");
    }
    document.dispatchEvent(new Event(SHOWN));
  }

  showOnly() {
    this.$only.checked = new URLSearchParams(location.search).has(ONLY);
    this.$table.toggleAttribute("data-only", this.$only.checked);
  }

  /** The address says whether only differences are shown. */
  keepOnly() {
    const address = new URL(location.href);
    if (this.$only.checked) address.searchParams.set(ONLY, "1");
    else address.searchParams.delete(ONLY);
    keepQuery(address);
    this.showOnly();
  }

  /** @param {string[]} remarks */
  remark(remarks) {
    this.$remarks.replaceChildren(...remarks.map((words) => element("li", "", words)));
    this.$remarks.hidden = remarks.length === 0;
  }

  /** What is on the shortlist and not shown. */
  async showListed() {
    const ids = listed().filter((id) => !this.sides.some((side) => side.id === id));
    const $items = (await Promise.all(ids.map(sideOf))).flatMap((side) => (side ? [chip(side)] : []));
    find(this.$listed, "ul", HTMLElement).replaceChildren(...$items);
    this.$listed.hidden = $items.length === 0;
  }
}

/** @param {Side} side */
function chip({ id, label, title }) {
  const $item = element("li");
  const $button = element("button", "quiet", `+ ${label} `);
  $button.setAttribute("type", "button");
  $button.dataset.add = id;
  $button.append(element("span", "compare-of", title));
  $item.append($button);
  return $item;
}
