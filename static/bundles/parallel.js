/** A clause in all languages side by side. */
import "./main.js";
import { linkFigures } from "../documents/parallel.js";
import { start } from "../frame/start.js";

start("parallel", linkFigures);
