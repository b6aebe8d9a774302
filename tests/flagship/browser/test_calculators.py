"""Calculators in the browser: what is typed gives what the content's worked examples say."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from clausebook.meaning.entered import in_scale
from clausebook.quantity import Usage, exact
from clausebook.told.strings import script_words
from tests.browser.forms import calculator, evidence, field, result
from tests.browser.visitor import Mode, Site, Visitor, in_all_modes, in_two_modes

Json = dict[str, Any]
TODAY = "2026-03-15"
GRANT = "minhang-2025-1/rules-6#1:grant"
"""20% of the R&D investment, at most 100万元 for a product and 200万元 in a year."""
GRANT_PAGE = "minhang-2025-1/rules-6.html"
READINGS = "minhang-2025-1/rules-6#2:grant"
"""On the same page, with a second reading."""
FIXED, FIXED_PAGE = "minhang-2025-1/rules-11:award", "minhang-2025-1/rules-11.html"
CLASSES, CLASSES_PAGE = "minhang-2025-1/4:class-iii", "minhang-2025-1/4.html"
"""Has a choice and a second reading."""


def settle(page: Page) -> None:
    """Press Enter, which puts the result into words at once."""
    page.keyboard.press("Enter")


def open_on(visitor: Visitor, path: str, mode: Mode | None = None, day: str = TODAY) -> Page:
    """A page that is read on a certain day."""
    place, language, device = mode or Mode("http", "en", "desktop")
    page = visitor.context(device).new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
    page.goto(visitor.address(f"{language}/{path}", place))
    return page


# --- worked examples -------------------------------------------------------------------------

PRINTED = """$evidence => [...$evidence.querySelectorAll(".example")].map($example => ({
  headlines: [...$example.querySelectorAll(".example-result, .example-under strong")]
    .map($one => $one.textContent),
  steps: [...$example.querySelectorAll(".steps li")].map($one => $one.textContent),
}))"""
"""What the page prints for those who have no scripts."""

TOLD = """$benefit => {
  const texts = selector => [...$benefit.querySelectorAll(selector)].map($one => $one.textContent);
  const $result = $benefit.querySelector("[data-result]");
  const { amount } = $result.dataset;
  const $under = [...$result.querySelectorAll("[data-reading]")];
  const $others = $under.filter($one => !$one.hidden);
  return {
    amount,
    under: Object.fromEntries($under.map($one => [$one.dataset.reading, $one.dataset.amount])),
    headlines: [
      $result.querySelector("[data-headline]").textContent,
      ...$others.map($one => $one.querySelector(".result-amount").textContent),
    ],
    steps: texts("[data-result] .steps li"),
  };
}"""

COME = """
  $form.dispatchEvent(new FocusEvent("focusin"));
  $form.dispatchEvent(new Event("toggle"));
  const has = (name) => clausebook.registered.has(name);
  while (!has("entries") || !has("account")) await new Promise((done) => setTimeout(done, 10));
