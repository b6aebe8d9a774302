/** A plan as a file that can be computed again: `build.py plan --replay` reads it. */
import { h } from "./dom.js";
import { givenOf } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { PlanResult } from "./engine/plan.js" */
/** @import { Project } from "./project.js" */

/** @param {Data} data @param {Project} project @param {PlanResult} result */
export function recordOf(data, project, result) {
  const { names, versions } = data;
  const known = result.benefits.filter(({ outcome }) => outcome !== "no").map(({ id }) => id);
  return {
    format: "clausebook-plan/1",
    on: result.on,
    ...givenOf(project, data),
    versions,
    result,
    sources: known.map((id) => ({ benefit: id, name: names.benefits[id].name, citation: names.benefits[id].citation, period: names.benefits[id].period })),
  };
}

/** @param {object} record @param {string} on */
export function save(record, on) {
  const file = new Blob([`${JSON.stringify(record, null, 2)}\n`], { type: "application/json" });
  const $link = h("a", { href: URL.createObjectURL(file), download: `plan-${on}.json` });
  $link.click();
  setTimeout(() => URL.revokeObjectURL($link.href));
}
