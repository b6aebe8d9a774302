/**
 * The picture of what a benefit pays (templates/calculators/picture.html), made when the site was built:
 * this puts the reader's own points into it. Its numbers are places on a screen, not amounts.
 */
import { find, findAll } from "../frame/page.js";
import { Fraction } from "../quantity/fraction.js";
/** @import { Reading, Result } from "../rules/evaluate.js" */

/** The plot inside the picture; clausebook/features/calculators/picture.py draws in the same frame. */
const FRAME = { left: 88, right: 334, top: 12, bottom: 172 };

export class CalculatorCurve {
  /** @param {HTMLElement} $figure */
  constructor($figure) {
    const { curve = "", end = "1", most = "1", fixed } = $figure.dataset;
    this.over = curve;
    this.end = toNumber(end);
    this.most = toNumber(most);
    this.fixed = [...new URLSearchParams(fixed)];
    this.$points = find($figure, "[data-points]", SVGElement);
    this.$yours = find($figure, "[data-yours]", HTMLElement);
    this.$elsewhere = find($figure, "[data-elsewhere]", HTMLElement);
  }

  /** The picture of a calculator, if it has one. @param {HTMLElement} $root */
  static of($root) {
    const [$figure] = findAll($root, "[data-curve]", HTMLElement);
    return $figure ? new CalculatorCurve($figure) : null;
  }

  /**
   * A point for each item whose entry and amount are known.
   * @param {Result} result @param {Record<string, string[]>} given
   */
  mark(result, given) {
    const points = "errors" in result ? [] : this.pointsOf(result, given[this.over] ?? []);
    this.$points.replaceChildren(...points.map(([x, y]) => pointAt(x, y)));
    this.$yours.hidden = points.length === 0;
    this.$elsewhere.hidden = this.fixed.every(([name, value]) =>
      (given[name] ?? []).every((entered) => entered === "" || entered === value),
    );
  }

  /** @param {Reading} result @param {string[]} entered @returns {[number, number][]} */
  pointsOf(result, entered) {
    const paid = result.would ?? result;
    const items = paid.items.length === 1 ? [paid] : paid.items;
    return items.flatMap(({ low, high }, item) => {
      const text = entered[item];
      return text && low === high ? [[this.x(text), this.y(low)]] : [];
    });
  }

  /** @param {string} text */
  x(text) {
    return within(FRAME.left, FRAME.right, toNumber(text) / this.end);
  }

  /** @param {string} text */
  y(text) {
    return within(FRAME.bottom, FRAME.top, toNumber(text) / this.most);
  }
}

/** @param {string} text */
function toNumber(text) {
  const { numerator, denominator } = Fraction.read(text);
  return Number(numerator) / Number(denominator);
}

/** A place on an axis; what lies beyond its end is put there. */
function within(/** @type {number} */ start, /** @type {number} */ end, /** @type {number} */ share) {
  return Math.round((start + (end - start) * Math.min(1, share)) * 10) / 10;
}

/** @param {number} x @param {number} y */
function pointAt(x, y) {
  const $point = document.createElementNS("http://www.w3.org/2000/svg", "g");
  $point.append(
    shape("path", { class: "yours", d: `M${FRAME.left} ${y} H${x} V${FRAME.bottom}` }),
    shape("circle", { class: "yours", cx: String(x), cy: String(y), r: "5" }),
  );
  return $point;
}

/** @param {string} name @param {Record<string, string>} attributes */
function shape(name, attributes) {
  const $shape = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) $shape.setAttribute(attribute, value);
  return $shape;
}
