"""What the command line offers: arguments in, words and exit codes out.

Each command loads what it alone needs when it runs.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausebook.build.order import Outcome
from clausebook.build.pipeline import build as build_site
from clausebook.build.pipeline import check as check_content
from clausebook.build.pipeline import compare
from clausebook.build.progress import Progress
from clausebook.build.write import CannotWrite
from clausebook.files import overwrite
from clausebook.messages import LANGUAGES
from clausebook.problems import Problem, Problems
from clausebook.resources import BadResource, NotSetUp, project

if TYPE_CHECKING:
    from clausebook.languages import Language
    from clausebook.official.audit import Audited


class _Day(click.ParamType[str]):
    """A day in ISO form, kept as text."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-01-31.", param, ctx)


def _as_of(given: str | None) -> str | None:
    """--date, else SOURCE_DATE_EPOCH, else the date in content/site.yaml; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given or not epoch:
        return given
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        text = "SOURCE_DATE_EPOCH must be a day, as whole seconds since 1970."
        raise click.UsageError(text) from None


def _name() -> str:
    """What the program was called: build.py, clausebook."""
    return click.get_current_context().find_root().info_name or "clausebook"


def _at_home(name: str) -> Callable[[], Path]:
    """A file or folder in the checkout of build.py; for an installed program in the current one."""
    return lambda: (click.get_current_context().find_root().obj or Path()) / name


def _there(ctx: click.Context, param: click.Parameter, content: Path) -> Path:
    """The folder with the content, or what to do where there is none."""
    if content.is_dir():
        return content
    raise click.UsageError(
        f"there is no folder {content}. `{_name()} init FOLDER` writes a small site to begin with; "
        "--content names another folder."
    )


_content = click.option(
    "--content",
    type=click.Path(file_okay=False, path_type=Path),
    default=_at_home("content"),
    callback=_there,
    help="Folder with the content.  [default: content]",
)
_out = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=_at_home("site"),
    help="Folder that the site is built into.  [default: site]",
)
_date = click.option("--date", "on", type=_Day(), help="As-of date; default: content/site.yaml.")


class _Front(click.Group):
    """``build`` is the command when none is named, with or without its options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Whatever the command is: what its own files or the system lack is told in words."""
        if sys.flags.optimize > 1:  # published schemas have the words of docstrings
            raise click.ClickException("run Python without -OO, which takes away what data mean.")
        try:
            return super().invoke(ctx)
        except (BadResource, CannotWrite, NotSetUp) as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # who reads has gone: nobody is to be told
                raise
            what = f"{error.filename or 'the output'}: {error.strerror or error}"
            raise click.ClickException(what) from None


def _tell_version(ctx: click.Context, param: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        click.echo(f"Clausebook {project()['version']}")
        ctx.exit()


@click.group("clausebook", cls=_Front, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_tell_version,
    help="Tell which one this is.",
)
def main() -> None:
    """Clausebook: policy clauses in YAML become a bilingual static site."""


def _both() -> str:
    first = _terminal_language()
    return ",".join((first, *(language for language in LANGUAGES if language != first)))


def _said(language: Language, languages: Sequence[Language]) -> Language:
    """A language of the site, where it has another than the one that is asked for."""
    return language if language in languages else languages[0]


def _terminal_language() -> Language:
    said = os.environ.get("LANG", "")
    return next(filter(said.startswith, LANGUAGES), LANGUAGES[0])


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--languages",
    metavar="zh,en",
    help="Those of the site, the first of which leads.  [default: both, first the terminal's]",
)
def init(folder: Path, languages: str | None) -> None:
    """Write a small worked site into FOLDER, which is empty or not there, to begin with."""
    from clausebook.content.begin import CannotBegin, begin

    try:
        begin(folder, (languages or _both()).split(","))
    except CannotBegin as error:
        raise click.UsageError(str(error)) from None
    go = "" if folder.resolve() == Path.cwd() else f"`cd {folder}` and "
    click.echo(f"{folder}/ has a small site. Go on with {go}`{_name()} serve`.")


@main.command()
@_content
@_out
@_date
@click.option(
    "--official",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with official texts (.txt): each clause's page shows its passage.",
)
def build(content: Path, out: Path, on: str | None, official: Path | None) -> None:
    """Build the site (the default)."""
    _stop_on(_build(content, out, _as_of(on), official).problems, _UNTOUCHED)


def _build(content: Path, out: Path, on: str | None, official: Path | None = None) -> Outcome:
    """One build with its summary; what cannot be built at all ends the command."""
    with _waiting() as progress:
        outcome = build_site(content, out, on, official, progress)
    if outcome.written:
        files, changed = outcome.written.files, outcome.written.changed
        click.echo(f"{out.name}/: {files} files, {changed} of them new or changed.")
    return outcome


_PATIENCE = 1.0
"""Seconds after which somebody at a terminal wants to know what is going on."""


@contextlib.contextmanager
def _waiting() -> Iterator[Progress]:
    """Shows in a terminal how far a long build is, in a line that is gone when it is done."""
    begun, shown = time.monotonic(), False

    def show(stage: str, done: int, of: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - begun > _PATIENCE:
            count = f" {done}/{of}" if of else ""
            click.echo(f"\r\x1b[K{stage}{count}", err=True, nl=False)
            shown = True

    try:
        yield show
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)


@main.command("zip")
@_content
@_out
@_date
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    default=_at_home("site.zip"),
    help="The archive.  [default: site.zip]",
)
def zip_site(content: Path, out: Path, on: str | None, to: Path) -> None:
    """Build the site and pack it: unpacked anywhere, it opens from the disk."""
    from clausebook.build.archive import archive

    _stop_on(_build(content, out, _as_of(on)).problems, _UNTOUCHED)
    files = archive(out, to)
    click.echo(f"{to.name}: {files} files, {to.stat().st_size / 1e6:.1f} MB.")


@main.command("retire")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=_at_home("retired"),
    help="Folder that replaces the site on its host, or has what follows it.  [default: retired]",
)
def retire_site(to: Path) -> None:
    """Take a site that is taken away out of its readers' browsers.

    Writes a service-worker.js that removes what the site has stored there, and itself.
    """
    from clausebook.build.retire import CannotRetire, retire

    try:
        path = retire(to)
    except CannotRetire as error:
        raise click.UsageError(str(error)) from None
    click.echo(
        f"{to.name}/{path.name}: publish it at the address of the site's own {path.name}, and "
        "leave it there as long as the address is yours."
    )


@main.command()
@_content
@_out
@_date
def check(content: Path, out: Path, on: str | None) -> None:
    """Find everything that is wrong with the content; write nothing."""
    checked = check_content(content, out, _as_of(on))
    _stop_on(checked.problems, _UNTOUCHED)
    tallies = checked.tallies
    click.echo(
        f"No problems: {tallies['documents']} documents, {tallies['clauses']} clauses, "
        f"{tallies['facts']} facts, {tallies['benefits']} benefits."
    )


@main.command()
@click.option(
    "--content",
    type=click.Path(file_okay=False, path_type=Path),
    default=_at_home("content"),
    help="Folder with the content, which may still be written.  [default: content]",
)
@_out
@_date
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(content: Path, out: Path, on: str | None, port: int) -> None:
    """Preview with live reload; problems are shown in the browser, over the last good site."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # there is nothing yet that has to end in order
    from clausebook.build.preview import Builder, Changes, end_on_signals
    from clausebook.build.serve import Builds, make_server

    builder, builds = Builder(content, out, _as_of(on), _name()), Builds(int(time.time()))
    end_on_signals(builder)
    try:
        server = make_server(builds, out, port)
    except OSError as error:
        text = (
            f"port {port} cannot be used ({error.strerror}); stop what uses it, or choose another "
            f"with --port, such as --port {(port or 8000) % 65535 + 1}."
        )
        raise click.ClickException(text) from None
    click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl+C stops)")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    changes = Changes(content, out, partial(click.echo, err=True), builder.hear)
    while True:
        report = builder.build(changes.wait())
        for line in (*report.problems, report.summary):
            click.echo(line, err=bool(report.problems))
        builds.done(report.problems)


