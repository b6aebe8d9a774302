"""What policies say of money, each said once in content: it has no problems, and is told right."""

from __future__ import annotations

import pytest

from clausebook.build.understand import understand
from clausebook.languages import Language
from clausebook.meaning.calculate import Calculated
from clausebook.told.calculators import ToldBenefit, tell_benefit
from clausebook.told.notes import Notes
from clausebook.told.told import Told
from tests.overlay import lay
from tests.twin import ROOT

HOME = "tide-2031-4/3"
OVERLAY = (ROOT / "tests" / "meaning" / "expressible.yaml").read_bytes()


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Calculated:
    """The good content with the clause."""
    found, problems = understand(lay(tmp_path_factory.mktemp("site"), OVERLAY))
    assert problems == ()
    return found


def told(calculated: Calculated, language: Language, benefit: str) -> ToldBenefit:
    """What is said of one of the clause's benefits."""
    site = calculated.site
    found = site.benefits[f"{HOME}:{benefit}"]
    return tell_benefit(Told(site, language, Notes()), calculated, found)


def rules(benefit: ToldBenefit) -> list[str]:
    """The lines of its rule."""
    return [line.text for line in benefit.rule]


def example(benefit: ToldBenefit) -> list[str]:
    """Its first example: the result, the steps, what is to be known beside it."""
    (first, *_) = benefit.examples
    return [first.headline, *first.steps, *first.remarks]


def test_a_rate_by_year_and_the_least_that_is_paid(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "yearly") for code in ("zh", "en"))
    assert rules(chinese) == [
        "(若序次 等于 1则第一年的比例 50%，否则以后的比例 30%) × 养殖投入",
        "不足最低额 5万元的，不予支付",
    ]
    assert example(chinese)[2:] == [
        "第1年：50% × 养殖投入 10万元 = 5万元",
        "第2年：序次 2 不等于 1：以后的比例 30%",
        "第2年：30% × 养殖投入 10万元 = 3万元",
        "第2年：3万元 低于最低额 5万元，不予支付",
        "合计 5万元 + 0元 = 5万元",
        "起作用的限制：最低额",
    ]
    assert rules(english)[1] == "nothing is paid below RMB 50,000 (least amount)"
    assert example(english)[:2] == [
        "RMB 50,000",
        "Year 1: 1 (number in the series) is equal to 1: 50% (rate of the first year)",
    ]
    assert example(english)[5] == (
        "Year 2: RMB 30,000 is below RMB 50,000 (least amount): nothing is paid"
    )


def test_a_range_within_which_somebody_decides(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "award") for code in ("zh", "en"))
    assert rules(chinese) == ["奖励幅度 20万元至50万元 × 苗绳数量"]
    assert example(chinese) == [
        "至少可获40万元，最高100万元",
        "奖励幅度 50万元 × 苗绳数量 2 = 100万元",
        "条文只规定幅度，具体金额在此幅度内另行确定。",
    ]
    assert rules(english) == ["RMB 200,000 to RMB 500,000 (range of the award) × Seed lines"]
    assert example(english)[0] == "At least RMB 400,000, at most RMB 1 million"
    assert example(english)[2] == "The text sets only a range, within which the amount is decided."


def test_a_measure_that_is_not_whole_and_an_amount_that_is_no_decimal(
    calculated: Calculated,
) -> None:
    chinese, english = (told(calculated, code, "by-area") for code in ("zh", "en"))
    assert example(chinese) == [
        "可获约333333.33元",
        "第一年的比例 50% × 养殖投入 100万元 = 50万元",
        "50万元 ÷ 养殖面积 1.5公顷 = 约333333.33元",
    ]
    assert example(english)[2] == "RMB 500,000 ÷ 1.5 hectares (Area farmed) = about RMB 333,333.33"
    assert [each.amount for each in chinese.examples] == ["100/3"] * 3
    assert [each.fields[1].unit for each in (chinese, english)] == ["公顷", "hectares"]


