/** What reads a calculator's entries in every notation, once somebody goes to its fields. */
import { showUnderstood, understand } from "../frame/entries.js";
import { register } from "../frame/registry.js";

register("entries", { showUnderstood, understand });
