/**
 * Exact rational numbers: to the browser what Python's fractions.Fraction is to the generator.
 *
 * Money, rates and dates are never binary floating point numbers: a value is two BigInts.
 */

/** @param {bigint} a @param {bigint} b */
function commonDivisor(a, b) {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

export class Fraction {
  /** @param {bigint} numerator @param {bigint} [denominator] */
  constructor(numerator, denominator = 1n) {
    if (denominator === 0n) throw new RangeError("a fraction over zero");
    const sign = denominator < 0n ? -1n : 1n;
    const divisor = sign * commonDivisor(numerator, denominator);
    this.numerator = numerator / divisor;
    this.denominator = denominator / divisor;
    Object.freeze(this);
  }

  /** A canonical text: 12, -0.5 or 100/3. @param {string} text */
  static read(text) {
    const [numerator, denominator = "1"] = text.split("/");
    const [whole, part = ""] = numerator.split(".");
    return new Fraction(BigInt(whole + part), BigInt(denominator) * 10n ** BigInt(part.length));
  }

  /** @param {Fraction} other */
  plus(other) {
    const sum = this.numerator * other.denominator + other.numerator * this.denominator;
    return new Fraction(sum, this.denominator * other.denominator);
  }

  /** @param {Fraction} other */
  minus(other) {
    return this.plus(new Fraction(-other.numerator, other.denominator));
  }

  /** @param {Fraction} other */
  times(other) {
    return new Fraction(
      this.numerator * other.numerator,
      this.denominator * other.denominator,
    );
  }

  /** @param {Fraction} other */
  over(other) {
    return this.times(new Fraction(other.denominator, other.numerator));
  }

  /** The whole number at or below it; BigInt's own division cuts towards zero. */
  floor() {
    const cut = this.numerator / this.denominator;
    return this.numerator < 0n && cut * this.denominator !== this.numerator ? cut - 1n : cut;
  }

  /** @param {Fraction} other */
  isBelow(other) {
    return this.numerator * other.denominator < other.numerator * this.denominator;
  }

  /** @param {Fraction} other */
  equals(other) {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }
}