"""
"""What reads every notation and what tells the steps have come, as for who goes to the form."""

TYPED = """async ($benefit, cases) => {
  const told = TOLD;
  const $form = $benefit.querySelector("form");
  COME
  const ids = ($benefit.dataset.checks ?? "").split(" ").filter(Boolean);
  const change = ($field, value) => {
    if ($field.type === "checkbox") $field.checked = value === "yes";
    else $field.value = value;
    $field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const found = [];
  for (const { items, entries } of cases) {
    $form.reset();
    await new Promise((done) => setTimeout(done));
    for (let item = 1; item < items; item += 1) $form.querySelector("[data-add]").click();
    for (const [name, item, value] of entries) {
      const $box = ids.map((id) => document.getElementById(id)).find(($one) => $one.name === name);
      change($box ?? $form.querySelectorAll(`[name="${name}"]`)[item], value);
    }
    $form.dispatchEvent(new Event("change"));
    found.push(told($benefit));
  }
  return found;
}""".replace("TOLD", TOLD).replace("COME", COME)
"""All examples at once, by the events that typing would cause."""


@in_two_modes
def test_every_worked_example_comes_out_as_printed(
    mode: Mode, visitor: Visitor, site: Site
) -> None:
    """Those of every third page from the disk, of some others from a server.

    All are worked out and told by the browser's scripts in another test, without its forms.
    """
    page = visitor.context(mode.device).new_page()
    pages = list(benefits_by_page(site).items())
    for path, benefits in pages[::3] if mode.place == "file" else pages[1::6]:
        page.goto(visitor.address(f"{mode.language}/{path}", mode.place))
        for benefit in benefits:
            form = calculator(page, benefit["id"])
            cases = [case_of(benefit, example, mode.language) for example in benefit["examples"]]
            wanted = [
                {"amount": example["amount"], "under": example["under"], **words}
                for example, words in zip(
                    benefit["examples"],
                    evidence(page, benefit["id"]).evaluate(PRINTED),
                    strict=True,
                )
            ]
            assert form.evaluate(TYPED, cases) == wanted, benefit["id"]


def test_worked_example_typed_by_hand_comes_out_as_printed(visitor: Visitor, site: Site) -> None:
    """One for every kind of form; all are entered by their events in the test above."""
    kinds = {
        (example["amount"] == "0", *sorted({spec["type"] for spec in benefit["inputs"]})): case
        for benefit in site.data("benefits.json")
        for example in benefit["examples"]
        if (case := (benefit, example)) and max(map(len, example["given"].values()), default=1) < 3
    }
    assert len(kinds) > 10
    page = visitor.context().new_page()
    for benefit, example in kinds.values():
        page.goto(visitor.address(f"en/{benefit['clause'].partition('#')[0]}.html"))
        form, case = calculator(page, benefit["id"]), case_of(benefit, example, "en")
        for _ in range(case["items"] - 1):
            form.locator("[data-add]").click()
        for name, item, value in case["entries"]:
            enter(field(form, name, item), value)
        assert result(form)["amount"] == example["amount"], case


def benefits_by_page(site: Site) -> dict[str, list[Json]]:
    """All benefits, by the page below the language's folder."""
    found: dict[str, list[Json]] = {}
    for benefit in site.data("benefits.json"):
        path = benefit["clause"].partition("#")[0]
        found.setdefault(f"{path}.html", []).append(benefit)
    return found


def case_of(benefit: Json, example: Json, language: str) -> Json:
    """How many items an example has, and what is typed or chosen where."""
    specs = {spec["name"]: spec for spec in benefit["inputs"]}
    given: dict[str, list[str]] = example["given"]
    items = max([1, *(len(values) for values in given.values())])
    entries = []
    for name, values in given.items():
        spec = specs.get(name, {"type": "yes_no", "scope": "applicant"})
        # One value for all items is typed into each of them.
        all_values = values * items if len(values) == 1 and spec["scope"] == "item" else values
        for item, value in enumerate(all_values):
            entries.append((name, item, as_typed(spec["type"], value, language)))
    return {"items": items, "entries": [*entries, ("on", 0, example["on"])]}


def as_typed(kind: str, value: str, language: str) -> str:
    """A canonical value as a reader would write it."""
    wan = in_scale(Fraction(value), Usage("CNY")) if kind in ("CNY", "USD") else ""
    if kind == "CNY":
        return f"{wan}万元" if language == "zh" else f"RMB {value}"
    if kind == "duration" and "/" in value:
        months = exact(12 * Fraction(value))
        return f"{months}个月" if language == "zh" else f"{months} months"
    if kind == "duration":
        return f"{value}年" if language == "zh" else f"{value} years"
    if kind == "USD":
        return f"{wan}万美元" if language == "zh" else f"USD {value}"
    return f"{exact(Fraction(value) * 100)}%" if kind == "rate" else value


def enter(place: Locator, value: str) -> None:
    """Type, choose or tick."""
    if place.evaluate("$field => $field.type") == "checkbox":
        place.set_checked(value == "yes")
    elif place.evaluate("$field => $field.localName") == "select":
        place.select_option(value)
    else:
        place.fill(value)


def test_without_scripts_the_examples_teach_the_rule(visitor: Visitor) -> None:
    page = visitor.open(f"zh/{GRANT_PAGE}", java_script_enabled=False)
    form = calculator(page, GRANT)
    expect(form.locator("form")).to_be_hidden()
    taught = evidence(page, GRANT)
    expect(taught.locator(".rule")).to_contain_text("20%")
    expect(taught.locator(".example").first).to_contain_text("可获60万元")
    taught.locator(".example summary").first.click()
    expect(taught.locator(".example .steps li").first).to_be_visible()


# --- entries ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("400", "taken as RMB 4 million"),
        ("４００", "taken as RMB 4 million"),
        ("400万", "taken as RMB 4 million"),
        ("0.04亿", "taken as RMB 4 million"),
        ("4,000,000元", "taken as RMB 4 million"),
        ("4m RMB", "taken as RMB 4 million"),
        ("RMB 4 million", ""),
    ],
)
def test_amounts_are_read_in_every_notation(text: str, understood: str, visitor: Visitor) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE), GRANT)
    field(form, "rnd_investment").fill(text)
    expect(form.locator("[data-result]")).to_have_attribute("data-amount", "80")
    expect(form.locator("[data-understood]").first).to_have_text(understood)


