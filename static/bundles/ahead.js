/** What the next keys of a search will ask for; the search page brings it once a reader types. */
import { language } from "../frame/page.js";
import { register } from "../frame/registry.js";
import { bringAhead, follow } from "../search/ahead.js";

register("ahead", follow);
bringAhead(language).catch(() => {}); // what is missing comes with the search that needs it
