"""Official texts in Chinese."""

from __future__ import annotations

import re

from clausebook.official.usage.record import Usage

USAGE = Usage(
    spaced=False,
    figure=re.compile(
        r"\d[\d,]*(?:\.\d+)?|半数|[二三四五六七八九十百千两〇零][一二三四五六七八九十百千〇零]*"
        r"|一[二三四五六七八九十百千〇零]+|一(?=年|个月|个工作日|倍|成|折|半|亿|万)"
    ),
    # (1), (一), 1., 一是, 第四条 and 第二年
    numbered=re.compile(
        r"\(\d{1,2}\)|\([一二三四五六七八九十]+\)|(?<!\d)\d{1,2}[.、](?=[^\d])"
        r"|(?<=[.;:])[一二三四五六七八九十]是|第(?:\d{1,4}|[〇零一二三四五六七八九十百]+)"
    ),
    title=re.compile(r"《[^《》]+》|〔\d{4}〕\d+号"),
    responsible=re.compile(r"责任单位:([^()]+)\)"),
    issuer=re.compile("[本我][部委厅局署办行]|本会"),
    materials=re.compile(r"申报材料-?(?=\(1\))"),
    material=re.compile(r"\(\d{1,2}\)(.+?)(?=[;.-]*\(\d{1,2}\)|[;.]*(?:\(责任单位|$))"),
    between=re.compile("[、,;和及与]{0,2}"),
    others=re.compile("等"),
    word=re.compile(r"[^\W_]"),
    longest=30,
    copied="copied-words.signs",
)