def test_an_implausible_amount_asks_and_one_click_corrects_it(visitor: Visitor) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE), GRANT)
    field(form, "rnd_investment").fill("4,000,000")
    note = form.locator("[data-understood]").first
    expect(note).to_have_text("taken as RMB 40 billion Did you mean RMB 4 million?")
    assert result(form)["amount"] == "100"
    note.get_by_role("button").click()
    expect(field(form, "rnd_investment")).to_have_value("4,000,000元")
    expect(field(form, "rnd_investment")).to_be_focused()
    expect(note).to_have_text("taken as RMB 4 million")
    assert result(form) == {"outcome": "amount", "amount": "80"}


GARBAGE = ("abc", "-5", "1e9", "<b>5</b>", "12,34", "５％％", "{list}", "万", "1" * 40, "0x10", "…")


NONSENSE = """async ($benefit, texts) => {
  const $form = $benefit.querySelector("form");
  COME
  const $fields = [...$form.querySelectorAll("input[type=text]")];
  $fields.forEach(($field, place) => {
    $field.value = texts[place % texts.length];
    $field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  $form.dispatchEvent(new Event("change"));
  const { outcome, amount } = $benefit.querySelector("[data-result]").dataset;
  const found = $fields.map(($field) => {
    const [first] = ($field.getAttribute("aria-describedby") ?? "").split(" ");
    const $error = document.getElementById(first);
    return [
      $field.getAttribute("aria-invalid"),
      $error.className,
      $field.closest("[data-field]").contains($error) && $error.textContent !== "",
    ];
  });
  $form.reset();
  await new Promise((done) => setTimeout(done));
  const left = $form.querySelectorAll("[aria-invalid], .field-error").length;
  return { found, outcome, amount, left };
}""".replace("COME", COME)
"""Nonsense in all fields at once, what is said beside each, and what is left after a reset."""


def test_digits_are_read_at_once_and_words_as_soon_as_they_can_be(visitor: Visitor) -> None:
    page = visitor.context("phone").new_page()
    held: list[Route] = []
    page.route("**/entries.*.js", lambda route: held.append(route))
    start = visitor.address(f"en/{GRANT_PAGE}?1-grant.rnd_investment=", "http")
    page.goto(f"{start}300")
    told = calculator(page, GRANT).locator("[data-headline]")
    expect(told).to_have_text("RMB 600,000")
    assert held == []
    page.goto(f"{start}RMB 3m", wait_until="commit")
    expect(calculator(page, GRANT).locator("form")).to_be_attached()
    expect(told).to_have_text("")
    held.pop().continue_()
    expect(told).to_have_text("RMB 600,000")


def test_nonsense_gets_a_message_beside_its_field(visitor: Visitor, site: Site) -> None:
    page, turn = visitor.context("phone").new_page(), count()
    for path, benefits in [*benefits_by_page(site).items()][::4]:
        page.goto(visitor.address(f"zh/{path}", "file"))
        for benefit in benefits:
            fields = [s for s in benefit["inputs"] if s["type"] not in ("choice", "yes_no")]
            start = next(turn) % len(GARBAGE)
            told = calculator(page, benefit["id"]).evaluate(
                NONSENSE, [*GARBAGE[start:], *GARBAGE[:start]]
            )
            assert told["found"] == [["true", "field-error", True]] * len(fields), benefit["id"]
            assert told["left"] == 0
            if fields:
                assert (told["outcome"], told.get("amount")) == ("invalid", None)


