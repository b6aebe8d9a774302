/**
 * How long something is still in force, how long ago it ended, or when it begins.
 * clausebook/told/spans.py is the twin.
 */
import { OVER, lastDay, statusOn } from "../rules/validity.js";
import { fill } from "./strings.js";
/** @import { Validity } from "../rules/validity.js" */

/**
 * How a language writes days and times; a row of schema/quantities.json has this.
 * @typedef {object} Calendar
 * @property {string} space
 * @property {Record<string, string[]>} times words for one and for many
 * @property {string} day the pattern of a date
 * @property {string[]} months
 */
/** @typedef {{ kind: string, years: number, months: number, days: number }} Span */

const DAY = 86_400_000; // milliseconds

/** What can be said of the time on a day; null where no day is near or known. @param {Validity} validity @param {string} on @returns {Span | null} */
export function spanOn(validity, on) {
  const status = statusOn(validity, on);
  if (status === "not-yet") return span("begins", on, validity.from ?? "");
  const last = lastDay(validity);
  if (["in-force", "by-reference"].includes(status) && validity.until) {
    return span(on < last ? "left" : "last", on, last);
  }
  return OVER.includes(status) ? span("ended", last, on) : null;
}

/** @param {string} kind @param {string} first @param {string} last @returns {Span} */
function span(kind, first, last) {
  const [from, to] = [new Date(first), new Date(last)];
  let months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  if (later(from, months) > to) months -= 1;
  const days = (to.getTime() - later(from, months).getTime()) / DAY;
  return { kind, years: Math.floor(months / 12), months: months % 12, days };
}

/** The same day of a later month, or the last one that it has. @param {Date} day @param {number} months */
function later(day, months) {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months];
  const last = new Date(day);
  last.setUTCFullYear(year, month + 1, 0);
  const found = new Date(day);
  found.setUTCFullYear(year, month, Math.min(day.getUTCDate(), last.getUTCDate()));
  return found;
}

/** A span as a language says it, in its two largest units. @param {Span | null} span @param {Record<string, string>} words @param {Calendar} style */
export function spanWords(span, words, { space, times }) {
  if (!span) return "";
  const { kind, years: year, months: month, days } = span;
  const counts = Object.entries({ year, month, day: year ? 0 : days }).filter(([, n]) => n > 0);
  const [a = "", b] = counts.map(([unit, n]) => `${n}${space}${times[unit][Number(n !== 1)]}`);
  return fill(words[kind], { time: b ? fill(words.two, { a, b }) : a });
}
