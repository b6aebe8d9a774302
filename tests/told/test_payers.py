"""Who pays beside a benefit is named: in joint ceilings, in results, on the clause's page."""

from __future__ import annotations

from pathlib import Path

from clausebook.build.understand import understand
from clausebook.told.calculators import vocabulary
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import LANGUAGES, lay

CLAUSE = """\
number: （三）
kind: clause
title: {zh: 服务, en: Services}
facts:
  share: {is: 50%, printed: 合计不超过50%, means: {zh: 合计比例, en: Joint share}}
digest: {zh: "合计不超过{share}。", en: "Together at most {share}."}
benefits:
  - id: match
    name: {zh: 配套, en: Match}
    form: match
    inputs: [investment, city_support]
    pays: city_support
    limits: {combined: {ceiling: share * investment, with: city_support}}
    examples:
      - name: {zh: 普通, en: Ordinary}
        given: {investment: 100万元, city_support: 30万元}
        pays: 20万元
"""
INPUTS = """\
--- inputs.yaml
investment: {type: money, label: {zh: 投入, en: Investment}}
lines: {type: count, label: {zh: 苗绳数, en: Seed lines}}
city_support: {type: money, PAYERlabel: {zh: 已获资金, en: Money received}}
farm_class:
  type: choice
  label: {zh: 养殖类别, en: Class of farm}
  choices:
    reef: {zh: 礁区, en: Reef}
    open_sea: {zh: 外海, en: Open sea}
"""


def names(folder: Path, document: str, payer: str) -> dict[str, tuple[str, str]]:
    """The joint ceiling and the money beside the benefit, by language."""
    overlay = f"--- {document}/joint-3.yaml\n{CLAUSE}{INPUTS.replace('PAYER', payer)}"
    content = lay(folder, overlay)
    listing = content / document / "document.yaml"
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace("[final", "[joint-3, final"), encoding="utf-8")
    site = understand(content)[0].site
    benefit = site.benefits[f"{document}/joint-3:match"]
    found = {code: vocabulary(Told(site, code, Notes()), benefit) for code in LANGUAGES}
    return {code: (own.label("combined"), own.label("beside")) for code, own in found.items()}


def test_payers_are_named_from_the_outermost_level_inwards(tmp_path: Path) -> None:
    assert names(tmp_path, "quay-2032-7", "payer: municipal, ") == {
        "zh": ("市、区合计上限", "市级资金"),
        "en": ("Joint ceiling of city and district", "the municipal money"),
    }


def test_two_programs_of_one_level_are_named_once(tmp_path: Path) -> None:
    assert names(tmp_path, "tide-2031-4", "payer: municipal, ") == {
        "zh": ("市合计上限", "市级资金"),
        "en": ("Joint ceiling of city", "the municipal money"),
    }


def test_nobodys_money_is_called_by_its_label(tmp_path: Path) -> None:
    assert names(tmp_path, "quay-2032-7", "") == {
        "zh": ("区、已获资金合计上限", "已获资金"),
        "en": ("Joint ceiling of district and Money received", "Money received"),
    }
