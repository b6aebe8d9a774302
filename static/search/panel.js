/**
 * The facets of the search page: their boxes, how many clauses each would give, and the chips of
 * what is chosen. The document of a clause decides its jurisdiction, and its status on a day unless
 * the clause has days of its own; other facets load their data when they are opened or chosen from.
 */
import { element, find, findAll, textOf } from "../frame/page.js";
import { OUTSIDE, statusOn } from "../rules/validity.js";
import { fill } from "../told/strings.js";
import words from "../words/search.js";
import { data } from "./client.js";
import { valuesOf } from "./facets.js";
/** @import { Answer } from "./help.js" */

export class SearchPanel {
  /**
   * @param {HTMLElement} $root
   * @param {{chosen: () => void, opened: () => void}} tell what to do when the reader does
   */
  constructor($root, tell) {
    this.$panel = find($root, "[data-filters]", HTMLElement);
    this.$button = find($root, "[data-filters-button]", HTMLElement);
    this.$done = find($root, "[data-filters-done]", HTMLElement);
    this.$chips = find($root, "[data-chips]", HTMLElement);
    this.$field = find($root, "input[type=search]", HTMLElement);
    this.$groups = findAll(this.$panel, "details[data-facet]", HTMLDetailsElement);
    this.$boxes = findAll(this.$panel, "input[type=checkbox]", HTMLInputElement);
    this.tell = tell;
    /** @type {Map<string, Promise<Map<number, string[]>>>} */
    this.values = new Map();
    this.places = 0;
    /** @type {Map<number, string[]>} */
    this.statuses = new Map();
    this.$panel.hidden = false;
    this.$button.hidden = false;
    this.listen();
  }

  /** Clauses follow each other document by document; statuses are those of a day. @param {string} day */
  readDocuments(day) {
    this.places = 0;
    /** @type {Map<number, string[]>[]} */
    const [documents, jurisdictions, statuses] = [new Map(), new Map(), new Map()];
    for (const { dataset, value } of this.$boxes.filter(({ name }) => name === "document")) {
      const { clauses, jurisdiction = "", validity = "", others = "" } = dataset;
      const first = this.places;
      const status = statusOn(JSON.parse(validity), day);
      for (const end = first + Number(clauses); this.places < end; this.places++) {
        documents.set(this.places, [value]);
        jurisdictions.set(this.places, [jurisdiction]);
        statuses.set(this.places, [status]);
      }
      for (const [places, own] of JSON.parse(others)) {
        for (const place of places) statuses.set(first + place, [statusOn(own, day)]);
      }
    }
    this.statuses = statuses;
    this.values.set("document", Promise.resolve(documents));
    this.values.set("jurisdiction", Promise.resolve(jurisdictions));
    this.values.set("status", Promise.resolve(statuses));
  }

