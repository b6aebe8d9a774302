/** The way from a plan into a calculator, with what is entered there. */
import { root } from "../frame/registry.js";
import { isCurrency } from "../quantity/currencies.js";
import { Fraction } from "../quantity/fraction.js";
import { scaled } from "./amounts.js";
import { entriesOf } from "./engine/plan.js";
import { answerTo, countOf, givenOf } from "./project.js";
/** @import { Data } from "./data.js" */
/** @import { Project } from "./project.js" */

/**
 * A calculator's address with its entries: as the reader typed them, else as the plan takes them.
 * @param {Data} data @param {Project} project @param {string} id
 */
export function calculatorLink(data, project, id) {
  const { calculator, anchor } = data.names.benefits[id];
  const prefix = `${anchor.replace(/^benefit-/u, "")}.`;
  const query = new URLSearchParams();
  const entries = entriesOf(data.book, givenOf(project, data), id);
  for (const [name, texts] of Object.entries(entries)) {
    texts.forEach((text, place) => {
      query.append(prefix + name, typed(data, project, name, place) || asTyped(data, id, name, text));
    });
  }
  if (project.on) query.append(`${prefix}on`, project.on);
  const asked = query.size ? `?${query}` : "";
  return `${root}${calculator}${asked}#${anchor}`;
}

/** @param {Data} data @param {Project} project @param {string} name @param {number} place */
function typed({ book }, project, name, place) {
  const spec = book.questions[name];
  if (!spec || spec.type === "choice" || spec.type === "yes_no") return "";
  const several = countOf(project, spec.about) > 1;
  return answerTo(project, name, several ? place : 0);
}

/** A canonical text as somebody would type it into the calculator's field. @param {Data} data @param {string} id @param {string} name @param {string} text */
function asTyped({ book, vocabulary }, id, name, text) {
  const type = book.benefits[id].rule.inputs.find((spec) => spec.name === name)?.type ?? "";
  if (text === "") return "";
  if (isCurrency(type)) return scaled(vocabulary, text) ?? "";
  if (type !== "rate") return text;
  const percents = Fraction.read(text).times(new Fraction(100n));
  return percents.denominator === 1n ? `${percents.numerator}%` : text;
}
