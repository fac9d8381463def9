"""Draws the documentation's pictures from the real app: ``python -m workbench.ui.tour FOLDER``.

The workout's own oracle does the task in the real window, against the real gym, while it is recorded and judged.
Every picture is taken light and dark. Nothing is saved among the recordings.
"""

import sys
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from gyms.kit.catalogue import gyms
from gyms.kit.gym import Task
from workbench.archive.specs import spec_path
from workbench.session.embedded import install_environment
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest, Trouble
from workbench.session.sitting import Sitting
from workbench.ui.app import App, assemble
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.theme import Choice

SIZE = (1440, 900)
TASK = TaskRequest("clinic/book_visit", seed=3, options=(("date_widget", "flatpickr"),), actor="oracle")
REPLAYED = "clinic/book_visit/failing-wrong-month"
_LOOK = 25
"""Milliseconds between two looks at whether the next scene can begin."""
_PATIENCE = 60_000
_THEMES: tuple[Choice, ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Scene:
    """Once ``ready``, ``do`` something, and take a picture called ``name`` before it, where there is one."""

    ready: Callable[[], bool]
    do: Callable[[], Any]
    name: str = ""


class Tour(QObject):
    """Plays the scenes one after another, then closes the window. ``failure`` says why it could not."""

    def __init__(self, app: App, folder: Path, episode: Path, spec: Path) -> None:
        """Pictures go into ``folder``; ``episode`` is the one to replay, ``spec`` the one to audit."""
        super().__init__()
        self.failure = ""
        self._episode = episode
        self._spec = spec
        self._app = app
        self._folder = folder
        self._scenes = list(self._script())
        self._waited = 0
        self._solved = False
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        app.desk.message.connect(self._hear)
        app.desk.bug.connect(lambda error: self._give_up(repr(error)))

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def _script(self) -> Sequence[Scene]:
        window = self._app.window

        def state() -> RecordState:
            return window.record.state

        def trigger(name: str) -> Callable[[], None]:
            return lambda: window.table.qaction(name).trigger()

        return (
            Scene(lambda: bool(window.library.offer.gyms), self._pause),
            Scene(lambda: True, lambda: window.library.look_at(TASK.workout), "library"),
            Scene(lambda: window.library.workout is not None, self._unfold),
            Scene(lambda: True, self._pause),
            Scene(lambda: True, lambda: window.open_task(TASK), "profile"),
            Scene(lambda: state().phase is Phase.PREVIEW and bool(state().url), self._pause, "preview"),
            Scene(lambda: True, trigger("record.record")),
            Scene(
                lambda: state().phase is Phase.RECORDING and bool(state().title),
                lambda: self._app.desk.act(solve, self._solve),
            ),
            Scene(lambda: len(state().steps) >= 4, self._pause, "record"),
            Scene(lambda: self._solved, trigger("record.finish")),
            Scene(lambda: state().phase is Phase.FINISHED, trigger("window.palette"), "verdict"),
            Scene(self._dialog_shown, self._close_dialogs, "palette"),
            Scene(lambda: not self._dialogs(), lambda: window.open_episode(self._episode)),
            Scene(lambda: window.replay.playhead.replay is not None, self._pause),
            Scene(lambda: True, trigger("replay.next_finding")),
            Scene(lambda: True, self._pause),
            Scene(lambda: True, lambda: window.open_spec(self._spec), "replay"),
            Scene(lambda: window.author.examination is not None, trigger("author.audit")),
            Scene(lambda: 0 < window.author.tally.planned == window.author.tally.done, self._pause),
            Scene(lambda: True, window.close, "author"),
        )

    def _look(self) -> None:
        self._waited += _LOOK
        if self._waited > _PATIENCE:
            self._give_up(f"scene {len(self._script()) - len(self._scenes) + 1} never came")
        elif self._scenes[0].ready():
            self._waited = 0
            scene = self._scenes.pop(0)
            if scene.name:
                self._draw(scene.name)
            scene.do()
            if not self._scenes:
                self._timer.stop()

    def _pause(self) -> None:
        """Let the page paint for a moment: a picture shows what a person would see."""
        self._timer.stop()
        QTimer.singleShot(900, self, self._timer.start)

    def _unfold(self) -> None:
        page = self._app.window.library.workout
        assert page is not None
        page.setup.choose(TASK.seed, "ui", dict(TASK.options))
        page.setup.unfold()

    def _solve(self, _: None) -> None:
        self._solved = True

    def _draw(self, name: str) -> None:
        for choice in _THEMES:
            self._app.theme.choose(choice)
            picture = self._app.window.grab()
            self._draw_dialogs(picture)
            _save(picture, self._folder / f"{name}-{choice}.png")
        self._app.theme.choose("light")

    def _draw_dialogs(self, picture: QPixmap) -> None:
        painter = QPainter(picture)
        for dialog in self._dialogs():
            place = self._app.window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(place, dialog.grab())
        painter.end()

    def _dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self._app.window.findChildren(QDialog) if dialog.isVisible()]

    def _dialog_shown(self) -> bool:
        return bool(self._dialogs())

    def _close_dialogs(self) -> None:
        for dialog in self._dialogs():
            dialog.close()

    def _hear(self, message: object) -> None:
        if isinstance(message, Trouble):
            self._give_up(message.what)

    def _give_up(self, why: str) -> None:
        self.failure = why
        self._timer.stop()
        self._app.window.close()


def _save(picture: QPixmap, path: Path) -> None:
    """As a PNG of 256 colours: a third of the size, and no eye sees it."""
    picture.save(str(path))
    with Image.open(path) as image:
        small = image.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def solve(sitting: Sitting) -> Coroutine[Any, Any, None]:
    """The oracle of the open task, acting in the sitting's page."""
    request, facts = TASK, sitting.world.facts
    gym, _, name = request.workout.partition("/")
    task = Task(
        gym,
        request.workout,
        request.seed,
        request.profile,
        facts.options,
        facts.parameters,
        facts.goal,
        facts.start_path,
    )

    async def act() -> None:
        await gyms()[gym].workout(name).oracle(sitting.page, task)

    return act()


def main(argv: Sequence[str]) -> int:
    """Draw into the folder named first. Returns 0, or 2 when a scene never came."""
    folder = Path(argv[0] if argv else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    install_environment()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as away:
        shipped, private = Folders.default(), Path(away)
        folders = Folders(shipped.specs, shipped.recordings, private / "drafts")
        app = assemble(application, folders, Preferences(private / "window.ini"), private / "logs")
        app.window.resize(*SIZE)
        app.window.show()
        tour = Tour(app, folder, shipped.recordings / REPLAYED, spec_path(shipped.specs, TASK.workout))
        tour.start()
        application.exec()
        app.close()
    if tour.failure:
        sys.stderr.write(f"The tour stopped: {tour.failure}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
