/** What is usual on a site, from what a build says of its money. */
import { Currencies } from "./currencies.js";
import { Fraction } from "./fraction.js";
import { SCALES } from "./styles.js";
/** @import { Money, Usage } from "./currencies.js" */

/** @param {Money} money @returns {Usage} */
export function usageOf({ currency, currencies }) {
  const scale = SCALES.get(currencies[currency].bare) ?? new Fraction(1n);
  return { currency, currencies: new Currencies(currencies, currency), scale };
}
