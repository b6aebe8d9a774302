/** One case worked out by the calculators of everything compared, once a reader asks for it. */
import { Case } from "../compare/case.js";
import { start } from "../frame/start.js";

start("case", ($root) => new Case($root).start());
