/**
 * The calculators of a clause's page. Without scripts the page shows the rule and worked examples;
 * this takes charge of the form and connects the parts, in the way of the data:
 *
 * address.js → form.js → rules/evaluate.js → result.js → address.js
 *
 * account.js, which accounts for a result, comes once there is one.
 *
 * While someone types, the result's data attributes follow every key. Its words, the messages beside
 * fields and the address wait for a pause, so that screen readers announce results, not keystrokes.
 */
import { bring } from "../frame/later.js";
import { findAll, nearest } from "../frame/page.js";
import { registered } from "../frame/registry.js";
import { evaluate } from "../rules/evaluate.js";
import * as address from "./address.js";
import { dataOf, vocabularyOf } from "./data.js";
import { CalculatorForm } from "./form.js";
import { bringEntries } from "./reading.js";
import { CalculatorResult } from "./result.js";
import { sayStart, startOf } from "./start.js";
/** @import { Result } from "../rules/evaluate.js" */
/** @import { CalculatorAccount } from "./account.js" */

/** Milliseconds without a key before the result is put into words. */
const PAUSE = 400;

export class Calculator {
  /** @param {HTMLElement} $root @param {string} today the site's, in ISO form */
  constructor($root, today) {
    const data = dataOf($root.dataset.benefit ?? "");
    const vocabulary = vocabularyOf(data);
    this.rule = data.rule;
    this.vocabulary = vocabulary;
    this.sources = data.sources;
    this.prefix = `${$root.id.replace(/^benefit-/u, "")}.`;
    this.name = $root.querySelector("h1, h2, h3, h4, h5")?.firstChild?.textContent?.trim() ?? "";
    this.result = new CalculatorResult($root, data, vocabulary);
    this.$past = $root.closest("#past");
    this.today = today;
    this.form = new CalculatorForm($root, data, vocabulary, startOf(this, today));
    /** @type {CalculatorAccount | undefined} */
    this.account = undefined;
    this.$root = $root;
    /** @type {HTMLAnchorElement | undefined} */
    this.$plan = findAll($root, "a[data-plan]", HTMLAnchorElement)[0];
    /** @type {Result} */
    this.found = { outcome: "invalid", errors: [] };
    this.pause = 0;
    address.restore(this.prefix, this.form);
    this.change();
    this.listen();
    this.listenToPrinter();
    this.form.show();
  }

  // --- events ------------------------------------------------------------------------------

