/** The search page; the engine is registered before. */
import { start } from "../frame/start.js";
import { startShortcut } from "../search/shortcut.js";
import { SearchPage } from "../search/page.js";

start("search-page", ($root) => void new SearchPage($root));
start("search-page", startShortcut);
