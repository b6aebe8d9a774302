/** Citations and links to copy, once a reader asks for them. */
import { Cite } from "../cite/cite.js";
import { copyLinks } from "../cite/link.js";
import { start } from "../frame/start.js";

copyLinks();
start("cite", ($root) => void new Cite($root));
