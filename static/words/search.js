/** The words of the search, in the page's language. */
export default WORDS.search;
