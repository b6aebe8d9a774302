/** What the scripts in this folder share; checked by `make check`, not shipped. */
interface Clausebook {
  /** Absolute address of the site's root, with a final slash; empty outside a page. */
  root: string;
  register(name: string, data: unknown): void;
  load(name: string, file: string): Promise<any>;
  registered: Map<string, unknown>;
}
declare var clausebook: Clausebook;

// --- the page --------------------------------------------------------------------------------

/** What templates/strings/ gives to scripts in the page's language. */
interface PageWords {
  search: SearchWords;
  calculator: CalculatorWords;
}
interface Clausebook {
  page: {
    language: Language;
    words: PageWords;
    today(): string;
    find<T extends Element>($parent: ParentNode, selector: string, type: new () => T): T;
    findAll<T extends Element>($parent: ParentNode, selector: string, type: new () => T): T[];
    element(tag: string, className?: string, text?: string): HTMLElement;
    textOf($of: Element): string;
    setOrRemove($of: Element, attribute: string, value: string | null): void;
    languageLinks(): HTMLAnchorElement[];
    keepQuery(address: URL): void;
  };
}

// --- offline ---------------------------------------------------------------------------------

interface Navigator {
  /** What Chromium tells of the network; TypeScript does not know it. */
  readonly connection?: { readonly saveData?: boolean };
}

// --- search ----------------------------------------------------------------------------------

/** A piece of a text, folded, and where it stands. */
interface TextPart {
  text: string;
  start: number;
  end: number;
}
/** A term of a text, and the one or two pieces it is made of. */
interface TokenPlace {
  token: string;
  parts: TextPart[];
}
/** What a query asks for; see understand() in search-engine.js. */
interface Wish {
  tokens: Set<string>;
  units: string[];
  prefix: string;
}
/** What clausebook/search/index.py writes and lunr.Index.load reads. */
interface SerialisedIndex {
  invertedIndex: [term: string, posting: object][];
}
interface OpenIndex {
  index: lunr.Index;
  terms: Set<string>;
}
interface Clausebook {
  tokenise: {
    fold(text: string): string;
    runs(text: string): (string | string[])[];
    units(run: string): string[];
    tokens(text: string): string[];
    bigrams(run: string[]): string[];
    stem(word: string): string;
    places(text: string): TokenPlace[];
  };
  searchEngine: {
    LONGEST_QUERY: number;
    search(name: string, query: string, limit?: number): { ref: string; score: number }[];
    clausesOf(name: string, query: string): { term: string; boost: number }[];
    highlights(text: string, query: string): [start: number, end: number][];
    excerpt(text: string, query: string, size: number): [start: number, end: number];
  };
}
/** What the search page shows of a clause. */
interface HitText {
  title: string;
  where: string;
  text: string;
  /** Below the site's root. */
  url: string;
  status: Rules.Validity;
  expired: string;
  amount: string;
}
/** templates/strings/search.yaml */
interface SearchWords {
  loading: string;
  failed: string;
  results_one: string;
  results_many: string;
  results_first: string;
  nothing_found: string;
  nothing_found_hint: string;
  status: Record<string, string>;
}
/** The little of lunr.js 2.3.9 that is used. */
declare namespace lunr {
  interface TokenSet {
    toArray(): string[];
  }
  interface Query {
    term(term: string, options: { boost: number; usePipeline: boolean }): Query;
  }
  interface Index {
    tokenSet: { intersect(wanted: TokenSet): TokenSet };
    query(build: (query: Query) => void): { ref: string; score: number }[];
  }
  const Index: { load(data: SerialisedIndex): Index };
}

// --- quantities and rules --------------------------------------------------------------------

