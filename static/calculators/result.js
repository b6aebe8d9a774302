/**
 * A calculator's result element: amounts in its data attributes, for programs, and in words, which
 * come from explain.js. Its steps are told by account.js.
 */
import { element, find, findAll, setOrRemove, textOf } from "../frame/page.js";
import { standing } from "../rules/applications.js";
import { Fraction } from "../quantity/fraction.js";
import { exact } from "../quantity/value.js";
import { headline, instalments, label, moneyWords, remarks, spreadWords } from "../told/explain.js";
import { limitOf, limitWords } from "../told/limits.js";
import { fill } from "../told/strings.js";
/** @import { Amounts, Result } from "../rules/evaluate.js" */
/** @import { Ends, Step } from "../rules/expressions.js" */
/** @import { Limit } from "../told/limits.js" */
/** @import { Vocabulary } from "../told/explain.js" */
/** @import { BenefitData } from "./data.js" */

const THOUSAND = new Fraction(1000n);

export class CalculatorResult {
  /** @param {HTMLElement} $root @param {BenefitData} data @param {Vocabulary} vocabulary */
  constructor($root, { rule, applications }, vocabulary) {
    this.rule = rule;
    this.scale = vocabulary.usage.scale;
    this.applications = applications;
    this.vocabulary = vocabulary;
    this.$result = find($root, "[data-result]", HTMLElement);
    this.$said = find($root, "[data-said]", HTMLElement);
    this.$headline = find($root, "[data-headline]", HTMLElement);
    this.$limit = find($root, "[data-limit]", HTMLElement);
    const $under = findAll($root, ".result-under", HTMLElement);
    this.$under = new Map($under.map(($one) => [$one.dataset.reading ?? "", $one]));
    this.$spread = $root.querySelector("[data-spread]");
    this.$instalments = find($root, "[data-instalments]", HTMLElement);
    this.$remarks = find($root, "[data-remarks]", HTMLElement);
    this.$details = find($root, "[data-details]", HTMLDetailsElement);
    /** @type {Step[]} */
    this.steps = [];
  }

  /** For programs. @param {Result} result */
  mark(result) {
    this.$result.dataset.outcome = result.outcome;
    markAmount(this.$result, this.scale, "errors" in result ? null : result);
    for (const [reading, $under] of this.$under) {
      markAmount($under, this.scale, "errors" in result ? null : result.under[reading]);
    }
  }

  /**
   * In words. A result that is open only because nothing has been entered yet is not told.
   * @param {Result} result @param {string[]} asked @param {boolean} untouched @param {string} day
   */
  show(result, asked, untouched, day) {
    const { vocabulary } = this;
    const open = untouched && result.outcome === "range";
    const told = "errors" in result || open ? null : result;
    this.$headline.className = told ? "result-amount" : "result-hint";
    this.$headline.textContent = told ? headline(vocabulary, told) : this.hint(result);
    for (const [reading, $under] of this.$under) {
      const other = told && { ...told, ...told.under[reading] };
      $under.hidden = !told || told.outcome === "not-in-force" || !tells(told, reading);
      const words = other && headline(vocabulary, other);
      find($under, ".result-amount", HTMLElement).textContent = words;
    }
    this.showSpread(told);
    const limit = told && limitOf(this.rule, told);
    this.showLimit(limit);
    const notes = told
      ? [...remarks(vocabulary, asked, told, limit?.name), ...this.applicationsOn(day)]
      : [];
    fillList(this.$instalments, told ? instalments(vocabulary, told) : []);
    fillList(this.$remarks, notes);
    this.steps = told ? told.steps : [];
    this.$details.hidden = this.steps.length === 0;
    this.say(!untouched);
  }

  /** Whether one can apply on a day; an amount says nothing of that. @param {string} day */
  applicationsOn(day) {
    const { applications, vocabulary } = this;
    if (!applications) return [];
    const now = standing(applications.windows, day).join(":");
    const x = applications.said[now].replace("{year}", day.slice(0, 4));
    return [fill(vocabulary.words.applications, { x })];
  }

