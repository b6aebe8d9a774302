/**
 * What readers type into a field of a known kind, as they type it, becomes a value.
 *
 * The generator's twin is clausebook/entries.py; both follow schema/vectors/quantities.json.
 */
import { Fraction } from "../quantity/fraction.js";
import { KILO, number as inAnyNotation, numeral } from "../quantity/numerals.js";
import { generic, isCurrency, isExchange } from "../quantity/currencies.js";
import { readDate, readExchange, readPoints, readRate, readRatio } from "../quantity/parse.js";
import { plainOf, readNumber } from "../quantity/plain.js";
import { either, whole } from "../quantity/patterns.js";
import { DURATIONS, MONTHS, SCALES } from "../quantity/styles.js";
import { NotAQuantity, exchange, money, quantity } from "../quantity/value.js";

/** @import { Usage } from "../quantity/currencies.js" */
/** @import { Quantity, Unit } from "../quantity/value.js" */

// Traditional signs, and those that forms use so that nobody changes them.
const OTHER = "萬億兩圓圆壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟個";
const PLAIN = "万亿两元元一二二三三三四五六六七八九十百千个";
const OTHER_SIGN = new RegExp(`[${OTHER}]`, "gu");
const LONGEST = 60;

// An amount from which on a bare number was more likely meant without the scale of the field.
const IMPLAUSIBLE = new Fraction(10n ** 10n);

/**
 * What somebody has probably meant who typed an implausible amount, to be typed instead.
 *
 * 50000000 in a field that counts in 万 would be 5000亿; with its currency it is more likely.
 * @param {string} text @param {string} kind @param {Usage} usage
 */
export function meant(text, kind, { currencies, scale }) {
  const value = isCurrency(kind) ? readNumber(plainEntry(text)) : null;
  const isBare = scale.equals(new Fraction(1n));
  if (value === null || isBare || value.times(scale).isBelow(IMPLAUSIBLE)) return null;
  return `${text.trim()}${currencies.get(kind).words[0]}`;
}

/** @param {string} text */
function plainEntry(text) {
  return plainOf(text)
    .replace(OTHER_SIGN, (sign) => PLAIN[OTHER.indexOf(sign)])
    .replace(/([0-9])。(?=[0-9])/gu, "$1.");
}

/**
 * Read what a reader types into a field of a known kind; for money it is the currency's code.
 *
 * A bare number of money counts what is usual, 万 where documents and forms count so; a bare time
 * is years; a date needs its day. Exchange rates are numbers: 0.8. A count in a field of a unit may
 * name it. The message of NotAQuantity is a code: the kind, money, negative, currency for money in
 * another currency, date_digits or date_order for days that could be read in more than one way.
 * @param {string} text @param {string} kind @param {Usage} usage @param {Unit} [unit]
 */
export function readEntry(text, kind, usage, unit) {
  const plain = plainEntry(text);
  if (plain.startsWith("-") || plain.startsWith("−")) throw new NotAQuantity("negative");
  const isShort = Array.from(plain).length <= LONGEST;
  const found = isShort ? read(plain, kind, usage, unit) : null;
  if (found === null) throw new NotAQuantity(generic(kind));
  return unit ? { ...found, unit: unit.word, words: unit.words } : found;
}

/**
 * An entry without the name of its field's unit; 5000千瓦时 is 5000, not five million.
 * @param {string} plain @param {Unit} unit
 */
function without(plain, { word, words }) {
  const names = [word, ...Object.values(words).flat()].map(plainOf).filter(Boolean);
  const longest = names.sort((a, b) => b.length - a.length);
  const name = longest.find((name) => plain.endsWith(name)) ?? "";
  return plain.slice(0, plain.length - name.length);
}

/** @param {string} plain @param {string} kind @param {Usage} usage @param {Unit} [unit] */
function read(plain, kind, usage, unit) {
  if (isCurrency(kind)) return amountOf(plain, kind, usage);
  if (isExchange(kind)) return rateOf(plain, kind, usage);
  const bare = unit ? without(plain, unit) : plain;
  const isCounted = kind === "count" || kind === "measure";
  return isCounted && isOfSomethingElse(bare, unit, usage) ? null : READ[kind](bare);
}

/**
 * Whether a number is followed by what its field does not count: 吨 where 千瓦时 are asked for.
 * @param {string} bare @param {Unit | undefined} unit @param {Usage} usage
 */
function isOfSomethingElse(bare, unit, { currencies }) {
  return unit ? number(bare) === null : new RegExp(`(?:${currencies.pattern})$`, "u").test(bare);
}

// --- money ---------------------------------------------------------------------------------

const SCALE = either([...SCALES.keys()].filter((word) => /^[a-z]+$/u.test(word)));
const SCALED = whole(`([0-9.,]+)(${SCALE})`);

/**
 * An amount of money; without a currency and without a scale it is bare.
 * @param {string} plain @param {string} code @param {Usage} usage @returns {Quantity | null}
 */
function amountOf(plain, code, { currencies, scale }) {
  const word = currencies.pattern;
  const match = whole(`(${word})?(${word})?(.+?)((?:${word})?)((?:${word})?)[整正]?`).exec(plain);
  if (!match) return null;
  const words = [match[1], match[2], match[4], match[5]].filter(Boolean);
  const [value, hasScale] = amount(match[3]);
  if (value === null) return null;
  if (words.length && currencies.codeOf(...words) !== code) throw new NotAQuantity("currency");
  return money(words.length || hasScale ? value : value.times(scale), currencies.get(code));
}

