/** The search page; the engine and the search's root are registered before. */
import "./main.js";
import { start } from "../frame/start.js";
import { startShortcut } from "../search/shortcut.js";
import { SearchPage } from "../search/page.js";

start("search-page", ($root) => void new SearchPage($root));
start("search-page", startShortcut);