def test_nonsense_in_one_field_leaves_the_others_working(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form, other = calculator(page, GRANT), calculator(page, READINGS)
    field(form, "rnd_investment").fill("500")
    field(form, "paid_this_year").fill("much")
    field(other, "rnd_investment").fill("100")
    assert result(form) == {"outcome": "invalid"}
    assert result(other) == {"outcome": "amount", "amount": "20"}
    expect(form.locator(".result-hint")).to_have_text(
        "Some entries cannot be read. Please correct them."
    )
    field(form, "paid_this_year").fill("150")
    assert result(form) == {"outcome": "amount", "amount": "50"}


def test_before_anything_is_entered_the_result_invites(visitor: Visitor) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE), GRANT)
    expect(form.locator("[data-result] p:visible")).to_have_text(
        ["Fill in R&D investment and the amount appears here: RMB 1 million at most."]
    )
    assert result(form) == {"outcome": "range", "low": "0", "high": "100"}
    expect(form.locator("[data-details]")).to_be_hidden()


def test_fixed_award_shows_at_once(visitor: Visitor) -> None:
    form = calculator(open_on(visitor, FIXED_PAGE), FIXED)
    assert result(form)["outcome"] == "amount"
    expect(form.locator("[data-headline]")).to_have_text(re.compile("RMB"))


def test_missing_item_leaves_the_range_that_is_certain(visitor: Visitor) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE), GRANT)
    field(form, "rnd_investment").fill("300")
    form.locator("[data-add]").click()
    assert result(form) == {"outcome": "range", "low": "60", "high": "160"}
    told = "Between RMB 600,000 and RMB 1.6 million, depending on: R&D investment"
    expect(form.locator("[data-headline]")).to_have_text(told)


def test_unticked_condition_is_named(visitor: Visitor) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE), GRANT)
    field(form, "rnd_investment").fill("300")
    field(form, "local_production").uncheck()
    assert result(form) == {"outcome": "ineligible", "amount": "0"}
    expect(form.locator("[data-headline]")).to_have_text("Not eligible: nothing is paid")
    named = field(form, "local_production").locator("..").inner_text()
    expect(form.locator(".result-remarks")).to_contain_text(named.strip().rstrip("."))


@pytest.mark.parametrize(
    ("day", "outcome", "amount"),
    [
        ("2024-10-30", "not-in-force", "0"),
        ("2024-10-31", "amount", "60"),
        ("2030-06-30", "amount", "60"),
    ],
)
def test_as_of_date_is_the_readers_today(
    day: str, outcome: str, amount: str, visitor: Visitor
) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE, day=day), GRANT)
    expect(field(form, "on")).to_have_value(day)
    field(form, "rnd_investment").fill("300")
    assert result(form) == {"outcome": outcome, "amount": amount}
    if outcome == "not-in-force":
        would = "With the same entries, within the period of validity: RMB 600,000."
        expect(form.locator(".result-remarks")).to_contain_text(would)


def test_empty_as_of_date_is_today(visitor: Visitor) -> None:
    page = open_on(visitor, f"{GRANT_PAGE}?1-grant.rnd_investment=300&1-grant.on=2001-01-01")
    form = calculator(page, GRANT)
    assert result(form) == {"outcome": "not-in-force", "amount": "0"}
    field(form, "on").fill("")
    assert result(form) == {"outcome": "amount", "amount": "60"}


def test_readings_are_shown_beside_each_other(visitor: Visitor) -> None:
    form = calculator(open_on(visitor, GRANT_PAGE), READINGS)
    other = form.locator('[data-result] [data-reading="article-cap"]')
    expect(other).to_be_hidden()
    field(form, "rnd_investment").fill("400")
    expect(other).to_have_attribute("data-amount", "80")
    expect(other.locator(".result-amount")).to_have_text("RMB 800,000")
    assert result(form) == {"outcome": "amount", "amount": "50"}


