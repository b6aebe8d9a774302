/** Where a day stands on an axis of whole years; clausebook/features/pictures/axis.py is the twin. */

const DAY = 86_400_000; // in milliseconds

/**
 * In percent of the axis; null where the axis does not have the day.
 * @param {{ first: string, last: string }} axis @param {string} day all in ISO form
 */
export function placeOn(axis, day) {
  const begins = number(axis.first);
  const long = number(axis.last) + 1 - begins;
  const days = number(day) - begins;
  if (!(days >= 0 && days < long)) return null;
  const parts = Math.floor((20000 * days + long) / (2 * long));
  return `${Math.floor(parts / 100)}.${String(parts % 100).padStart(2, "0")}`;
}

function number(/** @type {string} */ day) {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}
