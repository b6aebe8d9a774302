/**
 * The calendar: days as numbers, counted from the first day of the year 1.
 */
import { Fraction } from "./fraction.js";

const FULL_DATE = "2022-10-31".length;
const [DAY, BEFORE_1970] = [86_400_000, 719_163n]; // in milliseconds; in days of the calendar

/**
 * The number of a date's first day, counted from the first day of the year 1; null where the
 * calendar has no such day.
 * @param {string} text an ISO date that may lack its day or month
 */
export function firstDay(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  const stays = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  if (year === 0 || !stays) return null;
  return new Fraction(BigInt(time.getTime() / DAY) + BEFORE_1970);
}

/** The ISO date of a day that is counted as above. @param {Fraction} day */
export function isoDate(day) {
  const time = new Date(Number(day.numerator - BEFORE_1970) * DAY);
  return time.toISOString().slice(0, FULL_DATE);
}
