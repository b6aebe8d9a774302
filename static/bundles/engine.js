/** What searches, for the search page and for the list below the search field. */
import { register } from "../frame/registry.js";
import { LONGEST_QUERY, data, find, fits, isOutdated, prepare, text } from "../search/engine.js";
import { expect } from "../search/index.js";
import { answering } from "../search/items.js";
import { excerpt, highlights } from "../search/marks.js";
import { inForceFirst, isInIdeographs, together, withEquals } from "../search/phrases.js";
import { understand } from "../search/ways.js";

const shown = {
  answering, excerpt, expect, highlights, inForceFirst, isInIdeographs, together, understand, withEquals,
};
register("engine", { LONGEST_QUERY, data, find, fits, isOutdated, prepare, text, ...shown });
