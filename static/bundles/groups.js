/** Lists of clauses by whether they can be had. */
import { onDay } from "../frame/day.js";
import { findAll } from "../frame/page.js";
import { regroup } from "../tables/groups.js";

for (const $root of findAll(document, "[data-module=groups]", HTMLElement)) {
  onDay(() => regroup($root));
}