  listen() {
    const { $form } = this.form;
    $form.addEventListener("input", (event) => {
      // An input method shows letters before the characters are chosen; they are no entry yet.
      if (!(event instanceof InputEvent && event.isComposing)) this.update();
    });
    $form.addEventListener("compositionend", () => this.update());
    $form.addEventListener("change", ({ target }) => {
      // A text may be left by pressing the next field, which must not move under the pointer.
      if (!(target instanceof HTMLInputElement && target.type === "text")) this.settle();
    });
    for (const $box of this.form.$checks) $box.addEventListener("input", () => this.change());
    $form.addEventListener("pointerdown", () => this.pause && this.wait());
    $form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.settle();
    });
    $form.addEventListener("keydown", ({ key, target, isComposing }) => {
      if (key === "Enter" && target instanceof HTMLInputElement && !isComposing) this.settle();
    });
    $form.addEventListener("reset", () => setTimeout(() => this.startAgain()));
    $form.addEventListener("click", ({ target }) => this.press(target));
    $form.addEventListener("focusin", () => void bringEntries(), { once: true });
    // Steps and the frame's code are folded; opening does not bubble.
    $form.addEventListener("toggle", () => void this.bringAccount(), { capture: true });
  }

  /** Bring what accounts for the result. It tells nothing where it cannot come. */
  async bringAccount() {
    if (!this.account && !(await bring("account"))) return;
    const Account = /** @type {typeof CalculatorAccount} */ (registered.get("account"));
    this.account ??= new Account(this);
    this.account.mark(this.found, this.form.given());
    this.account.show(this.result.steps);
  }

  /** Paper cannot be opened: the steps are printed open, and all that explains a printed result. */
  listenToPrinter() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    window.addEventListener("beforeprint", () => {
      this.settle();
      const $all = this.$root.hasAttribute("data-printed")
        ? findAll(this.$root, "[data-details], .figures", HTMLDetailsElement)
        : this.account ? [this.result.$details] : [];
      opened.push(...$all.filter(({ open }) => !open));
      for (const $details of opened) $details.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const $details of opened) $details.open = false;
      opened = [];
      for (const $part of this.printedParts()) $part.removeAttribute("data-printed");
    });
  }

  /** This calculator alone, on a sheet of its own. */
  print() {
    for (const $part of this.printedParts()) $part.setAttribute("data-printed", "");
    window.print();
  }

  /** The calculator and the lists of its conditions, which stand elsewhere on the page. */
  printedParts() {
    const $lists = this.form.$checks.map(($box) => $box.closest(".checks") ?? $box);
    return new Set([this.$root, ...$lists]);
  }

  /** @param {EventTarget | null} target */
  press(target) {
    const $item = nearest(target, "[data-remove]")?.closest("[data-item]");
    if ($item) this.form.removeItem($item);
    if (nearest(target, "[data-add]")) this.form.addItem();
    if (nearest(target, "[data-remove], [data-add]")) this.change();
    if (nearest(target, "[data-copy]")) void this.accounted(() => this.account?.copy());
    if (nearest(target, "[data-print]")) void this.accounted(() => this.print());
  }

  /** What takes the account along begins with it; at once, where it has come. @param {() => void} go */
  async accounted(go) {
    this.settle();
    if (!this.account) await this.bringAccount();
    go();
  }

  /** Another day for the whole site; a day that was entered here stays. @param {string} day */
  follow(day) {
    if (day === this.today) return;
    this.today = day;
    this.form.follow(startOf(this, day));
    this.change();
  }

  startAgain() {
    this.form.removeAddedItems();
    this.form.resetChecks();
    this.change();
  }

  /** Whether the address has entries of this calculator. */
  isShared() {
    return address.names(this.prefix);
  }

  /** Opens what it is folded in, and brings the result into view. */
  reveal() {
    for (let $fold = this.$root.closest("details"); $fold; $fold = outer($fold)) $fold.open = true;
    this.form.openFurther();
    this.result.$result.scrollIntoView({ block: "center" });
  }

  // --- from the form to the result ---------------------------------------------------------

  /** Read and calculate, and say at once what programs and fields need. */
  update() {
    const { form } = this;
    form.read();
    const given = form.given();
    this.found = form.isReadable()
      ? evaluate(this.rule, given, form.day())
      : { outcome: "invalid", errors: [] };
    this.result.mark(this.found);
    this.account?.mark(this.found, given);
    if (form.waits()) void this.readOn();
    this.wait();
  }

  /** Read what waits, once it can be read; nothing is said of it before. */
  async readOn() {
    const isTyping = this.pause !== 0;
    if (!(await bringEntries())) return this.tell();
    this.update();
    if (!isTyping) this.settle();
  }

  wait() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), PAUSE);
  }

  /** Put into words, and into the address, what update() has found. */
  settle() {
    if (this.pause === 0) return;
    clearTimeout(this.pause);
    this.pause = 0;
    if (!this.form.waits()) this.tell();
    address.keep(this.prefix, this.form);
    if (this.$plan) this.$plan.hash = address.toPlan(this.form, this.today);
    sayStart(this, this.today);
  }

  /** The messages beside fields, the result and its account. */
  tell() {
    const { form } = this;
    const asked = form.boxes().map(({ name }) => name);
    form.showErrors();
    this.result.show(this.found, asked, form.isUntouched(), form.day());
    this.account?.show(this.result.steps);
    if (!this.account && !form.isUntouched()) void this.bringAccount();
  }

  change() {
    this.update();
    this.settle();
  }
}

/** @param {HTMLDetailsElement} $fold */
function outer($fold) {
  return $fold.parentElement?.closest("details") ?? null;
}
