/** What keeps the site for use without a network; pages on a host bring it, and the front door has it. */
import { keepSite } from "../offline/offline.js";

keepSite();
