/** A clause's calculators; its rules are registered before. */
import { Calculator } from "../calculators/calculator.js";
import { day, onDay } from "../frame/day.js";
import { start } from "../frame/start.js";

start("calculator", ($root) => {
  const calculator = new Calculator($root, day());
  onDay((now) => calculator.follow(now));
});
