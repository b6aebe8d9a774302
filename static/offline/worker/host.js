/** What the host has now: whether the site is still there, and what it adds to pages. */

// --- the site ----------------------------------------------------------------------------------

/** Where the time is noted since which the host has answered with something else. */
const ELSE = `${ROOT}offline/else`;
/** Milliseconds for which that may be a login or a passing fault. */
const GRACE = 3 * 24 * 60 * 60 * 1000;
/** Milliseconds for which a host may think; a worker that waits cannot be replaced. */
const PATIENCE = 10_000;

/** The last question to the host. @type {Promise<void>} */
let asked = Promise.resolve();

/** Asks the host whether it has the site, and what it adds to a page. @param {string} path */
async function askHost(path) {
  const found = await askForSite();
  if (found === "nothing" || (found === "else" && (await isLasting()))) await goAway();
  if (found !== "site" || isGone) return;
  await (await caches.open(EDITIONS)).delete(ELSE);
  const of = await edition(EDITION);
  if (of) await learn(of, path);
}

async function goAway() {
  isGone = true;
  await Promise.allSettled([FILES, EDITIONS].map((name) => caches.delete(name)));
  await worker.registration.unregister();
}

/**
 * What is at the site's address: the site, nothing, something else; undefined without an answer.
 * Another worker's script is its own affair, and the browser's.
 * @returns {Promise<"site" | "nothing" | "else" | undefined>}
 */
async function askForSite() {
  const answer = await ask("service-worker.js");
  if (!answer || answer.status === 429 || answer.status >= 500) return undefined;
  if (isNothing(answer)) return "nothing";
  if (!answer.ok || !isScript(answer)) return "else";
  const isOurs = (await answer.text()).includes(EDITION);
  const list = isOurs ? await ask(`offline/${Object.values(LISTS)[0]}.json`) : null;
  return list && isNothing(list) ? "else" : "site";
}

/**
 * What the host answers now; nothing where it does not.
 * @param {string} path @param {RequestRedirect} [redirect]
 */
async function ask(path, redirect = "manual") {
  const signal = AbortSignal.timeout?.(PATIENCE); // not in older browsers
  const options = { redirect, signal, priority: /** @type {const} */ ("low") };
  return fetch(ROOT + path, { cache: "no-cache", ...options }).catch(() => null);
}

/** @param {Response} answer */
function isNothing({ status }) {
  return status === 404 || status === 410;
}

/** @param {Response} answer */
function isScript({ headers }) {
  return /javascript|ecmascript/u.test(headers.get("Content-Type") ?? "");
}

/** Whether the host has answered with something else for long. A clock may have been put back. */
async function isLasting() {
  const since = Number(await (await stored(EDITIONS, ELSE))?.text());
  const now = Date.now();
  if (since <= now) return now - since > GRACE;
  await note(ELSE, new Response(String(now)));
  return false;
}

// --- headers -----------------------------------------------------------------------------------

/** Where is noted what the host adds to the pages of a folder at the top. */
const HEADERS = `${ROOT}offline/headers/`;
/** Headers that belong to one answer or one file, not to the pages of a folder. */
const PASSING = new Set(
  (
    "accept-ranges age alt-svc cache-control clear-site-data connection date etag expires " +
    "keep-alive last-modified link location pragma refresh retry-after server server-timing " +
    "trailer transfer-encoding vary via"
  ).split(" "),
);

/** @param {string} name of a header */
function isForAll(name) {
  return !PASSING.has(name) && !/^content-(?!security-policy)/u.test(name);
}

/** The folders whose pages the host has been asked for while this worker runs. */
const learnt = new Set();

/** The folder at the top that a path is in. @param {string} path */
function topOf(path) {
  return path.includes("/") ? path.split("/", 1)[0] : "";
}

/** A page of each folder of which nothing is known yet. @param {Edition} of */
async function learnAll(of) {
  const all = [...of.files.keys()];
  const pages = all.filter((path) => path.endsWith(".html") && path !== "404.html");
  const first = new Map(pages.reverse().map((path) => [topOf(path), path]));
  for (const [top, path] of first) {
    if (!(await stored(EDITIONS, HEADERS + top))) await learn(of, path);
  }
}

/**
 * What the host adds to a page, such as who may frame it; packs do not tell. It is the same for
 * all pages of a folder at the top. An answer that is not this page, such as a login, says nothing.
 * @param {Edition} of @param {string} path
 */
async function learn(of, path) {
  const file = find(of, path);
  if (!file?.path.endsWith(".html") || learnt.has(topOf(path))) return;
  const answer = (await ask(path, "follow")) ?? (await ask(path)); // it may lead to another origin
  if (!answer) throw new Error(`${path}: the host does not answer`);
  const own = (await stored(FILES, keyOf(file))) ?? (await fetchFile(file));
  if (!answer.ok || titleOf(await answer.text()) !== titleOf(await own.text())) return;
  const headers = [...answer.headers].filter(([name]) => isForAll(name));
  await note(HEADERS + topOf(path), new Response(null, { headers }));
  learnt.add(topOf(path));
}

/** @param {string} html */
function titleOf(html) {
  return /<title>([^<]*)/u.exec(html)?.[1];
}

/** A stored page as the host would answer with it. @param {string} path @param {Response} page */
async function asHosted(path, { body, status, headers: own }) {
  const headers = new Headers((await stored(EDITIONS, HEADERS + topOf(path)))?.headers);
  for (const [name, value] of own) headers.set(name, value);
  return new Response(body, { status, headers });
}
