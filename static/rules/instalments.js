/**
 * What is awarded, in parts: how much each is, and whether it is paid or lost;
 * clausebook/rules/instalments.py is the twin.
 *
 * Parts are shares of the award, or amounts that are taken from it one after the other; one of them
 * may be the rest.
 */
import { answerOf, rangeOf, shown } from "./expressions.js";
import { Fraction } from "../quantity/fraction.js";
import { ZERO, add, minimum, mul, point, range, sub } from "./operators.js";
/** @import { Node, Run } from "./expressions.js" */
/** @import { Answer, Range } from "./operators.js" */

/** A part as it is written. @typedef {{ id: string, part: Node | null, lost_unless: Node | null }} Written */
/** A part, and whether it is paid. @typedef {{ id: string, amount: Range, paid: Answer }} Instalment */

/**
 * The parts of an award, in the order in which they are written.
 * @param {Run} run @param {Range} award @returns {Instalment[]}
 */
export function instalmentsOf(run, award) {
  const written = run.benefit.instalments;
  const amounts = amountsOf(run, written, award);
  return written.map(({ id, lost_unless: unless }, place) => (
    { id, amount: amounts[place], paid: unless === null || answerOf(run, unless) }
  ));
}

/**
 * How much each part is; the rest is what all others leave, wherever it stands.
 * @param {Run} run @param {Written[]} written @param {Range} award
 */
function amountsOf(run, written, award) {
  let left = award;
  let shareLeft = point(new Fraction(1n));
  const found = written.map(({ part: node }) => {
    if (node === null) return null;
    const part = rangeOf(run, node);
    const isShare = node[1] === "rate";
    if (isShare) shareLeft = sub(shareLeft, part);
    const amount = isShare ? mul(award, part) : minimum(part, left);
    left = isShare ? mul(award, shareLeft) : sub(left, amount);
    return amount;
  });
  return found.map((amount) => amount ?? left);
}

/**
 * What is paid of an award: the parts that are not lost, or all of it where it has none.
 * @param {Run} run @param {Range} award @param {Instalment[]} parts
 */
export function paidOf(run, award, parts) {
  if (parts.length === 0) return award;
  const paid = minimum(award, parts.map(paidPart).reduce(add));
  const { currency } = run.benefit;
  const lost = parts.filter((part) => part.paid === false);
  if (lost.length > 0) {
    const args = lost.map(({ id, amount }) => shown(id, currency, amount));
    run.step("lost", [shown(null, currency, award), ...args], paid, currency);
  }
  return paid;
}

/** @param {Instalment} part */
function paidPart({ amount, paid }) {
  if (paid === null) return range(ZERO, amount.high);
  return paid ? amount : point(ZERO);
}
