/** Lists of clauses by whether they can be had. */
import "./main.js";
import { findAll } from "../frame/page.js";
import { keepGrouped } from "../tables/groups.js";

findAll(document, "[data-module=groups]", HTMLElement).forEach(keepGrouped);