def test_several_payers_under_one_ceiling(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "joint") for code in ("zh", "en"))
    assert rules(chinese)[1:] == [
        "本项与已获市级资金、已获省级资金合计不超过出资方数 2 × 以后的比例 30% × 养殖投入",
        "2（市级和省级各出一份）",
    ]
    assert chinese.rule[2].name == "出资方数"
    assert rules(english)[2] == "2 (The city and the state each pay one)"
    assert example(chinese)[-1] == "与已获市级资金 10万元、已获省级资金 20万元合计：60万元"
    assert example(english)[0] == "RMB 300,000"
    assert example(english)[-1] == (
        "Together with RMB 100,000 (City money received), RMB 200,000 (Money from the state): "
        "RMB 600,000"
    )


def test_points_off_a_rate(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "interest") for code in ("zh", "en"))
    assert rules(chinese) == ["(贷款利率 − 下浮幅度 2个百分点) × 养殖投入"]
    assert example(chinese)[1:] == [
        "贷款利率 3.45% − 下浮幅度 2个百分点 = 1.45%",
        "1.45% × 养殖投入 1000万元 = 14.5万元",
    ]
    assert example(english)[1] == (
        "3.45% (Interest rate) − 2 percentage points (reduction) = 1.45%"
    )


def test_an_award_in_parts_one_of_which_is_lost(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "in-parts") for code in ("zh", "en"))
    assert chinese.rule[1].text == "分期拨付："
    assert chinese.rule[1].rows == (
        ("开工后", "以后的比例 30%"),
        ("养成后", "其余部分；须有苗绳数量，否则不再拨付"),
    )
    assert english.rule[1].rows[1] == (
        "When it is grown",
        "the rest; lost unless there is Seed lines",
    )
    assert chinese.examples[0].instalments == ("开工后：15万元", "养成后：35万元，不再拨付")
    assert english.examples[0].instalments[1] == "RMB 350,000, lost: When it is grown"
    assert chinese.rule[2].name == "出资方数"
    assert example(chinese)[1:5] == [
        "苗绳数量 0 不超过 出资方数 2，符合",
        "第一年的比例 50% × 养殖投入 100万元 = 50万元",
        "没有苗绳数量，不符合",
        "50万元 − 不再拨付的养成后 35万元 = 15万元",
    ]


def test_so_many_days_after_another_day(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "in-time") for code in ("zh", "en"))
    assert rules(chinese) == [
        "若测算日 不超过 完工日期之后申报期限 30天则第一年的比例 50% × 养殖投入"
    ]
    assert example(chinese)[1] == "完工日期 2032年1月1日之后申报期限 30天：2032年1月31日"
    assert example(english)[1:3] == [
        "30 days (time to apply) after 1 January 2032 (Day of completion): 31 January 2032",
        "50% (rate of the first year) × RMB 1 million (Investment in growing) = RMB 500,000",
    ]
    assert english.curve is None


def test_a_cap_that_benefits_share_over_any_three_years(calculated: Calculated) -> None:
    chinese, english = (told(calculated, code, "small-aid") for code in ("zh", "en"))
    assert rules(chinese)[1] == "与其他支持合计，任意3年内不超过小额支持上限 30万元"
    assert example(chinese)[2:4] == [
        "小额支持上限 30万元 − 最近3年内已获计入小额支持上限的全部支持 20万元 = 余额 10万元",
        "25万元超过共用上限的余额 10万元，按10万元计",
    ]
    assert rules(english)[1] == (
        "together with other support at most RMB 300,000 (cap on small aid) over any 3 years"
    )
    assert example(english)[3:] == [
        "RMB 250,000 exceeds what is left of the shared cap, RMB 100,000: reduced to RMB 100,000",
        "The limit binds (cap on small aid: what is left of the shared cap, RMB 100,000): "
        "without it RMB 250,000.",
    ]
