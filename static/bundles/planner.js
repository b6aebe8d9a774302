/** My project; the plan book and its words are registered before. */
import { day, onDay } from "../frame/day.js";
import { start } from "../frame/start.js";
import { Planner } from "../planner/planner.js";

start("planner", ($root) => {
  const planner = new Planner($root, day());
  onDay((now) => planner.turnTo(now));
});
