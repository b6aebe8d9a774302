/**
 * My project: one description, all benefits. The way of the data:
 *
 * keep.js (the address) → project.js → engine/plan.js → answer.js, takes.js, conflicts.js, places.js, cases.js
 *
 * Nothing is sent anywhere. templates/planner/planner.html is the page, with worked plans for readers
 * without scripts; the parts below are made here.
 */
import { understand } from "../frame/entries.js";
import { showError } from "../frame/understood.js";
import { find, findAll, nearest } from "../frame/page.js";
import { fill } from "../told/strings.js";
import words from "../words/planner.js";
import { plan } from "./engine/plan.js";
import { boundWords } from "./amounts.js";
import { shortly, startParts, totalParts } from "./answer.js";
import { askParts, asked, choicesOf, showEffects } from "./ask.js";
import { casesParts } from "./cases.js";
import { conflictsParts } from "./conflicts.js";
import { planData } from "./data.js";
import { h } from "./dom.js";
import { answerWords, dayWords } from "./entries.js";
import { QuestionsForm } from "./form.js";
import { fragmentOf, keepFragment, linkTo, readFragment, store, stored, totalText } from "./keep.js";
import { inPlaces, placesParts } from "./places.js";
import { UNKNOWN, blank, givenOf, isBlank, isUnanswered, withAnswer, withJudged, withReceived } from "./project.js";
import { recordOf, save } from "./record.js";
import { sinceParts } from "./since.js";
import { decided, stepLine, stepsBetween } from "./steps.js";
import { fitsParts, nearlyParts } from "./takes.js";
/** @import { Child } from "./dom.js" */
/** @import { PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** Milliseconds without a key before the result is made. */
const PAUSE = 400;
/** Results that are kept at hand, so that what was computed is not computed again. */
const REMEMBERED = 200;

export class Planner {
  /** @param {HTMLElement} $root @param {string} today the site's, in ISO form */
  constructor($root, today) {
    this.$root = $root;
    this.today = today;
    this.data = planData();
    this.form = new QuestionsForm(find($root, "[data-questions]", HTMLElement), this.data);
    this.$form = find($root, "form", HTMLFormElement);
    this.$on = find($root, "input[name=on]", HTMLInputElement);
    this.$device = find($root, "[data-device]", HTMLInputElement);
    /** @type {Map<string, PlanResult>} */
    this.known = new Map();
    /** @type {Set<string>} */
    this.skipped = new Set();
    this.project = blank();
    /** @type {Project | null} */
    this.kept = null;
    /** What held when the link was made that led here. @type {import("./keep.js").Made | null} */
    this.made = null;
    /** The result before the last answer. @type {PlanResult | null} */
    this.before = null;
    this.pause = 0;
    this.later = 0;
    this.$root.hidden = false;
    this.$device.checked = stored() !== "";
    this.listen();
    this.open(location.hash || stored());
  }

  /** The project of an address. @param {string} fragment */
  open(fragment) {
    const found = readFragment(fragment, this.data);
    this.project = found?.project ?? blank();
    this.kept = found?.kept ?? null;
    this.made = found?.made ?? null;
    this.before = null;
    this.skipped.clear();
    this.show();
  }

  /** Another day for the whole site; a day that was entered here stays. @param {string} today */
  turnTo(today) {
    if (today === this.today) return;
    this.today = today;
    this.show();
  }

  // --- computing ---------------------------------------------------------------------------

  /** @param {Project} project @param {string} [day] @returns {PlanResult} */
  plan(project, day = project.on || this.today) {
    const given = givenOf(project, this.data);
    const key = JSON.stringify([given, day]);
    const known = this.known.get(key);
    if (known) return known;
    const result = plan(this.data.book, given, day);
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(key, result);
    return result;
  }

  /** Another project takes the place of this one. @param {Project} project @param {{ toQuestion?: boolean }} [options] */
  change(project, { toQuestion = false } = {}) {
    this.before = this.plan(this.project);
    this.project = project;
    this.show();
    if (toQuestion) this.focusQuestion();
    this.announce();
  }

