/** How values are written in languages that packages bring, for quantity/styles.js. */
export default WORDS.styles;