type Kind = "money" | "usd" | "rate" | "ratio" | "count" | "duration" | "date";
type Language = "zh" | "en";
/** An exact rational number; see fraction.js. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
  plus(other: Fraction): Fraction;
  minus(other: Fraction): Fraction;
  times(other: Fraction): Fraction;
  over(other: Fraction): Fraction;
  floor(): bigint;
  isBelow(other: Fraction): boolean;
  equals(other: Fraction): boolean;
}
/** A value, its unit and its bound; see Quantity in clausebook/quantity.py. */
interface Quantity {
  kind: Kind;
  value: Fraction;
  unit: string;
  bound: string;
}
/** schema/units.json. */
interface Units {
  scales: Record<string, string>;
  currencies: Record<string, Kind>;
  durations: Record<string, [one: string, many: string]>;
  /** How many years each word for a time is. */
  in_years: Record<string, string>;
  ordinals: string[];
  measures: Record<string, [one: string, many: string]>;
  bounds: Record<string, { name: string; zh: string; en: string }>;
  months: string[];
}
/** The compiled benefit and its result; see schema/rules.md. */
declare namespace Rules {
  interface Range {
    low: Fraction;
    high: Fraction | null;
  }
  type Answer = boolean | null;
  type Operator = (...args: any[]) => Range | Answer;
  /** [operator, kind, …operands]; see clausebook/rules/compile.py. */
  type Node = [operator: string, kind: string, ...operands: any[]];
  type Given = Map<string, string[]>;
  interface Spec {
    name: string;
    type: string;
    scope: string;
    default: string | null;
    choices?: string[];
  }
  interface Limits {
    combined?: { ceiling: Node; with: Node };
    count?: Node;
    per_year?: Node;
    in_total?: Node;
    stacking?: "best-of";
  }
  interface Way {
    pays: Node;
    limits: Limits;
  }
  interface Validity {
    from?: string | null;
    until?: string | null;
    by_reference?: { from: string; until: string } | null;
  }
  interface Benefit extends Way {
    id: string;
    per: string | null;
    bound: string;
    facts: Record<string, { kind: string; value: string }>;
    inputs: Spec[];
    conditions: { id: string; holds: Node | null }[];
    under: Record<string, Way>;
    validity: Validity;
    split: string[];
  }
  interface Ends {
    low: string;
    high: string | null;
  }
  /** A value as a result tells it: a range, an answer or a choice. */
  interface Shown {
    name: string | null;
    kind: string;
    low?: string;
    high?: string | null;
    value?: string;
  }
  interface Step extends Shown {
    op: string;
    item: number | null;
    args: Shown[];
  }
  /** The result of one reading. */
  interface Reading extends Ends {
    outcome: string;
    items: Ends[];
    split: Ends[];
    missing: string[];
    assumed: string[];
    failed: string[];
    binding: string[];
    steps: Step[];
    status?: string;
    would?: (Ends & { items: Ends[]; split: Ends[] }) | null;
  }
  /** One evaluation: what is given, and what has been learnt on the way. */
  interface Run {
    benefit: Benefit;
    given: Given;
    item: number | null;
    steps: Step[];
    missing: string[];
    assumed: string[];
    failed: string[];
    binding: string[];
    text(name: string, otherwise: string | null): string | null;
    step(op: string, args: Shown[], value: Range | Answer, kind: string): void;
  }
  interface Invalid {
    outcome: "invalid";
    errors: { input: string; code: string }[];
  }
  type Result = Invalid | (Reading & { under: Record<string, Reading> });
}
interface Clausebook {
  Fraction: {
    new (numerator: bigint, denominator?: bigint): Fraction;
    read(text: string): Fraction;
  };
  quantity: {
    NotAQuantity: new (message: string) => Error;
    canonical(of: Quantity): string;
    readEntry(text: string, kind: Kind): Quantity;
    firstDay(text: string): Fraction | null;
    isoDate(day: Fraction): string;
    exact(value: Fraction): string;
    show(of: Quantity, language: Language): string;
    roundHalfUp(value: Fraction, decimals: number): Fraction;
  };
  operators: {
    ANYTHING: Rules.Range;
    CannotCalculate: new (message: string) => Error;
    OPERATORS: Map<string, Rules.Operator>;
    ZERO: Fraction;
    add(a: Rules.Range, b: Rules.Range): Rules.Range;
    both(...args: Rules.Answer[]): Rules.Answer;
    highest(values: Fraction[]): Fraction;
    hull(ranges: Rules.Range[]): Rules.Range;
    isExact(a: Rules.Range): boolean;
    lowest(values: Fraction[]): Fraction;
    maximum(...args: Rules.Range[]): Rules.Range;
    minimum(...args: Rules.Range[]): Rules.Range;
    mul(a: Rules.Range, b: Rules.Range): Rules.Range;
    point(value: Fraction): Rules.Range;
    range(low: Fraction, high: Fraction | null): Rules.Range;
    sub(a: Rules.Range, b: Rules.Range): Rules.Range;
  };
  strings: {
    fill(pattern: string, values: Record<string, string>): string;
  };
  validity: {
    statusOn(validity: Rules.Validity, on: string): string;
  };
  ruleInputs: {
    errorsIn(benefit: Rules.Benefit, given: Rules.Given): { input: string; code: string }[];
    itemsIn(given: Rules.Given): number;
    numberOf(kind: string, value: string): Fraction | null;
  };
  ruleExpressions: {
    Run: new (benefit: Rules.Benefit, given: Rules.Given) => Rules.Run;
    answerOf(run: Rules.Run, node: Rules.Node): Rules.Answer;
    ends(kind: string, value: Rules.Range): Rules.Ends;
    leaf(node: Rules.Node, value: Rules.Range | Rules.Answer): Rules.Shown;
    nameOf(node: Rules.Node): string | null;
    once(names: string[], name: string): void;
    rangeOf(run: Rules.Run, node: Rules.Node): Rules.Range;
    shown(name: string | null, kind: string, value: Rules.Range | Rules.Answer): Rules.Shown;
  };
  rules: {
    evaluate(benefit: Rules.Benefit, given: Record<string, string[]>, on: string): Rules.Result;
  };
}

