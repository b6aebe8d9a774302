/** The table: a row for each question, a column for each side. */
import { element } from "../frame/page.js";
import { root } from "../frame/registry.js";
import { statusOn } from "../rules/validity.js";
import { fill } from "../told/strings.js";
import words from "../words/comparison.js";
import { isSame, marked } from "./differ.js";
import { isOver, statusLines } from "./sides.js";
/** @import { Line, Piece } from "./differ.js" */
/** @import { Side } from "./sides.js" */

/** @typedef {{ name: string, sides: Line[][], isSame: boolean }} Row */

/** The answers of all sides on a day. @param {Side[]} sides @param {string} day @returns {Row[]} */
export function rowsOf(sides, day) {
  return Object.keys(words.row).map((name) => {
    const lines = sides.map((side) => (name === "status" ? statusLines(side, day) : side.rows[name] ?? []));
    return { name, sides: lines, isSame: isSame(lines) };
  });
}

/** How many rows differ. @param {Row[]} rows */
export function difference(rows) {
  const n = rows.filter((row) => !row.isSame).length;
  return fill(words.said, { n: String(n), total: String(rows.length) });
}

/** @param {Side[]} sides @param {Row[]} rows @param {string} day */
export function tableOf(sides, rows, day) {
  const $table = withRole("table", "table");
  $table.className = "compare-table";
  $table.dataset.sides = String(sides.length);
  const $head = withRole("thead", "rowgroup");
  const $top = withRole("tr", "row");
  $top.append(corner(sides.length > 1 ? difference(rows) : ""), ...sides.map((side) => head(side, day)));
  $head.append($top);
  const $body = withRole("tbody", "rowgroup");
  $body.append(...rows.map((row) => bodyRow(row, sides, day)));
  $table.append($head, $body);
  return $table;
}

/** On phones it is laid out as no table, and would lose these roles. @param {string} tag @param {string} role */
function withRole(tag, role) {
  const $element = element(tag);
  $element.setAttribute("role", role);
  return $element;
}

/** @param {string} said */
function corner(said) {
  const $corner = withRole("td", "cell");
  $corner.className = "compare-corner";
  $corner.textContent = said;
  return $corner;
}

/** @param {Side} side @param {string} day */
function head(side, day) {
  const $head = withRole("th", "columnheader");
  $head.setAttribute("scope", "col");
  $head.toggleAttribute("data-over", isOver(side, day));
  const $link = link(side.label, side.href);
  const $title = element("span", "compare-title", side.title);
  const $remove = element("button", "quiet compare-remove", words.remove);
  $remove.setAttribute("type", "button");
  $remove.setAttribute("aria-label", `${words.remove}${words.colon}${side.label}`);
  $remove.dataset.remove = side.id;
  $head.append($link, $title, $remove);
  return $head;
}

/** @param {Row} row @param {Side[]} sides @param {string} day */
function bodyRow(row, sides, day) {
  const $row = withRole("tr", "row");
  const isAlone = sides.length < 2;
  if (!isAlone) $row.dataset.same = String(row.isSame);
  const $name = withRole("th", "rowheader");
  $name.setAttribute("scope", "row");
  if (!isAlone) $name.append(sign(row.isSame), " ");
  $name.append(words.row[row.name]);
  $row.append($name);
  const pieces = isAlone ? unmarked(row.sides) : marked(row.sides);
  sides.forEach((side, at) => $row.append(cell(row, pieces[at], side, at, day)));
  return $row;
}

/** @param {boolean} same */
function sign(same) {
  const $sign = element("span", "compare-sign");
  const $shown = element("span", "", same ? "=" : "≠");
  $shown.setAttribute("aria-hidden", "true");
  $sign.append($shown, element("span", "visually-hidden", same ? words.same : words.differs));
  return $sign;
}

/** @param {Line[][]} sides @returns {Piece[][][]} */
function unmarked(sides) {
  return sides.map((lines) => lines.map((line) => marked([[line]])[0][0]));
}

/** @param {Row} row @param {Piece[][]} pieces @param {Side} side @param {number} at @param {string} day */
function cell(row, pieces, side, at, day) {
  const $cell = withRole("td", "cell");
  $cell.dataset.label = side.label;
  $cell.toggleAttribute("data-over", isOver(side, day));
  const lines = row.sides[at];
  if (lines.length === 0) {
    $cell.append(element("span", "empty", words.empty[row.name]));
    return $cell;
  }
  const $lines = lines.map((line, place) => lineOf(line, pieces[place], lines[place - 1]?.of));
  if (row.name === "status") $lines[0].replaceChildren(badge(lines[0].words, statusOn(side.validity, day)));
  $cell.append(...(lines.length > 1 ? [list($lines)] : $lines));
  return $cell;
}

/** @param {string} said @param {string} status */
function badge(said, status) {
  const $badge = element("span", "status", said);
  $badge.dataset.status = status;
  return $badge;
}

/** @param {HTMLElement[]} $lines */
function list($lines) {
  const $list = element("ul");
  for (const $line of $lines) {
    const $item = element("li");
    $item.append($line);
    $list.append($item);
  }
  return $list;
}

/** @param {Line} line @param {Piece[]} pieces @param {string} [before] what the line before it is of */
function lineOf({ of, href }, pieces, before) {
  const $line = element("span");
  if (of && of !== before) $line.append(element("span", "compare-of", of), " ");
  if (pieces.length > 0 && pieces.every(({ differs }) => differs)) $line.classList.add("compare-own");
  const $said = href ? link("", href) : $line;
  $said.append(...pieces.map(pieceOf));
  if ($said !== $line) $line.append($said);
  return $line;
}

/** @param {Piece} piece */
function pieceOf({ words: said, differs, isAmount, isPaid }) {
  const $piece = element(differs ? "mark" : "span", isPaid ? "amount" : isAmount ? "bound" : "", said);
  return differs || isAmount ? $piece : document.createTextNode(said);
}

/** @param {string} said @param {string} path from the site's root */
function link(said, path) {
  const $link = /** @type {HTMLAnchorElement} */ (element("a", "", said));
  $link.href = new URL(path, root).href;
  return $link;
}
