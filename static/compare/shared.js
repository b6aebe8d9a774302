/** What several calculators ask alike: the entries of one case, worked out by each of them. */
import { evaluate } from "../rules/evaluate.js";
import { remembers } from "../rules/inputs.js";
/** @import { BenefitData } from "../calculators/data.js" */
/** @import { Result } from "../rules/evaluate.js" */
/** @import { Spec } from "../rules/inputs.js" */

/** A calculator of a column, by its name and where it stands. @typedef {{ name: string, href: string, data: BenefitData }} Sum */
/** An entry that columns share, and the calculator that asks it first. @typedef {{ spec: Spec, data: BenefitData }} Shared */
/** What a calculator makes of a case, and what else it asks. @typedef {{ sum: Sum, result: Result, further: string[] }} Worked */

/**
 * Entries that at least two columns ask by the same name, of the same kind and unit. What somebody
 * received before belongs to one calculator.
 * @param {Sum[][]} columns @returns {Shared[]}
 */
export function sharedInputs(columns) {
  /** @type {Map<string, Shared & { columns: Set<number> }>} */
  const found = new Map();
  for (const [at, sums] of columns.entries()) {
    for (const { data } of sums) {
      for (const spec of data.rule.inputs.filter(({ name }) => !remembers(name))) {
        const key = kindOf(spec, data);
        const known = found.get(key) ?? { spec, data, columns: new Set() };
        found.set(key, known);
        known.columns.add(at);
      }
    }
  }
  return [...found.values()].filter(({ columns: { size } }) => size > 1);
}

/**
 * The calculators of a column that ask something of what is entered, with their results.
 * @param {Sum[]} sums @param {Shared[]} shared
 * @param {Map<string, string>} entered canonical values of shared inputs, by their kind
 * @param {string} day
 * @returns {Worked[]}
 */
export function worked(sums, shared, entered, day) {
  const kinds = new Set(shared.map(({ spec, data }) => kindOf(spec, data)));
  return sums.flatMap((sum) => {
    const { data } = sum;
    const asked = data.rule.inputs.map((spec) => ({ spec, kind: kindOf(spec, data) }));
    const known = asked.filter(({ kind }) => entered.has(kind));
    if (known.length === 0) return [];
    const given = known.map(({ spec, kind }) => [spec.name, [entered.get(kind) ?? ""]]);
    const further = asked.filter(({ spec, kind }) => !kinds.has(kind) && spec.default === null);
    const result = evaluate(data.rule, Object.fromEntries(given), day);
    return [{ sum, result, further: further.map(({ spec }) => spec.name) }];
  });
}

/** Two entries of one kind ask the same. @param {Spec} spec @param {BenefitData} data */
export function kindOf({ name, type, scope, choices = [] }, { units }) {
  return JSON.stringify([name, type, scope, choices, units[name]?.word ?? ""]);
}
