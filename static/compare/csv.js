/** The table as a file that spreadsheets open; clausebook/features/exports/spreadsheet.py is alike. */
import words from "../words/comparison.js";
/** @import { Side } from "./sides.js" */
/** @import { Row } from "./table.js" */

/** @param {Side[]} sides @param {Row[]} rows */
export function csvOf(sides, rows) {
  const cells = [
    ["", ...sides.map(({ label, title }) => `${label}${words.colon}${title}`)],
    ...rows.map(({ name, sides: lines }) => [words.row[name], ...lines.map((each) => said(name, each))]),
  ];
  return `\u{feff}${cells.map(csvRow).join("")}`;
}

/** @param {string} name @param {import("./differ.js").Line[]} lines */
function said(name, lines) {
  if (lines.length === 0) return words.empty[name];
  return lines.map(({ of, words: told }) => (of ? `${of}${words.colon}${told}` : told)).join("\n");
}

const BREAK = "\\t-\\r\\x1c-\\x1f\\x85\\u2028\\u2029";
/** How formulas begin, where some program begins a cell. */
const FORMULA = new RegExp(`((?:^|[;${BREAK}])(?:[^\\S${BREAK}]|")*)([=+\\-@＝＋－＠﹦﹢﹣﹫])`, "gu");

/** A row of which no spreadsheet takes any part for a formula. @param {string[]} cells */
export function csvRow(cells) {
  const harmless = cells.map((cell) => cell.replace(FORMULA, "$1'$2"));
  return `${harmless.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`;
}
