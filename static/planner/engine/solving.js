/**
 * Answers, a day and readings → the best combination at most, and surely;
 * clausebook/plan/solving.py is the twin.
 */
import { World } from "./combine.js";
import { added } from "./figures.js";
import { Standings } from "./outcomes.js";
import { Acting } from "./relations.js";
import { Search } from "./search.js";
import { ZERO, least, range } from "../../rules/operators.js";
/** @import { Amounts } from "./amounts.js" */
/** @import { Ids, Shares } from "./combine.js" */
/** @import { Readings } from "./relations.js" */

/**
 * The two worlds of one case, and the best set of each. amounts keeps what was worked out, so that
 * the readings of one case share it; before is the same case under the used readings.
 */
export class Solved {
  /** @param {Amounts} amounts @param {Readings} [readings] @param {Solved} [before] */
  constructor(amounts, readings, before) {
    this.amounts = amounts;
    this.known = amounts.known;
    this.book = this.known.book;
    const acting = new Acting(this.book, this.known.answers, readings);
    this.standings = new Standings(amounts, acting, before?.standings);
    this.high = new World(this.standings, true);
    this.low = new World(this.standings, false);
    this.search = new Search(this.high);
    this.best = this.search.best(this.high.all);
    this.sure = new Search(this.low).best(this.low.all);
  }

  /** What is chosen at most, by benefit. */
  get chosen() {
    return this.high.pays(this.best.units);
  }

  /** What is sure of a set of units, by benefit. @param {Ids} units */
  lows(units) {
    return this.low.pays(units.filter((unit) => this.low.places[unit].length > 0));
  }

  /** The currency of the site, and those in which anything else is chosen. */
  currencies() {
    const ids = [...this.chosen.keys(), ...this.low.pays(this.sure.units).keys()];
    const others = ids.map((id) => this.book.benefit(id).currency);
    return [...new Set([this.book.currency, ...others.sort()])];
  }

  /** From what is surely paid to the most that may be, in one currency. */
  total(currency = this.book.currency) {
    return this.between(this.low.pays(this.sure.units), this.chosen, currency);
  }

  /** The same for any set, in the currency of the site. @param {Ids} units */
  totalOf(units) {
    return this.between(this.lows(units), this.high.pays(units), this.book.currency);
  }

  /** @param {Map<string, Shares>} lows @param {Map<string, Shares>} highs @param {string} currency */
  between(lows, highs, currency) {
    const high = this.sum(highs, currency);
    return range(least([this.sum(lows, currency), high]) ?? ZERO, high);
  }

  /** Whether the texts fix all that is chosen in a currency. @param {string} currency */
  isSure(currency) {
    const ids = [...this.chosen.keys()].filter((id) => this.book.benefit(id).currency === currency);
    return ids.every((id) => this.paymentIsSure(id));
  }

  /** Whether the text fixes what a chosen benefit pays. @param {string} id */
  paymentIsSure(id) {
    const places = [...(this.chosen.get(id)?.keys() ?? [])];
    return this.high.payment(this.book.benefit(id), places, this.chosen).isSure;
  }

  /** @param {Map<string, Shares>} paid @param {string} currency */
  sum(paid, currency) {
    const rows = [...paid].filter(([id]) => this.book.benefit(id).currency === currency);
    return added(rows.flatMap(([, shares]) => [...shares.values()]));
  }
}
