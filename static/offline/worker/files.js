/** Files of the site: how they are called in the store, fetched, checked and unpacked. */

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
  png: "image/png",
  webp: "image/webp",
  jpg: "image/jpeg",
  woff2: "font/woff2",
  woff: "font/woff",
  ttf: "font/ttf",
  otf: "font/otf",
  webmanifest: "application/manifest+json",
};

/** Where a file is stored: files with the same bytes and type are one. @param {SiteFile} file */
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

/** A file, if these are its bytes. @param {SiteFile} file @param {ArrayBuffer} bytes */
async function asResponse({ path, hash }, bytes) {
  if ((await hashOf(bytes)) !== hash) throw new Error(`${path} is another edition's`);
  const type = TYPES[suffixOf(path)] ?? "application/octet-stream";
  return new Response(bytes, { headers: { "Content-Type": type } });
}

/** @param {SiteFile} file @param {Response} response */
async function store(file, response) {
  if (!isGone) await (await caches.open(FILES)).put(keyOf(file), response);
}

/** @param {ArrayBuffer} bytes */
function inflate(bytes) {
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(inflated).arrayBuffer();
}

/**
 * Files out of a pack, by their order in it.
 * @param {Pack} pack @param {ArrayBuffer} packed @param {Set<SiteFile>} wanted
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
 * @param {Pack} pack @param {SiteFile[]} wanted
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

/** @param {SiteFile[]} files */
async function storeSingly(files) {
  for (const file of files) await store(file, await fetchFile(file));
}

/**
 * A file by itself. Some hosts change pages on their way; packs they leave alone.
 * @param {SiteFile} file
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
