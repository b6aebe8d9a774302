/** What keeps the site for use without a network, for the front door; other pages have it in main.js. */
import { keepSite } from "../offline/offline.js";

keepSite();