  listen() {
    this.$panel.addEventListener("change", () => this.tell.chosen());
    this.$groups.forEach(($group) => $group.addEventListener("toggle", () => this.open($group)));
    this.$button.addEventListener("click", () => this.unfold(!this.isUnfolded()));
    this.$done.addEventListener("click", () => this.fold());
    this.$panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isUnfolded()) return;
      event.preventDefault();
      this.fold();
    });
  }

  /** @param {HTMLDetailsElement} $group */
  open($group) {
    if ($group.open && !this.values.has(nameOf($group))) this.tell.opened();
  }

  isUnfolded() {
    return this.$button.getAttribute("aria-expanded") === "true";
  }

  /** On a narrow screen. @param {boolean} wide */
  unfold(wide) {
    this.$button.setAttribute("aria-expanded", String(wide));
    if (wide) this.tell.opened();
  }

  fold() {
    this.unfold(false);
    this.$button.focus();
    this.$button.scrollIntoView({ block: "nearest" });
  }

  /** The facets that are seen or chosen from, now or before, with their data. */
  async facets() {
    const isSeen = this.$panel.getClientRects().length > 0;
    const $wanted = this.$groups.filter(
      ($group) =>
        this.values.has(nameOf($group)) ||
        this.chosenIn($group).length > 0 ||
        (isSeen && $group.open),
    );
    return Promise.all(
      $wanted.map(async ($group) => ({
        name: nameOf($group),
        chosen: new Set(this.chosenIn($group).map(({ value }) => value)),
        values: await this.valuesOf(nameOf($group)),
      })),
    );
  }

  /** @param {string} name */
  valuesOf(name) {
    const known = this.values.get(name);
    if (known) return known;
    const values = data(`facet-${name}`).then(valuesOf);
    this.values.set(name, values);
    values.catch(() => this.values.delete(name));
    return values;
  }

  /** Whether nothing is paid on the day. @param {number} place */
  isOver(place) {
    return (this.statuses.get(place) ?? []).some((status) => OUTSIDE.includes(status));
  }

  /** The places of all clauses. */
  everything() {
    return Array.from({ length: this.places }, (_, place) => place);
  }

  /** @param {HTMLElement} $group */
  chosenIn($group) {
    return this.chosen().filter(($box) => $group.contains($box));
  }

  chosen() {
    return this.$boxes.filter(($box) => $box.checked);
  }

  /** @param {URLSearchParams} parameters */
  restore(parameters) {
    for (const $box of this.$boxes) {
      $box.checked = parameters.getAll($box.name).includes($box.value);
    }
    for (const $group of this.$groups) $group.open ||= this.chosenIn($group).length > 0;
  }

  /** @param {URLSearchParams} parameters */
  keep(parameters) {
    for (const { name } of this.$boxes) parameters.delete(name);
    for (const { name, value } of this.chosen()) parameters.append(name, value);
  }

  /** @param {(of: HTMLInputElement) => boolean} which the boxes that lose their ticks */
  drop(which) {
    for (const $box of this.chosen().filter(which)) $box.checked = false;
    this.tell.chosen();
  }

  // --- what is shown -----------------------------------------------------------------------

  /** Where nothing is found at all, no facet has anything to offer. @param {Answer} answer */
  show({ counts, isAsked, passing, total }) {
    for (const $group of this.$groups) {
      const known = counts.get(nameOf($group)) ?? (total > 0 ? null : new Map());
      if (known) showCounts($group, known);
      else $group.hidden = false;
      const n = this.chosenIn($group).length;
      find($group, "[data-facet-chosen]", HTMLElement).textContent = n > 0 ? String(n) : "";
    }
    const n = this.chosen().length;
    const $n = find(this.$button, "[data-filters-chosen]", HTMLElement);
    $n.textContent = n > 0 ? `(${n})` : "";
    this.$done.hidden = !isAsked;
    this.$done.textContent = fill(words.done, { n: String(passing.length) });
    this.showChips();
  }

  showChips() {
    const $at = document.activeElement;
    const at = [...this.$chips.querySelectorAll("button")].findIndex(($chip) => $chip === $at);
    const $items = this.chosen().map(($box) => this.chip($box));
    if ($items.length > 0) $items.push(this.clearing());
    this.$chips.replaceChildren(...$items);
    this.$chips.hidden = $items.length === 0;
    if (at < 0) return;
    const $chips = findAll(this.$chips, "button", HTMLElement);
    ($chips.at(Math.min(at, $chips.length - 2)) ?? this.$field).focus();
  }

  /** @param {HTMLInputElement} $box */
  chip($box) {
    const $chip = button("chip", "");
    const $does = element("span", "visually-hidden", `${words.remove} `);
    $chip.append($does, this.nameOf($box));
    $chip.addEventListener("click", () => this.drop(($one) => $one === $box));
    return item($chip);
  }

  clearing() {
    const $clear = button("quiet", words.clear);
    $clear.addEventListener("click", () => this.drop(() => true));
    return item($clear);
  }

  /** A choice with its facet's name. @param {HTMLInputElement} $box */
  nameOf($box) {
    const option = textOf(/** @type {Element} */ ($box.nextElementSibling));
    return fill(words.filter, { facet: this.facetOf($box.name), option });
  }

  /** @param {string} name */
  facetOf(name) {
    return textOf(find(this.$panel, `[data-facet=${name}] legend`, HTMLElement));
  }
}

/** @param {HTMLElement} $group */
function nameOf($group) {
  return $group.dataset.facet ?? "";
}

/**
 * What would give nothing is not offered, unless it is chosen or has just been left.
 * @param {HTMLElement} $group @param {Map<string, number>} counts
 */
function showCounts($group, counts) {
  const $items = findAll($group, "li", HTMLLIElement);
  for (const $item of $items) {
    const $box = find($item, "input", HTMLInputElement);
    const n = counts.get($box.value) ?? 0;
    find($item, "[data-count]", HTMLElement).textContent = String(n);
    $item.hidden = n === 0 && !$box.checked && $box !== document.activeElement;
  }
  $group.hidden = $items.every(($item) => $item.hidden);
}

/** @param {string} className @param {string} text */
function button(className, text) {
  const $button = /** @type {HTMLButtonElement} */ (element("button", className, text));
  $button.type = "button";
  return $button;
}

/** @param {Element} $content */
function item($content) {
  const $item = element("li");
  $item.append($content);
  return $item;
}
