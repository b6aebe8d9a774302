/**
 * The whole site without a network, after one visit.
 *
 * An edition is one build: its lists of files with their hashes. clausebook/features/offline writes
 * them and puts before this script LISTS, their own hashes, and EDITION, the hash of these. Lists
 * and files are stored by hash, so that editions share what did not change. A page belongs to the
 * edition that its address was answered from, and gets all its files from there as long as it is
 * open; a page that came from the network gets them from the network. Nothing else of this origin
 * is touched.
 *
 * A browser starts a new edition's script beside the old one's. It becomes the active one when all
 * its files are stored; until then, and when that fails, the old edition goes on. What is stored by
 * then stays, so that the next try goes on from there.
 */
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const ROOT = worker.registration.scope;
  const FILES = `clausebook ${ROOT} files`;
  const EDITIONS = `clausebook ${ROOT} editions`;
  const PAGES = `${ROOT}offline/pages/`;
  /** Where the edition is noted for which there was no room. */
  const FULL = `${ROOT}offline/full`;
  /** How many downloads there are at a time. */
  const AT_ONCE = 3;
  /** Whether the browser can open packs. */
  const OPENS_PACKS = "DecompressionStream" in worker;

  /** @type {Record<string, string>} */
  const TYPES = {
    html: "text/html; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    css: "text/css; charset=utf-8",
    json: "application/json",
    csv: "text/csv; charset=utf-8",
    txt: "text/plain; charset=utf-8",
    svg: "image/svg+xml",
    webmanifest: "application/manifest+json",
  };

  /** What is stored at an address; nothing where the browser's storage fails. */
  async function stored(/** @type {string} */ name, /** @type {string} */ address) {
    try {
      return await (await caches.open(name)).match(address);
    } catch {
      return undefined;
    }
  }

  // --- editions ------------------------------------------------------------------------------

  /** @typedef {{ path: string, hash: string, size: number, pack: Pack }} File */
  /** @typedef {{ address: string, files: File[] }} Pack without address: only on demand */
  /** @typedef {{ packs: Pack[], files: Map<string, File> }} Edition */
  /** @typedef {[address: string, files: [path: string, hash: string, size: number][]]} Row */

  /** @type {Map<string, Promise<Edition | null>>} */
  const known = new Map();

  /** Where an edition's files are noted. @param {string} id */
  function noteOf(id) {
    return `${ROOT}offline/${id}.json`;
  }

  /** An edition that is stored. @param {string} id */
  function edition(id) {
    const reading = known.get(id) ?? readEdition(id);
    known.set(id, reading);
    return reading;
  }

  /** @param {string} id */
  async function readEdition(id) {
    const note = await stored(EDITIONS, noteOf(id));
    return note ? asEdition(await note.json()) : null;
  }

  /** @param {Row[]} rows @returns {Edition} */
  function asEdition(rows) {
    const packs = rows.map(([address, files]) => {
      /** @type {Pack} */
      const pack = { address, files: [] };
      pack.files = files.map(([path, hash, size]) => ({ path, hash, size, pack }));
      return pack;
    });
    const files = packs.flatMap((pack) => pack.files);
    return { packs, files: new Map(files.map((file) => [file.path, file])) };
  }

  /** Notes the files of this script's edition, after those of older ones. */
  async function storeEdition() {
    /** @type {Row} Lists are files of the edition, too. */
    const lists = ["", Object.values(LISTS).map((id) => [`offline/${id}.json`, id, 0])];
    /** @type {Row[][]} */
    const rows = [[lists]];
    const jobs = asEdition([lists]).packs[0].files.map((file, place) => async () => {
      rows[place + 1] = await readList(file);
    });
    await runAll(jobs);
    const editions = await caches.open(EDITIONS);
    await editions.delete(noteOf(EDITION));
    await editions.put(noteOf(EDITION), new Response(JSON.stringify(rows.flat())));
    known.delete(EDITION);
    return /** @type {Promise<Edition>} */ (edition(EDITION));
  }

  /** A list, which other editions may have stored. @param {File} file @returns {Promise<Row[]>} */
  async function readList(file) {
    const kept = await stored(FILES, keyOf(file));
    if (kept) return kept.json();
    const response = await fetchFile(file);
    await store(file, response.clone());
    return response.json();
  }

  // --- files ---------------------------------------------------------------------------------

  /** Where a file is stored: files with the same bytes and type are one. @param {File} file */
  function keyOf({ path, hash }) {
    return `${ROOT}offline/files/${hash}.${suffixOf(path)}`;
  }

  /** @param {string} path */
  function suffixOf(path) {
    return path.slice(path.lastIndexOf(".") + 1);
  }

  /** @param {ArrayBuffer} bytes */
  async function hashOf(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** @param {string} address below the site's root @param {RequestCache} cache */
  async function download(address, cache = "no-store") {
    const answer = await fetch(ROOT + address, { cache, priority: "low" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.arrayBuffer();
  }

  /** A file, if these are its bytes. @param {File} file @param {ArrayBuffer} bytes */
  async function asResponse({ path, hash }, bytes) {
    if ((await hashOf(bytes)) !== hash) throw new Error(`${path} is another edition's`);
    const type = TYPES[suffixOf(path)] ?? "application/octet-stream";
    return new Response(bytes, { headers: { "Content-Type": type } });
  }

  /** @param {File} file @param {Response} response */
  async function store(file, response) {
    await (await caches.open(FILES)).put(keyOf(file), response);
  }

  /** @param {ArrayBuffer} bytes */
  function inflate(bytes) {
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(inflated).arrayBuffer();
  }

  /**
   * Files out of a pack, by their order in it.
   * @param {Pack} pack @param {ArrayBuffer} packed @param {Set<File>} wanted
   */
  async function unpack(pack, packed, wanted) {
    const bytes = await inflate(packed);
    let end = 0;
    const responses = pack.files.map(async (file) => {
      const start = end;
      end += file.size;
      return wanted.has(file) ? asResponse(file, bytes.slice(start, end)) : null;
    });
    return Promise.all(responses);
  }

  /**
   * Files by their pack; one by one where the host has changed the pack.
   * @param {Pack} pack @param {File[]} wanted
   */
  async function storePack(pack, wanted) {
    const packed = await download(pack.address);
    const responses = await unpack(pack, packed, new Set(wanted)).catch(() => null);
    if (!responses) return storeSingly(wanted);
    const storing = pack.files.map((file, place) => {
      const response = responses[place];
      return response && store(file, response);
    });
    await Promise.all(storing);
  }

  /** @param {File[]} files */
  async function storeSingly(files) {
    for (const file of files) await store(file, await fetchFile(file));
  }

  /**
   * A file by itself. Some hosts change pages on their way; packs they leave alone.
   * @param {File} file
   */
  async function fetchFile(file) {
    try {
      return await asResponse(file, await download(file.path, "no-cache"));
    } catch (error) {
      if (!file.pack.address || !OPENS_PACKS) throw error;
      const packed = await download(file.pack.address);
      const response = (await unpack(file.pack, packed, new Set([file]))).find(Boolean);
      return /** @type {Response} */ (response);
    }
  }

  // --- the whole site ------------------------------------------------------------------------

  /** What is not stored yet, by pack. @param {Edition} of */
  async function missing(of) {
    const kept = await (await caches.open(FILES)).keys();
    const keys = new Set(kept.map(({ url }) => url));
    return of.packs
      .map((pack) => ({ pack, files: pack.files.filter((file) => !keys.has(keyOf(file))) }))
      .filter(({ files }) => files.length > 0);
  }

  /** @param {File[]} files */
  function sizeOf(files) {
    return files.reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Downloads what is missing of packs: a pack when most of it is, else its missing files one by one.
   * @param {Edition} of
   * @returns {Promise<boolean>} whether the whole site is stored
   */
  async function fill(of) {
    const all = await missing(of);
    const wanted = all.filter(({ pack }) => pack.address);
    if (!(await isWelcome(sizeOf(wanted.flatMap(({ files }) => files))))) return false;
    const jobs = wanted.flatMap(({ pack, files }) =>
      OPENS_PACKS && 2 * sizeOf(files) > sizeOf(pack.files)
        ? [() => storePack(pack, files)]
        : files.map((file) => () => storeSingly([file])),
    );
    await runAll(jobs);
    return wanted.length === all.length;
  }

  /** Whether the reader and the browser have room for that many bytes. @param {number} size */
  async function isWelcome(size) {
    if (size === 0) return true;
    const full = await stored(EDITIONS, FULL);
    if (savesData() || (full && (await full.text()) === EDITION)) return false;
    const { quota = Infinity, usage = 0 } = (await worker.navigator.storage?.estimate()) ?? {};
    return 2 * size < quota - usage;
  }

  function savesData() {
    return worker.navigator.connection?.saveData === true;
  }

  /** @param {(() => Promise<void>)[]} jobs */
  async function runAll(jobs) {
    const waiting = [...jobs];
    const runners = Array.from({ length: AT_ONCE }, async () => {
      try {
        for (let job = waiting.shift(); job; job = waiting.shift()) await job();
      } finally {
        waiting.length = 0; // after a failure nobody begins another one
      }
    });
    const ends = await Promise.allSettled(runners);
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  async function install() {
    if (savesData()) throw new Error("the reader saves data; another visit will do");
    try {
      const of = await storeEdition();
      await fill(of);
      const lacks = (await missing(of)).some(({ pack }) => pack.address);
      if (lacks) throw new DOMException("no room", "QuotaExceededError");
    } catch (error) {
      if (/** @type {Error} */ (error).name === "QuotaExceededError") await leave();
      throw error;
    }
    await worker.skipWaiting();
  }

  /**
   * Where there is no room, the network's pages are better than an old edition's. Open pages keep
   * theirs; when they are closed nothing is kept, until the next edition tries again.
   */
  async function leave() {
    // Not waited for: it happens only when this try to install has ended.
    if (worker.registration.active) void worker.registration.unregister();
    else for (const name of [FILES, EDITIONS]) await caches.delete(name);
    await (await caches.open(EDITIONS)).put(FULL, new Response(EDITION));
  }

  // --- pages and their editions --------------------------------------------------------------

  /** The editions of open pages; empty for a page from the network. @type {Map<string, string>} */
  const pages = new Map();

  /** @param {string} page a client's id @param {string} id of an edition */
  async function remember(page, id) {
    if (!page) return;
    pages.set(page, id);
    try {
      await (await caches.open(EDITIONS)).put(PAGES + page, new Response(id));
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

  // --- answers -------------------------------------------------------------------------------

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
   * @param {FetchEvent} event @param {File} file
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
    return response || fetch(request).catch((error) => notFound(event, of, file, error));
  }

  /**
   * Without a network, only a page that the edition has can be there at all. The page that says so
   * stands at any depth; its links need the root.
   * @param {FetchEvent} event @param {Edition | null} of @param {File | null | undefined} file
   * @param {unknown} error
   */
  async function notFound(event, of, file, error) {
    const page = of?.files.get("404.html");
    if (file || !page) throw error;
    await remember(event.resultingClientId, EDITION);
    const html = await (await read(event, page)).text();
    const based = html.replace("<head>", `<head>\n<base href="${ROOT}">`);
    return new Response(based, { status: 404, headers: { "Content-Type": TYPES.html } });
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
    event.respondWith(mode === "navigate" ? openPage(event) : giveFile(event));
  });

  /** A page has been opened: whatever is still missing is fetched, and the page is told. */
  async function welcome(/** @type {ExtendableMessageEvent} */ { source }) {
    await tidy();
    const of = await edition(EDITION);
    if (of && (await fill(of))) source?.postMessage("complete");
  }

  worker.addEventListener("message", (event) => event.waitUntil(welcome(event)));
})();
