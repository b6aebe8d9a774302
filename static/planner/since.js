/** What has changed since a link was made: the day, the data, or both, and what that does to the total. */
import { fill } from "../told/strings.js";
import words from "../words/planner.js";
import { spanWords } from "./amounts.js";
import { h } from "./dom.js";
import { dayWords } from "./entries.js";
import { readTotal, totalText } from "./keep.js";
import { decided } from "./steps.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult } from "./engine/plan.js" */
/** @import { Made } from "./keep.js" */

/**
 * Nothing where the same data give the same total.
 * @param {Data} data @param {Made | null} made @param {PlanResult} now
 * @param {() => PlanResult} then the same answers with today's data on the day of the link
 */
export function sinceParts(data, made, now, then) {
  if (!made || (made.data === data.data && made.day === now.on)) return [];
  const { vocabulary } = data;
  const before = readTotal(made.total);
  if (!before) return [];
  const said = [fill(words.since.made, { day: dayWords(made.day), x: spanWords(vocabulary, before) })];
  const byData = then();
  const x = spanWords(vocabulary, byData.total);
  const dataMoved = totalText(byData) !== made.total;
  if (made.data !== data.data) said.push(dataMoved ? fill(words.since.data, { x }) : words.since.data_same);
  const dayMoved = totalText(now) !== totalText(byData);
  const y = spanWords(vocabulary, now.total);
  if (made.day !== now.on) said.push(fill(dayMoved ? words.since.day : words.since.day_same, { day: dayWords(now.on), x: y }));
  return [h("div", { class: "note since" },
    h("h2", {}, words.since.title),
    ...said.map((text) => h("p", {}, text)),
    dayMoved && h("p", {}, ...decided(data, byData, now)))];
}
