/** The list of all terms. */
import "./main.js";
import { findAll } from "../frame/page.js";
import { Glossary } from "../glossary/glossary.js";

for (const $root of findAll(document, "[data-module=glossary]", HTMLElement)) {
  new Glossary($root).listen();
}
