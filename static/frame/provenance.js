/** Facts in running text show where they come from, terms what they mean. */
import words from "../words/notes.js";
import { element, nearest } from "./page.js";

/** Between the printed words and where they stand, as clausebook/told/told.py joins them. */
const JOINT = "” — ";

/**
 * How a document prints a fact, or what a term means, shown beside the word that is pointed at,
 * focused or tapped.
 *
 * The words are the link's title, which is taken away as long as they are shown, so that the
 * browser does not show them too. Escape hides them. Of a fact a first tap shows them and a second
 * follows; a term's page would lead away from what is read, so that only a link beside the meaning
 * leads there.
 */
export class Provenance {
  /** Milliseconds in which the pointer may go from the word to its note. */
  static PAUSE = 200;

  constructor() {
    this.$note = element("span", "provenance");
    this.$said = element("span");
    this.$said.id = "provenance";
    this.$said.setAttribute("role", "tooltip");
    this.$more = document.createElement("a");
    this.$more.textContent = words.term_page;
    /** @type {HTMLElement | null} */
    this.$word = null;
    /** @type {HTMLElement | null} */
    this.$tapped = null;
    this.title = "";
    this.pause = 0;
  }

  listen() {
    document.addEventListener("pointerdown", (event) => this.press(event));
    document.addEventListener("mouseover", ({ target }) => this.pointAt(target));
    document.addEventListener("focusin", ({ target }) => this.focus(target));
    document.addEventListener("focusout", ({ relatedTarget }) => this.leave(relatedTarget));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.escape();
    });
  }

  /** @param {EventTarget | null} target */
  has(target) {
    return target instanceof Node && this.$note.contains(target);
  }

  /** @param {EventTarget | null} target */
  pointAt(target) {
    const $word = wordAt(target);
    clearTimeout(this.pause);
    if (this.has(target) || $word === this.$word) return;
    if ($word) this.show($word);
    else if (this.$word !== document.activeElement) this.hideSoon();
  }

  hideSoon() {
    this.pause = setTimeout(() => this.show(null), Provenance.PAUSE);
  }

  /** @param {EventTarget | null} target */
  focus(target) {
    if (!this.has(target)) this.showWhole(wordAt(target));
  }

  /** @param {EventTarget | null} to */
  leave(to) {
    if (!this.has(to)) this.show(null);
  }

  escape() {
    if (this.has(document.activeElement)) this.$word?.focus();
    this.show(null);
  }

  /** A finger cannot point without pressing: what it first presses is only shown. */
  press(/** @type {PointerEvent} */ { pointerType, target }) {
    const $word = wordAt(target);
    this.$tapped = pointerType !== "mouse" && $word !== this.$word ? $word : null;
    if (!$word && !this.has(target)) this.show(null);
  }

  click(/** @type {MouseEvent} */ event) {
    const $word = wordAt(event.target);
    if (!$word) return;
    if (isTerm($word) ? opensHere(event) : $word === this.$tapped) {
      event.preventDefault();
      this.$tapped = null;
      this.showWhole($word);
      if (isTerm($word) && event.detail === 0) this.$more.focus(); // by a key
    }
  }

  /**
   * A word at the edge of the window may have its note beyond it.
   * @param {HTMLElement | null} $word
   */
  showWhole($word) {
    this.show($word);
    if ($word) this.$note.scrollIntoView({ block: "nearest" });
  }

  /** @param {HTMLElement | null} $word */
  show($word) {
    if ($word === this.$word) return;
    const $last = this.$word;
    this.$word = $word; // taking the note away may move the focus
    if ($last) {
      $last.title = this.title;
      $last.removeAttribute("aria-describedby");
      this.$note.remove();
    }
    if (!$word) return;
    this.title = $word.title;
    this.$said.replaceChildren(...(isTerm($word) ? meaning($word) : printed($word)));
    this.$note.replaceChildren(this.$said, ...(isTerm($word) ? [this.$more] : []));
    this.$more.href = $word.getAttribute("href") ?? "";
    $word.removeAttribute("title");
    $word.setAttribute("aria-describedby", this.$said.id);
    $word.after(this.$note);
  }
}

/** Printed words are in the document's language; where they stand is told in the page's. */
function printed(/** @type {HTMLElement} */ { title, dataset: { quoted } }) {
  const end = title.indexOf(JOINT) + 1;
  return [foreign("span", title.slice(0, end), quoted), title.slice(end)];
}

/** What a term is called in other languages, and below it what it means. */
function meaning(/** @type {HTMLElement} */ { title, dataset: { quoted } }) {
  const [called = "", ...means] = title.split("\n");
  return [foreign("b", called, quoted), ...means.map((said) => element("span", "", said))];
}

/** @param {string} tag @param {string} words @param {string} [language] where it is another */
function foreign(tag, words, language) {
  const $words = element(tag, "", words);
  if (language) $words.lang = language;
  return $words;
}

/** @param {HTMLElement} $word */
function isTerm($word) {
  return $word.classList.contains("term");
}

/** Whether a click asks for nothing else, such as another window. @param {MouseEvent} event */
function opensHere({ button, ctrlKey, metaKey, shiftKey, altKey }) {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

/** The word with a note that an event has met. @param {EventTarget | null} target */
function wordAt(target) {
  const $word = nearest(target, "a.fact, a.term");
  const known = $word instanceof HTMLElement && ($word.title || $word.hasAttribute("aria-describedby"));
  return known ? $word : null;
}
