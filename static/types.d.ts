/** What the scripts in this folder share; checked by `make check`, not shipped. */
interface Clausebook {
  /** Absolute address of the site's root, with a final slash; empty outside a page. */
  root: string;
  register(name: string, data: unknown): void;
  load(name: string, file: string): Promise<any>;
  run(files: string[]): Promise<unknown>;
  registered: Map<string, unknown>;
}
declare var clausebook: Clausebook;

// --- the page --------------------------------------------------------------------------------

/** What templates/strings/ gives to scripts in the page's language, by file. */
interface PageWords {
  common: { status: Record<string, string> };
  search: SearchWords;
  calculator: CalculatorWords;
}
interface Clausebook {
  page: {
    language: Language;
    words<Name extends keyof PageWords>(name: Name): PageWords[Name];
    today(): string;
    find<T extends Element>($parent: ParentNode, selector: string, type: new () => T): T;
    findAll<T extends Element>($parent: ParentNode, selector: string, type: new () => T): T[];
    element(tag: string, className?: string, text?: string): HTMLElement;
    textOf($of: Element): string;
    setOrRemove($of: Element, attribute: string, value: string | null): void;
    languageLinks(): HTMLAnchorElement[];
    keepQuery(address: URL, asStep?: boolean): void;
  };
}

// --- offline ---------------------------------------------------------------------------------

interface Navigator {
  /** What Chromium tells of the network; TypeScript does not know it. */
  readonly connection?: { readonly saveData?: boolean };
}

// --- search ----------------------------------------------------------------------------------

