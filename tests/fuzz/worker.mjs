/**
 * A host, a network that fails, and as much of a browser as the service worker sees of one.
 *
 * play() runs the workers of some editions through the steps of a story and tells every answer that
 * a page got. What stands in for the browser answers at once and always in the same order, so that
 * a story always goes the same way: hashes and packs are computed in place, and a slow answer is
 * one that comes some turns of the event loop later.
 */
import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync } from "node:zlib";

const ROOT = "https://example.org/site/";
const SCRIPT = "service-worker.js";
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json" };
const NEVER = new Promise(() => {});
/** Digests of what has been hashed already. @type {Map<string, Uint8Array>} */
const digests = new Map();
const crypto = {
  subtle: {
    digest: async (_, bytes) => {
      const data = Buffer.from(bytes);
      const key = data.toString("latin1");
      if (!digests.has(key)) digests.set(key, createHash("sha256").update(data).digest());
      return Uint8Array.from(digests.get(key)).buffer;
    },
  },
};

/** Opens packs in one piece. */
class DecompressionStream extends TransformStream {
  constructor() {
    const chunks = [];
    super({
      transform: (chunk) => void chunks.push(chunk),
      flush: (controller) => controller.enqueue(new Uint8Array(gunzipSync(Buffer.concat(chunks)))),
    });
  }
}

// --- the host and the line -----------------------------------------------------------------

/** @typedef {"ok" | "down" | "500" | "404" | "wrong" | "cut" | "portal" | "old" | "slow" | "deploy" | "kill"} Fault */

class Host {
  /** @param {Map<string, Uint8Array>[]} editions */
  constructor(editions) {
    this.editions = editions;
    this.number = 0;
    this.files = editions[0];
  }

  /** The edition that comes so many after this one; after the last there comes the first again. */
  next(many = 1) {
    return (this.number + many) % this.editions.length;
  }

  deploy() {
    this.number = this.next();
    this.files = this.editions[this.number];
  }

  /** New files are there already, what begins an update is not yet. */
  copy() {
    const next = this.editions[this.next()];
    this.files = new Map([...this.files, ...next, [SCRIPT, this.files.get(SCRIPT)]]);
  }

  finish() {
    if (this.files !== this.editions[this.number]) this.deploy();
  }

  /** @param {string} path @param {Fault} fault */
  answer(path, fault) {
    if (fault === "500") return new Response("error", { status: 500 });
    if (fault === "wrong") return new Response("wrong bytes");
    if (fault === "portal") {
      const page = new Response("<title>Log in</title>", { headers: { "Content-Type": "text/html" } });
      return Object.defineProperty(page, "redirected", { value: true });
    }
    const older = this.editions[this.next(this.editions.length - 1)];
    const file = (fault === "old" ? older : this.files).get(path);
    // A host that has no worker any more has no site any more: that is no fault of the network.
    if (!file || (fault === "404" && path !== SCRIPT)) return new Response("not found", { status: 404 });
    const headers = { "Content-Type": TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "" };
    return new Response(fault === "cut" ? file.slice(0, file.length / 2) : file, { headers });
  }
}

// --- what a worker sees of the browser -----------------------------------------------------

class Browser {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {Fault[]} What happens to the next requests; then nothing does. */
    this.faults = [];
    this.isOnline = true;
    this.hasRoom = true;
    /** @type {Map<string, Map<string, [Uint8Array, ResponseInit]>>} */
    this.stores = new Map();
    this.registration = null;
    /** @type {Page[]} */
    this.pages = [];
    this.opened = 0;
    /** What goes on beside the story. */
    this.jobs = [];
  }

  /** @param {string} url @param {Instance} [asking] */
  async fetch(url, asking) {
    const fault = this.faults.shift() ?? "ok";
    if (fault === "deploy") this.host.deploy();
    if (fault === "kill") (asking ?? this.registration?.active?.instance)?.kill();
    if (fault === "slow") for (let turns = 0; turns < 3; turns++) await turn();
    if (asking && !asking.isAlive) await NEVER;
    if (!this.isOnline || fault === "down") throw new TypeError("Failed to fetch");
    return this.host.answer(new URL(url).pathname.slice(new URL(ROOT).pathname.length), fault);
  }

  /** Looks for another script, as after a page has loaded. */
  async update() {
    this.registration ??= new Registration(this);
    const response = await this.fetch(ROOT + SCRIPT).catch(() => null);
    if (response?.ok) await this.registration.offer(await response.text());
  }
}

