"""A site in one language has nothing of a second one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausebook.build.understand import understand
from tests.overlay import keep_language, lay
from tests.rendered import Files, rendered


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    content = lay(tmp_path_factory.mktemp("one"))
    keep_language(content, "zh")
    calculated, problems = understand(Path(content))
    assert [str(problem) for problem in problems] == []
    return rendered(calculated)


def test_no_page_leads_to_another_language(files: Files) -> None:
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    inner = {path: html for path, html in pages.items() if "/" in path}
    assert {path.removeprefix("embed/").partition("/")[0] for path in inner} == {"zh"}
    assert [
        p for p, html in inner.items() if re.search("hreflang|data-language-switch", html)
    ] == []


def test_the_table_has_columns_of_one_language(files: Files) -> None:
    heading = files["data/clauses.csv"].decode("utf-8-sig").partition("\r\n")[0]
    assert '"title_zh"' in heading
    assert "_en" not in heading


def test_the_front_door_leads_on_where_there_is_nothing_to_choose(files: Files) -> None:
    door, missing = files["index.html"].decode(), files["404.html"].decode()
    assert '<html lang="zh-Hans">' in door
    assert '<meta http-equiv="refresh" content="0; url=zh/index.html">' in door
    assert 'http-equiv="refresh"' not in missing
    assert '<a class="button" hreflang="zh-Hans" href="zh/index.html">首页</a>' in missing
