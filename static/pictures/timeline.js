/** The day's mark on the timeline, and the period that holds the day. */
import { onDay } from "../frame/day.js";
import { findAll } from "../frame/page.js";
import { placeOn } from "./axis.js";
import { followEnds } from "./rows.js";

export function followTimeline(/** @type {HTMLElement} */ $figure) {
  const { first = "", last = "" } = $figure.dataset;
  const $periods = findAll($figure, "[data-first][data-until]", HTMLElement);
  followEnds($figure);
  onDay((day) => {
    const at = placeOn({ first, last }, day);
    for (const $mark of findAll($figure, "[data-mark]", SVGElement)) {
      $mark.setAttribute("visibility", at === null ? "hidden" : "visible");
      for (const end of ["x1", "x2"]) $mark.setAttribute(end, `${at ?? 0}%`);
    }
    for (const $period of $periods) {
      const { first: begins = "", until } = $period.dataset;
      const holds = begins <= day && (!until || day <= until);
      if (holds) $period.setAttribute("aria-current", "date");
      else $period.removeAttribute("aria-current");
    }
  });
}

/** How much of a period has passed, as the length of a bar. */
export function followPassed(/** @type {HTMLElement} */ $bar) {
  const { begins: first = "", ends: last = "" } = $bar.dataset;
  const $passed = findAll($bar, "[data-passed]", SVGElement);
  onDay((day) => {
    const at = placeOn({ first, last }, day) ?? (day < first ? "0" : "100");
    for (const $rect of $passed) $rect.setAttribute("width", `${at}%`);
  });
}
