"""The small content in won, a currency that no site knows unless its content describes it."""

from __future__ import annotations

from tests.overlay import GOOD

WON = """\
currency: KRW
currencies:
  KRW:
    words: [韩元, KRW, ₩, won]
    written: {zh: "{}韩元", en: "₩{}"}
    decimals: 0
    bare: 万
"""
IMPORTED = """\
number: （三）
kind: clause
title: {zh: 进口苗绳, en: Imported seed lines}
topics: [growing]
agencies: [sea-farming]
facts:
  share: {is: 10%, printed: 补助10%, means: {zh: 补助比例, en: Share}, role: rate}
  most: {is: 3000万韩元, printed: 最高3000万韩元, means: {zh: 补助上限, en: Cap}, role: cap}
digest:
  zh: 按进口费用的{share}补助，最高{most}。
  en: "{share} of the cost of import, at most {most}."
benefits:
  - id: subsidy
    name: {zh: 进口补助, en: Import subsidy}
    form: subsidy
    inputs: [import_cost, dollar_rate]
    pays: min(share * import_cost * dollar_rate, most)
    examples:
      - name: {zh: 普通, en: Ordinary}
        given: {import_cost: "US$10,000", dollar_rate: "1400"}
        pays: 140万韩元
      - name: {zh: 恰到上限, en: At the cap}
        given: {import_cost: 20万美元, dollar_rate: 1500韩元/美元}
        pays: "₩30 million"
      - name: {zh: 超过上限, en: Beyond}
        given: {import_cost: 30万美元, dollar_rate: "1500"}
        pays: "3000"
no_rule: {zh: 没有细则。, en: There is no rule.}
"""
INPUTS = """\
import_cost:
  type: USD
  label: {zh: 进口费用, en: Cost of import}
dollar_rate:
  type: KRW/USD
  label: {zh: 汇率, en: Exchange rate}
  help: {zh: 报关当日银行公布的汇率。, en: The bank's rate on the day of customs clearance.}
"""


def overlay() -> str:
    """All files of the small content, with won in the place of yuan, and an award in dollars."""
    files = {
        str(path.relative_to(GOOD)): path.read_text(encoding="utf-8").replace("万元", "万韩元")
        for path in GOOD.rglob("*.yaml")
    }
    files["site.yaml"] = files["site.yaml"].replace("currencies:\n", WON)
    files["inputs.yaml"] += INPUTS
    files["tide-2031-4/3.yaml"] = IMPORTED
    del files["plans.yaml"]  # worked without the award in dollars
    return "--- plans.yaml (removed)\n" + "".join(
        f"--- {name}\n{text}" for name, text in sorted(files.items())
    )
