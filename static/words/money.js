/** How the site reads and writes money, for quantity/currencies.js. */
export default WORDS.money;
