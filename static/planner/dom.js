/** Elements with their attributes and what is in them, in one expression. */

const SVG = "http://www.w3.org/2000/svg";
/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | boolean | null | undefined>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Attributes} [attributes] @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** @param {string} tag @param {Attributes} [attributes] @param {Child[]} children */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} T
 * @param {T} $made @param {Attributes} attributes @param {Child[]} children @returns {T}
 */
function filled($made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string") $made.setAttribute(name, value);
    else if (value) $made.setAttribute(name, "");
  }
  for (const child of children) if (child) $made.append(child);
  return $made;
}
