"""What is typed into a calculator: by people who mean something, and by everybody else."""

from __future__ import annotations

PEOPLE = """
5000 | 5,000 | 5 000 | 5'000 | ５０００ | 05000 | 5000.00 | 5000.5 | .5 | 0.5 | 5. | 0 | 00
5,000万 | 5，000万 | 50,00万 | 5000万 | 5000万元 | 5000 万元 | 5000万元整 | 5000万元人民币
人民币5000万元
５０００万元 | ５，０００．５万元 | 5千万 | 5百万 | 五千万 | 两千万 | 伍仟万元整 | 0.5亿
0.5亿元 | 半亿 | 1亿2千万 | 1亿2000万
50m | 50M | 50m RMB | RMB50m | RMB 50 million | 50 million RMB | RMB 50 mn | 50 million yuan
50 millions
¥5k | ￥5k | ¥ 5,000 | 5K | 5k元 | CNY 5000 | 5000 CNY | CN¥5000 | 元5000元 | RMB 5000 USD
$5000 | US$ 5m | 500万美元
1.2e7 | 1E7 | 5×10^7 | 5*1000 | 10+20 | =5000 | 1/3 | 50000000/3 | 5000-6000 | 500-600万
500～600万 | 500至600万元
约500万 | 大约500万元 | 500万左右 | 近500万 | >500万 | ≥500万 | 不到500万 | 500万以上 | 500+
~500 | about 500
-5 | −5 | －5 | - 5 | (5) | 负5 | +5 | 5- | -0 | --5 | -x
30% | 30 % | ３０％ | 30 | 0.3 | 30pct | 30 percent | 百分之三十 | 三成 | 1:0.5 | 1：0.5
1∶0.5 | 0:1 | 3‰
3 | 3年 | 三年 | 3 years | 1 year | 18个月 | 18 months | 1年6个月 | 3.5年 | 90天 | 半年 | 3y
3家 | 3个 | 12人 | 12 people
2026-01-31 | 2026-1-31 | 2026/1/31 | 2026.1.31 | 20260131 | 2026年1月31日 | 2026年1月 | 2026
2026年 | 31 Jan 2026 | 31/1/2026
2026-02-29 | 2024-02-29 | 0000-01-01 | 9999-12-31 | 10000-01-01 | 二〇二六年一月三十一日
２０２６－０１－３１ | today | 今天
yes | no | Y | N | true | 是 | 否 | 有 | 无 | 对 | 1 | on | maybe | 是的 | YES! | ｙｅｓ
"""
"""Notations that are read, that are refused, and that are almost right; one between two bars."""

SPACES = ["", " ", "　", "\t", "\n5\n", "5\r\n", "5\u00a0000", "5\u2028", "\ufeff5", "\u200b5"]
CONTROLS = ["\0", "5\0", "\x07\x1b[31m5", "\x7f", "\u202e5", "\ud83d", "5\udc00万"]
DIGITS = ["٠٥", "५", "Ⅴ", "⑤", "½", "5²", "㊄", "0x10", "0b1", "1_000", "1j", "1n", "1e999999999"]
LETTERS = ["㍿", "ﷺ", "İ", "ß", "e\u0301" * 50, "💰", "5💰", "👨\u200d👩\u200d👧", "%", "%%"]
SIGNS = ["，", "：", "．" * 50, "-" * 1000, "¥", "$", "元", "万" * 1000, "1" + "万" * 1000]
LONG = ["9" * 30, "9" * 31, "9" * 80, "9" * 81, "9" * 5000, "9" * 100_000, "0." + "0" * 5000 + "1"]
LONG += ["1," * 1000 + "000", "1" + ",000" * 9]
CODE = ["<b>5</b>", "<script>alert(1)</script>", "&#53;", "'; drop table--", "{5}", "${5}", "{{5}}"]
CODE += ["{0}", "%s", "\\", "5\\n", "../5", "NaN", "Infinity", "-Infinity", "inf", "null", "None"]
CODE += ["undefined", "constructor", "__proto__", "toString", "length"]

TYPED = [text.strip() for text in PEOPLE.strip().replace("\n", "|").split("|")]
TYPED += [*SPACES, *CONTROLS, *DIGITS, *LETTERS, *SIGNS, *LONG, *CODE]
