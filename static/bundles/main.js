/** The first script of every page; where a kind of pages has a script of its own, it begins with this. */
import { onDay, watchDay } from "../frame/day.js";
import { openFolds } from "../frame/folds.js";
import { keepPlace } from "../frame/place.js";
import { bring, startLater } from "../frame/later.js";
import { start, watchScripts } from "../frame/start.js";
import { showAddress, showDay } from "../frame/shown.js";
import { showSpan } from "../frame/span.js";
import { showStatus } from "../frame/status.js";
import { startBox } from "../search/box.js";

watchScripts();
keepPlace();
watchDay();
onDay((day) => {
  start("status", ($status) => showStatus($status, day));
  start("span", ($span) => showSpan($span, day));
  start("day", ($time) => showDay($time, day));
  start("address", showAddress);
});
startBox();
startLater();
openFolds();
if (location.protocol !== "file:") void bring("offline");
