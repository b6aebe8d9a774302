/** What searches, for the search page and for the list below the search field. */
import { register } from "../frame/registry.js";
import { LONGEST_QUERY, data, find, prepare, text } from "../search/engine.js";
import { excerpt, highlights } from "../search/marks.js";

register("engine", { LONGEST_QUERY, data, excerpt, find, highlights, prepare, text });
