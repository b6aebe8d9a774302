/** Facts in running text show where they come from. */
import { element, nearest } from "./page.js";

/** Between the printed words and where they stand, as clausebook/told/told.py joins them. */
const JOINT = "” — ";

/**
 * How a document prints a fact, shown beside the fact that is pointed at, focused or tapped.
 *
 * The words are the link's title, which is taken away as long as they are shown, so that the
 * browser does not show them too. Escape hides them. A first tap shows them, a second follows.
 */
export class Provenance {
  /** Milliseconds in which the pointer may go from the fact to its provenance. */
  static PAUSE = 200;

  constructor() {
    this.$note = document.createElement("span");
    this.$note.className = "provenance";
    this.$note.id = "provenance";
    this.$note.setAttribute("role", "tooltip");
    /** @type {HTMLElement | null} */
    this.$fact = null;
    /** @type {HTMLElement | null} */
    this.$tapped = null;
    this.pause = 0;
  }

  listen() {
    document.addEventListener("pointerdown", (event) => this.press(event));
    document.addEventListener("mouseover", ({ target }) => this.pointAt(target));
    document.addEventListener("focusin", ({ target }) => this.showWhole(factAt(target)));
    document.addEventListener("focusout", () => this.show(null));
    document.addEventListener("click", (event) => this.tap(event));
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.show(null);
    });
  }

  /** @param {EventTarget | null} target */
  pointAt(target) {
    const $fact = factAt(target);
    clearTimeout(this.pause);
    if (target === this.$note || $fact === this.$fact) return;
    if ($fact) this.show($fact);
    else if (this.$fact !== document.activeElement) this.hideSoon();
  }

  hideSoon() {
    this.pause = setTimeout(() => this.show(null), Provenance.PAUSE);
  }

  /** A finger cannot point without pressing: what it first presses is only shown. */
  press(/** @type {PointerEvent} */ { pointerType, target }) {
    const $fact = factAt(target);
    this.$tapped = pointerType !== "mouse" && $fact !== this.$fact ? $fact : null;
    if (!$fact && target !== this.$note) this.show(null);
  }

  tap(/** @type {MouseEvent} */ event) {
    const $fact = factAt(event.target);
    if (!$fact || $fact !== this.$tapped) return;
    event.preventDefault();
    this.$tapped = null;
    this.showWhole($fact);
  }

  /**
   * A fact at the edge of the window may have its words beyond it.
   * @param {HTMLElement | null} $fact
   */
  showWhole($fact) {
    this.show($fact);
    if ($fact) this.$note.scrollIntoView({ block: "nearest" });
  }

  /** @param {HTMLElement | null} $fact */
  show($fact) {
    if ($fact === this.$fact) return;
    if (this.$fact) {
      this.$fact.title = this.$note.textContent;
      this.$fact.removeAttribute("aria-describedby");
      this.$note.remove();
    }
    this.$fact = $fact;
    if (!$fact) return;
    this.tell($fact.title, $fact.dataset.quoted);
    $fact.removeAttribute("title");
    $fact.setAttribute("aria-describedby", this.$note.id);
    $fact.after(this.$note);
  }

  /**
   * Printed words are in the document's language; where they stand is told in the page's.
   * @param {string} words @param {string} [language] the document's, where it is another
   */
  tell(words, language) {
    const end = words.indexOf(JOINT) + 1;
    const $printed = element("span", "", words.slice(0, end));
    if (language) $printed.lang = language;
    this.$note.replaceChildren($printed, words.slice(end));
  }
}

/** The fact with a provenance that an event has met. @param {EventTarget | null} target */
function factAt(target) {
  const $fact = nearest(target, "a.fact");
  const known = $fact instanceof HTMLElement && ($fact.title || $fact.hasAttribute("aria-describedby"));
  return known ? $fact : null;
}
