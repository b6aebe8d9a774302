/** What modules cannot say of themselves; checked by `make check`, not shipped. */

/** The one global; see frame/registry.js. */
declare var clausebook: import("./frame/registry.js").Registry;

/** What browsers with Trusted Types have; TypeScript does not know them. */
declare var trustedTypes: undefined | { createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy };
interface TrustedPolicy {
  createScriptURL(file: string): string;
}

interface Navigator {
  /** What Chromium tells of the network; TypeScript does not know it. */
  readonly connection?: { readonly effectiveType?: string; readonly saveData?: boolean };
}

// --- words: templates/strings/ in the page's language ----------------------------------

/** What each bundle begins with, as far as it asks for it. */
declare const WORDS: {
  common: CommonWords;
  notes: { term_page: string };
  search: SearchWords;
  calculator: CalculatorWords;
  account: AccountWords;
  planner: PlannerWords;
  found: FoundWords;
  shortlist: ShortlistWords;
  comparison: ComparisonWords;
  case: CaseWords;
  money: import("./quantity/currencies.js").Money;
  styles: Record<string, import("./quantity/styles.js").Style>;
  calendar: import("./told/spans.js").Calendar;
};
interface FoundWords {
  name: string;
  places: Counted;
  at: string;
  next: string;
  remove: string;
  with_key: string;
}

interface ShortlistWords {
  name: string;
  count: Counted;
  compare: string;
  clear: string;
}
interface ComparisonWords {
  row: Record<string, string>;
  empty: Record<string, string>;
  differs: string;
  same: string;
  said: string;
  second: string;
  remove: string;
  off: string;
  full: string;
  none: string;
  suggestions: Counted;
  colon: string;
  file: string;
}
interface CaseWords {
  choose: string;
  row: string;
  hint: string;
  nothing: string;
  none: string;
  other: string;
  would: string;
  further: string;
  calculator: string;
}
/** Words for one and for many. */
interface Counted {
  one: string;
  many: string;
}
interface CommonWords {
  status: Record<string, string>;
  span: Record<string, string>;
  lost: string;
  reload: string;
}
interface SearchWords {
  loading: string;
  failed: string;
  retry: string;
  outdated: string;
  quoted: string;
  comma: string;
  found: Counted & { filtered: string; chosen: string };
  nothing: { many: string; filtered: string; chosen: string };
  corrected: string;
  nearest: string;
  partly: Counted;
  elsewhere: string;
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
  list_said: Counted;
  list_all: Counted;
  list_none: string;
}
interface CalculatorWords {
  remove_item: string;
  understood: string;
  meant: string;
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
  applications: string;
  binding: string;
  of_item: string;
  left: Record<string, string>;
  limited: Record<string, string>;
  only_limit: string;
  only_range: string;
  joint: string;
  joint_up_to: string;
  joint_of: string;
  joint_of_up_to: string;
  readings: string;
  spread: string;
  spread_open: string;
  split: string;
  split_up_to: string;
  step_join: string;
  instalments: Record<string, string>;
  list_join: string;
  range: string;
  from: string;
  open_value: string;
  named: string;
  labelled: string;
  labelled_answer: string;
  answer: Record<string, string>;
  error: Record<string, string>;
}
/** What accounts for a result. */
interface AccountWords {
  copied: string;
  copy_by_hand: string;
  steps_title: string;
  step: Record<string, string>;
  step_operator: Record<string, string>;
  formula: Record<string, string>;
}
/** Words by name. */
type Texts<Name extends string> = Record<Name, string>;
interface PlannerWords {
  join: string;
  colon: string;
  for_items: string;
  keep: Texts<"copied" | "by_hand">;
  ask: Texts<
    | "next" | "skip" | "unknown" | "decides" | "decides_more" | "then" | "last" | "one_more"
    | "more" | "done" | "nothing">;
  said: Texts<"title" | "change">;
  steps: Texts<
    | "title" | "answer" | "answer_of" | "blank" | "decided" | "day" | "same" | "moved"
    | "and_more"> & { became: Record<string, string> };
  amount: Texts<"up_to" | "range" | "from" | "open">;
  total: Texts<
    | "title" | "start" | "grows" | "certain" | "instead" | "more" | "open" | "unlimited"
    | "limited" | "amounts" | "judged" | "others" | "limits" | "until" | "nothing" | "payers"
    | "payer" | "sure" | "most" | "none" | "bar" | "counts" | "done" | "live">;
  outcome: Record<string, string>;
  fits: Texts<
    | "title" | "none" | "none_yet" | "may" | "until" | "status" | "answers" | "judged"
    | "first_step" | "offices" | "offices_others" | "no_office" | "no_materials"
    | "more_materials" | "clause" | "calculator" | "decided" | "not_yet">;
  nearly: Texts<"title" | "none" | "benefit" | "takes" | "then" | "answers">;
  not: Texts<"title" | "why" | "failed" | "nothing">;
  over: Texts<"title" | "why" | "would">;
  conflicts: Texts<
    | "title" | "none" | "nothing" | "instead" | "carried" | "alternatives" | "alternative"
    | "open" | "open_why" | "reading"> & { type: Record<string, string> };
  places: Texts<
    | "title" | "why" | "total" | "payers" | "differs" | "own" | "nobody" | "same" | "gained"
    | "moved" | "from_to" | "lost" | "silent" | "absent">;
  cases: Texts<
    | "title" | "why" | "keep" | "keep_again" | "swap" | "drop" | "same" | "a" | "b" | "total"
    | "none" | "steps">;
  since: Texts<"title" | "made" | "data" | "data_same" | "day" | "day_same">;
}
