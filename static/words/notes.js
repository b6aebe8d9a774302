/** The words of notes in the page's language. */
export default WORDS.notes;
