/**
 * Numbers in Chinese and Arabic signs; the generator's twin is clausebook/numerals/chinese.py.
 */
import { Fraction } from "./fraction.js";

/** A part of a unit, such as 千瓦时, and of no number. */
export const KILO = "千(?=[瓦米卡伏赫焦帕]|克(?!朗))";
/** No policy and no reader has numbers of more signs. */
export const LONGEST = 30;
const DIGITS = "零一二三四五六七八九";
/** @type {[string, number][]} */
const POWERS = [["千", 1000], ["百", 100], ["十", 10]];
/** @type {[string, bigint][]} */
const SCALES = [["亿", 10n ** 8n], ["万", 10n ** 4n]];
const PLAIN = /^(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?$/u;
const POWER = /^([0-9]+(?:\.[0-9]+)?)([千百十])$/u;
const SPOKEN = /[千百][零一二三四五六七八九〇○两]$/u;

/** @param {string} sign @returns {number} its value, or -1 */
function digit(sign) {
  return sign === "两" ? 2 : DIGITS.indexOf(sign.replace(/[〇○]/u, "零"));
}

/**
 * A numeral below ten thousand in digits: 十二 is 12, 两千零五 is 2005; empty where it is not one
 * number. A row of digits is read place by place. Signs that may stand alone need no 一 before them.
 * @param {string} text @param {string} [alone]
 */
export function numeral(text, alone = "十") {
  const digits = Array.from(text, digit);
  if (!digits.includes(-1)) return digits.join("");
  let total = 0;
  let rest = text.replace(new RegExp(`^[${alone}]`, "u"), "一$&").replace(/[零〇○]/gu, "");
  for (const [sign, scale] of /** @type {[string, number][]} */ ([...POWERS, ["", 1]])) {
    const value = rest === "" ? -1 : digit(rest[0]);
    if (value < 0 || !rest.startsWith(sign, 1)) continue;
    total += value * scale;
    rest = rest.slice(1 + sign.length);
  }
  return rest ? "" : String(total);
}

/**
 * A number in any notation: 1亿5000万, 一万五千, 1千5百万, 三点五, 1.5亿; null if it is none.
 *
 * It is never read in part. 一万五, which says 15,000 in speech, and 一千五 are not read either.
 * @param {string} text @returns {Fraction | null}
 */
export function number(text) {
  if (text.length > LONGEST) return null;
  for (const [sign, scale] of SCALES) {
    const at = text.lastIndexOf(sign);
    if (at >= 0) return scaled(text.slice(0, at), scale, text.slice(at + 1));
  }
  return belowScales(text);
}

/** @param {string} left @param {bigint} scale @param {string} right */
function scaled(left, scale, right) {
  const high = left ? number(left) : null;
  if (high === null || !right) return high && high.times(new Fraction(scale));
  const low = number(right);
  const isSpoken = right.length === 1;
  if (low === null || isSpoken || high.denominator !== 1n) return null;
  if (low.numerator === 0n || !low.isBelow(new Fraction(scale))) return null;
  return high.times(new Fraction(scale)).plus(low);
}

/** @param {string} text */
function belowScales(text) {
  if (PLAIN.test(text)) return Fraction.read(text.replaceAll(",", ""));
  const power = POWER.exec(text);
  if (power) {
    const [, scale] = /** @type {[string, number]} */ (POWERS.find(([sign]) => sign === power[2]));
    return Fraction.read(power[1]).times(new Fraction(BigInt(scale)));
  }
  if (/^[\0-\x7f]*$/u.test(text)) return null;
  const chinese = text.replace(/[0-9]/gu, (sign) => DIGITS[Number(sign)]);
  const [whole, ...parts] = chinese.split("点");
  const digits = whole && !SPOKEN.test(whole) ? numeral(whole, "十百千") : "";
  const places = Array.from(parts[0] ?? "", digit);
  if (!digits || parts.length > 1 || places.includes(-1)) return null;
  if (parts.length === 1 && !places.length) return null;
  return Fraction.read(places.length ? `${digits}.${places.join("")}` : digits);
}
