/** The words of what is marked on a page that was searched for, in the page's language. */
export default WORDS.found;
