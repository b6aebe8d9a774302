/** My project; the plan book and its words are registered before. */
import { today } from "../frame/page.js";
import { start } from "../frame/start.js";
import { Planner } from "../planner/planner.js";

start("planner", ($root) => void new Planner($root, today()));
