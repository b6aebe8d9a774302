/** Whether one can apply on the day, where a page says it. */
import { showApplications } from "../frame/applications.js";
import { onDay } from "../frame/day.js";
import { start } from "../frame/start.js";

onDay((day) => start("applications", ($applications) => showApplications($applications, day)));