@main.command()
@click.argument("address", metavar="ID[#SUB][:BENEFIT]")
@click.argument("entries", metavar="[NAME=VALUE]...", nargs=-1)
@click.option("--on", "on", type=_Day(), help="As-of date; default: content/site.yaml.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="Default: the terminal's.")
@_content
def calc(
    address: str,
    entries: tuple[str, ...],
    on: str | None,
    as_json: bool,
    language: Language | None,
    content: Path,
) -> None:
    """Calculate a benefit: calc some-document/5 cost=5000万元

    NAME is an input's name or label. A repeated NAME gives one value per product or project.
    Without any NAME=VALUE the inputs are listed.
    """
    from clausebook.build.understand import understand
    from clausebook.features.calculators import terminal as calculator
    from clausebook.meaning.calculate import BadEntry

    calculated, problems = understand(content, on or _as_of(None))
    _stop_on(problems)
    language = _said(language or _terminal_language(), calculated.site.corpus.settings.languages)
    try:
        benefit = calculator.find_benefit(calculated, address)
        given = calculator.read_arguments(entries)
        if not given and benefit.rule.inputs and not as_json:
            _print_inputs(calculator.list_inputs(calculated, benefit, language))
            return
        result = calculator.answer(calculated, benefit, given, calculated.on)
    except (calculator.NoSuchBenefit, BadEntry) as error:
        raise click.UsageError(str(error)) from None
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        _print_result(result, language)


def _print_inputs(rows: Any) -> None:
    for name, label, accepted in rows:
        click.echo(f"{_bold(name)}  {label}  {_dim(accepted)}")


def _print_result(result: dict[str, Any], language: Language) -> None:
    told = result["words"][language]
    click.echo(_bold(told["headline"]))
    for line in (*told["instalments"], *told["remarks"]):
        click.echo(line)
    for number, step in enumerate(told["steps"], 1):
        click.echo(f"  {number}. {step}")
    others = told["under"] if result["outcome"] != "not-in-force" else {}
    for reading, headline in others.items():
        text = f"{reading}: {told['readings'][reading]}"
        click.echo(f"{_bold(headline)} {_dim(text)}")
    for figure in (*told["figures"], *told["constants"]):
        click.echo(_dim(figure))


@main.group()
def new() -> None:
    """Scaffold a clause or a document."""


@new.command("clause")
@click.argument("id_", metavar="DOCUMENT[/CLAUSE]")
@_content
def new_clause(id_: str, content: Path) -> None:
    """Create a clause and list it in its document; without CLAUSE it has the next number."""
    from clausebook.content import scaffold

    try:
        path = scaffold.new_clause(content, id_)
    except scaffold.CannotCreate as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{path.relative_to(content.parent)} is there, and listed in its document.")


@new.command("document")
@click.argument("id_", metavar="[DOCUMENT]", default="")
@_content
def new_document(id_: str, content: Path) -> None:
    """Create a document with its first clause; without DOCUMENT an id is guessed."""
    from clausebook.content import scaffold

    try:
        paths = scaffold.new_document(content, id_)
    except scaffold.CannotCreate as error:
        raise click.UsageError(str(error)) from None
    for path in paths:
        click.echo(str(path.relative_to(content.parent)))


@main.command("guide")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    default=_at_home("guide-pages"),
    help="Folder that the guide is written into.  [default: guide-pages]",
)
def make_guide(to: Path) -> None:
    """Write the guide for those who write content, in English and in Chinese."""
    from clausebook.guide import write_guide

    pages = write_guide(to)
    click.echo(f"{to.name}/: {len(pages)} files; begin with {to.name}/en/index.html.")