  // --- showing -----------------------------------------------------------------------------

  show() {
    const { data, project } = this;
    const result = this.plan(project);
    this.$on.value = project.on || this.today;
    this.form.show(project);
    this.fill("since", sinceParts(data, this.made, result, () => this.plan(project, this.made?.day)));
    this.fill("said", this.saidParts(result));
    if (isUnanswered(project)) {
      this.fill("total", startParts());
      for (const part of ["fits", "conflicts", "nearly", "places", "cases"]) this.fill(part, []);
    } else {
      this.fill("total", totalParts(data, result, dayWords(result.on)));
      this.fill("fits", fitsParts(data, project, result));
      this.fill("conflicts", conflictsParts(data, project, result));
      this.fill("nearly", nearlyParts(data, result));
    }
    this.showQuestion(result);
    this.showBar(result);
    this.keep(result);
    this.showRest(result);
  }

  /** What takes many plans comes after the reader has seen the answer, one plan at a time. @param {PlanResult} result */
  showRest(result) {
    const { data, project, kept, today } = this;
    const all = (/** @type {Project} */ one) => this.plan(one);
    const [next] = asked(data, project, result, this.skipped);
    const choices = next ? choicesOf(project, next, find(this.$root, "[data-part=ask]", HTMLElement)) : [];
    const steps = kept ? stepsBetween(data, kept, project, today) : [];
    const plans = (/** @type {Project[]} */ projects) => projects.map((one) => () => void this.plan(one));
    this.$root.removeAttribute("data-settled");
    if (isUnanswered(project)) return this.run([() => this.$root.setAttribute("data-settled", "")]);
    this.run([
      ...plans(choices.map((one) => one.project)),
      () => showEffects(data, choices, all),
      ...plans(inPlaces(data, project)),
      () => this.fill("places", placesParts(data, project, result, all)),
      ...plans(steps.map((one) => one.project)),
      () => this.fill("cases", casesParts(data, kept, project, today, all)),
      () => this.$root.setAttribute("data-settled", ""),
    ]);
  }

  /** Jobs one after the other, so that the page stays quick; new ones take the place of those. @param {(() => void)[]} jobs */
  run([job, ...others]) {
    clearTimeout(this.later);
    if (!job) return;
    this.later = setTimeout(() => {
      job();
      this.run(others);
    });
  }

