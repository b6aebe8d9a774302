/** The words of calculators, in the page's language. */
export default WORDS.calculator;
