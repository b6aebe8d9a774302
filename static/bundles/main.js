/** The first script of every page. */
import { showApplications } from "../frame/applications.js";
import { keepPlace } from "../frame/place.js";
import { Provenance } from "../frame/provenance.js";
import { start, watchScripts } from "../frame/start.js";
import { showStatus } from "../frame/status.js";
import { startBox } from "../search/box.js";

watchScripts();
keepPlace();
start("status", showStatus);
start("applications", showApplications);
new Provenance().listen();
startBox();
