"""``clausebook init``: a worked site in the languages that are asked for, or nothing."""

from __future__ import annotations

import re
import resource
from pathlib import Path

import pytest
import yaml

from clausebook.build.understand import understand
from clausebook.content.begin import begin, in_languages
from clausebook.content.format import formatted
from clausebook.content.load import load
from clausebook.content.scaffold import new_clause, new_document
from clausebook.messages import Refusal
from clausebook.problems import Problems


def written(folder: Path) -> dict[str, str]:
    """Every file of a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_the_worked_site_is_whole_and_has_what_it_promises(tmp_path: Path) -> None:
    begin(tmp_path / "site", ("zh", "en"))
    calculated, problems = understand(tmp_path / "site" / "content")
    clauses = calculated.site.corpus.clauses.values()
    assert [str(problem) for problem in problems] == []
    assert len(clauses) == 5
    assert len(calculated.site.corpus.documents) == 2
    assert [clause.id for clause in clauses if clause.readings] == ["xiting-2026-8/1"]
    benefits = {benefit.id: benefit for clause in clauses for benefit in clause.benefits}
    assert all(len(benefit.examples) == 3 for benefit in benefits.values())
    decided = [c for clause in clauses for c in clause.conditions if c.holds]
    assert [condition.id for condition in decided] == ["large_enough", "large_enough"]


def test_its_keys_are_in_order(tmp_path: Path) -> None:
    begin(tmp_path, ("zh", "en"))
    files = load(tmp_path / "content", Problems())
    assert {name: formatted(file) for name, file in files.items()} == {
        name: file.text for name, file in files.items()
    }


def test_editors_find_the_schema_of_every_file(tmp_path: Path) -> None:
    begin(tmp_path, ("zh", "en"))
    for path in (tmp_path / "content").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        [schema] = re.findall(r"# yaml-language-server: \$schema=(.+)", first)
        assert (path.parent / schema).is_file()


def test_the_workflow_is_yaml_without_secrets(tmp_path: Path) -> None:
    begin(tmp_path, ("zh", "en"))
    text = (tmp_path / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["site"]["steps"]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", s["uses"]) for s in steps if "uses" in s)
    assert [step["run"] for step in steps if "run" in step] == [
        "pip install clausebook",
        "clausebook build",
    ]
    assert "secrets" not in text


def test_a_folder_that_has_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(Refusal, match="has something in it"):
        begin(tmp_path, ("zh", "en"))
    assert written(tmp_path) == {"notes": "mine"}


@pytest.mark.parametrize("is_there", [False, True])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, *, is_there: bool) -> None:
    """A limit of the system stands for it: no file may become longer."""
    folder = tmp_path / "site"
    if is_there:
        folder.mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            begin(folder, ("zh", "en"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert folder.exists() == is_there
    assert written(tmp_path) == {}


LANGUAGES = (("zh", "en"), ("en", "zh"), ("zh",), ("en",))


@pytest.mark.parametrize("languages", LANGUAGES, ids=",".join)
def test_a_site_in_any_languages_has_no_problems_and_no_text_in_others(
    languages: tuple[str, ...], tmp_path: Path
) -> None:
    begin(tmp_path, languages)
    calculated, problems = understand(tmp_path / "content")
    assert [str(problem) for problem in problems] == []
    assert len(calculated.site.corpus.clauses) == 5
    assert calculated.site.corpus.settings.languages == languages
    others = {"zh", "en"} - {*languages}
    texts = written(tmp_path / "content").values()
    assert not [text for text in texts for other in others if re.search(rf"\b{other}:", text)]
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    titles = {"zh": "# 政策条款库", "en": "# Policy clauses"}
    assert re.findall(r"(?m)^# .+", readme) == [titles[language] for language in languages]


@pytest.mark.parametrize("languages", [(), ("fr",), ("zh", "fr"), ("zh", "zh"), ("",)])
def test_other_languages_are_refused(languages: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="the small site is written in en,zh"):
        begin(tmp_path, languages)
    assert written(tmp_path) == {}


@pytest.mark.parametrize(("language", "label"), [("zh", "上限"), ("en", "Cap")])
def test_what_is_new_is_in_the_languages_of_the_site(
    language: str, label: str, tmp_path: Path
) -> None:
    begin(tmp_path, (language,))
    document = sorted(path.parent for path in tmp_path.glob("content/*/document.yaml"))[0]
    clause = new_clause(tmp_path / "content", document.name).read_text(encoding="utf-8")
    assert label in clause
    assert re.findall(r"(?m)^#? +(zh|en):", clause) == [language] * 4
    assert re.search(r"(?m)^number: (第三条|Clause 3)$", clause)
    [path, _] = new_document(tmp_path / "content")
    found = re.findall(r"(?m)^ +(?:- title:\n +)?(zh|en):", path.read_text(encoding="utf-8"))
    assert {*found} == {language}


LAYOUTS = {
    "block": (
        "title:\n  zh: 甲\n  en: A\nnext: x\n",
        "title:\n  en: A\nnext: x\n",
    ),
    "long": (
        "digest:\n  zh: |-\n    - 甲\n\n    - 乙\n  en:\n    A long\n    text\n# behind\nnext: x\n",
        "digest:\n  en:\n    A long\n    text\n# behind\nnext: x\n",
    ),
    "braces": ("name: {zh: 甲, en: A}  # one\n", "name: {en: A}  # one\n"),
    "braces in braces": ("人: {zh: {one: 人}, en: {one: person}}\n", "人: {en: {one: person}}\n"),
    "beside others": (
        "list:\n  - id: a\n    zh: 甲\n    en: A\n    holds: x\n",
        "list:\n  - id: a\n    en: A\n    holds: x\n",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_texts_in_other_languages_go_and_the_rest_stays(name: str) -> None:
    before, after = LAYOUTS[name]
    assert in_languages(before, ("en",)) == after
    assert in_languages(before, ("zh", "en")) == before
