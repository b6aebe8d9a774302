/**
 * Currencies: in which words money is read, and how it is written, on a site.
 *
 * The twin is clausebook/quantity/currencies.py, where it is said which of several currencies a word
 * such as $ means.
 */
import { either } from "./patterns.js";
import { plainOf } from "./plain.js";

/** @import { Fraction } from "./fraction.js" */
/** @import { Kind } from "./value.js" */

/**
 * A row of the currencies; see Currency in clausebook/quantity/currencies.py.
 * @typedef {{
 *   code: string,
 *   words: string[],
 *   written: Record<string, string>,
 *   decimals: number,
 *   bare: string,
 * }} Currency
 */
/** What a build says of the site's money. @typedef {{ currency: string, currencies: Record<string, Omit<Currency, "code">> }} Money */

/** All currencies of a site by code, its content's own first. */
export class Currencies {
  /** @param {Record<string, Omit<Currency, "code">>} rows @param {string} usual the site's currency */
  constructor(rows, usual) {
    /** @type {Map<string, Currency>} */
    this.rows = new Map(Object.entries(rows).map(([code, row]) => [code, { code, ...row }]));
    /** What each word means, without spaces. @type {Map<string, string>} */
    this.meant = new Map();
    const claims = [...this.rows.values()].sort((a, b) =>
      Number(a.code !== usual) - Number(b.code !== usual));
    for (const { code, words } of claims) {
      for (const word of words.map(plainOf)) {
        if (!this.meant.has(word)) this.meant.set(word, code);
      }
    }
    /** A pattern of every word of money, without spaces. */
    this.pattern = either(this.meant.keys());
  }

  /** @param {string} code @returns {Currency} */
  get(code) {
    return /** @type {Currency} */ (this.rows.get(code));
  }

  /**
   * The one currency that words mean together, as they are compared; empty for none. One of them
   * means it by itself, the others may: CAD $5.
   * @param {string[]} words
   */
  codeOf(...words) {
    const codes = words.map((word) => this.meant.get(word) ?? "");
    return codes.find((code) => {
      const known = this.get(code).words.map(plainOf);
      return words.every((word) => known.includes(word));
    }) ?? "";
  }
}

/** A pattern that takes the longest of the words, whose spaces may be left out. @param {Iterable<string>} words */
export function spacedEither(words) {
  return either(words).replaceAll(" ", " ?");
}

/** What is usual on a site. @typedef {{ currency: string, currencies: Currencies, scale: Fraction }} Usage */

/**
 * Whether a kind of rules and inputs is money: it is the code of its currency then, CNY.
 * @param {string} kind
 */
export function isCurrency(kind) {
  return /^[A-Z]{3}$/u.test(kind);
}

/** Whether a kind is an exchange rate: CNY/USD is so much CNY for one USD. @param {string} kind */
export function isExchange(kind) {
  return /^[A-Z]{3}\/[A-Z]{3}$/u.test(kind);
}

/** A kind of rules without its currencies. @param {string} kind @returns {Kind} */
export function generic(kind) {
  if (isCurrency(kind)) return "money";
  return isExchange(kind) ? "exchange" : /** @type {Kind} */ (kind);
}
