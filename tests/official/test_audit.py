"""Content against official texts: planted errors of every kind are found where they are."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from clausebook.build.pipeline import compare
from clausebook.build.understand import understand
from clausebook.official.audit import CATEGORIES, Audited
from clausebook.official.spans import is_headed, locate
from clausebook.official.texts import flatten, official_text, read_texts
from clausebook.official.usage import usage_of
from clausebook.problems import Problems
from tests.overlay import GOOD, OFFICIAL, audited_problems_in, lay

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(OFFICIAL.glob("*.txt"))}


def audited() -> dict[str, Audited]:
    """The good content against its official texts."""
    return {document.document: document for document in compare(GOOD, OFFICIAL)[0]}


def test_the_good_content_claims_all_and_nothing_more() -> None:
    audits, problems = compare(GOOD, OFFICIAL)
    assert problems == ()
    shares = {
        (document.document, direction): [document.share(direction, c) for c in CATEGORIES]
        for document in audits
        for direction in ("recall", "precision")
    }
    assert shares == {
        ("quay-2032-7", "recall"): [
            (21, 21),
            (3, 3),
            (1, 1),
            (1, 1),
            (0, 0),
            (0, 0),
            (0, 0),
            (0, 0),
        ],
        ("quay-2032-7", "precision"): [
            (9, 9),
            (3, 3),
            (1, 1),
            (1, 1),
            (3, 3),
            (2, 2),
            (2, 2),
            (34, 34),
        ],
        ("tide-2031-4", "recall"): [
            (15, 15),
            (2, 2),
            (1, 1),
            (2, 2),
            (0, 0),
            (0, 0),
            (0, 0),
            (0, 0),
        ],
        ("tide-2031-4", "precision"): [
            (9, 9),
            (4, 4),
            (1, 1),
            (2, 2),
            (2, 2),
            (0, 0),
            (2, 2),
            (22, 22),
        ],
    }
    assert [(document.located, document.clauses) for document in audits] == [(3, 3), (5, 5)]


def test_a_figure_in_form_only_is_exempt_with_its_reason() -> None:
    exempt = [row for row in audited()["tide-2031-4"].rows if row.exempt]
    assert [(row.owner, row.token, row.by) for row in exempt] == [
        ("tide-2031-4/1", "上养殖场,以2类苗种为主,", "Class of seed")
    ]


# --- contacts --------------------------------------------------------------------------------

CONTACTS = """
联系人：海小藻
联 系 电 话：（021）5550 0199、021—55500198转8012
手机 13800001234
传真：5550-0197
电子邮箱：kelp@example.org，E-mail: reef@example.org
联系地址：潮城市灯塔路12号3楼
咨询请拨 021-55500196 或写信至 farm@example.org。
"""
SAID = ("海小藻", "5550", "0199", "8012", "1380000", "kelp@", "reef@", "farm@", "灯塔路12")


def test_contacts_are_neither_compared_nor_told(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text.rstrip("\n") + CONTACTS, encoding="utf-8")
    audits, problems = compare(GOOD, tmp_path)
    assert problems == ()
    told = repr(audits)
    assert [said for said in SAID if said in told] == []
    for text in read_texts(tmp_path, Problems()):
        assert [said for said in SAID if flatten(said) in text.plain or said in text.text] == []


def test_places_behind_contacts_stay_where_they_are() -> None:
    text = f"一、目标{CONTACTS}到2035年"
    plain = official_text("x.txt", text)
    (at,) = plain.occurrences("2035年")
    assert plain.position(at) == ("x.txt", CONTACTS.count("\n") + 1, 2)


def test_forms_and_figures_are_no_contacts() -> None:
    text = "联系人 职务 联系电话 手 机\n电话会议3次，1亿5000万元，2022-10-31，邮件通知10个工作日\n"
    assert official_text("x.txt", text).plain == flatten(text)


# --- planted errors --------------------------------------------------------------------------

NUMBERS = re.compile(r"\(\d\)|^\d[、.]|(?<=\n)\d[、.]|2类|〔\S+〕\S+号|按\(1\)")


def figures(text: str) -> list[int]:
    """Where a text has digits that a fact must claim: not in item numbers, classes and titles."""
    spans = [match.span() for match in NUMBERS.finditer(text)]
    return [
        match.start()
        for match in re.finditer(r"\d", text)
        if not any(start <= match.start() < end for start, end in spans)
    ]


@pytest.mark.parametrize(
    ("name", "at"), [(name, at) for name, text in TEXTS.items() for at in figures(text)]
)
def test_a_digit_changed_in_the_official_text_is_found(name: str, at: int, tmp_path: Path) -> None:
    text = TEXTS[name]
    other = str((int(text[at]) + 1) % 10)
    overlay = f"--- official/{name}\n{text[:at]}{other}{text[at + 1 :]}"
    codes = [problem.code for problem in audited_problems_in(tmp_path, overlay)]
    assert "token-not-in-clause" in codes
    assert "figure-unclaimed" in codes


CONTENT = {
    str(path.relative_to(GOOD)): path.read_text(encoding="utf-8")
    for path in sorted(GOOD.glob("*/*.yaml"))
}
PRINTED = [
    (name, match.span(1))
    for name, text in CONTENT.items()
    for match in re.finditer(r"printed: ([^,}\n]+)", text)
    if "停止" not in match[1]  # which another text prints
]


@pytest.mark.parametrize(("name", "span"), PRINTED)
def test_a_token_that_the_text_does_not_print_is_found(
    name: str, span: tuple[int, int], tmp_path: Path
) -> None:
    text = CONTENT[name]
    overlay = f"--- {name}\n{text[: span[1]]}贝{text[span[1] :]}"
    content = lay(tmp_path, overlay)
    problems = compare(content, tmp_path / "official")[1]
    wrong = next(problem for problem in problems if problem.code == "token-not-in-clause")
    assert wrong.path == f"content/{name}"
    assert wrong.line == text.count("\n", 0, span[0]) + 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("，外海每条5万元", "，外海每条6万元"), "figure-unclaimed"),
        (("2034年6月30日", "2034年7月30日"), "figure-unclaimed"),
        (("区码头办、潮城市", "市海藻局、潮城市"), "agency-not-in-clause"),
        (("潮政发〔2031〕4号", "潮政发〔2031〕5号"), "title-unclaimed"),
        (("(1)评审表", "(1)评审记录"), "material-unclaimed"),
        (("收到评审邀请", "收到评审通知"), "token-not-in-clause"),
        (("区码头办、潮城市海藻养殖局", "潮城市海藻养殖局、区码头办"), "agencies-reordered"),
        (("海藻养殖局）", "海藻养殖局等）"), "others-differ"),
        (("附则\n本意见", "本意见"), "clause-not-located"),
    ],
)
def test_a_change_of_each_kind_is_found(change: tuple[str, str], code: str, tmp_path: Path) -> None:
    assert change[0] in TEXTS["quay.txt"]
    overlay = f"--- official/quay.txt\n{TEXTS['quay.txt'].replace(*change)}"
    assert code in [problem.code for problem in audited_problems_in(tmp_path, overlay)]


def test_a_document_is_prepared_with_agencies_that_its_text_names(tmp_path: Path) -> None:
    document = CONTENT["tide-2031-4/document.yaml"]
    text = document.replace("consulted: [sea-farming]", "consulted: [quay-office]")
    problems = audited_problems_in(tmp_path, f"--- tide-2031-4/document.yaml\n{text}")
    assert [(p.path, p.line, p.column, p.code) for p in problems] == [
        ("content/tide-2031-4/document.yaml", 8, 13, "agency-not-in-clause")
    ]


def test_what_else_is_wrong_is_said_beside_it(tmp_path: Path) -> None:
    """A figure changed with its token: the worked examples and the text both contradict it."""
    text = CONTENT["tide-2031-4/2.yaml"].replace(
        "is: 200万元, printed: 最高不超过200万元", "is: 210万元, printed: 最高不超过210万元"
    )
    content = lay(tmp_path, f"--- tide-2031-4/2.yaml\n{text}")
    problems = compare(content, tmp_path / "official")[1]
    assert {problem.code for problem in problems} == {
        *("example-differs", "token-not-in-clause", "figure-unclaimed")
    }


def test_nothing_is_compared_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    content = lay(tmp_path, "--- tide-2031-4/2.yaml\nnumber: [\n")
    audits, problems = compare(content, tmp_path / "official")
    assert audits == ()
    assert [problem.code for problem in problems] == ["yaml-syntax"]


# --- copied words ----------------------------------------------------------------------------


def copied(zh: str, folder: Path) -> list[tuple[int, int]]:
    """Where a digest that begins so is told to be copied."""
    clause = CONTENT["tide-2031-4/2.yaml"].replace("  zh: 投入达到", f"  zh: {zh}投入达到")
    content = lay(folder, f"--- tide-2031-4/2.yaml\n{clause}")
    problems = compare(content, folder / "official")[1]
    return [(p.line, p.column) for p in problems if p.code == "copied-words"]


@pytest.mark.parametrize(
    "zh",
    [
        "在本市登记的项目，按不超过投入的{rate}、最高不超过{cap}资助，每",
        "在本市登记 的项目按不超过投入的（{rate}）最高不超过{cap}：资助每",
    ],
)
def test_thirty_signs_in_a_row_are_copied(zh: str, tmp_path: Path) -> None:
    """Figures count as they are shown; spaces and punctuation do not count."""
    assert copied(zh, tmp_path) == [(12, 7)]


def test_twenty_nine_signs_are_not_copied(tmp_path: Path) -> None:
    zh = "在本市登记的项目，按不超过投入的{rate}、最高不超过{cap}资助，"
    assert copied(zh, tmp_path) == []


# --- official texts --------------------------------------------------------------------------


def test_width_and_line_breaks_do_not_matter() -> None:
    text = official_text("x.txt", "最高不超过２０\n\n０ 万元，«办法»。")
    assert text.plain == "最高不超过200万元,《办法》."
    assert list(text.occurrences("200万元")) == [5]
    assert text.position(7) == ("x.txt", 3, 1)


def test_cells_that_a_page_break_cuts_are_put_together() -> None:
    """The columns of one row stand together, however its lines are spread over two pages."""
    rows = "任务\t序号\t工作\t部门\n甲\t1\t种植海\t区码\n\n\t\t带。\t头办\n\t2\t收获。\t区渔政\n完"
    text = official_text("x.txt", rows)
    assert text.plain == "任务序号工作部门甲1种植海带.区码头办2收获.区渔政完"


def test_an_indented_row_is_a_row_of_its_own() -> None:
    text = official_text("x.txt", "甲\t乙\t丙\n\t丁\t戊\n")
    assert text.plain == "甲乙丙丁戊"


def test_a_clause_ends_where_the_next_heading_begins() -> None:
    corpus = understand(GOOD)[0].site.corpus
    texts = read_texts(OFFICIAL, Problems())
    located = locate(corpus, corpus.documents["tide-2031-4"], texts, Problems())
    assert located is not None
    parts = {
        owner: [located.text.plain[start:end] for start, end in spans]
        for owner, spans in located.spans.items()
    }
    assert parts["tide-2031-4/3"] == ["(三)服务.简化手续."]
    assert parts["tide-2031-4"][1:] == ["一、总则", "二、养殖", "抄送:各区."]
    pieces = sorted(span for spans in located.spans.values() for span in spans)
    assert "".join(located.text.plain[start:end] for start, end in pieces) == located.text.plain


@pytest.mark.parametrize(
    ("written", "flat"),
    [("３０％", "30%"), ("Ⅲ 期", "III期"), ("«办法»", "《办法》"), ("1∶0.5", "1:0.5")],
)
def test_signs_have_one_form(written: str, flat: str) -> None:
    assert flatten(written) == flat


def test_a_text_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("海带".encode("gb18030"))
    problems = Problems()
    assert read_texts(tmp_path, problems) == ()
    assert [problem.code for problem in problems] == ["not-utf8"]


def test_a_text_that_names_another_document_is_not_taken_for_it(tmp_path: Path) -> None:
    """However much of the same it prints: the document's is headed by the title."""
    named = "潮城市水产养殖规定\n\n第一条 根据《潮城市支持海藻养殖的若干措施》，制定本规定。\n"
    texts = {"a.txt": named + "一、总则\n二、养殖\n", **TEXTS}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    audits, problems = compare(GOOD, tmp_path)
    assert problems == ()
    assert [Path(audited.text).name for audited in audits] == ["quay.txt", "tide.txt"]
    (tmp_path / "tide.txt").unlink()
    assert [problem.code for problem in compare(GOOD, tmp_path)[1]] == ["text-not-found"]


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("关于印发《若干措施》的通知\n一、目标\n", True),
        ("通知\n现印发办法。\n 《若干措施》 \r\n一、目标。\n", True),
        ("通知\n现印发办法。\n若干\n措施", True),
        ("办法\n一、落实有关规定。《若干措施》同时废止。\n", False),
        ("办法\n第一条 根据《若干措施》，制定本办法。\n", False),
        ("办法\n一、目标；\n若干措施的细则\n", False),
    ],
)
def test_a_text_is_headed_by_its_title(text: str, headed: bool) -> None:
    assert is_headed(official_text("x.txt", text), "若干措施") is headed


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        ("第四条、第七条规定的补助，第12条第二款除外", []),
        ("第一章总则，附件第三部分，第三者责任险", []),
        ("第一年30%、第二年20%，连续三年", ["30", "20", "三"]),
        ("分三期，第二期后满两年", ["三", "两"]),
    ],
)
def test_places_and_ordinals_are_no_figures(printed: str, figures: list[str]) -> None:
    text, usage = official_text("x.txt", printed), usage_of("zh")
    whole = (0, len(text.plain))
    numbers = [*text.found(usage.numbered, whole, usage.spaced)]
    found = [*text.found(usage.figure, whole, usage.spaced)]
    counted = [at for at in found if not any(a <= at[0] and at[1] <= b for a, b in numbers)]
    assert [text.plain[slice(*at)] for at in counted] == figures


