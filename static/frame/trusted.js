/**
 * Addresses of scripts that pages load later than their own (Trusted Types). The policy of every
 * page lets none through but these; see clausebook/features/frame/policy.py.
 */

/** The kinds of scripts that the site has, by their paths below its root. */
const KINDS = [
  /^assets\/[\w-]+\.[0-9a-f]{10}\.js$/u, // bundles
  /^assets\/data\/[\w/-]+\.js$/u,
  /^assets\/search\/[\w-]+\.[0-9a-f]{6}\.js$/u,
  /^assets\/search\/root\.js(\?\d+)?$/u, // with a number, not from any cache
  /^service-worker\.js$/u,
];

/**
 * The absolute address of a script of the site.
 * @param {string} root @param {string} file its address below the root
 */
export function addressOf(root, file) {
  const { href } = new URL(file, root);
  const path = href.startsWith(root) ? href.slice(root.length) : "";
  if (KINDS.some((kind) => kind.test(path))) return href;
  throw new TypeError(`${file} is no script of this site`);
}

/**
 * The same as browsers want it that know Trusted Types; in others it is a text.
 * @param {string} root @returns {(file: string) => string}
 */
export function trusting(root) {
  const rules = { createScriptURL: (/** @type {string} */ file) => addressOf(root, file) };
  const policy =
    typeof trustedTypes === "undefined" ? rules : trustedTypes.createPolicy("clausebook", rules);
  return (file) => policy.createScriptURL(file);
}
