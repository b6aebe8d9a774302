/** Whether something is in force on a day; clausebook/rules/validity.py is the twin. */

/**
 * ISO dates; both ends are included. A draft has the days that it would have; from the day on which
 * it is withdrawn or superseded, nothing is in force any more.
 * @typedef {{
 *   from?: string | null,
 *   until?: string | null,
 *   by_reference?: { from: string, until: string } | null,
 *   draft?: boolean,
 *   suspended?: { from: string, until: string | null }[],
 *   withdrawn?: string | null,
 *   superseded?: string | null,
 * }} Validity
 */

/** The statuses under which nothing is paid. */
export const OUTSIDE = ["draft", "not-yet", "suspended", "withdrawn", "superseded", "expired"];
/** Those that are for good. */
export const OVER = ["expired", "withdrawn", "superseded"];

/**
 * in-force, by-reference, undated, or one of OUTSIDE; both end days are included.
 * @param {Validity} validity @param {string} on
 */
export function statusOn(validity, on) {
  const { from, until, by_reference: reference, suspended = [] } = validity;
  if (validity.withdrawn && validity.withdrawn <= on) return "withdrawn";
  if (validity.superseded && validity.superseded <= on) return "superseded";
  if (validity.draft) return "draft";
  if (until && on > until) return "expired";
  if (suspended.some((span) => span.from <= on && (!span.until || on <= span.until))) return "suspended";
  if (!from) return "undated";
  if (reference && reference.from <= on && on <= reference.until) return "by-reference";
  return on < from ? "not-yet" : "in-force";
}

const DAY = 86_400_000; // milliseconds

/** The last day in force, whatever ends it first. @param {Validity} validity */
export function lastDay({ until, withdrawn, superseded }) {
  const after = [withdrawn, superseded].flatMap((day) => (day ? [isoOf(Date.parse(day) - DAY)] : []));
  return [...after, until ?? ""].filter(Boolean).sort()[0] ?? "";
}

/** @param {number} time */
function isoOf(time) {
  return new Date(time).toISOString().slice(0, "2022-10-31".length);
}
