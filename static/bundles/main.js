/** The first script of every page; where a kind of pages has a script of its own, it begins with this. */
import { bringOffline } from "../frame/every.js";
import { startBox } from "../search/box.js";

startBox();
bringOffline();
