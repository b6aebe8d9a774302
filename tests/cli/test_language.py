"""Commands speak the language that is asked for, or the system's; what programs read stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clausebook.cli import main
from clausebook.cli.columns import table, width_of
from clausebook.cli.front import VERBS
from clausebook.cli.language import language_of
from clausebook.messages import LANGUAGES, spoken
from tests.overlay import GOOD, lay

BROKEN = "--- tide-2031-4/3.yaml\nnumber: （三）\nkind: '[bold]'\ntitle: {zh: 服务, en: Services}\n"
SUBCOMMANDS = ("new clause", "new document")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "zh_TW", "LANG": "en_GB"}, "zh"),
        ([], {"LC_ALL": "C", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "en"),
        ([], {"LC_ALL": "", "LANG": "zh_SG"}, "zh"),
        (["check", "--language", "zh"], {"LANG": "en_GB"}, "zh"),
        (["--language=en", "check"], {"LANG": "zh_CN"}, "en"),
        (["check", "--language", "fr"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_option_counts_before_the_system_says(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(arguments, environment) == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", ["", *VERBS, *SUBCOMMANDS])
def test_help_has_every_text_in_every_language(verb: str, language: str) -> None:
    told = run(*verb.split(), "--help", "--language", language)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith({"en": "Usage: ", "zh": "用法："}[language])
    assert max(map(width_of, told.stdout.splitlines())) <= 80


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    rows = [("--to 目录", "写到哪里"), ("-h", "说明")]
    assert table(rows, 40) == "  --to 目录  写到哪里\n  -h         说明\n"


def test_no_line_begins_with_what_closes() -> None:
    assert table([("a", "依次看 LANG，其他语言）一律")], 20) == (
        "  a  依次看 LANG，其他语\n     言）一律\n"
    )


def test_problems_are_told_in_the_language_and_keep_their_codes(tmp_path: Path) -> None:
    content = lay(tmp_path, BROKEN)
    told = run("check", "--content", content, "--language", "zh").stderr.splitlines()
    assert told[0].startswith("content/tide-2031-4/3.yaml:1:1: error[missing-key]: ")
    assert told[-1] == "共 2 个问题，涉及 1 个文件。站点没有改动。"
    assert spoken() == "en"


def test_a_command_may_stand_behind_the_language() -> None:
    assert run("--language", "zh", "check", "--content", GOOD).stdout.startswith("没有问题：2 份")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--language", "fr", "check"], "Error: --language is one of en, zh, not 'fr'."),
        (["chekc"], "Error: there is no command 'chekc'. Did you mean 'check'?"),
        (["check", "--outt"], "Error: there is no option --outt. Did you mean '--out'?"),
        (["check", "--out"], "Error: --out needs a value behind it."),
        (["format", "--check=1"], "Error: --check takes no value."),
        (["check", "x"], "Error: nothing is known to do with x; remove it."),
        (["calc", "--language", "zh"], "错误：缺少 标识[#分项][:支持]。"),
        (["serve", "--port", "99999", "--language", "zh"], "错误：'99999' 不是端口"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith(told.replace("'99999'", "“99999”"))


def test_what_programs_read_is_the_same_in_every_language() -> None:
    asked = ("calc", "tide-2031-4/1", "--json", "--content", GOOD)
    told = {run(*asked, "--language", language).stdout for language in LANGUAGES}
    assert len(told) == 1
