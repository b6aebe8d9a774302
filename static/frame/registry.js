/**
 * The one global of the site: what data files register themselves with, and what the bundles of a
 * page share. Each bundle has this module; the first one on a page makes the global.
 *
 * Scripts are classic and deferred because modules and fetch do not work from file://. Data that a
 * script needs later is a script file too: load() adds it to the page and waits for register().
 */
import { trusting } from "./trusted.js";

function make() {
  /** @type {Map<string, unknown>} */
  const registered = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  const loading = new Map();
  const own = typeof document === "undefined" ? null : document.currentScript;
  /** Absolute address of the site's root, with a final slash; empty outside a page. */
  const root = own instanceof HTMLScriptElement ? new URL("..", own.src).href : "";
  /** @param {string} name @param {unknown} data */
  const register = (name, data) => void registered.set(name, data);
  return { root, trusted: trusting(root), register, registered, loading };
}

/** @typedef {ReturnType<typeof make>} Registry */

// An element of the page with this id is found under the name, too, but is nobody's own.
if (!Object.hasOwn(globalThis, "clausebook")) globalThis.clausebook = make();

export const { root, trusted, register, registered, loading } = globalThis.clausebook;

/**
 * Data that a script file registers, loading the file once.
 * @param {string} name the name it registers under
 * @param {string} file its address below the site's root
 * @returns {Promise<any>}
 */
export function load(name, file) {
  const known = loading.get(name);
  if (known) return known;
  const promise = registered.has(name)
    ? Promise.resolve(registered.get(name))
    : addScript(file).then(() => {
        if (!registered.has(name)) throw new Error(`${file} did not register ${name}`);
        return registered.get(name);
      });
  loading.set(name, promise);
  promise.catch(() => loading.delete(name));
  return promise;
}

/**
 * Scripts that are run later than the page's own, in their order.
 * @param {string[]} files their addresses below the site's root
 */
export function run(files) {
  return Promise.all(files.map((file) => addScript(file, true)));
}

/** @param {string} file @param {boolean} [inOrder] @returns {Promise<void>} */
function addScript(file, inOrder = false) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.async = !inOrder;
    script.src = trusted(file);
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`cannot load ${file}`));
    document.head.append(script);
  });
}
