/**
 * What accounts for a result: its steps, the reader's own points on the benefit's curve, a copy to
 * take along, and the code of a frame. Nobody needs it before there is a result to account for, so
 * it is a bundle of its own, which calculator.js brings.
 */
import { element, find, findAll, publicAddress, textOf } from "../frame/page.js";
import { root } from "../frame/registry.js";
import { namedWords, valueWords } from "../told/explain.js";
import { workingOf } from "../told/working.js";
import words from "../words/account.js";
import { CalculatorCurve } from "./curve.js";
/** @import { Result } from "../rules/evaluate.js" */
/** @import { Shown, Step } from "../rules/expressions.js" */
/** @import { Line } from "../told/working.js" */
/** @import { Calculator } from "./calculator.js" */
/** @import { CalculatorResult } from "./result.js" */

export class CalculatorAccount {
  /** @param {Calculator} calculator */
  constructor({ $root, name, form, result, rule, vocabulary, sources }) {
    this.$root = $root;
    this.name = name;
    this.form = form;
    this.result = result;
    this.rule = rule;
    this.telling = { ...vocabulary, words: { ...vocabulary.words, ...words } };
    this.sources = sources;
    this.curve = CalculatorCurve.of(evidenceOf($root));
    this.$steps = find($root, "[data-steps]", HTMLElement);
    this.$copied = find($root, "[data-copied]", HTMLElement);
    this.$copyText = find($root, "[data-copy-text]", HTMLTextAreaElement);
    this.showEmbedCode();
  }

  /** At every key. @param {Result} found @param {Record<string, string[]>} given */
  mark(found, given) {
    this.curve?.mark(found, given);
    this.$copied.textContent = "";
    this.$copyText.hidden = true;
  }

  // --- steps -------------------------------------------------------------------------------

  /** In words, as the result is. @param {Step[]} steps */
  show(steps) {
    const lines = workingOf(this.telling, this.rule.per, steps);
    this.$steps.replaceChildren(...lines.map((line) => this.stepLine(line)));
    this.result.$details.hidden = lines.length === 0;
  }

  /**
   * A line of the calculation, in which each fact's value leads to its row.
   * @param {Line} line
   */
  stepLine({ text: line, shown: told }) {
    const { sources } = this;
    const facts = told
      .filter(({ name }) => name !== null && Object.hasOwn(sources, name))
      .map((shown) => this.placeIn(line, shown))
      .sort((a, b) => a.start - b.start);
    const $line = element("li");
    let end = 0;
    for (const { text, name, start } of facts) {
      if (start < end) continue; // not in this line, or in the place of another fact
      $line.append(line.slice(end, start), factLink(text, sources[name]));
      end = start + text.length;
    }
    $line.append(line.slice(end));
    return $line;
  }

  /** Where a line tells a fact's value. @param {string} line @param {Shown} shown */
  placeIn(line, shown) {
    const [text, named] = [valueWords(this.telling, shown), namedWords(this.telling, shown)];
    const place = line.indexOf(named);
    const start = place < 0 ? place : place + named.lastIndexOf(text);
    return { text, start, name: shown.name ?? "" };
  }

  // --- copies ------------------------------------------------------------------------------

  async copy() {
    const { $copied, $copyText } = this;
    $copyText.value = this.asText();
    try {
      await navigator.clipboard.writeText($copyText.value);
      $copied.textContent = words.copied;
    } catch {
      // There is no clipboard outside secure pages, or the reader has forbidden it.
      $copied.textContent = words.copy_by_hand;
      $copyText.hidden = false;
      $copyText.rows = $copyText.value.split("\n").length;
      $copyText.select();
    }
  }

  /** The case, its result, steps and sources, with an address that shows them again if it can. */
  asText() {
    const { name, form, result, $root } = this;
    const steps = textsIn(this.$steps).map((step, place) => `${place + 1}. ${step}`);
    const worked = steps.length > 0 ? ["", words.steps_title, ...steps] : [];
    const sources = findAll($root, ".figures li, [data-source]", HTMLElement);
    const lines = [...form.lines(), "", ...linesOf(result), ...worked, "", ...sources.map(textOf)];
    const address = publicAddress();
    const shown = address ? ["", `${address}${location.search}#${$root.id}`] : [];
    return [name, ...lines, ...shown].join("\n");
  }

  /** A frame's code with this site's own address; there is none before the site is published. */
  showEmbedCode() {
    const address = publicAddress();
    for (const $code of findAll(this.$root, "[data-embed-code]", HTMLTextAreaElement)) {
      const $alone = find(this.$root, "[data-embed]", HTMLAnchorElement);
      find(this.$root, "[data-embed-hint]", HTMLElement).hidden = !address;
      find(this.$root, "[data-embed-unpublished]", HTMLElement).hidden = Boolean(address);
      $code.hidden = !address;
      if (!address) return;
      const { href } = new URL($alone.getAttribute("href") ?? "", address);
      const title = this.name.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      $code.value = `<iframe src="${href}" title="${title}" width="100%" height="900" loading="lazy"></iframe>`;
    }
  }
}

/** What a result shows, as plain text. @param {CalculatorResult} result */
function linesOf({ $headline, $limit, $instalments, $under, $spread, $remarks }) {
  const $unders = [...$under.values()].filter((each) => !each.hidden);
  return [
    $headline.textContent,
    ...($limit.hidden ? [] : [textOf($limit)]),
    ...textsIn($instalments),
    ...$unders.map((each) => textsIn(each).join(" ")),
    ...($spread instanceof HTMLElement && !$spread.hidden ? [textOf($spread)] : []),
    ...textsIn($remarks),
  ];
}

/** @param {Element} $parent */
function textsIn($parent) {
  return [...$parent.children].map(textOf);
}

/** Where the rule's picture is: elsewhere on the page of a clause. @param {HTMLElement} $root */
function evidenceOf($root) {
  const of = CSS.escape($root.dataset.benefit ?? "");
  const $evidence = document.querySelector(`[data-evidence="${of}"]`);
  return $evidence instanceof HTMLElement ? $evidence : $root;
}

/**
 * A link to a fact's row; on the same page it keeps the query, and with it the entries.
 * @param {string} text @param {string} target below the site's root
 */
function factLink(text, target) {
  const address = new URL(root + target);
  const $link = document.createElement("a");
  $link.className = "fact";
  $link.href = address.pathname === location.pathname ? address.hash : address.href;
  $link.textContent = text;
  return $link;
}
