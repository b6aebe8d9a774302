/** What the scripts of every page do, whatever kind of page it is. */
import { onDay, watchDay } from "./day.js";
import { openFolds } from "./folds.js";
import { bring, startLater } from "./later.js";
import { keepPlace } from "./place.js";
import { showAddress, showDay } from "./shown.js";
import { showSpan } from "./span.js";
import { start, watchScripts } from "./start.js";
import { showStatus } from "./status.js";

watchScripts();
keepPlace();
watchDay();
onDay((day) => {
  start("status", ($status) => showStatus($status, day));
  start("span", ($span) => showSpan($span, day));
  start("day", ($time) => showDay($time, day));
  start("address", showAddress);
});
startLater();
openFolds();

/** What keeps the site without a network; nothing on a page waits for it. */
export function bringOffline() {
  if (location.protocol !== "file:") void bring("offline");
}
