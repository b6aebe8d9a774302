/** The shortlist, once something is put on it. */
import { ShortlistBar } from "../compare/bar.js";

new ShortlistBar().start();
