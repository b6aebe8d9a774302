/** The words of the page that compares, in its language. */
export default WORDS.comparison;
