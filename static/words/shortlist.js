/** The words of the shortlist, in the page's language. */
export default WORDS.shortlist;
