/** A field with suggestions: what is typed is looked for in names, arrows and Enter choose. */
import { element, find, nearest } from "../frame/page.js";
import { load } from "../frame/registry.js";
import { counted } from "../told/strings.js";
import words from "../words/comparison.js";
import { CHOSEN } from "./events.js";
import { suggested } from "./names.js";
/** @import { Name } from "./names.js" */

export class Suggestions {
  /** @param {HTMLElement} $form which names the script of names, and hears of what is chosen */
  constructor($form) {
    this.$form = $form;
    this.file = $form.dataset.names ?? "";
    this.$field = find($form, "input", HTMLInputElement);
    this.$options = find($form, "[role=listbox]", HTMLElement);
    this.$hint = find($form, "[data-compare-hint]", HTMLElement);
    /** @type {Name[]} */
    this.found = [];
    this.active = -1;
  }

  start() {
    const { $field, $form, $options } = this;
    $field.addEventListener("input", () => void this.look());
    $field.addEventListener("keydown", (event) => this.onKey(event));
    $field.addEventListener("blur", () => this.close());
    $options.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    $options.addEventListener("click", ({ target }) => this.take(Number(nearest(target, "[role=option]")?.id.split("-").at(-1) ?? -1)));
    $form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.look().then(() => this.take(Math.max(this.active, 0)));
    });
    if ($field.value) void this.look(); // typed before this had come
  }

  async look() {
    const typed = this.$field.value;
    /** @type {Name[]} */
    const names = await load("compare", this.file);
    if (typed !== this.$field.value) return;
    const chosen = this.found[this.active]?.[0];
    this.found = suggested(names, typed);
    this.active = this.found.findIndex(([id]) => id === chosen);
    const n = this.found.length;
    this.$hint.textContent = n > 0 ? counted(words.suggestions, n) : typed.trim() ? words.none : "";
    this.show();
  }

  show() {
    this.$options.replaceChildren(...this.found.map((name, at) => this.option(name, at)));
    this.$options.hidden = this.found.length === 0;
    this.$field.setAttribute("aria-expanded", String(!this.$options.hidden));
    this.mark();
  }

  /** @param {Name} name @param {number} at */
  option([, label, title], at) {
    const $option = element("li");
    $option.id = `compare-option-${at}`;
    $option.setAttribute("role", "option");
    $option.append(element("span", "compare-of", label), " ", title);
    return $option;
  }

  /** The one that Enter would take. */
  mark() {
    [...this.$options.children].forEach(($option, at) => $option.setAttribute("aria-selected", String(at === this.active)));
    const $active = this.$options.children[this.active];
    if ($active) this.$field.setAttribute("aria-activedescendant", $active.id);
    else this.$field.removeAttribute("aria-activedescendant");
    $active?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.found.length === 0) return;
    event.preventDefault();
    const n = this.found.length + 1; // one place is the field itself
    this.active = ((this.active + 1 + step + n) % n) - 1;
    this.mark();
  }

  close() {
    this.found = [];
    this.active = -1;
    this.show();
  }

  /** @param {number} at */
  take(at) {
    const chosen = this.found[at];
    if (!chosen) return;
    this.$field.value = "";
    this.$hint.textContent = "";
    this.close();
    this.$form.dispatchEvent(new CustomEvent(CHOSEN, { detail: chosen[0] }));
  }
}
