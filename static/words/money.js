/** How the site reads and writes money, for rules/quantity/currencies.js. */
export default WORDS.money;
