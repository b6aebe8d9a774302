/**
 * The calculators of a clause's page. Without scripts the page shows the rule and worked examples;
 * this takes charge of the form: what is typed is read, calculated, explained, and kept in the
 * address. The arithmetic is in rules.js and the words in explain.js; here is only the page.
 *
 * While someone types, the result's data attributes follow every key. Its words, the messages beside
 * fields and the address wait for a pause, so that screen readers announce results, not keystrokes.
 */
clausebook.Calculator = (() => {
  const { Fraction } = clausebook;
  const { NotAQuantity, canonical, exact, readEntry, show } = clausebook.quantity;
  const { evaluate } = clausebook.rules;
  const { fill, headline, label, moneyWords, namedWords } = clausebook.explain;
  const { remarks, stepWords, valueWords } = clausebook.explain;

  /** Milliseconds without a key before the result is put into words. */
  const PAUSE = 400;
  /** No applicant has more items; an address that somebody made up may name any number. */
  const MOST_ITEMS = 50;
  const WAN = new Fraction(10_000n);

  /** @typedef {HTMLInputElement | HTMLSelectElement} Field */
  /** @typedef {{value: string, understood: string, error: string}} Understood */
  /** @typedef {Understood & {$field: Field, spec: Rules.Spec, text: string}} Entry */

  class Calculator {
    /** @param {HTMLElement} $root @param {string} today the reader's, in ISO form */
    constructor($root, today) {
      this.today = today;
      this.data = dataOf($root.dataset.benefit ?? "");
      this.rule = this.data.rule;
      this.vocabulary = vocabularyOf(this.data);
      this.words = this.vocabulary.words;
      this.prefix = `${$root.id.replace(/^benefit-/u, "")}.`;
      this.name = $root.querySelector("h2, h3, h4, h5")?.firstChild?.textContent?.trim() ?? "";
      this.$ = partsOf($root);
      this.$.on.defaultValue = today;
      this.$.form.reset(); // browsers keep what was typed when a page is loaded again
      this.$blankItem = this.items()[0].cloneNode(true);
      this.itemsMade = 1;
      this.restore();
      /** @type {Entry[]} */
      this.entries = [];
      /** @type {Rules.Result} */
      this.result = { outcome: "invalid", errors: [] };
      this.pause = 0;
      this.change();
      this.listen();
      this.$.form.hidden = false;
    }

    listen() {
      const { form } = this.$;
      form.addEventListener("input", (event) => {
        // An input method shows letters before the characters are chosen; they are no entry yet.
        if (!(event instanceof InputEvent && event.isComposing)) this.update();
      });
      form.addEventListener("compositionend", () => this.update());
      form.addEventListener("change", ({ target }) => {
        // A text may be left by pressing the next field, which must not move under the pointer.
        if (!(target instanceof HTMLInputElement && target.type === "text")) this.settle();
      });
      form.addEventListener("pointerdown", () => this.pause && this.wait());
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("keydown", ({ key, target, isComposing }) => {
        if (key === "Enter" && target instanceof HTMLInputElement && !isComposing) this.settle();
      });
      form.addEventListener("reset", () => setTimeout(() => this.startAgain()));
      form.addEventListener("click", ({ target }) => {
        if (target instanceof Element) this.press(target);
      });
      this.listenToPrinter();
    }

    /** Paper cannot be opened: the steps are printed open. */
    listenToPrinter() {
      const { details } = this.$;
      let wasOpen = false;
      window.addEventListener("beforeprint", () => {
        this.settle();
        wasOpen = details.open;
        details.open = true;
      });
      window.addEventListener("afterprint", () => {
        details.open = wasOpen;
      });
    }

    /** @param {Element} $target */
    press($target) {
      const $item = $target.closest("[data-remove]")?.closest("[data-item]");
      if ($item) this.removeItem($item);
      if ($target.closest("[data-add]")) this.addItem();
      if ($target.closest("[data-copy]")) this.copy();
    }

    // --- items -------------------------------------------------------------------------------

    items() {
      return [...this.$.items.querySelectorAll("[data-item]")];
    }

    addItem() {
      this.appendItem();
      this.numberItems();
      fieldsIn(this.items().at(-1))[0]?.focus();
      this.change();
    }

    /** @param {Element} $item */
    removeItem($item) {
      const place = this.items().indexOf($item);
      $item.remove();
      this.numberItems();
      fieldsIn(this.items()[place] ?? this.items().at(-1))[0]?.focus();
      this.change();
    }

    startAgain() {
      for (const $item of this.items().slice(1)) $item.remove();
      this.numberItems();
      this.change();
    }

    /** A blank item whose ids no other item has or had. */
    appendItem() {
      this.itemsMade += 1;
      const $item = /** @type {Element} */ (this.$blankItem.cloneNode(true));
      for (const attribute of ["id", "for", "aria-describedby"]) {
        for (const $part of $item.querySelectorAll(`[${attribute}]`)) {
          $part.setAttribute(attribute, `${$part.getAttribute(attribute)}-${this.itemsMade}`);
        }
      }
      this.$.items.append($item);
    }

    /** Labels in order; the only item cannot be removed. */
    numberItems() {
      const $items = this.items();
      const pattern = this.words.item[this.rule.per ?? ""];
      if (!this.$.add) return;
      this.$.add.hidden = $items.length >= MOST_ITEMS;
      $items.forEach(($item, place) => {
        const $remove = find($item, "[data-remove]", HTMLElement);
        const number = fill(pattern, { n: String(place + 1) });
        find($item, "[data-item-label]", HTMLElement).textContent = number;
        $remove.setAttribute("aria-label", `${this.words.remove_item} ${number}`);
        $remove.hidden = $items.length === 1;
      });
    }

    // --- entries -----------------------------------------------------------------------------

    /** The fields of a name, one for each item. @param {string} name */
    fieldsOf(name) {
      return fieldsIn(this.$.form).filter(($field) => $field.name === name);
    }

    /** The conditions that the reader answers. */
    boxes() {
      return [...this.$.form.querySelectorAll("input")].filter(({ type }) => type === "checkbox");
    }

    /** @returns {Entry[]} */
    read() {
      return this.rule.inputs.flatMap((spec) =>
        this.fieldsOf(spec.name).map(($field) => {
          const text = $field.value.trim();
          return { $field, spec, text, ...understand(spec.type, text, this.vocabulary) };
        }),
      );
    }

    /** What evaluate takes: a ticked condition is assumed, an unticked one is answered. */
    given() {
      /** @type {Record<string, string[]>} */
      const given = {};
      for (const { spec, value } of this.entries) (given[spec.name] ??= []).push(value);
      for (const $box of this.boxes()) if (!$box.checked) given[$box.name] = ["no"];
      return given;
    }

    day() {
      return this.$.on.value || this.today;
    }

    /** Read and calculate, and say at once what programs and fields need. */
    update() {
      this.entries = this.read();
      const unreadable = this.$.on.validity.badInput || this.entries.some(({ error }) => error);
      this.result = unreadable
        ? { outcome: "invalid", errors: [] }
        : evaluate(this.rule, this.given(), this.day());
      for (const { $field, understood } of this.entries) showUnderstood($field, understood);
      this.markResult();
      this.$.copied.textContent = "";
      this.$.copyText.hidden = true;
      this.wait();
    }

    wait() {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.settle(), PAUSE);
    }

    /** Put into words, and into the address, what update() has found. */
    settle() {
      if (this.pause === 0) return;
      clearTimeout(this.pause);
      this.pause = 0;
      for (const { $field, error } of this.entries) showError($field, error);
      showError(this.$.on, this.$.on.validity.badInput ? this.words.error.date : "");
      this.showResult();
      keepInAddress(this.prefix, this.state());
    }

    change() {
      this.update();
      this.settle();
    }

    // --- the result --------------------------------------------------------------------------

    markResult() {
      const { result } = this;
      this.$.result.dataset.outcome = result.outcome;
      markAmount(this.$.result, "errors" in result ? null : result);
      for (const [reading, $under] of this.$.under) {
        markAmount($under, "errors" in result ? null : result.under[reading]);
      }
    }

    showResult() {
      const { vocabulary, rule } = this;
      const told = "errors" in this.result || this.isUntouched() ? null : this.result;
      this.$.headline.className = told ? "result-amount" : "result-hint";
      this.$.headline.textContent = told ? headline(vocabulary, rule.bound, told) : this.hint();
      for (const [reading, $under] of this.$.under) {
        $under.hidden = told === null;
        const other = told && headline(vocabulary, rule.bound, { ...told, ...told.under[reading] });
        find($under, ".result-amount", HTMLElement).textContent = other;
      }
      const asked = this.boxes().map(({ name }) => name);
      const notes = told ? remarks(vocabulary, asked, told) : [];
      this.$.remarks.replaceChildren(...notes.map((note) => element("li", "", note)));
      this.$.remarks.hidden = notes.length === 0;
      this.showSteps(told ? told.steps : []);
    }

    /** Whether the result is open only because nothing has been entered yet. */
    isUntouched() {
      const blank = this.entries.every(({ text }) => text === "");
      return this.result.outcome === "range" && blank && this.boxes().every(($box) => $box.checked);
    }

    /** In place of a result: an invitation, or what stands in its way. */
    hint() {
      const { result, vocabulary, words } = this;
      if ("errors" in result) return words.outcome.invalid;
      const list = result.missing.map((name) => label(vocabulary, name)).join(words.list_join);
      if (result.high === null) return fill(words.empty, { list });
      const most = { low: result.high, high: result.high };
      return fill(words.empty_most, { list, x: moneyWords(vocabulary, most) });
    }

    /** @param {Rules.Step[]} steps */
    showSteps(steps) {
      const lines = stepWords(this.vocabulary, this.rule.per, steps);
      this.$.steps.replaceChildren(...lines.map((line, place) => this.stepLine(line, steps[place])));
      this.$.details.hidden = steps.length === 0;
    }

    /**
     * A line of the calculation, in which each fact's value leads to its row.
     * @param {string} line @param {Rules.Step} step
     */
    stepLine(line, step) {
      const sources = this.data.sources[this.vocabulary.language];
      const facts = step.args
        .filter(({ name }) => name !== null && Object.hasOwn(sources, name))
        .map((shown) => this.placeIn(line, shown))
        .sort((a, b) => a.start - b.start);
      const $line = element("li");
      let end = 0;
      for (const { text, name, start } of facts) {
        if (start < end) continue; // not in this line, or in the place of another fact
        $line.append(line.slice(end, start), factLink(text, sources[name]));
        end = start + text.length;
      }
      $line.append(line.slice(end));
      return $line;
    }

    /** Where a line tells a fact's value. @param {string} line @param {Rules.Shown} shown */
    placeIn(line, shown) {
      const [text, named] = [valueWords(this.vocabulary, shown), namedWords(this.vocabulary, shown)];
      const place = line.indexOf(named);
      const start = place < 0 ? place : place + named.lastIndexOf(text);
      return { text, start, name: shown.name ?? "" };
    }

    // --- copies ------------------------------------------------------------------------------

    async copy() {
      const { copied, copyText } = this.$;
      this.settle();
      copyText.value = this.asText();
      try {
        await navigator.clipboard.writeText(copyText.value);
        copied.textContent = this.words.copied;
      } catch {
        // There is no clipboard outside secure pages, or the reader has forbidden it.
        copied.textContent = this.words.copy_by_hand;
        copyText.hidden = false;
        copyText.rows = copyText.value.split("\n").length;
        copyText.select();
      }
    }

    /** The case, its result and its steps, with an address that shows them again. */
    asText() {
      const { headline: $headline, remarks: $remarks, steps: $steps, under } = this.$;
      const $unders = [...under.values()].filter(($under) => !$under.hidden);
      const steps = textsIn($steps).map((step, place) => `${place + 1}. ${step}`);
      return [
        this.name,
        ...this.caseLines(),
        "",
        $headline.textContent,
        ...$unders.map(($under) => textsIn($under).join(" ")),
        ...textsIn($remarks),
        ...(steps.length > 0 ? ["", this.words.steps_title, ...steps] : []),
        "",
        location.href,
      ].join("\n");
    }

    /** What was entered, each with its label. */
    caseLines() {
      const { vocabulary, words } = this;
      const day = { name: null, kind: "date", low: this.day(), high: this.day() };
      const given = this.entries.filter(({ text }) => text !== "");
      return given
        .map(({ $field, spec, text, understood }) => {
          const chosen = $field instanceof HTMLSelectElement && $field.selectedOptions[0].text;
          return { name: label(vocabulary, spec.name), value: chosen || understood || text };
        })
        .concat({ name: words.on, value: valueWords(vocabulary, day) })
        .map((line) => fill(words.named, line));
    }

    // --- the address -------------------------------------------------------------------------

    /** What differs from an untouched form, as names and texts. @returns {[string, string][]} */
    state() {
      const several = this.items().length > 1;
      const day = this.$.on.value;
      /** @type {[string, string][]} */
      const state = [];
      for (const { spec, text } of this.entries) {
        // A blank among several items keeps the others in their places.
        if (text !== "" || (several && spec.scope === "item")) state.push([spec.name, text]);
      }
      for (const $box of this.boxes()) if (!$box.checked) state.push([$box.name, "no"]);
      if (day !== "" && day !== this.today) state.push([this.$.on.name, day]);
      return state;
    }

    restore() {
      const query = new URLSearchParams(location.search);
      /** @param {string} name */
      const texts = (name) => query.getAll(this.prefix + name);
      const inItems = this.rule.inputs.filter(({ scope }) => scope === "item");
      const wanted = Math.max(1, ...inItems.map(({ name }) => texts(name).length));
      const items = this.$.add ? Math.min(MOST_ITEMS, wanted) : 1;
      while (this.items().length < items) this.appendItem();
      this.numberItems();
      for (const name of [...this.rule.inputs.map((spec) => spec.name), this.$.on.name]) {
        this.fieldsOf(name).forEach(($field, place) => enter($field, texts(name)[place] ?? ""));
      }
      for (const $box of this.boxes()) $box.checked = texts($box.name)[0] !== "no";
    }
  }

  // --- data and words ------------------------------------------------------------------------

  /** What clausebook/scripts.py wrote for a benefit. @param {string} id @returns {BenefitData} */
  function dataOf(id) {
    const [clause] = id.split(/[#:]/u, 1);
    const benefits = clausebook.registered.get(`rules:${clause}`);
    const data = /** @type {Record<string, BenefitData> | undefined} */ (benefits)?.[id];
    if (!data) throw new Error(`calculator: there is no rule of ${id}`);
    return data;
  }

  /** @param {BenefitData} data @returns {Vocabulary} */
  function vocabularyOf({ labels, choices, units }) {
    const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    const strings = clausebook.registered.get(`strings-${language}`);
    const words = /** @type {{calculator: CalculatorWords}} */ (strings).calculator;
    return { language, words, labels: labels[language], choices: choices[language], units };
  }

  /**
   * An entry as evaluate takes it, how it was understood, and what is wrong with it.
   * @param {string} type @param {string} text @param {Vocabulary} vocabulary
   * @returns {Understood}
   */
  function understand(type, text, { words, language }) {
    if (text === "" || type === "choice" || type === "yes_no") {
      return { value: text, understood: "", error: "" };
    }
    try {
      const quantity = readEntry(text, /** @type {Kind} */ (type));
      const x = show(quantity, language);
      const understood = x === text ? "" : fill(words.understood, { x });
      return { value: canonical(quantity), understood, error: "" };
    } catch (problem) {
      if (!(problem instanceof NotAQuantity)) throw problem;
      return { value: "", understood: "", error: words.error[problem.message] };
    }
  }

  /** Yuan as 万元, the unit of the data attributes. @param {string} yuan */
  function inWan(yuan) {
    return exact(Fraction.read(yuan).over(WAN));
  }

  // --- the page ------------------------------------------------------------------------------

  /** The parts of a calculator; templates/macros/calculator.html. @param {HTMLElement} $root */
  function partsOf($root) {
    const $under = /** @type {NodeListOf<HTMLElement>} */ ($root.querySelectorAll(".result-under"));
    return {
      form: find($root, "form[data-calculator]", HTMLFormElement),
      items: find($root, "[data-items]", HTMLElement),
      add: /** @type {HTMLElement | null} */ ($root.querySelector("[data-add]")),
      on: find($root, "input[name=on]", HTMLInputElement),
      result: find($root, "[data-result]", HTMLElement),
      headline: find($root, "[data-headline]", HTMLElement),
      under: new Map([...$under].map(($one) => [$one.dataset.reading ?? "", $one])),
      remarks: find($root, "[data-remarks]", HTMLElement),
      details: find($root, "[data-details]", HTMLDetailsElement),
      steps: find($root, "[data-steps]", HTMLElement),
      copied: find($root, "[data-copied]", HTMLElement),
      copyText: find($root, "[data-copy-text]", HTMLTextAreaElement),
    };
  }

  /**
   * An element that the page must have.
   * @template {Element} T
   * @param {ParentNode} $parent @param {string} selector @param {new () => T} type @returns {T}
   */
  function find($parent, selector, type) {
    const $found = $parent.querySelector(selector);
    if (!($found instanceof type)) throw new Error(`calculator: the page has no ${selector}`);
    return $found;
  }

  /** @param {Element | undefined} $parent */
  function fieldsIn($parent) {
    return [.../** @type {NodeListOf<Field>} */ ($parent?.querySelectorAll("input, select") ?? [])];
  }

  /** @param {Element} $parent */
  function textsIn($parent) {
    return [...$parent.children].map(({ textContent }) => textContent);
  }

  /** A text from the address, as far as the field takes it. @param {Field} $field @param {string} text */
  function enter($field, text) {
    const before = $field.value;
    $field.value = text;
    if ($field.value === "") $field.value = before;
  }

  /** @param {Field} $field @param {string} understood */
  function showUnderstood($field, understood) {
    const $shown = $field.closest("[data-field]")?.querySelector("[data-understood]");
    if ($shown) $shown.textContent = understood;
  }

  /**
   * A message beside its field, as the first part of the field's description.
   * @param {Field} $field @param {string} message
   */
  function showError($field, message) {
    const id = `${$field.id}-error`;
    const described = ($field.getAttribute("aria-describedby") ?? "").split(" ");
    const others = described.filter((part) => part !== "" && part !== id);
    document.getElementById(id)?.remove();
    if (message) {
      const $error = element("p", "field-error", message);
      $error.id = id;
      $field.closest("[data-field]")?.append($error);
      others.unshift(id);
    }
    setOrRemove($field, "aria-invalid", message && "true");
    setOrRemove($field, "aria-describedby", others.join(" "));
  }

  /**
   * The amount where it is certain, otherwise its range.
   * @param {HTMLElement} $of @param {Rules.Ends | null} ends
   */
  function markAmount($of, ends) {
    const low = ends && inWan(ends.low);
    const high = ends && ends.high !== null ? inWan(ends.high) : null;
    const certain = low === high;
    setOrRemove($of, "data-amount", certain ? low : null);
    setOrRemove($of, "data-low", certain ? null : low);
    setOrRemove($of, "data-high", certain ? null : high);
  }

  /** @param {Element} $of @param {string} attribute @param {string | null} value */
  function setOrRemove($of, attribute, value) {
    if (value) $of.setAttribute(attribute, value);
    else $of.removeAttribute(attribute);
  }

  /**
   * A link to a fact's row; on the same page it keeps the query, and with it the entries.
   * @param {string} text @param {string} target below the site's root
   */
  function factLink(text, target) {
    const address = new URL(clausebook.root + target);
    const $link = document.createElement("a");
    $link.className = "fact";
    $link.href = address.pathname === location.pathname ? address.hash : address.href;
    $link.textContent = text;
    return $link;
  }

  /** @param {string} tag @param {string} [className] @param {string} [text] */
  function element(tag, className = "", text = "") {
    const $element = document.createElement(tag);
    if (className) $element.className = className;
    $element.textContent = text;
    return $element;
  }

  /**
   * A calculator's entries in this page's address and in the links to the other language.
   * @param {string} prefix @param {[string, string][]} state
   */
  function keepInAddress(prefix, state) {
    const address = new URL(location.href);
    const { searchParams: query } = address;
    for (const key of [...query.keys()]) if (key.startsWith(prefix)) query.delete(key);
    for (const [name, text] of state) query.append(prefix + name, text);
    for (const $link of document.querySelectorAll("a[data-language-switch]")) {
      /** @type {HTMLAnchorElement} */ ($link).search = address.search;
    }
    if (address.href === location.href) return;
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // Safari refuses a hundred changes in half a minute. The address lags; the calculator works.
    }
  }

  return Calculator;
})();
