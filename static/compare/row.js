/** What each column makes of one case, as a row of the table. */
import { vocabularyOf } from "../calculators/data.js";
import { day } from "../frame/day.js";
import { element } from "../frame/page.js";
import { root } from "../frame/registry.js";
import { headline, label, wouldWords } from "../told/explain.js";
import { fill } from "../told/strings.js";
import words from "../words/case.js";
import { isOver } from "./sides.js";
/** @import { Sum, Worked } from "./shared.js" */
/** @import { Side } from "./sides.js" */

/** An entry as it was typed, as rules take it, and as it is told. @typedef {{ name: string, text: string, value: string, said: string }} Entered */

/** @param {Side[]} sides @param {Sum[][]} columns @param {Worked[][]} results @param {Entered[]} entered */
export function caseRow(sides, columns, results, entered) {
  const $row = part("tr", "row");
  $row.dataset.caseRow = "";
  const $name = part("th", "rowheader");
  $name.setAttribute("scope", "row");
  $name.append(words.row, ...entered.map(({ said }) => element("span", "case-entered", said)));
  $row.append($name);
  sides.forEach((side, at) => {
    const $cell = part("td", "cell");
    $cell.dataset.label = side.label;
    $cell.toggleAttribute("data-over", isOver(side, day()));
    $cell.append(...answers(columns[at] ?? [], results[at] ?? [], entered));
    $row.append($cell);
  });
  return $row;
}

/** @param {Sum[]} sums @param {Worked[]} results @param {Entered[]} entered */
function answers(sums, results, entered) {
  if (sums.length === 0) return [element("span", "empty", words.none)];
  if (results.length === 0) return [element("span", "empty", words.other)];
  const $list = element("ul");
  $list.append(...results.map((one) => answer(one, results.length > 1 || sums.length > 1, entered)));
  return [$list];
}

/** @param {Worked} worked @param {boolean} isNamed @param {Entered[]} entered */
function answer({ sum, result, further }, isNamed, entered) {
  const vocabulary = vocabularyOf(sum.data);
  const $item = element("li");
  if (isNamed) $item.append(element("span", "compare-of", sum.name));
  const $said = element("span", "case-result");
  const isWould = "would" in result && result.outcome === "not-in-force";
  if (isWould && result.would) {
    const x = element("s", "amount", wouldWords(vocabulary, result.would));
    $said.append(x, " ", element("span", "compare-of", words.would));
  } else $said.append("errors" in result ? vocabulary.words.outcome.invalid : headline(vocabulary, result));
  const list = further.map((name) => label(vocabulary, name)).join(vocabulary.words.list_join);
  const $link = /** @type {HTMLAnchorElement} */ (element("a", "case-further"));
  $link.textContent = list ? fill(words.further, { list }) : words.calculator;
  $link.href = calculatorOf(sum, entered);
  $item.append($said, $link);
  return $item;
}

/** The calculator with what is entered here. @param {Sum} sum @param {Entered[]} entered */
function calculatorOf({ href, data }, entered) {
  const address = new URL(href, root);
  const prefix = address.hash.replace(/^#benefit-/u, "");
  const asked = new Set(data.rule.inputs.map(({ name }) => name));
  for (const { name, text } of entered) {
    if (asked.has(name)) address.searchParams.append(`${prefix}.${name}`, text);
  }
  return address.href;
}

/** @param {string} tag @param {string} role */
function part(tag, role) {
  const $part = element(tag);
  $part.setAttribute("role", role);
  return $part;
}
