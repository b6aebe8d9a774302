/** A clause's calculators; its rules are registered before. */
import { Calculator } from "../calculators/calculator.js";
import { start, today } from "../frame/page.js";

start("calculator", ($root) => void new Calculator($root, today()));
