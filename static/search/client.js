/**
 * The engine, as its own bundle has registered it: the search page and the list below the field are
 * other bundles, and a page that has loaded the engine for one of them has it for both.
 */
import { registered } from "../frame/registry.js";

/**
 * @typedef {typeof import("./engine.js") & typeof import("./index.js") & typeof import("./items.js")
 *   & typeof import("./marks.js") & typeof import("./phrases.js") & typeof import("./ways.js")} Engine
 */

export const {
  LONGEST_QUERY, answering, data, excerpt, expect, find, fits, highlights, inForceFirst, isInIdeographs,
  isOutdated, prepare, text, together, understand, withEquals,
} = /** @type {Engine} */ (registered.get("engine") ?? {}); // without it a page says that something is lost
