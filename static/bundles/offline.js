/** The last script of every page, and of the front door. */
import { keepSite } from "../offline/offline.js";

keepSite();
