/** By what the parts of the page that compares hear of each other; each may be a bundle. */

/** That something is chosen to be added; the event's detail is its id. */
export const CHOSEN = "clausebook-chosen";
/** That a table is shown; what stands in it is registered under this name. */
export const SHOWN = "clausebook-compared";
/** How the entries of one case begin in the address. */
export const CASE = "case.";
