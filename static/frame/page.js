/** What a page's scripts share: its language, its parts, its elements, and its address. */

/** The page's language as the site calls it; browsers call it otherwise. */
export const language = document.documentElement.dataset.language ?? "";

/** How a page's address says what was searched, to be marked on it. */
export const MARK = "mark";

/**
 * An element that the page must have.
 * @template {Element} T
 * @param {ParentNode} $parent @param {string} selector @param {new () => T} type @returns {T}
 */
export function find($parent, selector, type) {
  const $found = $parent.querySelector(selector);
  if (!($found instanceof type)) throw new Error(`the page has no ${selector}`);
  return $found;
}

/**
 * The elements that the page may have.
 * @template {Element} T
 * @param {ParentNode} $parent @param {string} selector @param {new () => T} type @returns {T[]}
 */
export function findAll($parent, selector, type) {
  return [...$parent.querySelectorAll(selector)].flatMap(($found) =>
    $found instanceof type ? [$found] : [],
  );
}

/**
 * The nearest element around what an event has met, or that itself. What is met may be a form, whose
 * own closest a field of this name would hide.
 * @param {EventTarget | null} target @param {string} selector @returns {Element | null}
 */
export function nearest(target, selector) {
  return target instanceof Element ? Element.prototype.closest.call(target, selector) : null;
}

/** @param {string} tag @param {string} [className] @param {string} [text] */
export function element(tag, className = "", text = "") {
  const $element = document.createElement(tag);
  if (className) $element.className = className;
  $element.textContent = text;
  return $element;
}

/** An element's words on one line; what is quoted is in quotation marks. @param {Element} $of */
export function textOf($of) {
  const $copy = /** @type {Element} */ ($of.cloneNode(true));
  for (const $quoted of $copy.querySelectorAll("q")) {
    $quoted.prepend("“"); // which a page shows by its style
    $quoted.append("”");
  }
  return ($copy.textContent ?? "").replace(/\s+/gu, " ").trim();
}

/** @param {Element} $of @param {string} attribute @param {string | null} value */
export function setOrRemove($of, attribute, value) {
  if (value) $of.setAttribute(attribute, value);
  else $of.removeAttribute(attribute);
}

/**
 * Where this page can be read by others: where the site says that it is published, else where it is
 * served; empty on a disk, whose addresses are nobody else's.
 */
export function publicAddress() {
  const { lang } = document.documentElement;
  const $own = document.querySelector(`link[rel=alternate][hreflang="${lang}"]`);
  const address = $own instanceof HTMLLinkElement ? $own.href : location.href;
  return /^https?:/u.test(address) ? address : "";
}

/** The links to this page in the site's other languages. */
export function languageLinks() {
  return findAll(document, "a[data-language-switch]", HTMLAnchorElement);
}

/**
 * A new query in this page's address and in the links to other languages; as a step, the way
 * back leads to the query before.
 * @param {URL} address @param {boolean} [asStep]
 */
export function keepQuery(address, asStep = false) {
  for (const $link of languageLinks()) $link.search = address.search;
  if (address.href === location.href) return;
  try {
    history[asStep ? "pushState" : "replaceState"](history.state, "", address);
  } catch {
    // Safari refuses a hundred changes in half a minute. The address lags; the page works.
  }
}
