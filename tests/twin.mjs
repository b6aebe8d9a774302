/**
 * The browser's half of the twins, for the Python tests (tests/twin.py).
 *
 * Reads one JSON request per line, {"call": "quantity.readEntry", "args": ["30%", "rate"]}, and writes one
 * line, {"result": …} or {"error": "…"}. A line with a list of requests is answered by a list.
 * Fractions travel as {"fraction": "3/10"}.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

const ROOT = new URL("../", import.meta.url);
/** The scripts that have no DOM, in the order in which a page loads them. */
const SCRIPTS = [
  "strings", "validity", "fraction", "quantity", "operators", "rule-inputs", "rule-expressions", "rules", "explain", "tokenise", "nearest", "search-index", "search-query", "search-engine", "search-marks",
];

function run(path) {
  vm.runInThisContext(readFileSync(new URL(path, ROOT), "utf8"), { filename: path });
}

globalThis.HTMLScriptElement = class {}; // registry.js asks whether a script element runs it
run("static/registry.js");
clausebook.register("units", JSON.parse(readFileSync(new URL("schema/units.json", ROOT), "utf8")));
run("node_modules/lunr/lunr.js");
for (const script of SCRIPTS) run(`static/${script}.js`);

const { Fraction, operators, quantity, rules } = clausebook;
/** What only tests ask for. */
const ONLY_TESTS = new Map(Object.entries({
  "operators.names": () => [...operators.OPERATORS.keys()],
  "rules.evaluateAll": (benefit, claims) => claims.map(([given, on]) => rules.evaluate(benefit, given, on)),
}));

function fromJson(key, value) {
  return typeof value?.fraction === "string" ? Fraction.read(value.fraction) : value;
}

function toJson(key, value) {
  if (value instanceof Fraction) return { fraction: quantity.exact(value) };
  return value instanceof Set ? [...value] : value;
}

function answer({ call, args }) {
  const path = call.split(".");
  const name = path.pop();
  try {
    const owner = path.reduce((part, step) => part[step], clausebook);
    const result = (ONLY_TESTS.get(call) ?? owner[name])(...args);
    return { result: result ?? null };
  } catch (error) {
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line, fromJson);
  const reply = Array.isArray(request) ? request.map(answer) : answer(request);
  process.stdout.write(`${JSON.stringify(reply, toJson)}\n`);
}
