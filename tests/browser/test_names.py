"""Names that content chooses and that browsers give a meaning of their own: they do no harm."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from clausebook.build.pipeline import build
from tests.browser.forms import calculator, field, result
from tests.overlay import GOOD, lay

OF_FORMS = """() => {
  const names = [];
  for (const name in document.createElement("form")) names.push(name);
  return ["constructor", ...names].filter((name) => /^[a-z][a-z0-9_]*$/.test(name));
}"""
"""What a form has of its own, and a field of the name would hide."""
UNTICK = "$one => { for (const $box of $one.querySelectorAll('[type=checkbox]')) $box.click(); }"
INPUTS = ("constructor", "elements", "hidden", "length", "reset")
TABLE = "{{type: money, label: {{zh: 投入 {0}, en: Outlay {0}}}}}"
KINDS = """\
kind_of:
  type: choice
  label: {zh: 类别, en: Class}
  choices: {constructor: {zh: 甲, en: A}, name: {zh: 乙, en: B}}
"""
CLAUSE = """\
number: （三）
kind: clause
title: {zh: 服务, en: Services}
digest: {zh: 补助。, en: Aid.}
readings:
  - id: constructor
    question: {zh: 何者？, en: Which?}
    used: reset
    why: {zh: 未写明。, en: Not said.}
    texts: {reset: {zh: 合计。, en: The sum.}, constructor: {zh: 其一。, en: One of them.}}
items:
  - id: clausebook
    number: （1）
    digest: {zh: 受理。, en: Filing.}
benefits:
  - id: constructor
    name: {zh: 补助, en: Aid}
    form: subsidy
    per: project
    inputs: [kind_of, INPUTS]
    conditions: [CONDITIONS]
    pays: choose(kind_of, constructor=SUM, name=0 * constructor)
    under: {constructor: {pays: constructor}}
    examples:
      - {name: {zh: 普通, en: Ordinary}, given: {kind_of: name, GIVEN}, pays: 0元}
"""
CONDITION = "{{id: {}, zh: 符合。, en: It is so., judged: yes}}"


def overlay(conditions: list[str]) -> str:
    """Content in which every name is one that a browser or a script might use."""
    known = (GOOD / "inputs.yaml").read_text(encoding="utf-8")
    table = "".join(f"{name}: {TABLE.format(name)}\n" for name in INPUTS)
    clause = CLAUSE.replace("INPUTS", ", ".join(INPUTS)).replace("SUM", " + ".join(INPUTS))
    clause = clause.replace("CONDITIONS", ", ".join(map(CONDITION.format, conditions)))
    clause = clause.replace("GIVEN", ", ".join(f"{name}: 1万元" for name in INPUTS))
    return f"--- inputs.yaml\n{known}{table}{KINDS}--- tide-2031-4/3.yaml\n{clause}"


def test_names_of_forms_and_objects_are_names_like_any(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    conditions = [name for name in page.evaluate(OF_FORMS) if name not in INPUTS]
    assert {"action", "dataset", "name", "submit"} < {*conditions}
    assert build(lay(tmp_path, overlay(conditions)), tmp_path / "site").problems == ()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.clock.set_fixed_time("2033-05-01T12:00:00+08:00")
    page.goto((tmp_path / "site" / "en" / "tide-2031-4" / "3.html").as_uri())
    _calculates(page)
    assert faults == []
    page.close()


def _calculates(page: Page) -> None:
    form = calculator(page, "tide-2031-4/3:constructor")
    field(form, "kind_of").select_option("constructor")
    for name in INPUTS:
        field(form, name).fill("2")
    assert result(form) == {"outcome": "amount", "amount": "10"}
    under = form.locator("[data-reading=constructor]").first
    expect(under).to_have_attribute("data-amount", "2")
    form.locator("[data-add]").click()
    field(form, "length", 1).fill("3")
    form.locator("[data-remove]").last.click()
    assert result(form) == {"outcome": "amount", "amount": "10"}
    form.evaluate(UNTICK)
    assert result(form) == {"outcome": "ineligible", "amount": "0"}
    form.locator("[type=reset]").click()
    expect(field(form, "reset")).to_have_value("")
    expect(form.locator("[data-result]")).to_have_attribute("data-outcome", "range")
