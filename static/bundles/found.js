/** What was searched, marked on the page that was found; the engine is registered before. */
import { FoundMarks, searched } from "../search/found.js";

new FoundMarks(searched()).start().catch((error) => console.info(error)); // the page is whole without
