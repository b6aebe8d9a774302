/** The page that compares clauses and items. */
import { Compare } from "../compare/page.js";
import { start } from "../frame/start.js";

start("compare", ($root) => new Compare($root).start());
