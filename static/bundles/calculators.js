/** A page with calculators; the scripts that follow this one register their rules. */
import "./clause.js";
import { Calculator } from "../calculators/calculator.js";
import { day, onDay } from "../frame/day.js";
import { start } from "../frame/start.js";

/** Deferred scripts have all run before this. */
addEventListener("DOMContentLoaded", () => {
  /** @type {Calculator[]} */
  const shared = [];
  start("calculator", ($root) => {
    const calculator = new Calculator($root, day());
    onDay((now) => calculator.follow(now));
    if (calculator.isShared()) shared.push(calculator);
  });
  // Who was sent a result sees it first, unless the address leads elsewhere.
  if (location.hash && location.hash !== `#${shared[0]?.$root.id}`) return;
  shared[0]?.reveal();
  addEventListener("load", () => shared[0]?.reveal()); // until then a browser goes to the hash itself
});
