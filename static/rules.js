/**
 * Compiled benefit + inputs + date → result with every step; clausebook/rules/evaluate.py is the
 * twin.
 *
 * Both work on plain JSON: numbers are exact decimal or fraction texts, money is counted in yuan.
 * schema/rules.md describes the benefit and the result.
 */
clausebook.rules = (() => {
  const { Fraction } = clausebook;
  const { exact, firstDay, isoDate } = clausebook.quantity;
  const { ANYTHING, CannotCalculate, OPERATORS, ZERO } = clausebook.operators;
  const { add, both, hull, highest, isExact, lowest, minimum } = clausebook.operators;
  const { mul, point, range, sub } = clausebook.operators;
  const FIRST_DAY = new Fraction(1n);

  /** The input by which each limit that acts across claims remembers earlier ones. */
  const HISTORY = { per_year: "paid_this_year", in_total: "paid_before", count: "items_before" };

  /**
   * Calculate a benefit; on is the as-of date in ISO form. given has canonical values by input or
   * condition: one for all items, or one per item; empty if missing.
   * @param {Rules.Benefit} benefit @param {Record<string, string[]>} given @param {string} on
   * @returns {Rules.Result}
   */
  function evaluate(benefit, given, on) {
    const values = new Map(Object.entries(given));
    const errors = errorsIn(benefit, values);
    if (errors.length > 0) return { outcome: "invalid", errors };
    try {
      const result = calculate(benefit, benefit, values);
      const under = Object.entries(benefit.under).map(
        ([key, way]) => /** @type {const} */ ([key, calculate(benefit, way, values)]),
      );
      const status = statusOn(benefit.validity, on);
      return {
        ...inForce(result, status),
        under: Object.fromEntries(under.map(([key, way]) => [key, inForce(way, status)])),
      };
    } catch (error) {
      if (!(error instanceof CannotCalculate)) throw error;
      return { outcome: "invalid", errors: [{ input: "", code: error.message }] };
    }
  }

  /**
   * in-force, by-reference, not-yet, expired, or undated; both end days are included.
   * @param {Rules.Validity} validity @param {string} on
   */
  function statusOn(validity, on) {
    if (!validity.from) return "undated";
    const reference = validity.by_reference;
    if (reference && reference.from <= on && on <= reference.until) return "by-reference";
    if (on < validity.from) return "not-yet";
    return validity.until && on > validity.until ? "expired" : "in-force";
  }

  /**
   * Outside its validity a benefit pays nothing; what it would have paid is kept apart.
   * @param {Rules.Reading} result @param {string} status @returns {Rules.Reading}
   */
  function inForce(result, status) {
    if (status !== "not-yet" && status !== "expired") return { ...result, status, would: null };
    const { low, high, items, split } = result;
    const nothing = ends("money", point(ZERO));
    return {
      ...result,
      outcome: "not-in-force",
      ...nothing,
      items: items.map(() => nothing),
      split: split.map(() => nothing),
      status,
      would: { low, high, items, split },
    };
  }

  // --- inputs --------------------------------------------------------------------------------

  /**
   * Everything wrong with the inputs: first the known ones in their order, then the others.
   * @param {Rules.Benefit} benefit @param {Rules.Given} given
   */
  function errorsIn(benefit, given) {
    const asked = benefit.conditions.filter((condition) => condition.holds === null);
    /** @type {Map<string, Rules.Spec>} */
    const known = new Map(benefit.inputs.map((spec) => [spec.name, spec]));
    for (const { id: name } of asked) {
      const spec = { name, type: "yes_no", scope: "applicant", default: null };
      if (!known.has(name)) known.set(name, spec);
    }
    const found = [];
    for (const [name, spec] of known) {
      const values = given.get(name);
      const codes = values ? wrongValues(benefit, spec, values, itemsIn(given)) : [];
      found.push(...codes.map((code) => ({ input: name, code })));
    }
    const unknown = [...given.keys()].filter((name) => !known.has(name)).sort();
    return [...found, ...unknown.map((input) => ({ input, code: "unknown-input" }))];
  }

  /** @param {Rules.Given} given */
  function itemsIn(given) {
    return Math.max(1, ...[...given.values()].map((values) => values.length));
  }

  /**
   * What is wrong with each value, and whether there are too many or too few of them.
   * @param {Rules.Benefit} benefit @param {Rules.Spec} spec
   * @param {string[]} values @param {number} items
   */
  function wrongValues(benefit, spec, values, items) {
    const codes = values.flatMap((value) => wrong(spec, value) ?? []);
    const many = Boolean(benefit.per) && spec.scope === "item";
    const fits = values.length === 1 || (many && values.length === items);
    return fits ? codes : [...codes, "item-count"];
  }

  /** @param {Rules.Spec} spec @param {string} value */
  function wrong(spec, value) {
    if (value === "") return null;
    if (spec.type === "yes_no") return value === "yes" || value === "no" ? null : "wrong-type";
    if (spec.type === "choice") return spec.choices?.includes(value) ? null : "unknown-choice";
    const number = numberOf(spec.type, value);
    if (number === null) return "wrong-type";
    if (number.isBelow(ZERO)) return "negative";
    return spec.type === "count" && number.denominator !== 1n ? "not-whole" : null;
  }

  const CANONICAL = /^-?[0-9]+(\.[0-9]+|\/[1-9][0-9]*)?$/u;
  const ISO_DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u;
  const LONGEST = 80;

  /**
   * A canonical text as a number; dates count as days, so that they can be compared.
   * @param {string} kind @param {string} value
   */
  function numberOf(kind, value) {
    if (kind === "date") return dayOf(value);
    const fits = value.length <= LONGEST && CANONICAL.test(value);
    return fits ? Fraction.read(value) : null;
  }

  /** @param {string} value */
  function dayOf(value) {
    return ISO_DATE.test(value) ? firstDay(value) : null;
  }

  // --- one reading ---------------------------------------------------------------------------

  /** One evaluation: what is given, and what has been learnt on the way. */
  class Run {
    /** @param {Rules.Benefit} benefit @param {Rules.Given} given */
    constructor(benefit, given) {
      this.benefit = benefit;
      this.given = given;
      /** @type {number | null} */
      this.item = null;
      /** @type {Rules.Step[]} */
      this.steps = [];
      /** @type {string[]} */
      this.missing = [];
      /** @type {string[]} */
      this.assumed = [];
      /** @type {string[]} */
      this.failed = [];
      /** @type {string[]} */
      this.binding = [];
    }

    /**
     * The value given for the current item, else the default, which is then assumed.
     * @param {string} name @param {string | null} otherwise
     */
    text(name, otherwise) {
      const values = this.given.get(name) ?? [""];
      if (values.length > 1 && this.item === null) throw new CannotCalculate("item-in-limit");
      const text = values.length > 1 ? values[this.item ?? 0] : values[0];
      if (text) return text;
      once(otherwise === null ? this.missing : this.assumed, name);
      return otherwise;
    }

    /**
     * Record what was done, with what, and what came out.
     * @param {string} op @param {Rules.Shown[]} args
     * @param {Rules.Range | Rules.Answer} value @param {string} kind
     */
    step(op, args, value, kind) {
      this.steps.push({ op, item: this.item, args, ...shown(null, kind, value) });
    }
  }

  /**
   * Evaluate one reading: way holds its pays and limits.
   * @param {Rules.Benefit} benefit @param {Rules.Way} way @param {Rules.Given} given
   */
  function calculate(benefit, way, given) {
    const run = new Run(benefit, given);
    const asked = askedIn(run);
    /** @type {Rules.Answer[]} */
    const gates = [];
    /** @type {Rules.Range[]} */
    const amounts = [];
    for (let item = 0; item < itemsIn(given); item += 1) {
      run.item = item;
      gates.push(gateOf(run, asked));
      amounts.push(itemOf(run, way, gates[item]));
    }
    run.item = null;
    const total = limited(run, way.limits, amounts);
    let outcome = isExact(total) ? "amount" : "range";
    if (gates.every((gate) => gate === false)) outcome = "ineligible";
    return resultOf(run, outcome, total, amounts);
  }

  /**
   * The conditions that the reader answers; unanswered ones are assumed to hold.
   * @param {Run} run
   */
  function askedIn(run) {
    /** @type {Rules.Answer[]} */
    const answers = [true];
    for (const condition of run.benefit.conditions) {
      if (condition.holds === null) {
        const answer = run.text(condition.id, "yes") === "yes";
        answers.push(answer);
        if (!answer) once(run.failed, condition.id);
      }
    }
    return both(...answers);
  }

  /**
   * Whether the conditions hold for an item: those that were asked and those computed.
   * @param {Run} run @param {Rules.Answer} asked
   */
  function gateOf(run, asked) {
    let gate = asked;
    for (const condition of run.benefit.conditions) {
      if (condition.holds !== null) {
        const holds = answerOf(run, condition.holds);
        gate = both(gate, holds);
        if (holds === false) once(run.failed, condition.id);
      }
    }
    return gate;
  }

  /**
   * What one item is paid, before limits that act across items.
   * @param {Run} run @param {Rules.Way} way @param {Rules.Answer} gate
   */
  function itemOf(run, way, gate) {
    if (gate === false) return point(ZERO);
    const kept = run.binding.length;
    let amount = rangeOf(run, way.pays);
    if (way.limits.combined) amount = combined(run, way.limits.combined, amount);
    if (gate) return amount;
    run.binding.length = kept; // nothing may be paid at all
    return range(ZERO, amount.high);
  }

  /**
   * City and district together: at most what the ceiling leaves beside the other's money.
   * @param {Run} run @param {{ceiling: Rules.Node, with: Rules.Node}} limit
   * @param {Rules.Range} amount
   */
  function combined(run, limit, amount) {
    const [ceiling, other] = [rangeOf(run, limit.ceiling), rangeOf(run, limit.with)];
    const room = sub(ceiling, other);
    run.step("room", [leaf(limit.ceiling, ceiling), leaf(limit.with, other)], room, "money");
    return cap(run, "combined", "combined", amount, shown(null, "money", room), room);
  }

  /**
   * The sum over the items, within the limits that act across items and years.
   * @param {Run} run @param {Rules.Limits} limits @param {Rules.Range[]} amounts
   */
  function limited(run, limits, amounts) {
    if (limits.count) count(run, limits.count, amounts);
    let total = point(ZERO);
    for (const amount of amounts) total = add(total, amount);
    if (amounts.length > 1) {
      run.step("sum", amounts.map((amount) => shown(null, "money", amount)), total, "money");
    }
    for (const limit of /** @type {const} */ (["per_year", "in_total"])) {
      const node = limits[limit];
      if (node) total = across(run, limit, node, total);
    }
    return total;
  }

  /**
   * Only the first items are paid; those of earlier claims have used up some of the places.
   * @param {Run} run @param {Rules.Node} node @param {Rules.Range[]} amounts
   */
  function count(run, node, amounts) {
    const [limit, before] = [rangeOf(run, node), history(run, "count", "count")];
    const places = sub(limit, before);
    const args = [leaf(node, limit), shown(HISTORY.count, "count", before)];
    run.step("places", args, places, "count");
    let [surely, perhaps] = [0n, 0n]; // how many of the items so far are paid
    amounts.forEach((amount, item) => {
      if (places.high !== null && !new Fraction(surely).isBelow(places.high)) {
        amounts[item] = point(ZERO);
        if (ZERO.isBelow(amount.low)) once(run.binding, nameOf(node) ?? "count");
      } else if (!new Fraction(perhaps).isBelow(places.low)) {
        amounts[item] = range(ZERO, amount.high);
      }
      if (ZERO.isBelow(amounts[item].low)) surely += 1n;
      if (!amounts[item].high?.equals(ZERO)) perhaps += 1n;
    });
  }

  /**
   * A cap on the sum; what earlier claims were paid has used up some of it.
   * @param {Run} run @param {"per_year" | "in_total"} limit @param {Rules.Node} node
   * @param {Rules.Range} total
   */
  function across(run, limit, node, total) {
    const [capped, before] = [rangeOf(run, node), history(run, limit, "money")];
    const room = sub(capped, before);
    let shownRoom = leaf(node, capped);
    if (!before.low.equals(ZERO)) {
      const args = [shownRoom, shown(HISTORY[limit], "money", before)];
      run.step("room", args, room, "money");
      shownRoom = shown(null, "money", room);
    }
    return cap(run, limit, nameOf(node) ?? limit, total, shownRoom, room);
  }

  /** @param {Run} run @param {keyof typeof HISTORY} limit @param {string} kind */
  function history(run, limit, kind) {
    const text = run.text(HISTORY[limit], "0");
    return point(numberOf(kind, text || "0") ?? ZERO);
  }

  /**
   * The smaller of amount and room; the limit binds when it surely takes something away.
   * @param {Run} run @param {string} limit @param {string} name
   * @param {Rules.Range} amount @param {Rules.Shown} shownRoom @param {Rules.Range} room
   */
  function cap(run, limit, name, amount, shownRoom, room) {
    const capped = minimum(amount, room);
    if (room.high?.isBelow(amount.low)) once(run.binding, name);
    run.step(limit, [shown(null, "money", amount), shownRoom], capped, "money");
    return capped;
  }

  /**
   * @param {Run} run @param {string} outcome @param {Rules.Range} total
   * @param {Rules.Range[]} amounts @returns {Rules.Reading}
   */
  function resultOf(run, outcome, total, amounts) {
    const shares = run.benefit.split.map((share) => mul(total, point(Fraction.read(share))));
    return {
      outcome,
      ...ends("money", total),
      items: amounts.map((amount) => ends("money", amount)),
      split: shares.map((share) => ends("money", share)),
      missing: run.missing,
      assumed: run.assumed,
      failed: run.failed,
      binding: run.binding,
      steps: run.steps,
    };
  }

  // --- expressions ---------------------------------------------------------------------------

  // Kinds are checked when the rule is compiled, so that a rule of money is a range and a condition
  // an answer.

  /** @param {Run} run @param {Rules.Node} node */
  function rangeOf(run, node) {
    return /** @type {Rules.Range} */ (valueOf(run, node));
  }

  /** @param {Run} run @param {Rules.Node} node */
  function answerOf(run, node) {
    return /** @type {Rules.Answer} */ (valueOf(run, node));
  }

  /**
   * A number or an answer; choices are only ever looked at by choose.
   * @param {Run} run @param {Rules.Node} node @returns {Rules.Range | Rules.Answer}
   */
  function valueOf(run, node) {
    const [op, kind, ...operands] = node;
    const special = SPECIAL.get(op);
    if (special) return special(run, node);
    const values = operands.map((operand) => valueOf(run, operand));
    const apply = /** @type {(...args: any[]) => any} */ (OPERATORS.get(op));
    const value = apply(...values);
    noteBinding(run, op, operands, values);
    run.step(op, operands.map((operand, i) => leaf(operand, values[i])), value, kind);
    return value;
  }

  /**
   * A fact's value; a date without a day or month counts as its first day.
   * @param {Run} run @param {Rules.Node} node
   */
  function fact(run, node) {
    const text = run.benefit.facts[node[2]].value;
    const number = node[1] === "date" ? firstDay(text) : Fraction.read(text);
    return point(/** @type {Fraction} */ (number));
  }

  /** @param {Run} run @param {Rules.Node} node @returns {Rules.Range | Rules.Answer} */
  function input(run, node) {
    const text = run.text(node[2], specOf(run, node[2]).default);
    if (node[1] === "yes_no") return text === null ? null : text === "yes";
    const number = text === null ? null : numberOf(node[1], text);
    return number === null ? ANYTHING : point(number);
  }

  /** @param {Run} run @param {string} name */
  function specOf(run, name) {
    return /** @type {Rules.Spec} */ (run.benefit.inputs.find((spec) => spec.name === name));
  }

  /**
   * The branch that applies; while that is open, anything that either could give.
   * @param {Run} run @param {Rules.Node} node
   */
  function ifElse(run, node) {
    const test = answerOf(run, node[2]);
    if (test === null) return anyBranch(run, node[1], node.slice(3));
    const chosen = test ? node[3] : node[4];
    const value = valueOf(run, chosen);
    run.step("if", [leaf(node[2], test), leaf(chosen, value)], value, node[1]);
    return value;
  }

  /**
   * The branch of the class that was chosen, or anything that one of them could give.
   * @param {Run} run @param {Rules.Node} node
   */
  function choose(run, node) {
    const name = node[2][2];
    const key = run.text(name, specOf(run, name).default);
    /** @type {[string, Rules.Node][]} */
    const branches = node.slice(3);
    if (key === null) return anyBranch(run, node[1], branches.map(([, branch]) => branch));
    const chosen = /** @type {Rules.Node} */ (new Map(branches).get(key));
    const value = valueOf(run, chosen);
    const choice = { name, kind: "choice", value: key };
    run.step("choose", [choice, leaf(chosen, value)], value, node[1]);
    return value;
  }

  /** @param {Run} run @param {string} kind @param {Rules.Node[]} branches */
  function anyBranch(run, kind, branches) {
    const [kept, binding] = [run.steps.length, run.binding.length];
    const values = branches.map((branch) => valueOf(run, branch));
    // What only one open branch did says nothing yet.
    run.steps.length = kept;
    run.binding.length = binding;
    if (kind === "yes_no") return new Set(values).size === 1 ? values[0] : null;
    return hull(/** @type {Rules.Range[]} */ (values));
  }

  /**
   * What is not an operator: leaves, and the forms that only look at the branch that applies.
   * @type {Map<string, (run: Run, node: Rules.Node) => Rules.Range | Rules.Answer>}
   */
  const SPECIAL = new Map(Object.entries({
    fact,
    number: (run, node) => point(Fraction.read(node[2])),
    answer: (run, node) => node[2] === "yes",
    input,
    if: ifElse,
    choose,
  }));

  /**
   * In min, a fact that is surely smaller than everything else is the limit that binds.
   * @param {Run} run @param {string} op @param {Rules.Node[]} nodes
   * @param {(Rules.Range | Rules.Answer)[]} values
   */
  function noteBinding(run, op, nodes, values) {
    if (op !== "min") return;
    const ranges = /** @type {Rules.Range[]} */ (values);
    ranges.forEach((value, place) => {
      const others = ranges.filter((_, i) => i !== place).map((other) => other.low);
      if (nodes[place][0] === "fact" && value.high?.isBelow(lowest(others))) {
        once(run.binding, nodes[place][2]);
      }
    });
  }

  // --- results as JSON -----------------------------------------------------------------------

  /** @param {string} kind @param {Rules.Range} value */
  function ends(kind, value) {
    return { low: textOf(kind, value.low), high: value.high && textOf(kind, value.high) };
  }

  /**
   * The canonical text; a date that may be any day begins with the first of the calendar.
   * @param {string} kind @param {Fraction} number
   */
  function textOf(kind, number) {
    return kind === "date" ? isoDate(highest([FIRST_DAY, number])) : exact(number);
  }

  /**
   * @param {string | null} name @param {string} kind @param {Rules.Range | Rules.Answer} value
   * @returns {Rules.Shown}
   */
  function shown(name, kind, value) {
    if (value !== null && typeof value === "object") return { name, kind, ...ends(kind, value) };
    return { name, kind, value: value === null ? "open" : value ? "yes" : "no" };
  }

  /** @param {Rules.Node} node @param {Rules.Range | Rules.Answer} value */
  function leaf(node, value) {
    return shown(nameOf(node), node[1], value);
  }

  /** @param {Rules.Node} node @returns {string | null} */
  function nameOf(node) {
    return node[0] === "fact" || node[0] === "input" ? node[2] : null;
  }

  /** @param {string[]} names @param {string} name */
  function once(names, name) {
    if (!names.includes(name)) names.push(name);
  }

  return { evaluate, statusOn };
})();
