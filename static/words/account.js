/** The words of what accounts for a result, in the page's language. */
export default WORDS.account;