// --- calculators -----------------------------------------------------------------------------

/** templates/strings/calculator.yaml */
interface CalculatorWords {
  item: Record<string, string>;
  remove_item: string;
  copied: string;
  copy_by_hand: string;
  understood: string;
  on: string;
  condition_not_met: string;
  empty: string;
  empty_most: string;
  history: Record<string, string>;
  amount: Record<string, string>;
  outcome: Record<string, string>;
  status: Record<string, string>;
  missing: string;
  assumed_conditions: string;
  assumed_history: string;
  failed: string;
  binding: string;
  readings: string;
  split: string;
  steps_title: string;
  list_join: string;
  range: string;
  from: string;
  open_value: string;
  named: string;
  labelled: string;
  answer: Record<string, string>;
  step: Record<string, string>;
  step_operator: Record<string, string>;
  error: Record<string, string>;
}
/** The words in which one benefit's results are told; see Vocabulary in clausebook/explain.py. */
interface Vocabulary {
  language: Language;
  words: CalculatorWords;
  labels: Record<string, string>;
  choices: Record<string, Record<string, string>>;
  units: Record<string, string>;
}
/** A calculator's data; see rules() in clausebook/scripts.py. */
interface BenefitData {
  rule: Rules.Benefit;
  labels: Record<Language, Record<string, string>>;
  choices: Record<Language, Record<string, Record<string, string>>>;
  units: Record<string, string>;
  /** Where each fact's row stands, below the site's root. */
  sources: Record<Language, Record<string, string>>;
}
type Field = HTMLInputElement | HTMLSelectElement;
/** A text as evaluate takes it, how it was understood, and what is wrong with it. */
interface Understood {
  value: string;
  understood: string;
  error: string;
}
interface Entry extends Understood {
  $field: Field;
  spec: Rules.Spec;
  text: string;
}
/** The picture of a benefit; see calculator-curve.js. */
interface CalculatorCurve {
  mark(result: Rules.Result, given: Record<string, string[]>): void;
}
interface CalculatorForm {
  readonly rule: Rules.Benefit;
  readonly today: string;
  readonly $form: HTMLFormElement;
  /** The day as of which is calculated. */
  readonly $on: HTMLInputElement;
  readonly entries: Entry[];
  items(): HTMLElement[];
  addItem(): void;
  removeItem($item: Element): void;
  removeAddedItems(): void;
  growTo(wanted: number): void;
  fieldsOf(name: string): Field[];
  boxes(): HTMLInputElement[];
  day(): string;
  read(): void;
  isReadable(): boolean;
  isUntouched(): boolean;
  given(): Record<string, string[]>;
  showErrors(): void;
  lines(): string[];
}
interface CalculatorResult {
  readonly $details: HTMLDetailsElement;
  mark(result: Rules.Result): void;
  show(result: Rules.Result, asked: string[], untouched: boolean): void;
  lines(): string[];
}
interface Clausebook {
  explain: {
    label(vocabulary: Vocabulary, name: string): string;
    valueWords(vocabulary: Vocabulary, shown: Rules.Shown): string;
    namedWords(vocabulary: Vocabulary, shown: Rules.Shown): string;
    moneyWords(vocabulary: Vocabulary, ends: Rules.Ends): string;
    headline(vocabulary: Vocabulary, bound: string, result: Rules.Reading): string;
    remarks(vocabulary: Vocabulary, asked: string[], result: Rules.Reading): string[];
    stepWords(vocabulary: Vocabulary, per: string | null, steps: Rules.Step[]): string[];
  };
  CalculatorForm: new (
    $root: HTMLElement,
    rule: Rules.Benefit,
    vocabulary: Vocabulary,
    today: string,
  ) => CalculatorForm;
  calculatorAddress: {
    keep(prefix: string, form: CalculatorForm): void;
    restore(prefix: string, form: CalculatorForm): void;
  };
  CalculatorCurve: {
    of($root: HTMLElement): CalculatorCurve | null;
  };
  CalculatorResult: new (
    $root: HTMLElement,
    data: BenefitData,
    vocabulary: Vocabulary,
  ) => CalculatorResult;
  Calculator: new ($root: HTMLElement, today: string) => object;
}
