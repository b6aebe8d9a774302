/** The words of the planner, in the page's language. */
export default WORDS.planner;
