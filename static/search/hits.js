/** Hits of the search page, each from the text of its clause, which is a file of its own. */
import { element, find, language, languageLinks } from "../frame/page.js";
import { OUTSIDE, statusOn } from "../rules/validity.js";
import common from "../words/common.js";
import { answering, excerpt, highlights, isInIdeographs, text } from "./client.js";
import { appendMarked, leading } from "./parts.js";
/** @import { HitText } from "./engine.js" */
/** @import { Wish } from "./ways.js" */

/** Characters of a hit's text that are shown, about two lines: in ideographs, and in letters. */
const EXCERPT = { ideographs: 90, letters: 200 };
const IDEOGRAPH = /\p{Script=Han}/u;
const LETTER = /(?!\p{Script=Han})\p{Letter}/u;

/**
 * What all hits of an answer have in common.
 * @typedef {object} Asking
 * @property {string} query
 * @property {Wish} wish what it asks for
 * @property {string} day on which the status is asked
 * @property {boolean} byItem whether items are shown that answer alone
 */

/**
 * A hit as the page shows it.
 * @param {HTMLTemplateElement} $template @param {number} place @param {Asking} asking
 */
export async function hit($template, place, asking) {
  const { byItem, day, query, wish } = asking;
  const clause = await text(place, language);
  const { shown, alike } = byItem ? answering(clause, wish) : { shown: clause, alike: [] };
  const parts = [shown.title, shown.where, shown.text];
  const matches = parts.map((words) => highlights(words, wish));
  const other = matches.flat().length === 0 ? await otherText(place, wish) : null;
  const $item = copy($template);
  $item.dataset.clause = clause.id;
  find($item, "[data-shortlist]", HTMLElement).dataset.shortlist = shown.id;
  part($item, "compared").textContent = shown.title;
  find($item, "[data-hit=link]", HTMLAnchorElement).href = leading(shown.url, query);
  appendMarked(part($item, "title"), shown.title, matches[0]);
  appendMarked(part($item, "where"), shown.where, matches[1]);
  part($item, "within").textContent = shown.within ?? "";
  showSnippet(part($item, "snippet"), other?.text ?? shown.text, wish, other?.code ?? "");
  showFacts($item, shown, day);
  showItems(part($item, "items"), alike, asking);
  return $item;
}

/** Items that answer alike, each with what it brings. @param {HTMLElement} $list @param {HitText[]} items @param {Asking} asking */
function showItems($list, items, { query, wish }) {
  $list.hidden = items.length === 0;
  for (const { amount, offers, title, url } of items) {
    const $link = document.createElement("a");
    $link.href = leading(url, query);
    appendMarked($link, title, highlights(title, wish));
    const $item = element("li");
    $item.append($link, " ", element("span", amount ? "amount" : "offers", amount || offers));
    $list.append($item);
  }
}

/**
 * The text in another language, when that is what the query was found in.
 * @param {number} place @param {Wish} wish
 * @returns {Promise<{ text: string, code: string } | null>}
 */
async function otherText(place, wish) {
  for (const { dataset, lang } of languageLinks()) {
    const written = isInIdeographs(lang) ? IDEOGRAPH : LETTER;
    if (!wish.parts.some(({ typed }) => written.test(typed))) continue;
    const other = await text(place, dataset.languageSwitch ?? "");
    if (highlights(other.text, wish).length > 0) return { text: other.text, code: lang };
  }
  return null;
}

/** @param {HTMLElement} $snippet @param {string} words @param {Wish} wish @param {string} code the language, if it is another than the page's */
function showSnippet($snippet, words, wish, code) {
  if (code) $snippet.lang = code;
  const written = isInIdeographs(code || document.documentElement.lang) ? "ideographs" : "letters";
  const [start, end] = excerpt(words, wish, EXCERPT[written]);
  // An excerpt that begins with the sign of a clause before it looks torn.
  const torn = start > 0 ? /^[\s，。；：、？！”）,.;:?!)]*/u.exec(words.slice(start)) : null;
  const part = /** @type {[number, number]} */ ([start + (torn?.[0].length ?? 0), end]);
  appendMarked($snippet, words, highlights(words, wish), part);
}

/** @param {HTMLElement} $item @param {HitText} shown @param {string} day */
function showFacts($item, { jurisdiction, status, amount, offers, calculators }, day) {
  part($item, "jurisdiction").textContent = jurisdiction;
  const now = statusOn(status, day);
  part($item, "status").dataset.status = now;
  part($item, "status").textContent = common.status[now];
  $item.toggleAttribute("data-over", OUTSIDE.includes(now));
  part($item, "amount").textContent = amount;
  part($item, "amount").hidden = amount === "";
  part($item, "offers").textContent = offers;
  part($item, "offers").hidden = offers === "";
  part($item, "calculators").hidden = calculators === 0;
}

/** @param {HTMLTemplateElement} $template */
function copy($template) {
  const $copy = /** @type {DocumentFragment} */ ($template.content.cloneNode(true));
  return find($copy, "li", HTMLLIElement);
}

/** @param {Element} $item @param {string} name */
function part($item, name) {
  return find($item, `[data-hit=${name}]`, HTMLElement);
}
