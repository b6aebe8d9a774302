/**
 * What takes the place of the service worker of a site that is no longer there: it removes what the
 * site has stored, and itself, and the site's open pages are loaded from the host.
 *
 * `build.py retire` writes it for hosts; `build.py serve` answers with it.
 */
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  async function goAway() {
    const own = `clausebook ${worker.registration.scope} `;
    const all = await caches.keys().catch(() => []); // storage may fail
    const names = all.filter((name) => name.startsWith(own));
    await Promise.allSettled(names.map((name) => caches.delete(name)));
    await worker.registration.unregister();
    // A page that starts a worker whenever it is loaded would go round in circles.
    if (names.length === 0) return;
    const pages = await worker.clients.matchAll({ type: "window" });
    await Promise.allSettled(pages.map((page) => page.navigate(withoutPlace(page.url))));
  }

  /** The way to a place within a page would not load it again. @param {string} address */
  function withoutPlace(address) {
    return address.split("#", 1)[0];
  }

  worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener("activate", (event) => event.waitUntil(goAway()));
})();
