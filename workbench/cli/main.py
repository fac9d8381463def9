"""The commands and what they are called."""

import os
from typing import Annotated

import typer

from gyms.kit.databases.choosing import VARIABLE as DATABASE
from workbench import __version__
from workbench.cli.audit import audit
from workbench.cli.check import check
from workbench.cli.doctor import doctor
from workbench.cli.gyms import gyms
from workbench.cli.replay import replay
from workbench.cli.run import run
from workbench.cli.verify import verify
from workbench.cli.window import open_in_window, open_window

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_show_locals=False,
    help="Author, record, judge and replay episodes of web-agent gyms. Without a command: open the window.",
)


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(
            envvar=DATABASE,
            metavar="URL",
            help="A PostgreSQL server to keep worlds on: postgresql://user@host/postgres. In SQLite files otherwise.",
            show_envvar=True,
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Say the version and leave.")] = False,
) -> None:
    """Open the window when no command is given."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if database is not None:
        os.environ[DATABASE] = database  # for the gyms' process, and all that this one starts
    if context.invoked_subcommand is None:
        open_window()


for command in (gyms, run, verify, replay, audit, check, doctor):
    app.command()(command)
app.command("open")(open_in_window)


def main() -> None:
    """Entry point of the ``workbench`` script."""
    app()
