/** Whether one can apply on a day; clausebook/rules/applications.py is the twin. */

/**
 * What is stated of applications, from its first to its last day; an empty day is open.
 * @typedef {{ state: string, from: string, until: string }} Window
 */

/**
 * What is known on a day, and which of the windows says it; what began last counts.
 * @param {Window[]} windows @param {string} on @returns {[string, number]}
 */
export function standing(windows, on) {
  /** @type {[string, number]} */
  let now = ["unknown", -1];
  for (const { ends, place } of eventsOf(windows, on)) {
    const { state } = windows[place];
    if (!ends) now = [state, place];
    else if (now[0] === state && now[1] === place) {
      now = state === "open" ? ["ended", place] : ["unknown", -1];
    }
  }
  if (now[0] === "open") return now;
  const later = windows.flatMap((one, place) =>
    one.state === "open" && one.from > on ? [{ day: one.from, place }] : []);
  const [next] = later.sort((a, b) => compare(a.day, b.day) || a.place - b.place);
  return next ? ["opens", next.place] : now;
}

/**
 * What has begun or ended by a day, in the order of time.
 * @param {Window[]} windows @param {string} on
 */
function eventsOf(windows, on) {
  const events = windows.flatMap(({ from, until }, place) => {
    if (from > on) return [];
    const begins = { day: from, ends: false, place };
    return until && until < on ? [begins, { day: until, ends: true, place }] : [begins];
  });
  return events.sort((a, b) =>
    compare(a.day, b.day) || Number(a.ends) - Number(b.ends) || a.place - b.place);
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return Number(a > b) - Number(a < b);
}
