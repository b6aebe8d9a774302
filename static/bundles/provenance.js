/** What facts and terms are explained by, once a reader meets one. */
import { Provenance } from "../frame/provenance.js";
import { register } from "../frame/registry.js";

const provenance = new Provenance();
provenance.listen();
register("provenance", (/** @type {HTMLElement} */ $word) => provenance.showWhole($word));
