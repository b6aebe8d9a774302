/** The first script of every page. */
import { start } from "../frame/page.js";
import { keepPlace } from "../frame/place.js";
import { Provenance } from "../frame/provenance.js";
import { showStatus } from "../frame/status.js";
import { startBox } from "../search/box.js";

keepPlace();
start("status", showStatus);
new Provenance().listen();
startBox();
