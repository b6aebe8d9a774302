/** The citations of a page: of itself, its items and its facts, in every language, on the day. */
import { copy } from "../frame/copying.js";
import { day, onDay } from "../frame/day.js";
import { element, find, findAll, language, nearest, textOf } from "../frame/page.js";
import { load, root } from "../frame/registry.js";
import { formsOn } from "./cited.js";
/** @import { Citations } from "./cited.js" */

/** Others reach what a server serves; what lies on a disk is named by its document and version. */
const served = /^https?:/u.test(root);
const WHOLE = "#cite";
const PREFIX = "#cite-";

export class Cite {
  /** @param {HTMLElement} $root */
  constructor($root) {
    this.$root = $root;
    this.$what = find($root, "[data-cite-what]", HTMLElement);
    this.$choice = find($root, "#cite-what", HTMLSelectElement);
    this.$said = find($root, "[role=status]", HTMLElement);
    this.$languages = findAll($root, "[data-cite-language]", HTMLElement);
    this.start();
  }

  async start() {
    const { of, file = "" } = this.$root.dataset;
    /** @type {Citations} */
    const citations = await load(`cite:${of}`, file);
    this.offer(citations);
    this.$choice.addEventListener("change", () => this.choose(citations));
    this.$root.addEventListener("click", ({ target }) => this.press(target));
    addEventListener("hashchange", () => this.follow(citations));
    this.follow(citations);
    onDay(() => this.show(citations));
  }

  /** Everything that can be cited, and the buttons. @param {Citations} citations */
  offer({ told }) {
    for (const [place, { name }] of Object.entries(told[language] ?? {})) {
      this.$choice.append(new Option(name, place));
    }
    const [$own, ...$others] = this.$languages;
    for (const $other of $others) addForms($other, $own);
    for (const $one of findAll(this.$root, "button[hidden]", HTMLElement)) $one.hidden = false;
    for (const $one of findAll(this.$root, "[data-cite-items]", HTMLElement)) $one.hidden = true;
    this.$what.hidden = false;
  }

  /** #cite-fact-cap opens that fact's citation. @param {Citations} citations */
  follow(citations) {
    const { hash } = location;
    const place = hash.startsWith(PREFIX) ? decodeURIComponent(hash.slice(PREFIX.length)) : "";
    if ((!place && hash !== WHOLE) || !citations.told[language]?.[place]) return;
    this.$choice.value = place;
    this.show(citations);
    if (this.$root instanceof HTMLDetailsElement) this.$root.open = true;
    this.$root.scrollIntoView();
    this.$choice.focus({ preventScroll: true });
  }

  /** The address leads to what is chosen. @param {Citations} citations */
  choose(citations) {
    const { value } = this.$choice;
    history.replaceState(history.state, "", value ? PREFIX + value : WHOLE);
    this.show(citations);
  }

  /** @param {Citations} citations */
  show(citations) {
    for (const $language of this.$languages) {
      const cited = citations.told[$language.dataset.citeLanguage ?? ""]?.[this.$choice.value];
      if (!cited) continue;
      const forms = formsOn(citations, cited, day(), served ? root : "");
      for (const $form of findAll($language, "[data-cite]", HTMLElement)) {
        $form.textContent = forms[$form.dataset.cite ?? ""] ?? "";
      }
    }
  }

  /** @param {EventTarget | null} target */
  press(target) {
    const $form = nearest(target, "[data-cite-copy]")?.closest("figure")?.querySelector("pre");
    if ($form) void copy($form.textContent ?? "", this.$said, $form);
  }
}

/**
 * The forms that the page has in its own language, for what is cited in another.
 * @param {HTMLElement} $other @param {HTMLElement} $own
 */
function addForms($other, $own) {
  const [$name, $ownName] = [$other, $own].map(($one) => find($one, "h3", HTMLElement));
  for (const $figure of findAll($own, "figure", HTMLElement)) {
    const $copy = /** @type {HTMLElement} */ ($figure.cloneNode(true));
    find($copy, "pre", HTMLElement).lang = $name.lang;
    const $button = find($copy, "button", HTMLElement);
    $button.ariaLabel = ($button.ariaLabel ?? "").replace(textOf($ownName), textOf($name));
    $other.append($copy);
  }
  $other.hidden = false;
}
