/** The form that moves the day of the site. */
import { startAsOf } from "../frame/asof.js";
import { start } from "../frame/start.js";

start("as-of", startAsOf);
