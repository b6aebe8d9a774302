/** The front page with its pictures. */
import "./main.js";
import { start } from "../frame/start.js";
import { followMatrix } from "../pictures/matrix.js";
import { followEnds } from "../pictures/rows.js";
import { followPassed, followTimeline } from "../pictures/timeline.js";

start("by-end", followEnds);
start("timeline", followTimeline);
start("passed", followPassed);
start("matrix", followMatrix);
