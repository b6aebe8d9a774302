/** What searches, for the search page and for the list below the search field. */
import { register } from "../frame/registry.js";
import { LONGEST_QUERY, data, find, fits, isOutdated, prepare, text } from "../search/engine.js";
import { excerpt, highlights } from "../search/marks.js";
import { inForceFirst, together, withEquals } from "../search/phrases.js";

const shown = { excerpt, highlights, inForceFirst, together, withEquals };
register("engine", { LONGEST_QUERY, data, find, fits, isOutdated, prepare, text, ...shown });