NAMED_NUMBERS = (
    ("content/quay-2032-7/1.yaml", 'number: "1"\nkind', "number: 第一条\nkind"),
    ("content/quay-2032-7/2.yaml", 'number: "2"\nkind', "number: 第二条\nkind"),
    ("content/quay-2032-7/document.yaml", "number: 一", "number: 第一章"),
    ("official/quay.txt", "一、配套", "第一章 配套"),
    ("official/quay.txt", "1、市级", "第一条 市级"),
    ("official/quay.txt", "2、苗绳", "第二条 苗绳"),
)


def test_numbers_with_words_begin_clauses_and_are_no_figures(tmp_path: Path) -> None:
    content = lay(tmp_path)
    for name, old, new in NAMED_NUMBERS:
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    audits, problems = compare(content, tmp_path / "official")
    assert problems == ()
    assert [(document.located, document.clauses) for document in audits] == [(3, 3), (5, 5)]


def test_a_file_that_is_what_was_read_is_no_problem(tmp_path: Path) -> None:
    """The good content says nothing wrong of a file that nobody gave to the audit, either."""
    content = lay(tmp_path)
    path = content / "tide-2031-4" / "document.yaml"
    text = path.read_text(encoding="utf-8")
    assert "  file: 4.pdf\n" in text
    path.write_text(text.replace("  file: 4.pdf\n", ""), encoding="utf-8")
    digest = sha256((tmp_path / "official" / "tide.txt").read_bytes()).hexdigest()
    assert f"sha256:{digest}" in text
    assert compare(content, tmp_path / "official")[1] == ()
