/**
 * Keeps the site for use without a network, by the scripts in worker/ beside this, where the page
 * comes from a web server that browsers trust. It starts when the page is idle, and not for readers
 * who save data. The footer tells when the site is complete, and when there is a newer edition than
 * the page's. In a frame on another site nothing is kept.
 */
import { root, trusted } from "../frame/registry.js";

const $line = document.querySelector("[data-offline]");
const workers = /^https?:$/u.test(location.protocol) ? navigator.serviceWorker : undefined;
const LATEST = 2000; // milliseconds; some pages are never idle
/** Milliseconds without a letter after which a reader of the search page waits for nothing. */
const CALM = 5000;
const idle = window.requestIdleCallback ?? ((start) => setTimeout(start, LATEST)); // not in Safari

async function start() {
  if ($line) addManifest($line);
  if (navigator.connection?.saveData && !(await isKept())) return;
  await workers?.register(trusted("service-worker.js"));
  (await workers?.ready)?.active?.postMessage("open");
}

/** Whether this very site has a worker; one around it may have one, too. */
async function isKept() {
  return (await workers?.getRegistration(root))?.scope === root;
}

/**
 * Lets a phone keep the site among its apps. On a page from the disk a browser would refuse it.
 * @param {Element} $line
 */
function addManifest($line) {
  const $manifest = document.createElement("link");
  $manifest.rel = "manifest";
  $manifest.href = new URL($line.getAttribute("data-manifest") ?? "", root).href;
  document.head.append($manifest);
}

function tellComplete() {
  if ($line && !$line.firstChild) $line.append($line.getAttribute("data-complete") ?? "");
}

function offerNewer() {
  const $reload = document.createElement("button");
  $reload.type = "button";
  $reload.textContent = $line?.getAttribute("data-reload") ?? "";
  $reload.addEventListener("click", () => location.reload());
  $line?.replaceChildren(`${$line.getAttribute("data-newer")} `, $reload);
}

/** What the worker may say of the page. @type {Record<string, () => void>} */
const ANSWERS = { complete: tellComplete, newer: offerNewer };

/** Without the worker the page is what it was. */
function startWhenIdle() {
  const begin = () => void start().catch(() => {});
  if (document.querySelector("[data-module=search-page]")) startWhenCalm(begin);
  else idle(begin, { timeout: LATEST });
}

/** Hits are not to wait for what is kept of the site. @param {() => void} begin */
function startWhenCalm(begin) {
  let calm = 0;
  const wait = () => {
    clearTimeout(calm);
    calm = setTimeout(end, CALM);
  };
  const end = () => {
    removeEventListener("input", wait);
    begin();
  };
  addEventListener("input", wait);
  wait();
}

export function keepSite() {
  if (!workers || window.parent !== window) return;
  workers.addEventListener("message", ({ data }) => ANSWERS[data]?.());
  // Another site of this origin may control the page until this one's worker does.
  if (workers.controller?.scriptURL === `${root}service-worker.js`) {
    workers.addEventListener("controllerchange", offerNewer);
  }
  if (document.readyState === "complete") startWhenIdle();
  else addEventListener("load", startWhenIdle);
}