class Registration {
  /** @param {Browser} browser */
  constructor(browser) {
    this.browser = browser;
    this.scope = ROOT;
    /** @type {Worker | null} */
    this.installing = this.active = this.waiting = null;
  }

  async unregister() {
    if (this.browser.registration === this) this.browser.registration = null;
    return true;
  }

  /** @param {string} script that the host has */
  async offer(script) {
    const newest = this.installing ?? this.active;
    if (newest?.script === script || this.installing) return;
    let run;
    try {
      run = new Function("self", "caches", "fetch", "crypto", "DecompressionStream", script);
    } catch {
      return; // no script at all: a page to log in, or half of it
    }
    const worker = (this.installing = new Worker(this, script, run));
    const isInstalled = await worker.dispatch("install", {});
    this.installing = null;
    if (!isInstalled) return;
    if (!worker.skipsWaiting && this.active) throw new Error("a worker waits; the story ends there");
    this.active = worker;
    await worker.dispatch("activate", {});
  }
}

/** A script that is installed; it runs when there is an event, and may be killed at any time. */
class Worker {
  /** @param {Registration} registration @param {string} script @param {Function} run */
  constructor(registration, script, run) {
    Object.assign(this, { registration, script, run, skipsWaiting: false, instance: null });
  }

  /** @returns {Promise<boolean>} whether all went well */
  dispatch(type, event) {
    if (!this.instance?.isAlive) this.instance = new Instance(this);
    return this.instance.dispatch(type, event);
  }
}

class Instance {
  /** @param {Worker} worker */
  constructor(worker) {
    const { registration } = worker;
    const { browser } = registration;
    this.isAlive = true;
    this.handlers = {};
    this.died = new Promise((resolve) => {
      this.kill = () => {
        this.isAlive = false;
        resolve(false);
      };
    });
    const alive = (answer) => (this.isAlive ? answer() : NEVER);
    const scope = {
      registration,
      navigator: { storage: { estimate: async () => ({ quota: 1e9, usage: 0 }) }, connection: {} },
      clients: { matchAll: () => alive(async () => [...browser.pages]), claim: async () => {} },
      skipWaiting: () => alive(async () => void (worker.skipsWaiting = true)),
      addEventListener: (type, handler) => (this.handlers[type] = handler),
      DecompressionStream,
    };
    const fetch = async (asked) => {
      const response = await browser.fetch(asked.url ?? asked, this);
      return asked.url ? Object.assign(response, { isFromNetwork: true }) : response;
    };
    worker.run(scope, cachesOf(browser, alive), fetch, crypto, DecompressionStream);
  }

  async dispatch(type, event) {
    const lasting = [];
    const waitUntil = (promise) => void lasting.push(promise);
    this.handlers[type]?.({ ...event, waitUntil });
    const done = Promise.all(lasting).then(() => true, () => false);
    return Promise.race([done, this.died]);
  }
}

/**
 * The stores of this origin, for one run of a worker.
 * @param {Browser} browser @param {(answer: () => any) => any} alive
 */
function cachesOf(browser, alive) {
  const { stores } = browser;
  const keyOf = (asked) => asked.url ?? asked;
  const open = (name) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const store = stores.get(name);
    return {
      match: (asked) =>
        alive(async () => {
          const kept = store.get(keyOf(asked));
          return kept && new Response(...kept);
        }),
      put: (asked, response) =>
        alive(async () => {
          const bytes = new Uint8Array(await response.arrayBuffer());
          await alive(async () => {});
          if (!browser.hasRoom) throw new DOMException("no room", "QuotaExceededError");
          const { status, headers } = response;
          store.set(keyOf(asked), [bytes, { status, headers: [...headers] }]);
        }),
      delete: (asked) => alive(async () => store.delete(keyOf(asked))),
      keys: () => alive(async () => [...store.keys()].map((url) => ({ url }))),
    };
  };
  return {
    open: (name) => alive(async () => open(name)),
    has: (name) => alive(async () => stores.has(name)),
    keys: () => alive(async () => [...stores.keys()]),
    match: (asked, { cacheName }) => open(cacheName).match(asked),
    delete: (name) => alive(async () => stores.delete(name)),
  };
}

