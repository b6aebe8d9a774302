/**
 * The calculators of a clause's page. Without scripts the page shows the rule and worked examples;
 * this fills the form's side of it: what is typed is read, calculated, explained and kept in the
 * address. Arithmetic is in rules.js, words are in explain.js; here is only the page.
 *
 * While someone types, the result's data attributes follow every key. Its words, the messages beside
 * fields and the address wait for a pause, so that screen readers announce results, not keystrokes.
 */
clausebook.Calculator = (() => {
  const { Fraction } = clausebook;
  const { NotAQuantity, canonical, exact, readEntry, show } = clausebook.quantity;
  const { evaluate } = clausebook.rules;
  const { fill, headline, label, moneyWords, namedWords, remarks, stepWords } = clausebook.explain;

  /** Milliseconds without a key before the result is put into words. */
  const PAUSE = 400;
  /** No applicant has more items; an address that somebody made up may have any number. */
  const MOST_ITEMS = 50;
  const WAN = new Fraction(10_000n);

  /** @typedef {HTMLInputElement | HTMLSelectElement} Field */
  /** @typedef {{text: string, value: string, understood: string, error: string}} Understood */
  /** @typedef {Understood & {$field: Field, name: string}} Entry */

  class Calculator {
    /** @param {HTMLElement} $root @param {string} today the reader's, in ISO form */
    constructor($root, today) {
      this.$root = $root;
      this.today = today;
      this.data = dataOf($root.dataset.benefit ?? "");
      this.rule = this.data.rule;
      this.vocabulary = vocabularyOf(this.data);
      this.words = this.vocabulary.words;
      this.prefix = `${$root.id.replace(/^benefit-/, "")}.`;
      this.$form = find($root, "form[data-calculator]", HTMLFormElement);
      this.$items = find($root, "[data-items]", HTMLElement);
      this.$add = $root.querySelector("[data-add]");
      this.$on = find($root, "input[name=on]", HTMLInputElement);
      this.$on.defaultValue = today;
      this.$form.reset(); // browsers keep what was typed when a page is loaded again
      this.$blankItem = this.itemsNow()[0].cloneNode(true);
      this.itemsMade = 1;
      this.pause = 0;
      /** @type {Entry[]} */
      this.entries = [];
      /** @type {Rules.Result} */
      this.result = { outcome: "invalid", errors: [] };
      this.prepareResult();
      this.prepareCopy();
      this.restore();
      this.listen();
      this.update();
      this.settle();
      this.$form.hidden = false;
    }

    /** The parts of the result stay, so that its details stay open and the focus stays in them. */
    prepareResult() {
      this.$result = find(this.$root, "[data-result]", HTMLElement);
      this.$headline = element("p");
      this.$remarks = element("ul", "result-remarks");
      this.$steps = element("ol", "steps");
      const $summary = element("summary", "", this.words.steps_title);
      this.$details = document.createElement("details");
      this.$details.append($summary, this.$steps);
      this.$under = new Map(
        Object.keys(this.rule.under).map((reading) => {
          const $under = element("div", "result-under");
          $under.dataset.reading = reading;
          return /** @type {const} */ ([reading, $under]);
        }),
      );
      const $parts = [this.$headline, this.$remarks, this.$details, ...this.$under.values()];
      this.$result.replaceChildren(...$parts);
    }

    prepareCopy() {
      this.$copied = element("span", "copied");
      this.$copied.setAttribute("role", "status");
      this.$copyText = document.createElement("textarea");
      this.$copyText.className = "copy-text";
      this.$copyText.readOnly = true;
      this.$copyText.hidden = true;
      this.$copyText.setAttribute("aria-label", this.words.copy_by_hand);
      const $actions = find(this.$root, ".actions", HTMLElement);
      $actions.append(" ", this.$copied);
      $actions.after(this.$copyText);
    }

    listen() {
      this.$form.addEventListener("input", (event) => {
        // An input method shows letters before the characters are chosen; they are no entry yet.
        if (!(event instanceof InputEvent && event.isComposing)) this.update();
      });
      this.$form.addEventListener("compositionend", () => this.update());
      this.$form.addEventListener("change", () => this.settle());
      this.$form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.settle();
      });
      this.$form.addEventListener("reset", () => setTimeout(() => this.startAgain()));
      this.$form.addEventListener("click", ({ target }) => {
        if (target instanceof Element) this.press(target);
      });
      this.listenToPrinter();
    }

    /** Paper cannot be opened: the steps are printed open. */
    listenToPrinter() {
      let wasOpen = false;
      window.addEventListener("beforeprint", () => {
        this.settle();
        wasOpen = this.$details.open;
        this.$details.open = true;
      });
      window.addEventListener("afterprint", () => {
        this.$details.open = wasOpen;
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

    itemsNow() {
      return [...this.$items.querySelectorAll("[data-item]")];
    }

    addItem() {
      const $item = this.appendItem();
      this.numberItems();
      this.change(fieldsIn($item)[0]);
    }

    /** @param {Element} $item */
    removeItem($item) {
      const place = this.itemsNow().indexOf($item);
      $item.remove();
      this.numberItems();
      const $left = this.itemsNow();
      this.change(fieldsIn($left[Math.min(place, $left.length - 1)])[0]);
    }

    /** @param {HTMLElement | undefined} $focus */
    change($focus) {
      $focus?.focus();
      this.update();
      this.settle();
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
      this.$items.append($item);
      return $item;
    }

    numberItems() {
      const { per } = this.rule;
      const $items = this.itemsNow();
      if (this.$add instanceof HTMLElement) this.$add.hidden = $items.length >= MOST_ITEMS;
      $items.forEach(($item, place) => {
        const $label = $item.querySelector("[data-item-label]");
        const $remove = $item.querySelector("[data-remove]");
        if (!per || !$label || !($remove instanceof HTMLElement)) return;
        $label.textContent = fill(this.words.item[per], { n: String(place + 1) });
        $remove.setAttribute("aria-label", `${this.words.remove_item} ${$label.textContent}`);
        $remove.hidden = $items.length === 1;
      });
    }

    startAgain() {
      for (const $item of this.itemsNow().slice(1)) $item.remove();
      this.numberItems();
      this.update();
      this.settle();
    }

    // --- entries -----------------------------------------------------------------------------

    /** The fields of an input, one for each item. @param {string} name */
    fieldsOf(name) {
      return fieldsIn(this.$form).filter(($field) => $field.name === name && $field.type !== "checkbox");
    }

    /** The boxes of the conditions that the reader answers. */
    boxes() {
      return [.../** @type {NodeListOf<HTMLInputElement>} */ (
        this.$form.querySelectorAll("input[type=checkbox]")
      )];
    }

    /** @returns {Entry[]} */
    read() {
      const read = this.rule.inputs.flatMap(({ name, type }) =>
        this.fieldsOf(name).map(($field) => ({
          $field, name, ...understand(type, $field.value.trim(), this.vocabulary),
        })),
      );
      const error = this.$on.validity.badInput ? this.words.error.date : "";
      const day = { $field: this.$on, name: "on", text: this.$on.value, value: "", understood: "" };
      return [...read, { ...day, error }];
    }

    /** What evaluate takes: a ticked condition is assumed, an unticked one is answered. */
    given() {
      /** @type {Record<string, string[]>} */
      const given = {};
      for (const { name } of this.rule.inputs) {
        given[name] = this.entries.filter((entry) => entry.name === name).map(({ value }) => value);
      }
      for (const $box of this.boxes()) if (!$box.checked) given[$box.name] = ["no"];
      return given;
    }

    /** Read and calculate, and say at once what programs and fields need. */
    update() {
      this.entries = this.read();
      this.result = this.entries.some(({ error }) => error)
        ? { outcome: "invalid", errors: [] }
        : evaluate(this.rule, this.given(), this.$on.value || this.today);
      for (const { $field, understood } of this.entries) showUnderstood($field, understood);
      this.markResult();
      this.$copied.textContent = "";
      this.$copyText.hidden = true;
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.settle(), PAUSE);
    }

    /** Put into words, and into the address, what update() found. */
    settle() {
      if (this.pause === 0) return;
      clearTimeout(this.pause);
      this.pause = 0;
      for (const { $field, error } of this.entries) showError($field, error);
      this.showResult();
      keepInAddress(this.prefix, this.state());
    }

    // --- the result --------------------------------------------------------------------------

    markResult() {
      const { result, $result } = this;
      $result.dataset.outcome = result.outcome;
      markAmount($result, "errors" in result ? null : result);
      for (const [reading, $under] of this.$under) {
        markAmount($under, "errors" in result ? null : result.under[reading]);
      }
    }

    showResult() {
      const { result, vocabulary } = this;
      const told = "errors" in result || this.isUntouched() ? null : result;
      this.$headline.className = told ? "result-amount" : "result-hint";
      this.$headline.textContent = told
        ? headline(vocabulary, this.rule.bound, told)
        : this.hint();
      const asked = this.boxes().map(($box) => $box.name);
      const notes = told ? remarks(vocabulary, asked, told) : [];
      this.$remarks.replaceChildren(...notes.map((note) => element("li", "", note)));
      this.$remarks.hidden = notes.length === 0;
      this.showSteps(told ? told.steps : []);
      for (const [reading, $under] of this.$under) this.showUnder($under, told, reading);
    }

    /** Instead of a result: an invitation, or what stands in its way. */
    hint() {
      const { result, vocabulary, words } = this;
      if ("errors" in result) return words.outcome.invalid;
      const list = result.missing.map((name) => label(vocabulary, name)).join(words.list_join);
      if (result.high === null) return fill(words.empty, { list });
      const most = { low: result.high, high: result.high };
      return fill(words.empty_most, { list, x: moneyWords(vocabulary, most) });
    }

    /** Whether the result is open only because nothing has been entered yet. */
    isUntouched() {
      const blank = this.entries.every(({ name, text }) => name === "on" || text === "");
      return this.result.outcome === "range" && blank && this.boxes().every(($box) => $box.checked);
    }

    /** @param {Rules.Step[]} steps */
    showSteps(steps) {
      const lines = stepWords(this.vocabulary, this.rule.per, steps);
      this.$steps.replaceChildren(...lines.map((line, place) => this.stepItem(line, steps[place])));
      this.$details.hidden = steps.length === 0;
    }

    /**
     * A step's line, in which each fact leads to its row.
     * @param {string} line @param {Rules.Step} step
     */
    stepItem(line, step) {
      const sources = this.data.sources[this.vocabulary.language];
      const marks = step.args
        .filter(({ name }) => name !== null && Object.hasOwn(sources, name))
        .map((shown) => ({ text: namedWords(this.vocabulary, shown), name: shown.name ?? "" }))
        .map((mark) => ({ ...mark, start: line.indexOf(mark.text) }))
        .sort((a, b) => a.start - b.start);
      const $item = element("li");
      let end = 0;
      for (const { text, name, start } of marks) {
        if (start < end) continue; // not told in this line, or told already
        $item.append(line.slice(end, start), link(text, sources[name]));
        end = start + text.length;
      }
      $item.append(line.slice(end));
      return $item;
    }

    /**
     * @param {HTMLElement} $under @param {(Rules.Reading & {under: Record<string, Rules.Reading>}) | null} told
     * @param {string} reading
     */
    showUnder($under, told, reading) {
      $under.hidden = told === null;
      if (told === null) return;
      const other = { ...told, ...told.under[reading] };
      const amount = element("strong", "", headline(this.vocabulary, this.rule.bound, other));
      $under.replaceChildren(`${this.words.readings} `, amount);
    }

    // --- copies ------------------------------------------------------------------------------

    async copy() {
      this.settle();
      const text = this.asText();
      try {
        await navigator.clipboard.writeText(text);
        this.$copied.textContent = this.words.copied;
      } catch {
        // No clipboard outside secure pages, or the reader has forbidden it.
        this.$copied.textContent = this.words.copy_by_hand;
        this.$copyText.value = text;
        this.$copyText.rows = text.split("\n").length;
        this.$copyText.hidden = false;
        this.$copyText.select();
      }
    }

    /** The case, its result and its steps as plain text, with an address that shows them again. */
    asText() {
      const name = find(this.$root, "h2, h3, h4, h5", HTMLElement).firstChild?.textContent?.trim();
      const lines = [name ?? "", ...this.caseLines(), "", this.$headline.textContent ?? ""];
      for (const $remark of this.$remarks.children) lines.push($remark.textContent ?? "");
      for (const $under of this.$under.values()) if (!$under.hidden) lines.push($under.textContent ?? "");
      if (!this.$details.hidden) lines.push("", this.words.steps_title);
      [...this.$steps.children].forEach(($step, place) => {
        lines.push(`${place + 1}. ${$step.textContent}`);
      });
      return [...lines, "", location.href].join("\n");
    }

    /** What was entered, each with its label. */
    caseLines() {
      const { vocabulary, words } = this;
      const day = { name: null, kind: "date", low: this.day(), high: this.day() };
      const lines = this.entries
        .filter(({ name, text }) => name !== "on" && text !== "")
        .map(({ name, text, understood }) => [label(vocabulary, name), understood || text])
        .concat([[words.on, clausebook.explain.valueWords(vocabulary, day)]]);
      return lines.map(([name, value]) => fill(words.named, { name, value }));
    }

    day() {
      return this.$on.value || this.today;
    }

    // --- the address -------------------------------------------------------------------------

    /** What differs from an untouched form, as names and texts. @returns {[string, string][]} */
    state() {
      const several = this.itemsNow().length > 1;
      const scopes = new Map(this.rule.inputs.map(({ name, scope }) => [name, scope]));
      const kept = this.entries.filter(({ name, text }) =>
        name === "on" ? text !== "" && text !== this.today
        : text !== "" || (several && scopes.get(name) === "item"),
      );
      const unticked = this.boxes().filter(($box) => !$box.checked);
      return [
        ...kept.map(({ name, text }) => /** @type {[string, string]} */ ([name, text])),
        ...unticked.map(({ name }) => /** @type {[string, string]} */ ([name, "no"])),
      ];
    }

    restore() {
      const query = new URLSearchParams(location.search);
      /** @param {string} name */
      const texts = (name) => query.getAll(this.prefix + name);
      const inItems = this.rule.inputs.filter(({ scope }) => scope === "item");
      const wanted = Math.min(MOST_ITEMS, Math.max(...inItems.map(({ name }) => texts(name).length)));
      while (this.$add && this.itemsNow().length < wanted) this.appendItem();
      this.numberItems();
      for (const { name } of [...this.rule.inputs, { name: "on" }]) {
        const given = texts(name);
        this.fieldsOf(name).forEach(($field, place) => enter($field, given[place]));
      }
      for (const $box of this.boxes()) $box.checked = texts($box.name)[0] !== "no";
    }
  }

  // --- data and words ------------------------------------------------------------------------

  /** What export.py wrote for a benefit. @param {string} id @returns {BenefitData} */
  function dataOf(id) {
    const [clause] = id.split(/[#:]/u, 1);
    const benefits = /** @type {Record<string, BenefitData> | undefined} */ (
      clausebook.registered.get(`rules:${clause}`)
    );
    if (!benefits || !Object.hasOwn(benefits, id)) throw new Error(`calculator: no rule of ${id}`);
    return benefits[id];
  }

  /** @param {BenefitData} data @returns {Vocabulary} */
  function vocabularyOf({ labels, choices, units }) {
    const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    const strings = clausebook.registered.get(`strings-${language}`);
    const words = /** @type {{calculator: CalculatorWords}} */ (strings).calculator;
    return { language, words, labels: labels[language], choices: choices[language], units };
  }

  /**
   * What was typed or chosen, as evaluate takes it, as it was understood, or what is wrong with it.
   * @param {string} type @param {string} text @param {Vocabulary} vocabulary
   * @returns {Understood}
   */
  function understand(type, text, { words, language }) {
    if (text === "") return { text, value: "", understood: "", error: "" };
    if (type === "choice" || type === "yes_no") return { text, value: text, understood: "", error: "" };
    try {
      const quantity = readEntry(text, /** @type {Kind} */ (type));
      const shown = show(quantity, language);
      const understood = shown === text ? "" : fill(words.understood, { x: shown });
      return { text, value: canonical(quantity), understood, error: "" };
    } catch (problem) {
      if (!(problem instanceof NotAQuantity)) throw problem;
      return { text, value: "", understood: "", error: words.error[problem.message] };
    }
  }

  /** Yuan as 万元, as the data attributes give amounts. @param {string} yuan */
  function inWan(yuan) {
    return exact(Fraction.read(yuan).over(WAN));
  }

  // --- the page ------------------------------------------------------------------------------

  /**
   * The amount where it is certain, otherwise its range.
   * @param {HTMLElement} $of @param {Rules.Ends | null} ends
   */
  function markAmount($of, ends) {
    delete $of.dataset.amount;
    delete $of.dataset.low;
    delete $of.dataset.high;
    if (ends === null) return;
    if (ends.low === ends.high) {
      $of.dataset.amount = inWan(ends.low);
      return;
    }
    $of.dataset.low = inWan(ends.low);
    if (ends.high !== null) $of.dataset.high = inWan(ends.high);
  }

  /** @param {Element | undefined} $parent */
  function fieldsIn($parent) {
    return [.../** @type {NodeListOf<Field>} */ ($parent?.querySelectorAll("input, select") ?? [])];
  }

  /** A text from the address; one that the field does not offer changes nothing.
   * @param {Field} $field @param {string | undefined} text */
  function enter($field, text) {
    if (text === undefined) return;
    const before = $field.value;
    $field.value = $field instanceof HTMLInputElement ? text.slice(0, $field.maxLength) : text;
    if ($field.value === "" && text !== "") $field.value = before;
  }

  /** @param {Field} $field @param {string} understood */
  function showUnderstood($field, understood) {
    const $shown = $field.closest("[data-field]")?.querySelector("[data-understood]");
    if ($shown) $shown.textContent = understood;
  }

  /**
   * The message beside its field; it is part of the field's description.
   * @param {Field} $field @param {string} message
   */
  function showError($field, message) {
    const id = `${$field.id}-error`;
    const described = ($field.getAttribute("aria-describedby") ?? "").split(" ");
    const others = described.filter((part) => part !== "" && part !== id);
    document.getElementById(id)?.remove();
    $field.toggleAttribute("aria-invalid", false);
    if (message) {
      const $error = element("p", "field-error", message);
      $error.id = id;
      $field.closest("[data-field]")?.append($error);
      $field.setAttribute("aria-invalid", "true");
      others.unshift(id);
    }
    if (others.length > 0) $field.setAttribute("aria-describedby", others.join(" "));
    else $field.removeAttribute("aria-describedby");
  }

  /**
   * A link to a fact's row; on the same page it keeps the query.
   * @param {string} text @param {string} target below the site's root
   */
  function link(text, target) {
    const address = new URL(clausebook.root + target);
    const $link = document.createElement("a");
    $link.className = "fact";
    $link.href = address.pathname === location.pathname ? address.hash : address.href;
    $link.textContent = text;
    return $link;
  }

  /** @param {string} tag @param {string} [className] @param {string} [text] @returns {HTMLElement} */
  function element(tag, className = "", text = "") {
    const $element = document.createElement(tag);
    if (className) $element.className = className;
    $element.textContent = text;
    return $element;
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
