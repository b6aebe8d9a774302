/** What keeps the day and the list in links, once the address has one. */
import { keepInLinks } from "../frame/kept.js";

keepInLinks();