// --- pages -----------------------------------------------------------------------------------

class Page {
  /** @param {Browser} browser @param {string} path */
  constructor(browser, path) {
    Object.assign(this, { browser, path, id: `page-${browser.opened++}`, registration: null });
    this.url = ROOT + path;
    /** What it was told by workers. */
    this.told = [];
    this.postMessage = (message) => void this.told.push(message);
  }

  /** Opens it, and gets what it needs. @param {string[]} needs @returns {Promise<object[]>} answers */
  async open(needs) {
    const { browser } = this;
    browser.pages.push(this);
    if (browser.registration?.active) this.registration = browser.registration;
    const answers = [await this.ask(this.path, "navigate")];
    for (const path of needs) answers.push(await this.ask(path, "no-cors"));
    const greeted = browser.registration?.active && this.greet();
    browser.jobs.push(browser.update().then(() => greeted ?? this.greet()));
    return answers;
  }

  /** As static/offline/offline.js does when the page is idle. */
  async greet() {
    await this.browser.registration?.active?.dispatch("message", { source: this, data: "open" });
  }

  /** @param {string} path @param {string} mode */
  async ask(path, mode) {
    const request = { url: ROOT + path, method: "GET", mode, headers: new Headers() };
    const answer = { page: this.id, path, by: "network", status: 0, bytes: "" };
    const response = await this.respond(request).catch(() => null);
    if (!response) return answer;
    const bytes = Buffer.from(await response.arrayBuffer()).toString("base64");
    const by = this.registration && !response.isFromNetwork ? "worker" : "network";
    return { ...answer, by, status: response.status, bytes };
  }

  /** What the worker answers, or the network where there is none. */
  async respond(request) {
    const worker = this.registration?.active;
    if (!worker) return this.browser.fetch(request.url);
    let answer = null;
    const ids = request.mode === "navigate" ? ["", this.id] : [this.id, ""];
    const [clientId, resultingClientId] = ids;
    const respondWith = (promise) => (answer = promise);
    const ended = worker.dispatch("fetch", { request, clientId, resultingClientId, respondWith });
    this.browser.jobs.push(ended);
    if (!answer) return this.browser.fetch(request.url);
    return Promise.race([answer, worker.instance.died.then(() => null)]);
  }
}

// --- stories ---------------------------------------------------------------------------------

const STEPS = {
  visit: async (browser, path, needs) => new Page(browser, path).open(needs),
  fetch: async ({ pages }, number, path) =>
    pages.length ? [await pages[number % pages.length].ask(path, "no-cors")] : [],
  close: async ({ pages }, number) => void pages.splice(number % (pages.length || 1), 1),
  update: async (browser) => void browser.jobs.push(browser.update()),
  settle: async ({ jobs }) => {
    while (jobs.length) await jobs.shift();
  },
  faults: async (browser, ...faults) => void (browser.faults = faults),
  kill: async ({ registration }) => registration?.active?.instance?.kill(),
  deploy: async ({ host }) => host.deploy(),
  copy: async ({ host }) => host.copy(),
  finish: async ({ host }) => host.finish(),
  online: async (browser, isOnline) => void (browser.isOnline = isOnline),
  room: async (browser, hasRoom) => void (browser.hasRoom = hasRoom),
};

/**
 * The answers that pages got in a story, and the number of the edition that the host has at its end.
 * @param {Record<string, string>[]} editions files in base64 by path @param {[string, ...any][]} steps
 */
export async function play(editions, steps) {
  const decoded = editions.map(
    (files) => new Map(Object.entries(files).map(([path, data]) => [path, Buffer.from(data, "base64")])),
  );
  const browser = new Browser(new Host(decoded));
  const answers = [];
  for (const [name, ...args] of steps) answers.push(...((await STEPS[name](browser, ...args)) ?? []));
  return { answers, edition: browser.host.number };
}
