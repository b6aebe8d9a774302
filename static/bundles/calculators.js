/** A clause's calculators; its rules are registered before. */
import { Calculator } from "../calculators/calculator.js";
import { today } from "../frame/page.js";
import { start } from "../frame/start.js";

start("calculator", ($root) => void new Calculator($root, today()));
