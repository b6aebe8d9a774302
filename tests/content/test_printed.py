"""Printed tokens: those that prove a fact, those that do not, and what is said about the latter."""

from __future__ import annotations

import pytest

from clausebook.content.printed import disagreement, normalise
from clausebook.numerals import numeral
from clausebook.quantity import Unit, parse

UNITS = {
    word: Unit(word)
    for word in ("家", "个", "项", "倍", "平方米", "人", "人次", "辆", "吨", "nm", "千瓦", "大")
} | {"届": Unit("届", is_ordinal=True)}
AGREEING = [
    # money
    ("2000万元", "最高不超过２０００万元"),
    ("2000万元", "最高不超过 2,000 万元"),
    ("100万元", "最高 100 万元支持"),
    ("1.5亿元", "不超过1.5亿元"),
    ("1亿元", "一亿元"),
    ("5000万元", "最高五千万元"),
    ("2000万元", "两千万元"),
    ("5000万元", "5千万元"),
    ("300万元", "三百万元"),
    ("3000万元", "3千万元"),
    ("1000万元", "给予一千万元资助"),
    ("8000元", "每人每月8000元"),
    ("500万元", "人民币500万元"),
    ("50万元", "研发投入的 20%，最高 50 万元支持"),
    ("200万元", "、200 万元"),
    (">=1亿元", "首付款 1 亿元以上"),
    (">=1000亿元", "达到１０００亿元以上"),
    (">1亿元", "产值突破1亿元"),
    ("1亿元", "签约1亿元"),
    ("30万元", "按合约支付30万元"),
    # dollars
    ("500万美元", "每满500万美元"),
    (">=1000万美元", "不少于1000万美元"),
    # rates
    ("30%", "不超过研发投入的３０％"),
    ("20%", "研发投入的 20%，最高 100 万元支持"),
    ("12.5%", "按12.5%"),
    ("30%", "百分之三十"),
    (">=15%", "百分之十五以上"),
    ("70%", "按租金的七折"),
    ("75%", "七五折"),
    ("80%", "打8折"),
    ("75%", "7.5折优惠"),
    ("30%", "三成"),
    ("~10%", "约10%"),
    ("~10%", "10%左右"),
    ("10%", "每年节约10%"),
    # ratios
    ("1:1", "按照市级支持资金 1: 1 给予配套"),
    ("1:0.5", "按照市级支持资金1：0.5给予配套"),
    ("1:0.5", "按1∶0.5配套"),
    ("8:2", "区镇按照 8:2 比例共同承担"),
    # durations
    ("3年", "最多支持三年"),
    ("2年", "连续两年"),
    ("3年", "最长不超过3年"),
    ("<=3个月", "发布后的３个月内"),
    ("<=30日", "三十日内"),
    (">3年", "超过三年未实施转化"),
    ("12个月", "十二个月"),
    ("10个工作日", "10个工作日"),
    ("<=10个工作日", "不晚于10个工作日"),
    # dates
    ("2022-10-31", "自２０２２年１０月３１日起实施"),
    ("2025-05-28", "2025年5月28日印发"),
    ("2025-07-01", "自二〇二五年七月一日起施行"),
    ("2025-05-28", "二○二五年五月二十八日"),
    ("2025-10", "2025年10月底前"),
    ("2025年", "到２０２５年"),
    ("2030年", "到二〇三〇年"),
    ("2026-01-31", "截至2026-01-31"),
    # counts
    (">=50家", "培育５０家以上"),
    (">=50家", "培育五十家以上"),
    (">=5个", "新增布局５个以上"),
    (">=5个", "至少5个"),
    (">=5个", "不小于5个"),
    ("120项", "一百二十项"),
    ("4个", "四个一百"),
    ("2倍", "研发投入的2倍"),
    ("~189万平方米", "总面积约189万平方米"),
    ("100家", "世界百家"),
    ("2-3个", "形成2-3个标准体系"),
    ("8-10家", "头部企业8-10家"),
    ("20-50年", "按 20-50年弹性年期出让"),
    ("2022-2024年", "行动方案（2022-2024年）"),
    (">=50%", "创新成果半数以上"),
    ("~25%", "约占全国1/4"),
    ("100亿元", "新增百亿级企业1家"),
    ("50亿元", "50亿级企业5家"),
    ("30周年", "开发开放30周年"),
    ("15家", "15家企业"),
    ("10个", "最多10个"),
    ("<=10个", "不大于10个"),
    ("10个", "不多于10个"),
    ("<10个", "小于10个"),
    (">10个", "多于10个"),
    ("<5项", "不足5项"),
]
AGREEING += [
    # compound numbers, read whole
    ("1.5亿元", "1亿5000万元"),
    ("15000元", "一万五千元"),
    ("1500万元", "1千5百万元"),
    ("3.5%", "百分之三点五"),
    ("0.5%", "千分之五"),
    ("0.3%", "万分之三十"),
    ("3.5年", "三年半"),
    ("42个月", "三年半"),
    ("18个月", "1年6个月"),
    ("1.5年", "一年零六个月"),
    ("37000元", "３万７０００元"),
    ("10050元", "一万零五十元"),
    ("2500元", "2.5千元"),
    (">30家", "超过三十家"),
    ("1万亿元", "1万亿元"),
    # units
    (">=20万辆", "达到20万辆以上"),
    ("15000吨", "年产1.5万吨"),
    ("28nm", "２８ｎｍ工艺"),
    ("5千瓦", "功率5千瓦"),
    ("30000千瓦", "3万千瓦"),
    ("5人次", "5人次"),
    ("14届", "十四届"),
    ("5000元", "5千元"),
]
DISAGREEING = [
    # parts of compound numbers
    ("5000万元", "1亿5000万元", "says 1.5亿元."),
    ("5000元", "一万五千元", "says 1.5万元."),
    ("500万元", "1千5百万元", "says 1500万元."),
    ("3%", "百分之三点五", "says 3.5%."),
    ("5%", "百分之三点五", "says 3.5%."),
    ("3年", "三年半", "says 42个月、3.5年."),
    ("6个月", "1年6个月", "says 18个月、1.5年."),
    ("1年", "1年6个月", "says 18个月、1.5年."),
    ("7000元", "３万７０００元", "says 3.7万元."),
    ("15000元", "一万五元", "says no money."),
    ("1005元", "一千五元", "says no money."),
    ("30%", "三成半", "says no rate."),
    ("10家", "数十家", "says no count."),
    ("30家", "30余家", "says no count."),
    ("5个", "5个月", "says no count."),
    ("5个", "5个工作日", "says no count."),
    ("500万元", "500万欧元", "says no money."),
    ("500万元", "500万港元", "says no money."),
    ("10个月", "2025年10月", "says 2025年."),
    ("3年", "2-3年", "says no duration."),
    ("2年", "2-3年", "says no duration."),
    # other units
    ("5人", "5人次", "says no count."),
    ("20辆", "20万辆", "says 20万辆."),
    ("20", "20辆", "20 has no unit"),
    ("5辆", "5吨", "says no count."),
    ("14届", "14家", "says no ordinal."),
    ("5000千瓦", "5千瓦", "says 5千瓦."),
    ("30", "30％", "30 has no unit, and '30％' has one: write it behind the number."),
    ("2000", "2000万元", "2000 has no unit"),
    ("2000万元", "最高不超过２００万元", "the fact is 2000万元 but the printed token"),
    ("2000万元", "最高不超过2000亿元", "says 2000亿元."),
    ("2000万元", "2000万美元", "says no money."),
    ("500万美元", "500万元", "says no usd."),
    ("2000万元", "2000万", "says no money."),
    ("30%", "30万元", "says no rate."),
    ("30%", "20%，最高30万元", "says 20%."),
    ("70%", "三折", "says 30%."),
    ("1:0.5", "1:1", "says 1:1."),
    ("3年", "3个月", "says 3个月."),
    ("3个月", "三年", "says 3年."),
    ("10个工作日", "10日", "says 10日."),
    ("2022-10-31", "2022年10月30日", "says 2022年10月30日."),
    ("2022-10", "2022年10月31日", "says 2022年10月31日."),
    ("2022-10-31", "2022年10月", "says 2022年10月."),
    ("2025年", "到2030年", "says 2030年."),
    ("5家", "15家", "says 15家."),
    ("50家", "50个", "says no count."),
    ("5个", "1.5个", "says 1.5个."),
    ("1亿元", "1亿元以上", "says 以上: write >= before the value."),
    ("3年", "超过三年", "says 超过: write > before the value."),
    ("10%", "约10%", "says 约: write ~ before the value."),
    ("10%", "10%左右", "says 左右: write ~ before the value."),
    ("5项", "不足5项", "says 不足: write < before the value."),
    ("5项", "小于5项", "says 小于: write < before the value."),
    (">=1亿元", "首付款1亿元", "the fact is >= but '首付款1亿元' has no word for that."),
    (">=3年", "超过三年", "has no word for that. 超过 is written >."),
    (">3年", "三年以上", "has no word for that. 以上 is written >=."),
    (">3年", "不超过三年", "has no word for that."),
    ("<=3个月", "满3个月", "has no word for that."),
    ("<5项", "不少于5项", "has no word for that."),
    ("~10%", "10%", "has no word for that."),
    ("~10%", "节约10%", "has no word for that."),
    ("30%", "", "says no rate."),
    ("30%", "若干", "says no rate."),
    ("3个", "2-3个", "says no count."),
    ("2-3个", "2-4个", "says 2-4个."),
    ("2-3个", "3个", "says no count."),
]


