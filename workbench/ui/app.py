"""The desktop app: makes the application, puts its parts together, runs it and takes it apart again."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from workbench.session.embedded import install_environment
from workbench.session.embedded_garbage import collect_garbage_here
from workbench.session.folders import Folders
from workbench.ui.crash import CrashDialog, Logbook
from workbench.ui.desk import Desk
from workbench.ui.interrupts import Interrupts
from workbench.ui.shell.fonts import load_fonts
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.theme import Theme
from workbench.ui.shell.window import MainWindow


@dataclass(slots=True)
class App:
    """The parts of a running app. ``close`` ends them in the order they depend on each other."""

    theme: Theme
    desk: Desk
    window: MainWindow
    logbook: Logbook

    def close(self) -> None:
        """Stop the runtime and everything on it; the window is gone afterwards."""
        self.window.close()
        self.window.replay.shutdown()
        self.window.author.shutdown()
        self.desk.stop()
        self.logbook.remove()
        self.window.deleteLater()


def assemble(application: QApplication, folders: Folders, preferences: Preferences, logs: Path | None = None) -> App:
    """Put the parts together and start them; nothing is shown yet."""
    collect_garbage_here(application)
    logbook = Logbook(logs)
    logbook.install()
    load_fonts()
    theme = Theme(application, preferences.theme)
    desk = Desk(folders)
    window = MainWindow(theme, preferences, desk)
    window.setWindowIcon(theme.icon("dumbbell", "accent"))
    app = App(theme, desk, window, logbook)
    desk.bug.connect(lambda error: show_bug(app, error))
    desk.start()
    return app


def run(argv: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed. ``argv``: an episode's folder or a spec file to begin with.

    Returns the exit status. Call it once per process.
    """
    install_environment()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Workbench")
    application.setDesktopFileName("workbench")
    app = assemble(application, Folders.default(), Preferences())
    interrupts = Interrupts(app.window.close, application)
    before, sys.excepthook = sys.excepthook, _hook(app)
    try:
        app.window.show()
        begin_with(app, argv)
        return application.exec()
    finally:
        sys.excepthook = before
        app.close()
        interrupts.restore()


def begin_with(app: App, argv: Sequence[str]) -> None:
    """Open what the command line names."""
    for place in map(Path, argv[:1]):
        if place.is_dir():
            app.window.open_episode(place)
        else:
            app.window.open_spec(place.absolute())


def show_bug(app: App, error: BaseException) -> None:
    """Log a bug and say so; while one dialog is open, others only go to the log."""
    logging.getLogger("workbench").error("a bug", exc_info=error)
    if app.window.findChild(CrashDialog) is None:
        CrashDialog(error, app.logbook, app.window).open()


def _hook(app: App) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            app.window.close()
        else:
            show_bug(app, error.with_traceback(trace))

    return hook