/** A unit of a run, and where it is in the folded text. */
interface TextPart {
  text: string;
  start: number;
  end: number;
}
/** A term, and where it is in a text. */
interface TokenPlace {
  token: string;
  start: number;
  end: number;
}
/** A word, or a run of signs and numbers as it is read and as it is written. */
interface TextElement {
  word: string;
  units: TextPart[];
  written: TextPart[];
  start: number;
  end: number;
}
/** One way to have a part of a query: a clause needs all these terms. */
interface WishWay {
  terms: string[];
  /** What the way counts; 1 is what was typed. */
  weight: number;
  /** What its terms count for lunr, where that is another number. */
  boost?: number;
}
/** A word of a query, or a pair of signs. */
interface WishPart {
  term: string;
  typed: string;
  start: number;
  end: number;
  /** The word as it was typed; empty for signs. */
  word: string;
  /** The sign or number, where it stands alone. */
  unit: string;
  /** Whether it tells nothing about the answer, such as 多少 and the. */
  empty: boolean;
  found: boolean;
  /** Whether clauses are called by it, such as their place or number. */
  names: boolean;
  ways: WishWay[];
}
/** What a query asks for; see search-ways.js. */
interface Wish {
  parts: WishPart[];
  /** Words that no text has, and the ones that were searched instead. */
  corrected: { typed: string; used: string }[];
  /** Words that were searched as well because they mean the same. */
  also: { typed: string; words: string[] }[];
  /** What no text has, and how many words it is; a sign is half a word. */
  lost: { text: string; words: number }[];
}
interface Found extends Omit<Wish, "parts" | "lost"> {
  query: string;
  wish: Wish;
  /** All of them, the best first; a place is the clause's number in the order of the site. */
  hits: { place: number; score: number }[];
  /** What no text has. */
  missing: string[];
  /** When nothing has enough of the query: its parts that something has. */
  weak: { words: string; count: number }[];
}
/** search/root, which clausebook/search/shards.py writes. */
interface SearchRoot {
  entries: number;
  boosts: Record<string, number>;
  averages: Record<string, number>;
  lengths: number[];
  b: number;
  k1: number;
  /** Shards below a node; 0 where the root names all shards. */
  node: number;
  firsts: string;
}
/** A term's postings in each field, then lines of the thesaurus. */
type SearchRow = string[];
interface LunrHit {
  ref: string;
  score: number;
  matchData: { metadata: Record<string, unknown> };
}
interface Clausebook {
  tokenise: {
    learn(variants: string): void;
    fold(text: string): string;
    elements(folded: string): TextElement[];
    terms(element: TextElement): TokenPlace[];
    figures(folded: string): TokenPlace[];
    tokens(text: string): string[];
    asRead(text: string): string[];
    stem(word: string): string;
    places(text: string): TokenPlace[];
  };
  nearest(word: string, words: string[]): string;
  searchIndex: {
    data(name: string): Promise<any>;
    root(): Promise<SearchRoot>;
    rows(terms: Iterable<string>): Promise<Map<string, SearchRow>>;
    beginning(start: string): Promise<string[]>;
    begins(start: string): Promise<boolean>;
    hasPostings(row: SearchRow | undefined): boolean;
    notes(row: SearchRow | undefined): string[];
    telling(root: SearchRoot, postings: number): number;
    ask(weights: Map<string, number>): Promise<{ told: Map<string, number>; hits: LunrHit[] }>;
  };
  searchQuery: {
    LONGEST_QUERY: number;
    read(folded: string): { parts: WishPart[]; places: TokenPlace[] };
    lost(folded: string, parts: WishPart[]): { text: string; words: number }[];
  };
  searchWays: {
    understand(query: string): Promise<Wish>;
  };
  searchMarks: {
    highlights(text: string, wish: Wish): [number, number][];
    excerpt(text: string, wish: Wish, size: number): [number, number];
  };
  search: {
    LONGEST_QUERY: number;
    prepare(): Promise<void>;
    find(query: string): Promise<Found>;
    data(name: string): Promise<any>;
    text(place: number, language: Language): Promise<HitText>;
  };
}
/** What the search page shows of a clause; see hit() in clausebook/search/entries.py. */
interface HitText {
  id: string;
  title: string;
  where: string;
  /** Below the site's root. */
  url: string;
  text: string;
  status: Rules.Validity;
  expired: string;
  amount: string;
  jurisdiction: string;
  calculators: number;
}
/** A facet with what is chosen and the values of each place. */
interface Facet {
  name: string;
  chosen: Set<string>;
  values: Map<number, string[]>;
}
/** See sift() in search-facets.js. */
interface Sifted {
  passing: number[];
  counts: Map<string, Map<string, number>>;
  only: Map<string, number>;
}
/** What the search page shows: of all that is found, what passes the facets. */
interface Answer extends Sifted {
  query: string;
  found: Found;
  /** How many clauses are found; without a query, all. */
  total: number;
  /** Whether there is a query or a choice. */
  isAsked: boolean;
}
/** Another search: its words with another query, or without the choices of a facet, or any. */
interface Offer {
  words: string;
  query?: string;
  facet?: string;
}
interface SearchPanel {
  everything(): number[];
  facets(): Promise<Facet[]>;
  chosen(): HTMLInputElement[];
  restore(parameters: URLSearchParams): void;
  keep(parameters: URLSearchParams): void;
  drop(which: (of: HTMLInputElement) => boolean): void;
  show(answer: Answer): void;
  facetOf(name: string): string;
}
interface Clausebook {
  searchParts: {
    onQuery($field: HTMLInputElement, search: () => void): void;
    announcer($region: HTMLElement): (text: string) => void;
    appendMarked(
      $parent: HTMLElement,
      text: string,
      matches: [start: number, end: number][],
      part?: [start: number, end: number],
    ): void;
  };
  searchFacets: {
    valuesOf(data: Record<string, number[]>): Map<number, string[]>;
    sift(places: number[], facets: Facet[]): Sifted;
    byCap(places: number[], caps: number[][]): number[];
  };
  searchHits: {
    hit($template: HTMLTemplateElement, place: number, wish: Wish, day: string): Promise<HTMLElement>;
  };
  searchHelp: {
    summary(answer: Answer): string;
    remarks(found: Found): string[];
    offers(answer: Answer, panel: SearchPanel): Offer[];
  };
  SearchPanel: new (
    $root: HTMLElement,
    day: string,
    tell: { chosen: () => void; opened: () => void },
  ) => SearchPanel;
  SearchDropdown: new ($form: HTMLFormElement) => object;
}
/** templates/strings/search.yaml */
interface SearchWords {
  loading: string;
  failed: string;
  retry: string;
  quoted: string;
  comma: string;
  found: { one: string; many: string; filtered: string; chosen: string };
  nothing: { many: string; filtered: string; chosen: string };
  corrected: string;
  also: string;
  missing: string;
  drop_words: string;
  weak: string;
  drop_filter: string;
  drop_filters: string;
  filter: string;
  remove: string;
  clear: string;
  more: string;
  done: string;
  list: string;
  list_said: string;
  list_all: string;
  list_none: string;
}
/** The little of lunr.js 2.3.9 that is used. */
declare namespace lunr {
  interface Query {
    term(term: string, options: { boost: number; usePipeline: boolean }): Query;
  }
  interface Index {
    query(build: (query: Query) => void): LunrHit[];
  }
  const Index: new (attributes: Record<string, unknown>) => Index;
  const Vector: new (elements: number[]) => object;
  const Pipeline: new () => object;
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
