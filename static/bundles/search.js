/** The search page; the engine and the search's root are registered before. */
import { bringOffline } from "../frame/every.js";
import { start } from "../frame/start.js";
import { startBox } from "../search/box.js";
import { startShortcut } from "../search/shortcut.js";
import { SearchPage } from "../search/page.js";

startBox();
bringOffline();
start("search-page", ($root) => void new SearchPage($root));
start("search-page", startShortcut);
