/** How the page's language writes days and times. */
export default WORDS.calendar;