  /** Put new contents into a part; folds stay as the reader left them, and so does the focus. @param {string} name @param {Child[]} children */
  fill(name, children) {
    const $part = find(this.$root, `[data-part=${name}]`, HTMLElement);
    const open = new Set(findAll($part, "details[open]", HTMLDetailsElement).map(({ dataset }) => dataset.fold));
    const focused = $part.contains(document.activeElement) ? document.activeElement?.id : "";
    $part.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
    $part.hidden = $part.childNodes.length === 0;
    for (const $fold of findAll($part, "details", HTMLDetailsElement)) $fold.open = open.has($fold.dataset.fold);
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {PlanResult} result */
  showQuestion(result) {
    const ahead = asked(this.data, this.project, result, this.skipped);
    this.fill("ask", askParts(this.data, this.project, result, ahead, this.form.$root));
  }

  focusQuestion() {
    find(this.$root, "[data-ask-title]", HTMLElement).focus();
  }

  /** What is answered, what each answer changed, and what the last one did. @param {PlanResult} result */
  saidParts(result) {
    const { data, project } = this;
    if (isBlank(project)) return [];
    const rows = Object.entries(project.answers).flatMap(([name, given]) => given.map((text, place) =>
      text && h("div", {}, h("dt", {}, data.names.questions[name].label, given.length > 1 && ` (${place + 1})`),
        h("dd", {}, answerWords(data, name, text), " ",
          h("button", { type: "button", class: "quiet", "data-go": name, "aria-label": `${words.said.change} ${data.names.questions[name].label}` }, words.said.change)))));
    const $steps = h("details", { class: "plan-fold", "data-fold": "steps" }, h("summary", {}, words.steps.title));
    $steps.addEventListener("toggle", () => this.showSteps($steps));
    const moved = this.before ? [h("div", { class: "last-answer" }, h("p", {}, this.movedWords(result)), h("p", {}, ...decided(data, this.before, result)))] : [];
    return [...moved, h("h2", {}, words.said.title), h("dl", { class: "plan-said" }, ...rows), $steps];
  }

  /** @param {PlanResult} result */
  movedWords(result) {
    const [x, y] = [this.before ?? result, result].map(({ total }) => boundWords(this.data.vocabulary, total));
    return fill(x === y ? words.steps.same : words.steps.moved, { x, y });
  }

  /** @param {HTMLDetailsElement} $steps */
  showSteps($steps) {
    if (!$steps.open) return;
    const { data, project, today } = this;
    let before = this.plan({ ...blank(), on: project.on });
    const lines = stepsBetween(data, { ...blank(), on: project.on }, project, today).map(({ said, project: then }) => {
      const after = this.plan(then);
      const line = stepLine(data, said, before, after);
      before = after;
      return line;
    });
    $steps.querySelector("ol")?.remove();
    $steps.append(h("ol", { class: "plan-steps" }, ...lines));
  }

  /** @param {PlanResult} result */
  showBar(result) {
    const { sum, counts, isDone } = shortly(this.data, result);
    find(this.$root, ".plan-bar", HTMLElement).hidden = isUnanswered(this.project);
    find(this.$root, "[data-bar-sum]", HTMLElement).textContent = sum;
    find(this.$root, "[data-bar-status]", HTMLElement).textContent = isDone ? words.total.done : counts;
  }

  /** For readers who do not see the result change. */
  announce() {
    const { sum, counts } = shortly(this.data, this.plan(this.project));
    find(this.$root, "[data-live]", HTMLElement).textContent = fill(words.total.live, { sum, counts });
  }

  // --- keeping -----------------------------------------------------------------------------

  /** @param {PlanResult} result */
  fragment(result) {
    const made = { day: result.on, data: this.data.data, total: totalText(result) };
    return fragmentOf(this.project, this.kept, made);
  }

  /** @param {PlanResult} result */
  keep(result) {
    const fragment = this.fragment(result);
    if (fragment || location.hash.includes("=")) keepFragment(fragment);
    if (this.$device.checked) store(fragment);
  }

  async copy() {
    const $said = find(this.$root, "[data-copied]", HTMLElement);
    const $text = find(this.$root, "[data-copy-text]", HTMLTextAreaElement);
    $text.value = linkTo(this.fragment(this.plan(this.project)));
    try {
      await navigator.clipboard.writeText($text.value);
      $said.textContent = words.keep.copied;
    } catch {
      // There is no clipboard outside secure pages, or the reader has forbidden it.
      $said.textContent = words.keep.by_hand;
      $text.hidden = false;
      $text.select();
    }
  }

  // --- events ------------------------------------------------------------------------------

  listen() {
    const { $root } = this;
    this.$form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer();
    });
    $root.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "text" && this.form.$root.contains(target)) this.wait(target);
    });
    $root.addEventListener("change", ({ target }) => this.enter(target));
    $root.addEventListener("click", (event) => this.press(event));
    document.addEventListener("click", (event) => this.follow(event));
    addEventListener("hashchange", () => {
      if (!location.hash.includes("=")) return;
      this.open(location.hash);
      this.$root.scrollIntoView();
    });
    this.listenToPrinter();
  }

  /** Paper cannot be opened. */
  listenToPrinter() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = findAll(this.$root, "[data-part] details:not([open])", HTMLDetailsElement);
      for (const $fold of opened) $fold.open = true;
      for (const $steps of findAll(this.$root, "[data-fold=steps]", HTMLDetailsElement)) this.showSteps($steps);
    });
    addEventListener("afterprint", () => {
      for (const $fold of opened) $fold.open = false;
    });
  }

  /** @param {HTMLInputElement} $field */
  wait($field) {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.enter($field), PAUSE);
  }

  /** What a field says, in whichever part it stands. @param {EventTarget | null} target */
  enter(target) {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    clearTimeout(this.pause);
    const { had, input, judged } = target.dataset;
    if (target === this.$device) this.keepOnDevice();
    else if (target === this.$on) this.changeDay();
    else if (had) this.changeIfNew(withReceived(this.project, had, input ?? "", target.value.trim()));
    else if (judged) this.changeIfNew(withJudged(this.project, judged, target.value));
    else if (this.form.$root.contains(target)) this.changeIfNew(this.form.read(this.project, target));
  }

  /** @param {Project} project */
  changeIfNew(project) {
    if (JSON.stringify(project) !== JSON.stringify(this.project)) this.change(project);
  }

  changeDay() {
    const { validity, value } = this.$on;
    if (!validity.badInput) this.changeIfNew({ ...this.project, on: value === this.today ? "" : value });
  }

  keepOnDevice() {
    const fragment = this.$device.checked ? this.fragment(this.plan(this.project)) : "";
    if (!store(fragment)) this.$device.checked = false;
  }

  /** Take the answer to the question that is asked. */
  answer() {
    const $ask = this.$root.querySelector("[data-ask]");
    const { ask: name, place } = $ask instanceof HTMLElement ? $ask.dataset : {};
    if (!name || !$ask) return;
    const $entry = $ask.querySelector("#ask-entry");
    const $chosen = $ask.querySelector("input:checked");
    const $field = $entry ?? $chosen;
    if (!($field instanceof HTMLInputElement)) return;
    const text = $field.value.trim();
    const { error } = understand(this.form.spec(name), text, this.data.vocabulary);
    if ($entry) showError($field, error);
    if (!error && text) this.change(withAnswer(this.project, name, Number(place), text), { toQuestion: true });
  }

  /** @param {MouseEvent} event */
  press(event) {
    const { target } = event;
    const changed = this.form.press(this.project, target);
    if (changed) this.change(changed);
    const $button = nearest(target, "button");
    if (!($button instanceof HTMLElement)) return;
    const { dataset } = $button;
    if (dataset.go) this.form.go(dataset.go);
    if (dataset.case) this.pressCase(dataset.case);
    if (dataset.keep) this.pressKeep(dataset.keep);
    if ("unknown" in dataset || "skip" in dataset) this.leave("skip" in dataset);
  }

  /** A worked plan is opened; places on this page are gone to without an address of their own, which holds the answers. @param {MouseEvent} event */
  follow(event) {
    const fragment = nearest(event.target, "[data-open]")?.getAttribute("data-open");
    if (fragment) location.hash = fragment;
    const $link = nearest(event.target, "a[href^='#']");
    const $place = $link && document.getElementById(($link.getAttribute("href") ?? "").slice(1));
    if (!$place) return;
    event.preventDefault();
    $place.setAttribute("tabindex", "-1");
    $place.focus();
    $place.scrollIntoView();
  }

  /** @param {string} what */
  pressCase(what) {
    const { project, kept } = this;
    if (what === "swap" && kept) [this.project, this.kept] = [kept, project];
    else this.kept = what === "keep" ? project : null;
    this.before = null;
    this.show();
    find(this.$root, "#case-keep", HTMLElement).focus();
  }

  /** @param {string} what */
  pressKeep(what) {
    const result = this.plan(this.project);
    if (what === "copy") this.copy();
    if (what === "save") save(recordOf(this.data, this.project, result), result.on);
    if (what === "print") window.print();
    if (what === "reset") {
      this.kept = null;
      this.made = null;
      this.skipped.clear();
      this.change(blank(), { toQuestion: true });
    }
  }

  /** The question is not answered: not now, or not known. @param {boolean} isSkipped */
  leave(isSkipped) {
    const $ask = find(this.$root, "[data-ask]", HTMLElement);
    const { ask: name = "", place = "" } = $ask.dataset;
    if (!isSkipped) this.change(withAnswer(this.project, name, Number(place), UNKNOWN), { toQuestion: true });
    else {
      this.skipped.delete(`${name} ${place}`);
      this.skipped.add(`${name} ${place}`);
      this.show();
      this.focusQuestion();
    }
  }
}
