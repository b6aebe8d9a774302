/**
 * The browser's half of the twins, for the Python tests (tests/twin.py).
 *
 * Reads one JSON request per line, {"call": "quantity.readEntry", "args": ["30%", "rate"]}, and writes one
 * line, {"result": …} or {"error": "…"}. A line with a list of requests is answered by a list.
 * Fractions travel as {"fraction": "3/10"}, maps to here as {"map": [[key, value], …]}.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

const ROOT = new URL("../", import.meta.url);
/** The scripts that have no DOM, in the order in which a page loads them. */
const SCRIPTS = [
  "strings", "validity", "fraction", "quantity", "operators", "rule-inputs", "rule-expressions", "rules", "explain", "search-facets",
];
/** Those of the search, which remember what they have loaded. */
const SEARCH = ["tokenise", "nearest", "search-index", "search-query", "search-ways", "search-engine", "search-marks"];

function run(path) {
  vm.runInThisContext(readFileSync(new URL(path, ROOT), "utf8"), { filename: path });
}

globalThis.HTMLScriptElement = class {}; // registry.js asks whether a script element runs it
run("static/registry.js");
clausebook.register("units", JSON.parse(readFileSync(new URL("schema/units.json", ROOT), "utf8")));
run("node_modules/lunr/lunr.js");
for (const script of [...SCRIPTS, ...SEARCH]) run(`static/${script}.js`);

const { Fraction, operators, quantity, rules } = clausebook;
/** What only tests ask for. */
const ONLY_TESTS = new Map(Object.entries({
  "operators.names": () => [...operators.OPERATORS.keys()],
  "searchFiles.use": useSearchFiles,
  "searchFiles.loaded": () => [...loaded].sort(),
  "searchFiles.askBoth": askBoth,
  "searchFacets.siftAll": siftAll,
  "scripts.parts": partsOf,
  "rules.evaluateAll": (benefit, claims) => claims.map(([given, on]) => rules.evaluate(benefit, given, on)),
}));

const loaded = new Set();

/** Search these files from now on, as a page does that has just been opened. */
function useSearchFiles(files) {
  loaded.clear();
  clausebook.load = async (name) => {
    const file = name.replace("search/", "");
    loaded.add(file);
    if (!(file in files)) throw new Error(`${file} is not there`);
    return files[file];
  };
  for (const script of SEARCH) run(`static/${script}.js`);
}

/** The hits of weighted terms from the shards, and from lunr with the whole index. */
async function askBoth(monolith, weights) {
  const index = lunr.Index.load(monolith);
  index.tokenSet = { intersect: (wanted) => wanted }; // as in search-index.js
  const hits = (found) => found.map(({ ref, score, matchData }) => [ref, score, Object.keys(matchData.metadata).sort()]);
  return Promise.all(
    weights.map(async (of) => {
      const { hits: ours } = await clausebook.searchIndex.ask(new Map(Object.entries(of)));
      const theirs = index.query((query) => {
        for (const [term, boost] of Object.entries(of)) {
          if (term in index.invertedIndex) query.term(term, { boost, usePipeline: false });
        }
      });
      const known = Object.keys(of).some((term) => term in index.invertedIndex);
      return [hits(ours), known ? hits(theirs) : []]; // lunr answers no terms with every clause
    }),
  );
}

/** What scripts add to the global when they run one after another on a page of their own. */
function partsOf(sources) {
  const document = { currentScript: null, documentElement: { dataset: {}, lang: "zh-Hans" } };
  const page = vm.createContext({ document, HTMLScriptElement: class {}, URL });
  for (const source of sources) vm.runInContext(source, page);
  const keys = vm.runInContext("Object.entries(clausebook).map(([name, part]) => [name, Object.keys(part)])", page);
  return { parts: Object.fromEntries(keys), data: vm.runInContext("[...clausebook.registered]", page) };
}

/** sift() with facets as JSON has them. */
function siftAll(places, facets) {
  const { sift, valuesOf } = clausebook.searchFacets;
  return sift(
    places,
    facets.map(({ name, chosen, data }) => ({ name, chosen: new Set(chosen), values: valuesOf(data) })),
  );
}

function fromJson(key, value) {
  if (Array.isArray(value?.map)) return new Map(value.map);
  return typeof value?.fraction === "string" ? Fraction.read(value.fraction) : value;
}

function toJson(key, value) {
  if (value instanceof Fraction) return { fraction: quantity.exact(value) };
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Set ? [...value] : value;
}

async function answer({ call, args }) {
  const path = call.split(".");
  const name = path.pop();
  try {
    const owner = path.reduce((part, step) => part[step], clausebook);
    const result = await (ONLY_TESTS.get(call) ?? owner[name])(...args);
    return { result: result ?? null };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line, fromJson);
  const reply = await (Array.isArray(request) ? Promise.all(request.map(answer)) : answer(request));
  process.stdout.write(`${JSON.stringify(reply, toJson)}\n`);
}
