/** The words of every page, in its language; clausebook/features/frame/bundles.py puts them in. */
export default WORDS.common;