/**
 * An exchange rate: 0.8, or as it is written, 0.8 GBP/USD.
 * @param {string} plain @param {string} kind @param {Usage} usage @returns {Quantity | null}
 */
function rateOf(plain, kind, { currencies }) {
  const value = number(plain);
  const found = readExchange(plain, currencies);
  if (found && found.unit !== kind) throw new NotAQuantity("currency");
  if (value === null || value.numerator === 0n) return found;
  return exchange(value, kind.split("/").map((code) => currencies.get(code)));
}

/**
 * A number in any notation, and whether it says by itself what it counts in.
 * @param {string} text @returns {[Fraction | null, boolean]}
 */
function amount(text) {
  const scaled = SCALED.exec(text);
  if (!scaled) return [number(text), /[万亿]/u.test(text)];
  const value = readNumber(scaled[1]);
  const scale = /** @type {Fraction} */ (SCALES.get(scaled[2]));
  return [value && value.times(scale), true];
}

/** @param {string} text */
function number(text) {
  return /[^\0-\x7f]/u.test(text) ? inAnyNotation(text) : readNumber(text);
}

/** 30%, 百分之三十. @param {string} plain */
function share(plain) {
  const value = plain.startsWith("百分之") ? number(plain.slice(3)) : null;
  return value ? quantity("rate", value.over(new Fraction(100n))) : readRate(plain);
}

/** 2个百分点, or the bare number. @param {string} plain */
function points(plain) {
  const value = number(plain);
  return value === null ? readPoints(plain) : quantity("points", value);
}

// --- counts and times ----------------------------------------------------------------------

const COUNTED = whole(
  `((?:(?!${KILO})[0-9.,零〇○一二两三四五六七八九十百千万亿])+)([a-z一-鿿]*)`,
);
const N = "([0-9.,零〇○一二两三四五六七八九十]+)";
const YEARS = whole(
  `${N}(?:周?年|years?|yrs?|y)(?:(?:零|又|and|,)?${N}(?:个?月|months?|mos?|m))?`,
);
const MONTHS_ONLY = whole(`${N}(?:个?月|months?|mos?)`);
const AND_A_HALF = whole(`${N}(年半|个半月)`);
const NONE = new Fraction(0n);
const HALF = new Fraction(1n, 2n);
const YEAR = new Fraction(12n);

/** A whole number, with or without what is counted: 3家. @param {string} plain */
function count(plain) {
  const found = measure(plain);
  return found?.value.denominator === 1n ? found : null;
}

/** A number, with or without what it is a number of: 2.5 MW. @param {string} plain */
function measure(plain) {
  const match = COUNTED.exec(plain);
  if (!match || SCALES.has(match[2])) return null;
  if (DURATIONS.has(match[2])) return null;
  const value = number(match[1]);
  return value === null ? null : quantity("count", value);
}

/**
 * A time as rules count it: years, of which months are twelfths; a bare number is years.
 * @param {string} plain
 */
function years(plain) {
  const value = plain === "半年" ? HALF : inYears(plain);
  return value === null ? null : quantity("duration", value, "year");
}

/** @param {string} plain @returns {Fraction | null} */
function inYears(plain) {
  let match = YEARS.exec(plain);
  if (match) return together(number(match[1]), match[2] ? number(match[2]) : NONE);
  match = MONTHS_ONLY.exec(plain);
  if (match) return together(NONE, number(match[1]));
  match = AND_A_HALF.exec(plain);
  if (!match) return number(plain);
  const value = number(match[1])?.plus(HALF) ?? null;
  return match[2] === "年半" ? value : together(NONE, value);
}

/** @param {Fraction | null} all @param {Fraction | null} months */
function together(all, months) {
  return all === null || months === null ? null : all.plus(months.over(YEAR));
}

// --- days ----------------------------------------------------------------------------------

const DAY = whole("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?");
const NAME = either(MONTHS.keys());
const DAY_FIRST = whole(`([0-9]{1,2})(?:st|nd|rd|th)?(${NAME})\\.?,?([0-9]{4})`);
const MONTH_FIRST = whole(`(${NAME})\\.?([0-9]{1,2})(?:st|nd|rd|th)?,?([0-9]{4})`);
const IN_WORDS = whole(
  "([零〇○一二两三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]",
);
const ONLY_DIGITS = whole("[0-9]{8}|[0-9]{4}-?w[0-9]{1,2}(?:-?[0-9])?");
const ANY_ORDER = whole("[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})");

/** A day of which everybody reads the same; 1/5/2024 is none. @param {string} plain */
function day(plain) {
  if (ONLY_DIGITS.test(plain)) throw new NotAQuantity("date_digits");
  if (ANY_ORDER.test(plain)) throw new NotAQuantity("date_order");
  const parts = partsOf(plain);
  return parts && readDate(parts.map((part) => part.padStart(2, "0")).join("-"));
}

/** Year, month and day in digits. @param {string} plain @returns {string[] | null} */
function partsOf(plain) {
  let match = DAY.exec(plain);
  if (match) return match.slice(1);
  match = IN_WORDS.exec(plain);
  if (match) return match.slice(1).map((part) => numeral(part));
  match = DAY_FIRST.exec(plain);
  if (match) return [match[3], String(MONTHS.get(match[2])), match[1]];
  match = MONTH_FIRST.exec(plain);
  return match && [match[3], String(MONTHS.get(match[1])), match[2]];
}

/** @type {Record<string, (plain: string) => Quantity | null>} */
const READ = {
  rate: share,
  points,
  ratio: readRatio,
  count,
  measure,
  duration: years,
  date: day,
};
