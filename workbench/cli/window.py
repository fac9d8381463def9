"""``workbench`` and ``workbench open``: the two ways into the window. Qt is imported here only when it is wanted."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from workbench.archive.layout import EPISODE
from workbench.cli.report import Reporter
from workbench.domain.failures import Problem

_ALREADY_CHOSEN = "QT_QPA_PLATFORM"


class NoWindow(Problem):
    """The window can't open on this machine."""


def open_window(arguments: tuple[str, ...] = ()) -> NoReturn:
    """Run the desktop app and leave with its exit status."""
    with Reporter(as_json=False).problems_told():
        _require_qt()
        _require_screen()
        from workbench.ui.app import run  # noqa: PLC0415 - every other command works without Qt

        raise typer.Exit(run(list(arguments)))


def open_in_window(
    place: Annotated[Path, typer.Argument(help="An episode's folder, or a spec file.")],
) -> None:
    """Open an episode in the Replay perspective, or a spec in the Author perspective."""
    with Reporter(as_json=False).problems_told():
        if not (place / EPISODE).is_file() and place.suffix not in {".yaml", ".yml"}:
            raise Problem(f"{place} is neither an episode nor a spec.", "Name an episode's folder or a .yaml file.")
        if not place.exists():
            raise Problem(f"There is no {place}.", "Check the path.")
    open_window((str(place),))


def _require_qt() -> None:
    if importlib.util.find_spec("PySide6") is None:
        raise NoWindow(
            "The window needs PySide6, which is not installed.", "Run `make run`, or install workbench[app]."
        )


def _require_screen() -> None:
    if not sys.platform.startswith("linux") or _ALREADY_CHOSEN in os.environ:
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise NoWindow(
            "There is no display to open a window on.",
            "Log in to a desktop, connect with `ssh -X`, or use a virtual one: "
            "xvfb-run --server-args='-screen 0 1600x1000x24' make run",
        )
