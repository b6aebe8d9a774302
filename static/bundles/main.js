/** The first script of every page. */
import { closeWhenFollowed, printOnClick } from "../documents/contents.js";
import { foldEnded } from "../documents/ended.js";
import { followDay } from "../documents/past.js";
import { showApplications } from "../frame/applications.js";
import { showAddress, showDay, startAsOf } from "../frame/asof.js";
import { onDay, watchDay } from "../frame/day.js";
import { openFolds } from "../frame/folds.js";
import { keepInLinks } from "../frame/kept.js";
import { keepPlace } from "../frame/place.js";
import { startLater } from "../frame/later.js";
import { start, watchScripts } from "../frame/start.js";
import { showSpan } from "../frame/span.js";
import { showStatus } from "../frame/status.js";
import { keepSite } from "../offline/offline.js";
import { startBox } from "../search/box.js";

watchScripts();
keepPlace();
keepInLinks();
watchDay();
onDay((day) => {
  start("status", ($status) => showStatus($status, day));
  start("span", ($span) => showSpan($span, day));
  start("applications", ($applications) => showApplications($applications, day));
  start("day", ($time) => showDay($time, day));
  start("address", showAddress);
});
start("as-of", startAsOf);
start("past", followDay);
start("ended", foldEnded);
start("contents", closeWhenFollowed);
start("print", printOnClick);
startBox();
startLater();
openFolds();
keepSite();
