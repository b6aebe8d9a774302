/**
 * The whole site without a network, after one visit.
 *
 * An edition is one build: its lists of files with their hashes. clausebook/features/offline writes
 * them and puts before these scripts LISTS, their own hashes, and EDITION, the hash of these. Lists
 * and files are stored by hash, so that editions share what did not change. A page belongs to the
 * edition that its address was answered from, and gets all its files from there as long as it is
 * open; a page that came from the network gets them from the network. Nothing else of this origin
 * is touched: OWN names what a site has at its top, and other addresses below it are others'.
 *
 * A browser starts a new edition's script beside the old one's. It becomes the active one when all
 * its files are stored; until then, and when that fails, the old edition goes on. What is stored by
 * then stays, so that the next try goes on from there.
 *
 * No browser takes a worker away because its script is gone. So the host is asked with each page
 * that is answered, and where it has no site any more the worker leaves with all that it has stored.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ROOT = worker.registration.scope;
const FILES = `clausebook ${ROOT} files`;
const EDITIONS = `clausebook ${ROOT} editions`;

/** What is stored at an address; nothing where the browser's storage fails. */
async function stored(/** @type {string} */ name, /** @type {string} */ address) {
  try {
    return await caches.match(address, { cacheName: name });
  } catch {
    return undefined;
  }
}

/** Whether the worker has left; pages that are still open need its answers. */
let isGone = false;

/** @param {string} address @param {Response} response */
async function note(address, response) {
  if (!isGone) await (await caches.open(EDITIONS)).put(address, response);
}

// --- editions ----------------------------------------------------------------------------------

/** @typedef {{ path: string, hash: string, size: number, pack: Pack }} SiteFile */
/** @typedef {{ address: string, files: SiteFile[] }} Pack without address: only on demand */
/** @typedef {{ packs: Pack[], files: Map<string, SiteFile> }} Edition */
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

/** Nothing where it is damaged, or the browser has removed it. @param {string} id */
async function readEdition(id) {
  try {
    const noted = await stored(EDITIONS, noteOf(id));
    return noted ? asEdition(await noted.json()) : null;
  } catch {
    return null;
  }
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
  await note(noteOf(EDITION), new Response(JSON.stringify(rows.flat())));
  known.delete(EDITION);
  return /** @type {Promise<Edition>} */ (edition(EDITION));
}

/** A list, which other editions may have stored. @param {SiteFile} file @returns {Promise<Row[]>} */
async function readList(file) {
  const kept = await stored(FILES, keyOf(file));
  if (kept) return kept.json();
  const response = await fetchFile(file);
  await store(file, response.clone());
  return response.json();
}