@main.command("format")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if anything would."
)
@_content
def format_content(only_check: bool, content: Path) -> None:
    """Put the keys of content files in the order of the schemas."""
    from clausebook.content.format import formatted, languages_of
    from clausebook.content.load import load

    problems = Problems()
    files = load(content, problems)
    _stop_on(tuple(problems))
    languages = languages_of(files)
    texts = {name: formatted(file, languages) for name, file in files.items()}
    changed = [name for name, text in texts.items() if text != files[name].text]
    for name in changed:
        click.echo(files[name].path)
        if not only_check:
            _overwrite(content / name, texts[name])
    verb = "would change" if only_check else "changed"
    click.echo(f"{len(changed)} of {len(files)} files {verb}.")
    if only_check and changed:
        raise SystemExit(1)


def _overwrite(path: Path, text: str) -> None:
    try:
        overwrite(path, text.encode())
    except OSError as error:
        what = f"{path} cannot be changed ({error.strerror}); it is as it was"
        raise click.ClickException(what) from None


@main.command("audit")
@click.argument("sources", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print every comparison as JSON.")
@_content
def audit_content(sources: Path, as_json: bool, content: Path) -> None:
    """Compare the content with official texts: SOURCES is a folder of .txt files.

    Recall: what the texts print and the content claims. Precision: what the content claims and the
    texts print. Exit code 1 when anything is missing on either side.
    """
    audited, problems = compare(content, sources)
    if as_json:
        rows = [asdict(row) for document in audited for row in document.rows]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print_table(audited)
        clauses = sum(document.located for document in audited)
        exempt = sum(row.exempt for document in audited for row in document.rows)
        click.echo(
            f"{clauses} clauses located; {exempt} figures exempt by content/exceptions.yaml."
        )
    _stop_on(problems)


def _print_table(audited: tuple[Audited, ...]) -> None:
    """Recall and precision of each document, by category."""
    from rich.console import Console
    from rich.table import Table

    from clausebook.official.audit import CATEGORIES

    table = Table(box=None, pad_edge=False)
    for heading in ("document", "", *CATEGORIES, "all"):
        table.add_column(heading, no_wrap=True)
    for document in audited:
        for direction in ("recall", "precision"):
            shares = [document.share(direction, category) for category in CATEGORIES]
            cells = [f"{found}/{of}" if of else "–" for found, of in shares]
            found, of = (sum(numbers) for numbers in zip(*shares, strict=True))
            table.add_row(document.document, direction, *cells, f"{100 * found / (of or 1):.1f} %")
    Console(width=max(Console().width, _TABLE_WIDTH)).print(table)


_TABLE_WIDTH = 120
"""What the audit's table needs, wherever it is printed."""
_UNTOUCHED = "The site was not touched."


def _stop_on(problems: tuple[Problem, ...], after: str = "") -> None:
    """Leave with exit code 1 when there are problems, listing all of them."""
    if problems:
        _list(problems, after)
        raise SystemExit(1)


def _list(problems: tuple[Problem, ...], after: str) -> None:
    """Print all problems, and how many there are."""
    for problem in problems:
        place = _bold(f"{problem.where}:")
        code = click.style(f"error[{problem.code}]", fg="red")
        click.echo(f"{place} {code}: {problem.message}", err=True)
    if problems:
        count, files = len(problems), len({problem.path for problem in problems})
        summary = f"{count} problem{'s' * (count > 1)} in {files} file{'s' * (files > 1)}."
        click.echo(f"{summary} {after}".rstrip(), err=True)


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def _dim(text: str) -> str:
    return click.style(text, dim=True)
