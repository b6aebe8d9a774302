/** The words of one case that is worked out by several calculators. */
export default WORDS.case;
