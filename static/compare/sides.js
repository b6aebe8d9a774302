/** What is compared: its data, and how it stands on a day. */
import { language } from "../frame/page.js";
import { load } from "../frame/registry.js";
import { OUTSIDE, statusOn } from "../rules/validity.js";
import { spanOn, spanWords } from "../told/spans.js";
import calendar from "../words/calendar.js";
import common from "../words/common.js";
/** @import { Line } from "./differ.js" */
/** @import { Validity } from "../rules/validity.js" */

/**
 * As clausebook/features/compare/side.py tells it.
 * @typedef {{ label: string, title: string, href: string, period: string, validity: Validity, rows: Record<string, Line[]>, benefits?: { id: string, name: string, href: string }[] }} Told
 */
/** @typedef {Told & { id: string }} Side */

/**
 * A clause or an item; null where the site has none of this id.
 * @param {string} id @returns {Promise<Side | null>}
 */
export async function sideOf(id) {
  const clause = id.split("#")[0];
  if (!/^[\w-]+\/[\w-]+$/u.test(clause)) return null;
  try {
    const told = await load(`compare:${clause}`, `assets/data/compare/${language}/${clause}.js`);
    return Object.hasOwn(told, id) ? { id, ...told[id] } : null;
  } catch {
    return null;
  }
}

/** What can be had on the day comes first. @param {Side[]} sides @param {string} day */
export function inOrder(sides, day) {
  return [...sides.filter((side) => !isOver(side, day)), ...sides.filter((side) => isOver(side, day))];
}

/** Whether nothing is paid on a day. @param {Side} side @param {string} day */
export function isOver(side, day) {
  return OUTSIDE.includes(statusOn(side.validity, day));
}

/** What is said of being in force on a day. @param {Side} side @param {string} day @returns {Line[]} */
export function statusLines({ validity, period }, day) {
  const span = spanWords(spanOn(validity, day), common.span, calendar);
  const said = [common.status[statusOn(validity, day)], period, span];
  return said.filter(Boolean).map((words) => ({ words }));
}