@pytest.mark.parametrize(("value", "printed"), AGREEING)
def test_printed_token_proves_the_fact(value: str, printed: str) -> None:
    assert disagreement(parse(value, UNITS), printed, UNITS) is None


@pytest.mark.parametrize(("value", "printed", "said"), DISAGREEING)
def test_printed_token_contradicts_the_fact(value: str, printed: str, said: str) -> None:
    found = disagreement(parse(value, UNITS), printed, UNITS)
    assert found is not None
    assert said in found


def test_disagreement_names_everything_that_was_seen() -> None:
    found = disagreement(parse("30%"), "一类20%、二类10%", UNITS)
    assert found == "the fact is 30% but the printed token '一类20%、二类10%' says 20%、10%."


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("千", 1000),
        ("两千零五", 2005),
        ("九千九百九十九", 9999),
        ("二〇", 20),
        ("二〇二五", 2025),
        ("二○二五", 2025),
    ],
)
def test_chinese_numeral_is_a_number(text: str, number: int) -> None:
    assert numeral(text, alone="十百千") == str(number)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("１： 0.5", "1:0.5"),
        ("５ ０００ 万元", "5000万元"),
        ("占1/4", "占25%"),
        ("半数以上", "50%以上"),
        ("百亿级", "百亿元级"),
    ],
)
def test_token_is_normalised(printed: str, plain: str) -> None:
    assert normalise(printed) == plain
