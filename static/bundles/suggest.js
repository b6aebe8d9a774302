/** The field that adds something to those compared, once a reader goes there. */
import { Suggestions } from "../compare/suggest.js";
import { start } from "../frame/start.js";

start("suggest", ($form) => new Suggestions($form).start());
