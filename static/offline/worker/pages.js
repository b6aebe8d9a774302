/** Pages and what they ask for: whose edition they are, and how they are answered. */

// --- editions of open pages --------------------------------------------------------------------

/** Where is noted to which edition an open page belongs. */
const PAGES = `${ROOT}offline/pages/`;

/** The editions of open pages; empty for a page from the network. @type {Map<string, string>} */
const pages = new Map();

/** @param {string} page a client's id @param {string} id of an edition */
async function remember(page, id) {
  if (!page) return;
  pages.set(page, id);
  try {
    await note(PAGES + page, new Response(id));
  } catch {
    // No room: another edition's script will not know this page, and gives it its own files.
  }
}

/** @param {string} page */
async function editionOf(page) {
  const id = pages.get(page);
  if (id !== undefined) return id;
  const kept = page && (await stored(EDITIONS, PAGES + page));
  return kept ? kept.text() : EDITION;
}

/** Forgets pages that are closed, and older editions that no open page belongs to. */
async function tidy() {
  if (worker.registration.installing) return;
  const editions = await caches.open(EDITIONS);
  const urls = (await editions.keys()).map(({ url }) => url);
  const clients = await worker.clients.matchAll({ includeUncontrolled: true });
  const open = new Set(clients.map(({ id }) => id));
  const needed = new Set([EDITION]);
  for (const url of urls.filter((url) => url.startsWith(PAGES))) {
    const page = url.slice(PAGES.length);
    if (open.has(page)) needed.add(await editionOf(page));
    else if (!pages.has(page)) await editions.delete(url);
  }
  const ids = idsOf(urls);
  const older = ids.slice(0, Math.max(ids.indexOf(EDITION), 0)).filter((id) => !needed.has(id));
  if (older.length > 0) await drop(older);
}

/** The editions in the order in which they were stored. @param {string[]} urls */
function idsOf(urls) {
  const notes = urls.filter((url) => url.endsWith(".json"));
  return notes.map((url) => url.slice(url.lastIndexOf("/") + 1).replace(".json", ""));
}

/** Editions, and the files that no other edition has. @param {string[]} ids */
async function drop(ids) {
  const editions = await caches.open(EDITIONS);
  for (const id of ids) {
    await editions.delete(noteOf(id));
    known.delete(id);
  }
  const urls = (await editions.keys()).map(({ url }) => url);
  const kept = await Promise.all(idsOf(urls).map(readEdition));
  const keys = new Set(kept.flatMap((of) => [...(of?.files.values() ?? [])].map(keyOf)));
  const files = await caches.open(FILES);
  for (const { url } of await files.keys()) {
    if (worker.registration.installing) return; // it may have found there what it needs
    if (!keys.has(url)) await files.delete(url);
  }
}

// --- answers -----------------------------------------------------------------------------------

/** Whether a path is one of those that a site of this kind has. @param {string} path */
function isOwn(path) {
  const top = path.split("/", 1)[0];
  return OWN.includes(top) || OWN.includes(`${top}.html`);
}

/** An address below the root without its query. @param {string} url */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  return (origin + pathname).slice(ROOT.length);
}

/**
 * The file at an address, as servers find it: folders have an index, pages may lack their suffix.
 * @param {Edition} of @param {string} path
 */
function find(of, path) {
  const full = /(^|\/)$/u.test(path) ? `${path}index.html` : path;
  return of.files.get(full) ?? of.files.get(`${full}.html`);
}

/**
 * A file from the store, else from the network as the same edition has it.
 * @param {FetchEvent} event @param {SiteFile} file
 */
async function read(event, file) {
  const kept = await stored(FILES, keyOf(file));
  if (kept) return kept;
  const response = await fetchFile(file);
  event.waitUntil(store(file, response.clone()).catch(() => {})); // without room it is not kept
  return response;
}

/** A page, always of this edition. @param {FetchEvent} event */
async function openPage(event) {
  const { request, resultingClientId } = event;
  const of = await edition(EDITION);
  const path = pathOf(request.url);
  const file = of && find(of, path);
  if (of && !file && of.files.has(`${path}/index.html`)) {
    return Response.redirect(`${ROOT}${path}/${new URL(request.url).search}`);
  }
  const response = file && (await read(event, file).catch(() => null));
  await remember(resultingClientId, response ? EDITION : "");
  asked = askHost(path).catch(() => {});
  event.waitUntil(asked);
  if (response) return asHosted(path, response);
  return fetch(request).catch((error) => notFound(event, of, file, error));
}

/**
 * Without a network, only a page that the edition has can be there at all. The page that says so
 * stands at any depth; its links need the root.
 * @param {FetchEvent} event @param {Edition | null} of @param {SiteFile | null | undefined} file
 * @param {unknown} error
 */
async function notFound(event, of, file, error) {
  const page = of?.files.get("404.html");
  if (file || !page) throw error;
  await remember(event.resultingClientId, EDITION);
  const html = await (await read(event, page)).text();
  const based = html.replace("<head>", `<head>\n<base href="${ROOT}">`);
  const headers = { "Content-Type": TYPES.html };
  return asHosted(page.path, new Response(based, { status: 404, headers }));
}

/** What a page needs, of the page's edition. @param {FetchEvent} event */
async function giveFile(event) {
  const id = await editionOf(event.clientId);
  const of = id ? await edition(id) : null;
  const file = of && find(of, pathOf(event.request.url));
  return file ? read(event, file) : fetch(event.request);
}

worker.addEventListener("install", (event) => event.waitUntil(install()));

worker.addEventListener("fetch", (event) => {
  const { method, mode, url, headers } = event.request;
  if (method !== "GET" || headers.has("Range") || !url.startsWith(ROOT)) return;
  if (!isOwn(pathOf(url))) return;
  if (mode === "navigate") event.respondWith(openPage(event));
  // With a query, a page asks for what the host has now.
  else if (!new URL(url).search) event.respondWith(giveFile(event));
});

/** Whatever is still missing is fetched; whether the whole site is stored. */
async function keep() {
  await tidy();
  const of = (await readEdition(EDITION)) ?? (savesData() ? null : await storeEdition());
  return of !== null && (await fill(of));
}

/**
 * A page has been opened, and is told what there is for it. One of an older edition was opened just
 * before this worker took over, and may not have noticed. What fails now is tried with the next one.
 */
async function welcome(/** @type {ExtendableMessageEvent} */ { source }) {
  const isWhole = !isGone && (await keep().catch(() => false));
  await asked;
  if (isGone) await goAway(); // what was stored meanwhile goes, too
  else if (isWhole) source?.postMessage((await isOlder(source)) ? "newer" : "complete");
}

/** Whether a page belongs to an older edition. @param {ExtendableMessageEvent["source"]} source */
async function isOlder(source) {
  const id = source && "id" in source ? await editionOf(source.id) : "";
  return id !== "" && id !== EDITION;
}

worker.addEventListener("message", (event) => event.waitUntil(welcome(event)));
