/**
 * The browser's half of the twins, for the Python tests (tests/twin.py).
 *
 * Reads one JSON request per line, {"call": "entries.readEntry", "args": ["30%", "rate"]}, and writes one
 * line, {"result": …} or {"error": "…"}. A line with a list of requests is answered by a list.
 * Fractions travel as {"fraction": "3/10"}, maps to here as {"map": [[key, value], …]}.
 */
import { buildSync } from "esbuild";
import lunr from "lunr";
import SHIPPED from "../presets/currencies.json" with { type: "json" };
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import * as cited from "../static/cite/cited.js";
import { csvRow } from "../static/compare/csv.js";
import * as differ from "../static/compare/differ.js";
import { suggested } from "../static/compare/names.js";
import * as trusted from "../static/frame/trusted.js";
import * as applications from "../static/rules/applications.js";
import * as evaluate from "../static/rules/evaluate.js";
import { Fraction } from "../static/quantity/fraction.js";
import * as axis from "../static/pictures/axis.js";
import * as ends from "../static/pictures/ends.js";
import * as plans from "../static/planner/engine/plan.js";
import * as operators from "../static/rules/operators.js";
import * as digits from "../static/rules/digits.js";
import * as entries from "../static/rules/entries.js";
import { usageOf } from "../static/quantity/usage.js";
import * as days from "../static/quantity/days.js";
import { show } from "../static/quantity/show.js";
import * as quantity from "../static/quantity/value.js";
import * as validity from "../static/rules/validity.js";
import * as searchFacets from "../static/search/facets.js";
import * as explain from "../static/told/explain.js";
import { limitOf, limitWords } from "../static/told/limits.js";
import * as spans from "../static/told/spans.js";
import * as strings from "../static/told/strings.js";
import * as working from "../static/told/working.js";
import * as worker from "./fuzz/worker.mjs";

/** The search, which remembers what it has loaded: each page that is opened runs it anew. */
const SEARCH = buildSync({
  stdin: {
    contents: `
      export * as tokenise from "./tokenise.js";
      export * as searchIndex from "./index.js";
      export * as searchScorer from "./scorer.js";
      export * as searchWays from "./ways.js";
      export * as search from "./engine.js";
      export * as searchMarks from "./marks.js";
      export * as searchWritten from "./written.js";
      export * as searchItems from "./items.js";
      export * as searchPhrases from "./phrases.js";
    `,
    resolveDir: fileURLToPath(new URL("../static/search", import.meta.url)),
  },
  bundle: true,
  format: "iife",
  globalName: "search",
  write: false,
}).outputFiles[0].text;

const parts = {
  axis,
  cited,
  compare: { ...differ, csvRow, suggested },
  ends,
  rules: { ...evaluate, evaluateAll },
  operators: { names: () => [...operators.OPERATORS.keys()] },
  digits: each(digits, (text, kind, usage, unit) => [text, kind, usageOf(usage), unit ?? undefined]),
  entries: each(entries, (text, kind, usage, unit) => [text, kind, usageOf(usage), unit ?? undefined]),
  quantity: { ...quantity, ...days, show },
  applications,
  spans,
  plans: { ...plans, planAll },
  validity,
  explain: each(explain, withUsage),
  limits: each({ remarks: remarksWithLimit }, withUsage),
  working: each(working, withUsage),
  strings,
  searchFacets: { ...searchFacets, siftAll },
  worker,
  searchFiles: { use: openPage, loaded: () => [...loaded].sort(), ask, askBoth },
  scripts: { run: runScripts },
  trusted,
};
const loaded = new Set();
openPage({});

/** Search these files from now on, as a page does that has just been opened on a site with this money. */
function openPage(files, money = { currency: "CNY", currencies: SHIPPED }) {
  globalThis.WORDS = { money };
  loaded.clear();
  const get = async (name) => {
    const file = name.replace("search/", "");
    loaded.add(file.replace(/\.\w+$/, "")); // without what tells editions apart
    if (!(file in files)) throw new Error(`${file} is not there`);
    return files[file];
  };
  globalThis.clausebook = { loading: { get } };
  Object.assign(parts, vm.runInThisContext(`${SEARCH};search`));
}

/** The functions of a module with arguments that JSON does not have. */
function each(module, prepared) {
  const wrapped = (call) => (...args) => call(...prepared(...args));
  return Object.fromEntries(Object.entries(module).map(([name, call]) => [name, wrapped(call)]));
}

/** A vocabulary as calculators have it. */
function withUsage(vocabulary, ...others) {
  return [{ ...vocabulary, usage: usageOf(vocabulary.usage) }, ...others];
}

/** What a calculator says below an amount. */
function remarksWithLimit(vocabulary, rule, asked, result) {
  const limit = limitOf(rule, result);
  const others = explain.remarks(vocabulary, asked, result, limit?.name);
  return limit ? [limitWords(vocabulary, limit), ...others] : others;
}

function evaluateAll(benefit, claims) {
  return claims.map(([given, on]) => evaluate.evaluate(benefit, given, on));
}

function planAll(book, cases) {
  return cases.map(([given, on]) => plans.plan(book, given, on));
}

/** The hits of weighted terms from the shards, and from lunr with the whole index. */
async function askBoth(monolith, weights) {
  const index = lunr.Index.load(monolith);
  index.tokenSet = { intersect: (wanted) => wanted }; // as in static/search/index.js
  const hits = (found) => found.map(({ ref, score, matchData }) => [ref, score, Object.keys(matchData.metadata).sort()]);
  return Promise.all(
    weights.map(async (of) => {
      const theirs = index.query((query) => {
        for (const [term, boost] of Object.entries(of)) {
          if (term in index.invertedIndex) query.term(term, { boost, usePipeline: false });
        }
      });
      const known = Object.keys(of).some((term) => term in index.invertedIndex);
      return [await ask(new Map(Object.entries(of))), known ? hits(theirs) : []]; // lunr answers no terms with every clause
    }),
  );
}

/** The hits of weighted terms as lunr tells them: reference, score and terms, the best first. */
async function ask(weights) {
  const found = await parts.searchIndex.ask(weights);
  const terms = [...weights.keys()].sort();
  const having = new Map(terms.map((term) => [term, new Set(found.having([term]))]));
  return found.places
    .map((place) => [String(place), found.scores[place], terms.filter((term) => having.get(term).has(place))])
    .sort((a, b) => b[1] - a[1]);
}

/** sift() with facets as JSON has them. */
function siftAll(places, facets) {
  const { sift, valuesOf } = searchFacets;
  return sift(
    places,
    facets.map(({ name, chosen, data }) => ({ name, chosen: new Set(chosen), values: valuesOf(data) })),
  );
}

/** The globals and the names in the registry once scripts have run one after another, without a page. */
function runScripts(sources) {
  const page = vm.createContext({ HTMLScriptElement: class {} });
  const known = new Set(Object.getOwnPropertyNames(page));
  for (const source of sources) vm.runInContext(source, page);
  const globals = Object.getOwnPropertyNames(page).filter((name) => !known.has(name));
  return { globals, registered: [...page.clausebook.registered.keys()] };
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
  const [part, name] = call.split(".");
  try {
    return { result: (await parts[part][name](...args)) ?? null };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line, fromJson);
  const reply = await (Array.isArray(request) ? Promise.all(request.map(answer)) : answer(request));
  process.stdout.write(`${JSON.stringify(reply, toJson)}\n`);
}
