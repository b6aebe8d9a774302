"""``clausebook serve``: the site while it is written."""

from __future__ import annotations

import signal
import threading
import time
from functools import partial
from pathlib import Path

import click

from clausebook.cli import options
from clausebook.cli.commands import Command
from clausebook.messages import Refusal, reason, say


@click.command("serve", cls=Command)
@click.option(
    "--content",
    type=options.Folder(),
    default=options.at_home("content"),
    metavar="folder",
    help="content-to-be",
)
@options.out
@options.day
@click.option("--port", type=options.Port(), default=8000, metavar="number", help="port")
def command(content: Path, out: Path, on: str | None, port: int) -> None:
    """Preview with live reload; problems are shown in the browser, over the last good site."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # there is nothing yet that has to end in order
    from clausebook.build.preview import Builder, Changes, end_on_signals
    from clausebook.build.serve import Builds, make_server

    name = options.name_of_program()
    builder = Builder(content, out, options.as_of(on), name)
    builds = Builds(int(time.time()))
    end_on_signals(builder)
    try:
        server = make_server(builds, out, port)
    except OSError as error:
        other = (port or 8000) % 65535 + 1
        raise Refusal(say("serve.port", port=port, why=reason(error), other=other)) from None
    click.echo(str(say("serve.ready", address=f"http://127.0.0.1:{server.server_port}/")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    changes = Changes(content, out, partial(click.echo, err=True), builder.hear)
    while True:
        report = builder.build(changes.wait())
        for line in (*report.problems, report.summary):
            click.echo(line, err=bool(report.problems))
        builds.done(report.problems)
