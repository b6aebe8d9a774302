/**
 * The form with all questions, in groups: about the applicant once, about products and others as
 * often as there are any. templates/planner/planner.html has it with one of each.
 */
import { showUnderstood, understand } from "../frame/entries.js";
import { showError } from "../frame/understood.js";
import { find, findAll, nearest } from "../frame/page.js";
import { fill } from "../told/strings.js";
import calculator from "../words/calculator.js";
import { MOST, UNKNOWN, answerTo, countOf, withAnswer, withCount, withoutInstance } from "./project.js";
/** @import { Field } from "../frame/understood.js" */
/** @import { Data } from "./data.js" */
/** @import { Project } from "./project.js" */

export class QuestionsForm {
  /** @param {HTMLElement} $root @param {Data} data */
  constructor($root, data) {
    this.data = data;
    this.$root = $root;
    /** The blank first one of each subject. @type {Map<string, HTMLElement>} */
    this.blanks = new Map();
    for (const $instance of findAll($root, "[data-instance]", HTMLElement)) {
      const $copy = /** @type {HTMLElement} */ ($instance.cloneNode(true));
      this.blanks.set(subjectOf($instance), $copy);
    }
  }

  /** Show a project in the fields; the one that has the focus is left alone. @param {Project} project */
  show(project) {
    for (const [about] of this.blanks) this.growTo(about, countOf(project, about));
    for (const $field of this.fields()) {
      const text = answerTo(project, $field.name, placeOf($field));
      const shown = text === UNKNOWN ? "" : text;
      if ($field !== document.activeElement) $field.value = shown;
      const entry = understand(this.spec($field.name), $field.value.trim(), this.data.vocabulary);
      showUnderstood({ $field, spec: this.spec($field.name), text: $field.value, ...entry }, this.data.vocabulary);
    }
  }

  /** The project with what a field says; the same where it cannot be read. @param {Project} project @param {Field} $field */
  read(project, $field) {
    const text = $field.value.trim();
    const { error } = understand(this.spec($field.name), text, this.data.vocabulary);
    showError($field, error);
    return error ? project : withAnswer(project, $field.name, placeOf($field), text);
  }

  /** The project with one more or one fewer of a subject; null where nothing of that was pressed. @param {Project} project @param {EventTarget | null} target */
  press(project, target) {
    const $add = nearest(target, "[data-add]");
    if ($add) {
      const about = subjectOf($add);
      return withCount(project, about, countOf(project, about) + 1);
    }
    const $instance = nearest(target, "[data-remove]")?.closest("[data-instance]");
    return $instance ? withoutInstance(project, subjectOf($instance), placeOf($instance), this.data) : null;
  }

  /** Lead the reader to a question. @param {string} name */
  go(name) {
    const $field = this.fields().find((one) => one.name === name);
    for (let $at = $field?.parentElement; $at; $at = $at.parentElement) {
      if ($at instanceof HTMLDetailsElement) $at.open = true;
    }
    $field?.focus();
    $field?.scrollIntoView({ block: "center" });
  }

  /** @param {string} name */
  spec(name) {
    return { name, type: this.data.book.questions[name].type };
  }

  fields() {
    const found = [...this.$root.querySelectorAll("input, select")];
    return /** @type {Field[]} */ (found);
  }

  // --- instances ---------------------------------------------------------------------------

  /** @param {string} about @param {number} count */
  growTo(about, count) {
    const $subject = find(this.$root, `[data-subject="${about}"]`, HTMLElement);
    const $all = findAll($subject, "[data-instance]", HTMLElement);
    for (const $extra of $all.slice(count)) $extra.remove();
    for (let place = $all.length; place < count; place += 1) {
      find($subject, "[data-add]", HTMLElement).before(this.made(about, place));
    }
    findAll($subject, "[data-instance]", HTMLElement).forEach(($instance, place) => {
      const item = fill(this.data.names.subjects[about].item, { n: String(place + 1) });
      const $remove = find($instance, "[data-remove]", HTMLElement);
      find($instance, "[data-item-label]", HTMLElement).textContent = item;
      $remove.setAttribute("aria-label", `${calculator.remove_item} ${item}`);
      $remove.hidden = count === 1;
    });
    find($subject, "[data-add]", HTMLElement).hidden = count >= MOST;
  }

  /** A blank one, with ids that no other has. @param {string} about @param {number} place */
  made(about, place) {
    const $blank = /** @type {HTMLElement} */ (this.blanks.get(about));
    const $made = /** @type {HTMLElement} */ ($blank.cloneNode(true));
    for (const attribute of ["id", "for", "aria-describedby"]) {
      for (const $part of $made.querySelectorAll(`[${attribute}]`)) {
        $part.setAttribute(attribute, `${$part.getAttribute(attribute)}-${place + 1}`);
      }
    }
    return $made;
  }
}

/** @param {Element} $in */
function subjectOf($in) {
  return $in.closest("[data-subject]")?.getAttribute("data-subject") ?? "";
}

/** Which product, say, a field is about. @param {Element} $in */
function placeOf($in) {
  const $instance = $in.closest("[data-instance]");
  const $all = $instance?.parentElement?.querySelectorAll(":scope > [data-instance]") ?? [];
  return Math.max(0, [...$all].findIndex(($one) => $one === $instance));
}
