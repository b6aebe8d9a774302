/** The whole site: what of it is missing and welcome, and how a new edition is installed. */

/** Where the edition is noted for which there was no room. */
const FULL = `${ROOT}offline/full`;
/** How many downloads there are at a time. */
const AT_ONCE = 3;

/** What is not stored yet, by pack. @param {Edition} of */
async function missing(of) {
  const kept = await (await caches.open(FILES)).keys();
  const keys = new Set(kept.map(({ url }) => url));
  return of.packs
    .map((pack) => ({ pack, files: pack.files.filter((file) => !keys.has(keyOf(file))) }))
    .filter(({ files }) => files.length > 0);
}

/** @param {SiteFile[]} files */
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
    await learnAll(of);
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
  await note(FULL, new Response(EDITION));
}
