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
import { Values, valuesOf } from "./facets.js";
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
    this.$documents = findAll($root, ".ways [data-value]", HTMLElement);
    offer(find(this.$panel, "[data-facet=document] ul", HTMLElement), this.$documents);
    this.$boxes = findAll(this.$panel, "input[type=checkbox]", HTMLInputElement);
    this.groups = findAll(this.$panel, "details[data-facet]", HTMLDetailsElement).map(
      ($group) => new Group($group),
    );
    this.tell = tell;
    /** @type {Map<string, Promise<Values>>} */
    this.values = new Map();
    this.places = 0;
    this.statuses = new Values();
    /** The choices that the chips are of. @type {HTMLInputElement[]} */
    this.chipped = [];
    this.$panel.hidden = false;
    this.$button.hidden = false;
    this.listen();
  }

  /** Clauses follow each other document by document; statuses are those of a day. @param {string} day */
  readDocuments(day) {
    this.places = 0;
    const [documents, jurisdictions, statuses] = [new Values(), new Values(), new Values()];
    for (const { dataset } of this.$documents) {
      const { value = "", clauses, jurisdiction = "", validity = "", others = "" } = dataset;
      const first = this.places;
      const status = statusOn(JSON.parse(validity), day);
      for (const end = first + Number(clauses); this.places < end; this.places++) {
        documents.set(this.places, value);
        jurisdictions.set(this.places, jurisdiction);
        statuses.set(this.places, status);
      }
      for (const [places, own] of JSON.parse(others)) {
        for (const place of places) statuses.set(first + place, statusOn(own, day));
      }
    }
    this.statuses = statuses;
    this.values.set("document", Promise.resolve(documents));
    this.values.set("jurisdiction", Promise.resolve(jurisdictions));
    this.values.set("status", Promise.resolve(statuses));
  }

  listen() {
    this.$panel.addEventListener("change", () => this.tell.chosen());
    this.groups.forEach((group) => group.$group.addEventListener("toggle", () => this.open(group)));
    this.$button.addEventListener("click", () => this.unfold(!this.isUnfolded()));
    this.$done.addEventListener("click", () => this.fold());
    this.$panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isUnfolded()) return;
      event.preventDefault();
      this.fold();
    });
  }

  /** @param {Group} group */
  open({ $group, name }) {
    if ($group.open && !this.values.has(name)) this.tell.opened();
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
    const wanted = this.groups.filter((group) => {
      const isKnown = this.values.has(group.name) || group.chosen().length > 0;
      return isKnown || (group.$group.open && this.isSeen());
    });
    return Promise.all(
      wanted.map(async (group) => ({
        name: group.name,
        chosen: new Set(group.chosen().map(({ value }) => value)),
        values: await this.valuesOf(group.name),
      })),
    );
  }

  isSeen() {
    return this.$panel.getClientRects().length > 0;
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
    return this.statuses.at(place).some((status) => OUTSIDE.includes(status));
  }

  /** The places of all clauses. */
  everything() {
    return Array.from({ length: this.places }, (_, place) => place);
  }

  chosen() {
    return this.$boxes.filter(($box) => $box.checked);
  }

  /** @param {URLSearchParams} parameters */
  restore(parameters) {
    for (const $box of this.$boxes) {
      $box.checked = parameters.getAll($box.name).includes($box.value);
    }
    for (const group of this.groups) group.$group.open ||= group.chosen().length > 0;
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
    for (const group of this.groups) {
      const known = counts.get(group.name) ?? (total > 0 ? null : new Map());
      if (known) group.show(known);
      else group.$group.hidden = false;
      group.tellChosen();
    }
    const n = this.chosen().length;
    const $n = find(this.$button, "[data-filters-chosen]", HTMLElement);
    $n.textContent = n > 0 ? `(${n})` : "";
    this.$done.hidden = !isAsked;
    this.$done.textContent = fill(words.done, { n: String(passing.length) });
    this.showChips();
  }

  /** Chips stay while the choices do: a search after each letter leaves them alone. */
  showChips() {
    const chosen = this.chosen();
    if (chosen.length === this.chipped.length && chosen.every(($box, at) => $box === this.chipped[at])) return;
    this.chipped = chosen;
    const $at = document.activeElement;
    const at = [...this.$chips.querySelectorAll("button")].findIndex(($chip) => $chip === $at);
    const $items = chosen.map(($box) => this.chip($box));
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

/**
 * Documents are in the page once, in the list that leads to them; their options are made of it.
 * @param {HTMLElement} $list @param {HTMLElement[]} $documents
 */
function offer($list, $documents) {
  for (const $document of $documents) {
    const $box = document.createElement("input");
    [$box.type, $box.name, $box.value] = ["checkbox", "document", $document.dataset.value ?? ""];
    const $count = element("span", "count");
    $count.dataset.count = "";
    const $label = element("label", "option");
    $label.append($box, " ", element("span", "", textOf(find($document, "a", HTMLElement))), " ", $count);
    $list.append(item($label));
  }
}

/** A facet in the page. What it shows is written only where it changes: most of it stays from letter to letter. */
class Group {
  /** @param {HTMLDetailsElement} $group */
  constructor($group) {
    this.$group = $group;
    this.name = $group.dataset.facet ?? "";
    this.$chosen = find($group, "[data-facet-chosen]", HTMLElement);
    this.options = findAll($group, "li", HTMLLIElement).map(($item) => ({
      $item,
      $box: find($item, "input", HTMLInputElement),
      $count: find($item, "[data-count]", HTMLElement),
      n: -1,
    }));
  }

  chosen() {
    return this.options.flatMap(({ $box }) => ($box.checked ? [$box] : []));
  }

  /** What would give nothing is not offered, unless it is chosen or has just been left. @param {Map<string, number>} counts */
  show(counts) {
    for (const option of this.options) {
      const { $box, $count, $item } = option;
      const n = counts.get($box.value) ?? 0;
      if (n !== option.n) $count.textContent = String((option.n = n));
      $item.hidden = n === 0 && !$box.checked && $box !== document.activeElement;
    }
    this.$group.hidden = this.options.every(({ $item }) => $item.hidden);
  }

  tellChosen() {
    const n = this.chosen().length;
    this.$chosen.textContent = n > 0 ? String(n) : "";
  }
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
