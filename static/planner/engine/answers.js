/** What a reader says of an applicant and its project; clausebook/plan/answers.py is the twin. */

/**
 * What is known of one applicant, as texts in their canonical form; whatever is left out or empty is
 * unknown. answers has by question one text for all products, say, or one for each of them; received
 * by benefit and input what was paid earlier; judged by gate (provision:condition) yes or no.
 * @typedef {{
 *   answers: Record<string, string[]>,
 *   received?: Record<string, Record<string, string>>,
 *   judged?: Record<string, string>,
 * }} Given
 */

/** The same with what is looked up often. */
export class Answers {
  /** @param {Map<string, readonly string[]>} given @param {Map<string, Map<string, string>>} received @param {Map<string, string>} judged */
  constructor(given, received, judged) {
    this.given = given;
    this.received = received;
    this.judged = judged;
  }

  /** @param {Given} given */
  static read({ answers, received = {}, judged = {} }) {
    return new Answers(
      new Map(Object.entries(answers)),
      new Map(Object.entries(received).map(([id, entries]) => [id, new Map(Object.entries(entries))])),
      new Map(Object.entries(judged)),
    );
  }

  /** What was answered to a question. @param {string} name */
  texts(name) {
    return this.given.get(name) ?? [];
  }

  /** What was received under a benefit; empty where nothing is said. @param {string} id @param {string} input */
  entry(id, input) {
    return this.received.get(id)?.get(input) ?? "";
  }

  /** The same with other answers to a question. @param {string} name @param {string[]} texts */
  with(name, texts) {
    return new Answers(new Map([...this.given, [name, texts]]), this.received, this.judged);
  }
}
