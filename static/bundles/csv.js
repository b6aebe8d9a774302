/** What is compared as a file, once a reader asks for it. */
import { csvOf } from "../compare/csv.js";
import { register } from "../frame/registry.js";

register("csv", csvOf);
