/** Whether something is in force on a day; clausebook/rules/validity.py is the twin. */

/**
 * ISO dates; both ends are included.
 * @typedef {{
 *   from?: string | null,
 *   until?: string | null,
 *   by_reference?: { from: string, until: string } | null,
 * }} Validity
 */

/**
 * in-force, by-reference, not-yet, expired, or undated; both end days are included.
 * @param {Validity} validity @param {string} on
 */
export function statusOn(validity, on) {
  if (!validity.from) return "undated";
  const reference = validity.by_reference;
  if (reference && reference.from <= on && on <= reference.until) return "by-reference";
  if (on < validity.from) return "not-yet";
  return validity.until && on > validity.until ? "expired" : "in-force";
}