  /**
   * The limit in a sentence, and as a bar: what is paid of it, or what it cuts off.
   * @param {Limit | null | undefined} limit
   */
  showLimit(limit) {
    this.$limit.hidden = !limit;
    find(this.$limit, "p", HTMLElement).textContent = limit ? limitWords(this.vocabulary, limit) : "";
    if (!limit) return;
    const { most, without, binds } = limit;
    const part = binds ? most.over(without) : without.over(most);
    const share = String(Number(part.times(THOUSAND).floor()) / 10);
    this.$limit.toggleAttribute("data-binds", binds);
    find(this.$limit, ".limit-paid", SVGElement).setAttribute("width", share);
    find(this.$limit, ".limit-mark", SVGElement).setAttribute("x", binds ? share : "100");
  }

  /**
   * Tell who cannot see the page the amount and its limit; nothing while it is untouched.
   * @param {boolean} aloud
   */
  say(aloud) {
    const said = [this.$headline, this.$limit].map(textOf).join(" ").trim();
    if (aloud && said !== this.$said.textContent) this.$said.textContent = said;
  }

  /**
   * From where to where the readings go, where more than one other is shown.
   * @param {Exclude<Result, { errors: unknown }> | null} told
   */
  showSpread(told) {
    if (!(this.$spread instanceof HTMLElement)) return;
    const shown = [...this.$under.values()].filter(($under) => !$under.hidden);
    this.$spread.textContent = told && spreadWords(this.vocabulary, told.spread);
    this.$spread.hidden = shown.length < 2 || this.$spread.textContent === "";
  }

  /**
   * In place of a result: an invitation, or what stands in its way.
   * @param {Result} result
   */
  hint(result) {
    const { vocabulary } = this;
    const { words } = vocabulary;
    if ("errors" in result) return words.outcome.invalid;
    const list = result.missing.map((name) => label(vocabulary, name)).join(words.list_join);
    if (result.high === null) return fill(words.empty, { list });
    const most = { low: result.high, high: result.high };
    return fill(words.empty_most, { list, x: moneyWords(vocabulary, most) });
  }
}

/**
 * Whether a reading comes to something else than those it goes beyond; several readings at once are
 * told only where they differ from each of them alone.
 * @param {Exclude<Result, { errors: unknown }>} result @param {string} reading
 */
function tells(result, reading) {
  const alone = reading.split("+").filter((id) => id !== reading && Object.hasOwn(result.under, id));
  const others = [result, ...alone.map((id) => result.under[id])];
  return others.every((other) => !isSame(result.under[reading], other));
}

/**
 * Whether two readings come to the same; then there is nothing to tell apart.
 * @param {Amounts} one @param {Amounts} other
 */
function isSame(one, other) {
  return one.low === other.low && one.high === other.high
    && one.sure.low === other.sure.low && one.sure.high === other.sure.high;
}

/**
 * The amount where it is certain, otherwise its range.
 * @param {HTMLElement} $of @param {Fraction} scale @param {Ends | null} ends
 */
function markAmount($of, scale, ends) {
  const low = ends && inScale(ends.low, scale);
  const high = ends && ends.high !== null ? inScale(ends.high, scale) : null;
  const certain = low === high;
  setOrRemove($of, "data-amount", certain ? low : null);
  setOrRemove($of, "data-low", certain ? null : low);
  setOrRemove($of, "data-high", certain ? null : high);
}

/** An amount in the unit of the data attributes. @param {string} amount @param {Fraction} scale */
function inScale(amount, scale) {
  return exact(Fraction.read(amount).over(scale));
}

/**
 * A list of lines, hidden where there are none.
 * @param {HTMLElement} $list @param {string[]} lines
 */
function fillList($list, lines) {
  $list.replaceChildren(...lines.map((line) => element("li", "", line)));
  $list.hidden = lines.length === 0;
}