def test_facts_in_steps_lead_to_their_rows(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form = calculator(page, READINGS)
    field(form, "rnd_investment").fill("400")
    settle(page)
    form.locator("[data-details] summary").click()
    fact = form.locator("[data-result] .steps a", has_text="RMB 2 million")
    row = fact.get_attribute("href") or ""
    fact.click()
    expect(page.locator("tr:target")).to_have_id(row.removeprefix("#"))
    expect(field(form, "rnd_investment")).to_have_value("400")
    assert "2-grant.rnd_investment=400" in page.url


# --- items -----------------------------------------------------------------------------------


def test_items_have_their_own_ids_and_numbers(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form = calculator(page, GRANT)
    labels, removers = form.locator("[data-item-label]"), form.locator("[data-remove]")
    expect(removers.first).to_be_hidden()
    for _ in range(2):
        form.locator("[data-add]").click()
    expect(labels).to_have_text(["Product 1", "Product 2", "Product 3"])
    expect(field(form, "rnd_investment", 2)).to_be_focused()
    for item, amount in enumerate(("100", "200", "300")):
        form.get_by_label("R&D investment").nth(item).fill(amount)
    assert result(form)["amount"] == "120"
    form.get_by_role("button", name="Remove Product 2").click()
    expect(labels).to_have_text(["Product 1", "Product 2"])
    expect(field(form, "rnd_investment", 1)).to_be_focused()
    expect(field(form, "rnd_investment", 1)).to_have_value("300")
    assert result(form)["amount"] == "80"
    form.locator("[data-add]").click()
    ids = page.locator("[id]").evaluate_all("$all => $all.map($one => $one.id)")
    assert len(ids) == len(set(ids))


def test_reset_returns_to_the_blank_form(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form = calculator(page, GRANT)
    form.locator("[data-add]").click()
    field(form, "rnd_investment", 1).fill("?")
    field(form, "local_production").uncheck()
    field(form, "on").fill("2001-01-01")
    form.locator("[type=reset]").click()
    expect(form.locator("[data-item]")).to_have_count(1)
    expect(field(form, "rnd_investment")).to_have_value("")
    expect(field(form, "local_production")).to_be_checked()
    expect(field(form, "on")).to_have_value(TODAY)
    expect(form.locator(".result-hint")).to_be_visible()
    assert page.url == visitor.address(f"en/{GRANT_PAGE}")


# --- the address -----------------------------------------------------------------------------


@in_all_modes
def test_place_that_the_address_names_is_in_view(mode: Mode, visitor: Visitor) -> None:
    query = "&".join(f"1-grant.rnd_investment={n}" for n in range(9))
    row = "fact-3-annual_cap"
    page = visitor.open(f"{mode.language}/{GRANT_PAGE}?{query}#{row}", mode.place, mode.device)
    expect(page.locator("tr:target")).to_have_id(row)
    expect(page.locator("tr:target")).to_be_in_viewport(ratio=0.99)


@in_all_modes
def test_entries_go_with_the_reader_to_the_other_language(mode: Mode, visitor: Visitor) -> None:
    page = open_on(visitor, f"{CLASSES_PAGE}?q=x#facts", mode)
    form = calculator(page, CLASSES)
    form.locator("[data-add]").click()
    for item, kind in enumerate(("diagnostic", "non_diagnostic")):
        field(form, "device_kind", item).select_option(kind)
    field(form, "rnd_investment", 1).fill("0.5亿")
    field(form, "paid_this_year").fill("１００万")
    field(form, "on").fill("2026-01-02")
    settle(page)
    before = result(form)
    page.locator("[data-language-switch]").click()
    page.wait_for_url(re.compile(f"/{'en' if mode.language == 'zh' else 'zh'}/"))
    assert page.url.endswith("#facts")
    assert "?q=x&class-iii.device_kind=diagnostic&" in page.url
    assert result(form) == before
    kinds = [field(form, "device_kind", item).input_value() for item in (0, 1)]
    amounts = [field(form, "rnd_investment", item).input_value() for item in (0, 1)]
    assert (kinds, amounts) == (["diagnostic", "non_diagnostic"], ["", "0.5亿"])
    expect(field(form, "paid_this_year")).to_have_value("１００万")
    expect(field(form, "on")).to_have_value("2026-01-02")


def test_made_up_address_does_no_harm(visitor: Visitor) -> None:
    query = "class-iii.device_kind=spaceship&class-iii.on=never&class-iii.unknown=1&class-iii.=2"
    many = "&".join(f"class-iii.rnd_investment={n}" for n in range(200))
    page = open_on(visitor, f"{CLASSES_PAGE}?{query}&{many}&class-iii.local_production=maybe&%FF=%")
    form = calculator(page, CLASSES)
    expect(form.locator("[data-item]")).to_have_count(50)
    expect(form.locator("[data-add]")).to_be_hidden()
    expect(field(form, "on")).to_have_value(TODAY)
    expect(field(form, "local_production")).to_be_checked()
    assert result(form)["outcome"] == "amount"


def test_one_broken_calculator_leaves_the_others_working(visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.route(
        f"**/{GRANT_PAGE}",
        lambda route: route.fulfill(
            body=route.fetch().text().replace(f'data-benefit="{GRANT}"', 'data-benefit="gone"'),
            content_type="text/html",
        ),
    )
    page.goto(visitor.address(f"en/{GRANT_PAGE}"))
    field(calculator(page, READINGS), "rnd_investment").fill("100")
    assert result(calculator(page, READINGS))["amount"] == "20"
    expect(calculator(page, "gone").locator("form")).to_be_hidden()
    assert [fault.partition("\n")[0] for fault in visitor.faults] == [
        "error: Error: calculator: there is no rule of gone"
    ]
    visitor.faults.clear()


# --- keyboard, screen reader, clipboard, paper -----------------------------------------------


def test_keyboard_alone_is_enough(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form, keys = calculator(page, GRANT), page.keyboard
    field(form, "rnd_investment").focus()
    keys.type("300")
    keys.press("Enter")  # submits nothing, goes nowhere
    for _ in range(3):  # past the other field and the fold's own line
        keys.press("Tab")
    expect(form.locator("[data-add]")).to_be_focused()
    keys.press("Enter")
    keys.type("200")
    assert result(form)["amount"] == "100"
    keys.press("Shift+Tab")
    expect(form.locator("[data-remove]").nth(1)).to_be_focused()
    keys.press("Space")
    expect(field(form, "rnd_investment")).to_be_focused()
    assert result(form)["amount"] == "60"
    field(form, "new_certificate").focus()
    keys.press("Space")
    assert result(form)["outcome"] == "ineligible"
    keys.press("Space")
    field(form, "on").focus()
    for _ in range(9):  # past the parts of the day, and its own list
        keys.press("Tab")
        if form.locator("[data-details] summary").evaluate("$one => $one.matches(':focus')"):
            break
    expect(form.locator("[data-details] summary")).to_be_focused()
    keys.press("Enter")
    expect(form.locator("[data-result] .steps li").first).to_be_visible()


def test_result_is_announced_after_a_pause_and_marked_at_once(visitor: Visitor) -> None:
    page = visitor.context().new_page()
    page.clock.install(time=f"{TODAY}T12:00:00+08:00")
    page.goto(visitor.address(f"en/{GRANT_PAGE}"))
    page.clock.pause_at(f"{TODAY}T13:00:00+08:00")
    form = calculator(page, GRANT)
    live, said = form.locator("[data-result]"), form.locator("[role=status][data-said]")
    field(form, "rnd_investment").press_sequentially("300 mil")
    assert result(form) == {"outcome": "invalid"}
    expect(live.locator("[data-headline]")).to_contain_text("Fill in")
    expect(form.locator(".field-error")).to_have_count(0)
    field(form, "rnd_investment").press_sequentially("lion RMB")
    assert result(form) == {"outcome": "amount", "amount": "100"}
    page.clock.run_for(399)
    expect(live.locator("[data-headline]")).to_contain_text("Fill in")
    page.clock.run_for(1)
    expect(live.locator("[data-headline]")).to_have_text("RMB 1 million")
    expect(said).to_have_text(
        "RMB 1 million The limit binds (Cap per device other than a diagnostic reagent, "
        "RMB 1 million): without it RMB 60 million."
    )
    field(form, "rnd_investment").fill("2 million RMB")
    page.clock.run_for(400)
    # The amount and its limit; what else changes is there to be read.
    expect(said).to_have_text(
        "RMB 400,000 RMB 600,000 below the limit (Cap per device other than a diagnostic reagent, "
        "RMB 1 million)."
    )


QUOTED = """(all) => all.map(($one) => {
  const $copy = $one.cloneNode(true);
  const quotations = $copy.querySelectorAll("q");
  for (const $quoted of quotations) $quoted.replaceWith(`“${$quoted.textContent}”`);
  return $copy.textContent;
})"""
"""Words with the quotation marks that a page shows by its style."""


def copy_of(form: Locator, site: Site) -> str:
    """The text of a claim with an R&D investment of RMB 3 million."""
    [benefit] = [b for b in site.data("benefits.json") if b["id"] == GRANT]
    steps = form.locator("[data-result] .steps li").all_text_contents()
    sources = form.locator(".figures li, [data-source]").evaluate_all(QUOTED)
    unders = form.locator(".result-under:visible").all_text_contents()
    lines = [
        benefit["name"]["en"],
        f"{benefit['inputs'][0]['label']['en']} taken as RMB 3 million",
        "Calculate as of 15 March 2026",
        "",
        "RMB 600,000",
        form.locator("[data-limit] p").inner_text(),
        *(" ".join(under.split()) for under in unders),
        *form.locator(".result-remarks li").all_text_contents(),
        "",
        "How it is calculated",
        *(f"{place}. {step}" for place, step in enumerate(steps, 1)),
        "",
        *(" ".join(source.split()) for source in sources),
        "",
        f"{site.http}en/{GRANT_PAGE}?1-grant.rnd_investment=300#benefit-1-grant",
    ]
    assert len(lines) == 22
    assert any(
        "“研发投入的 20%，最高不超过 100 万元” — "
        "Minhang Opinions 2025 (Min Ke Wei Gui Fa [2025] No. 1), implementing rule 6(1)" in line
        for line in lines
    )
    return "\n".join(lines)


def test_result_is_copied_as_text(visitor: Visitor, site: Site) -> None:
    page = open_on(visitor, GRANT_PAGE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form = calculator(page, GRANT)
    field(form, "rnd_investment").fill("300")
    form.locator("[data-copy]").click()
    expect(form.locator("[data-copied]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == copy_of(form, site)


def test_what_is_copied_on_a_disk_has_no_address(visitor: Visitor, site: Site) -> None:
    page = open_on(visitor, GRANT_PAGE, Mode("file", "en", "desktop"))
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    form = calculator(page, GRANT)
    field(form, "rnd_investment").fill("300")
    form.locator("[data-copy]").click()
    copied = page.evaluate("getSelection().toString()")
    assert copied == copy_of(form, site).rsplit("\n\n", 1)[0]
    assert "file:" not in copied


def test_without_a_clipboard_the_text_can_be_selected(visitor: Visitor, site: Site) -> None:
    page = open_on(visitor, GRANT_PAGE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    form, text = calculator(page, GRANT), calculator(page, GRANT).locator("[data-copy-text]")
    field(form, "rnd_investment").fill("300")
    form.locator("[data-copy]").click()
    words = script_words("account", "en")
    expect(form.locator("[data-copied]")).to_have_text(words["copy_by_hand"])
    expect(text).to_be_focused()
    assert page.evaluate("getSelection().toString()") == copy_of(form, site)
    field(form, "rnd_investment").fill("200")
    expect(text).to_be_hidden()


def test_steps_are_printed_open(visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE)
    form = calculator(page, GRANT)
    field(form, "rnd_investment").fill("300")
    details = form.locator("[data-details]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(details).to_have_attribute("open", "")
    expect(form.locator("[data-headline]")).to_have_text("RMB 600,000")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(details).not_to_have_attribute("open", "")


@in_two_modes
def test_a_calculator_is_printed_alone_on_one_sheet(mode: Mode, visitor: Visitor) -> None:
    page = open_on(visitor, GRANT_PAGE, mode)
    form = calculator(page, GRANT)
    field(form, "rnd_investment").fill("300")
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    form.locator("[data-print]").click()
    page.emulate_media(media="print")
    for shown in ("[data-headline]", ".steps", "[data-source]", ".figures li"):
        expect(form.locator(shown).first).to_be_visible()
    expect(field(form, "local_production")).to_be_visible()
    expect(evidence(page, GRANT)).to_be_hidden()
    for hidden in (".embed", ".actions"):
        expect(form.locator(hidden)).to_be_hidden()
    expect(page.locator("h1, header, footer, .column-side, .digest").first).to_be_hidden()
    expect(calculator(page, READINGS)).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(calculator(page, READINGS)).to_be_visible()
    expect(form.locator(".figures")).not_to_have_attribute("open", "")
