/** What there is to compare, by what a reader types: words of a title, a document, a number. */

/** Its id, its place and its title. @typedef {[id: string, label: string, title: string]} Name */

export const SHOWN = 10;
const PARTS = /\p{N}+|\p{Script=Han}|\p{L}+/gu;

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * Those that have everything that was typed, the ones with most of it as whole words and figures
 * first: 7 is found before 17.
 * @param {Name[]} names @param {string} typed
 */
export function suggested(names, typed) {
  const wanted = plain(typed).split(/[\s,，、;；()]+/u).filter(Boolean);
  if (wanted.length === 0) return [];
  const found = names.flatMap((name) => {
    const text = plain(`${name[1]} ${name[2]} ${numberOf(name[0])}`);
    if (!wanted.every((word) => text.includes(word))) return [];
    return [{ name, missing: missing(text, wanted) }];
  });
  found.sort((one, other) => one.missing - other.missing); // a stable order
  return found.slice(0, SHOWN).map(({ name }) => name);
}

/** Printed numbers may be in words: what an address counts by is a figure. @param {string} id */
function numberOf(id) {
  return id.split("/")[1].replace(/[^\d]+/gu, " ");
}

/** How many parts of what was typed are only parts of others. @param {string} text @param {string[]} wanted */
function missing(text, wanted) {
  const parts = new Set(text.match(PARTS));
  return wanted.flatMap((word) => word.match(PARTS) ?? []).filter((part) => !parts.has(part)).length;
}
