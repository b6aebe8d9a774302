"""``build.py new``: files that an editor can fill in, and nothing overwritten."""

from __future__ import annotations

import re
import resource
import shutil
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from clausebook.content.scaffold import new_clause, new_document
from clausebook.messages import Refusal
from tests.twin import ROOT

GOOD = ROOT / "tests" / "good"
SITE = (GOOD / "site.yaml").read_text(encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the small valid content."""
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def tree(content: Path) -> dict[Path, bytes]:
    """Every file with its bytes, and every folder."""
    return {path: b"" if path.is_dir() else path.read_bytes() for path in content.rglob("*")}


def document_of(content: Path) -> str:
    return sorted(path.parent.name for path in content.glob("*/document.yaml"))[0]


def test_a_new_clause_is_listed_and_only_lacks_its_texts(content: Path) -> None:
    """Everything that the build then reports is a text that the editor has to write."""
    id_ = f"{document_of(content)}/rules-99"
    path = new_clause(content, id_)
    problems = understand(content)[1]
    assert path == content / f"{id_}.yaml"
    assert {problem.path for problem in problems} == {f"content/{id_}.yaml"}
    assert {problem.code for problem in problems} == {"empty"}
    assert "kind: rule" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("languages", ["[zh, en]", "[en, zh]"])
@pytest.mark.parametrize("currency", ["TWM", "GBP", "CNY"])
def test_what_a_new_clause_shows_in_comments_can_be_taken_as_it_is(
    content: Path, languages: str, currency: str
) -> None:
    site = SITE.replace("[zh, en]", languages)
    (content / "site.yaml").write_text(f"{site}currency: {currency}\n", encoding="utf-8")
    path = new_clause(content, "tide-2031-4/rules-99")
    text = path.read_text(encoding="utf-8")
    before, facts, after = re.split(r"(?m)(?=^# facts)|(?=^digest)", text)
    path.write_text(before + facts.replace("# ", "") + after, encoding="utf-8")
    problems = [str(p) for p in understand(content)[1] if p.path.endswith("rules-99.yaml")]
    assert [p for p in problems if "[empty]" not in p] == []


def test_a_new_document_only_lacks_its_texts(content: Path) -> None:
    paths = new_document(content, "new-town-2026")
    problems = understand(content)[1]
    assert [path.name for path in paths] == ["document.yaml", "1.yaml"]
    assert {problem.path for problem in problems} == {
        "content/new-town-2026/document.yaml",
        "content/new-town-2026/1.yaml",
    }
    assert {problem.code for problem in problems} == {"empty", "bad-format"}


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        *((f"tide-2031-4/{name}", "is there already") for name in ("1", "document", "scan")),
        *((f"tide-2031-4/{name}", "cannot be an id") for name in ("A", "-4", "4--5", "..", "四")),
        *((f"tide-2031-4/{name}", "is taken") for name in ("con", "lpt9", "index")),
        ("tide-2031-4/" + "x" * 61, "at most 60"),
        *((id_, "cannot be an id") for id_ in ("../x/1", "x/1/2", "/etc/1", "x.y/1")),
        ("no-such", "create the document first"),
        ("no-such/1", "create the document first"),
    ],
)
def test_a_clause_that_check_would_refuse_is_not_created(content: Path, id_: str, why: str) -> None:
    (content / "tide-2031-4" / "Scan.yaml").touch()
    before = tree(content)
    with pytest.raises(Refusal, match=why):
        new_clause(content, id_)
    assert tree(content) == before


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        ("tide-2031-4", "is there already"),
        ("kelp", "is there already"),
        ("Kelp-2", "cannot be an id"),
        ("a/b", "cannot be an id"),
        ("aux", "is taken"),
        ("x" * 300, "at most 60"),
        ("search", "an address of the site"),
        ("sea-2029-1", "a cited document"),
    ],
)
def test_a_document_that_check_would_refuse_is_not_created(
    content: Path, id_: str, why: str
) -> None:
    (content / "Kelp").mkdir()
    before = tree(content)
    with pytest.raises(Refusal, match=why):
        new_document(content, id_)
    assert tree(content) == before


LISTS = {
    "flow": ('["1", a]', '["1", "2", a]', '["1", a, "b"]'),
    "flow over lines": (
        '["1", # one\n  a]',
        '["1", "2", # one\n  a]',
        '["1", # one\n  a, "b"]',
    ),
    "final comma": ('["1", a,]', '["1", "2", a,]', '["1", a, "b",]'),
    "block": (
        '\n  - "1"  # one\n  - "a"  # last',
        '\n  - "1"  # one\n  - "2"\n  - "a"  # last',
        '\n  - "1"  # one\n  - "a"  # last\n  - "b"',
    ),
    "listed before": ('["1", "2", a, b]', '["1", "2", a, b]', '["1", "2", a, b]'),
}
"""A list of clauses; with 2, which follows on 1; with b, which follows on nothing."""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("name", LISTS)
def test_only_the_list_of_clauses_changes(content: Path, name: str, line_end: str) -> None:
    listing = content / "tide-2031-4" / "document.yaml"
    start, _, _ = listing.read_text(encoding="utf-8").partition("parts:")
    before, with_2, with_b = (
        f"{start}parts:\n- chapters:\n  - clauses: {clauses}\n".replace("\n", line_end)
        for clauses in (text.replace("\n", "\n    ") for text in LISTS[name])
    )
    (content / "tide-2031-4" / "2.yaml").unlink()
    for clause, after in (("2", with_2), ("b", with_b)):
        listing.write_bytes(before.encode())
        new_clause(content, f"tide-2031-4/{clause}")
        assert listing.read_bytes().decode() == after
    assert {path.name for path in listing.parent.glob(".*")} == set()


def test_the_next_clause_goes_on_with_the_number_and_stands_behind_the_one_before(
    content: Path,
) -> None:
    path = new_clause(content, "tide-2031-4/")  # as shells complete it
    assert path == content / "tide-2031-4" / "4.yaml"
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../../schema/clause.json\nnumber: （四）\nkind: "
    )
    listing = (path.parent / "document.yaml").read_text(encoding="utf-8")
    assert re.search(r'"3", "4"', listing)


def test_a_document_without_an_id_is_called_by_its_jurisdiction_and_the_year(content: Path) -> None:
    first, second = (new_document(content)[0] for _ in range(2))
    assert [path.parent.name for path in (first, second)] == [
        "tidewater-2033-1",
        "tidewater-2033-2",
    ]
    assert "\njurisdiction: tidewater\n" in first.read_text(encoding="utf-8")


def test_schemas_are_where_the_other_files_have_them(content: Path) -> None:
    site = content / "site.yaml"
    for named, wanted in (
        ("schemas", "../schemas"),
        ("https://a.example/s", "https://a.example/s"),
    ):
        site.write_text(f"# yaml-language-server: $schema={named}/site.json\n{SITE}")
        [document, _] = new_document(content)
        assert document.read_text(encoding="utf-8").startswith(
            f"# yaml-language-server: $schema={wanted}/document.json\n"
        )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"parts: [", "has problems"),
        (b"\xff", "has problems"),
        *(
            (text, "no last chapter")
            for text in (
                b"",
                b"- x\n",
                b"parts:\n",
                b"parts: []\n",
                b"parts: [{chapters: []}]\n",
                b"parts: [{chapters: [{title: x}]}]\n",
                b"parts: [{chapters: [{clauses: []}]}]\n",
                b"parts: [{chapters: [{clauses: x}]}]\n",
                b"parts: [{chapters: [{clauses: [x]}]}, {number: x}]\n",
            )
        ),
    ],
)
def test_a_document_that_cannot_list_a_clause_is_mended_first(
    content: Path, text: bytes, why: str
) -> None:
    (content / "tide-2031-4" / "document.yaml").write_bytes(text)
    before = tree(content)
    with pytest.raises(Refusal, match=why):
        new_clause(content, "tide-2031-4/9")
    assert tree(content) == before


def test_a_new_document_takes_more_clauses_before_it_is_filled_in(content: Path) -> None:
    new_document(content, "new-town-2026")
    new_clause(content, "new-town-2026/2")
    listing = content / "new-town-2026" / "document.yaml"
    assert listing.read_text(encoding="utf-8").endswith('clauses: ["1", "2"]\n')


@pytest.mark.parametrize("name", ["site", "cited"])
def test_a_table_that_a_new_document_needs_is_mended_first(content: Path, name: str) -> None:
    (content / f"{name}.yaml").write_text("- x\n", encoding="utf-8")
    before = tree(content)
    with pytest.raises(Refusal, match=rf"{name}\.yaml has problems"):
        new_document(content, "new-town-2026")
    assert tree(content) == before


@pytest.mark.parametrize("room", [100, 1000], ids=["nothing fits", "the second file does not fit"])
def test_a_full_disk_leaves_nothing_behind(content: Path, room: int) -> None:
    """A limit of the system stands for it: no file may become longer."""
    before = tree(content)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            new_clause(content, "tide-2031-4/9")
        if room == 100:
            with pytest.raises(OSError, match="too large"):
                new_document(content, "new-town-2026")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert tree(content) == before
