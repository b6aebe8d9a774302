/** A clause's page. */
import "./main.js";
import { closeWhenFollowed, printOnClick } from "../documents/contents.js";
import { foldEnded } from "../documents/ended.js";
import { followDay } from "../documents/past.js";
import { start } from "../frame/start.js";

start("past", followDay);
start("ended", foldEnded);
start("contents", closeWhenFollowed);
start("print", printOnClick);
