"""A file of answers → :class:`Project`: one applicant with all that it says, at its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clausebook.content.load import YamlFile, parse
from clausebook.content.misfits import report_misfits
from clausebook.content.read.tables import iso_date
from clausebook.content.schemas import Shape
from clausebook.content.sources import Sources
from clausebook.meaning.answers import Written, read_answers
from clausebook.meaning.site import Site
from clausebook.messages import say
from clausebook.plan.answers import Answers
from clausebook.problems import Problem, Problems


@dataclass(frozen=True, slots=True)
class Project:
    """What somebody says of an applicant and its project."""

    on: str
    """The day for which is planned; empty where none is said."""
    written: Written
    """The answers as they are written."""
    answers: Answers


def read_project(site: Site, shown: str, data: bytes) -> tuple[Project, tuple[Problem, ...]]:
    """The project that a file describes, and everything wrong with it, each at its place.

    ``shown`` is what problems call the file. The site asks questions.
    """
    problems = Problems()
    file = parse(shown, data, problems)
    if file is None:
        return Project("", Written(), Answers()), tuple(problems)
    text = file.text
    problems = Problems(Sources(lambda _: text))
    return _project(site, file, problems), tuple(problems)


def _project(site: Site, file: YamlFile, problems: Problems) -> Project:
    if report_misfits(file, Shape("answers"), problems):
        return Project("", Written(), Answers())
    on = file.value.get("on", "")
    if on and not iso_date(on):
        problems.add(file.at("on"), say("bad-format.day", text=on))
    written = written_in(file.value)
    answers, wrong = read_answers(site, written)
    for route, said, is_key in wrong:
        problems.add(file.at(*route, key=is_key), said)
    return Project(on, written, answers)


def written_in(value: Mapping[str, Any]) -> Written:
    """The answers of a file, or of a record, of the right shape."""
    answers = value.get("answers", {}).items()
    return Written(
        answers={name: v if isinstance(v, list) else [v] for name, v in answers},
        received=value.get("received", {}),
        judged=value.get("judged", {}),
    )
