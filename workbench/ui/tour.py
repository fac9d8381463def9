"""Draws the documentation's pictures from the real app: ``python -m workbench.ui.tour FOLDER [STORY]``.

Story ``first``: the workout's own oracle does the task in the real window, against the real gym, while it is recorded
and judged. Story ``author``: a specification is clicked together (`author_tour.py`). Nothing is saved among the
recordings or specifications.
"""

import subprocess
import sys
import tempfile
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from gyms.kit.catalogue import gyms
from gyms.kit.gym import Task
from workbench.archive.specs import spec_path
from workbench.session.embedded import install_environment
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest
from workbench.session.sitting import Sitting
from workbench.ui import author_tour
from workbench.ui.app import App, assemble
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.shell.preferences import Preferences
from workbench.ui.touring import Scene, Tour

SIZE = (1440, 900)
TASK = TaskRequest("clinic/book_visit", seed=3, options=(("date_widget", "flatpickr"),), actor="oracle")
REPLAYED = "clinic/book_visit/failing-wrong-month"
FIRST, AUTHOR = "first", "author"


class FirstTour(Tour):
    """From the Library through a recording and its replay to the audit of a spec."""

    def __init__(self, app: App, folder: Path, episode: Path, spec: Path) -> None:
        """``episode`` is the one to replay, ``spec`` the one to audit."""
        super().__init__(app, folder)
        self._episode = episode
        self._spec = spec
        self._solved = False

    def script(self) -> Sequence[Scene]:
        """The story."""
        window, trigger = self.app.window, self.trigger

        def state() -> RecordState:
            return window.record.state

        return (
            Scene(lambda: bool(window.library.offer.gyms), self.pause),
            Scene(lambda: True, lambda: window.library.look_at(TASK.workout), "library"),
            Scene(lambda: window.library.workout is not None, self._unfold),
            Scene(lambda: True, self.pause),
            Scene(lambda: True, lambda: window.open_task(TASK), "profile"),
            Scene(lambda: state().phase is Phase.PREVIEW and bool(state().url), self.pause, "preview"),
            Scene(lambda: True, trigger("record.record")),
            Scene(
                lambda: state().phase is Phase.RECORDING and bool(state().title),
                lambda: self.app.desk.act(solve, self._solve),
            ),
            Scene(lambda: len(state().steps) >= 4, self.pause, "record"),
            Scene(lambda: self._solved, trigger("record.finish")),
            Scene(lambda: state().phase is Phase.FINISHED, trigger("window.palette"), "verdict"),
            Scene(lambda: bool(self.dialogs()), self.close_dialogs, "palette"),
            Scene(lambda: not self.dialogs(), lambda: window.open_episode(self._episode)),
            Scene(lambda: window.replay.playhead.replay is not None, self.pause),
            Scene(lambda: True, trigger("replay.next_finding")),
            Scene(lambda: True, self.pause),
            Scene(lambda: True, lambda: window.open_spec(self._spec), "replay"),
            Scene(lambda: window.author.examination is not None, trigger("author.audit")),
            Scene(lambda: 0 < window.author.audits.tally.planned == window.author.audits.tally.done, self.pause),
            Scene(lambda: True, window.close, "author"),
        )

    def _unfold(self) -> None:
        page = self.app.window.library.workout
        assert page is not None
        page.setup.choose(TASK.seed, "ui", dict(TASK.options))
        page.setup.unfold()

    def _solve(self, _: None) -> None:
        self._solved = True


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


def play(application: QApplication, story: str, folder: Path) -> str:
    """Tell one story in a window of its own. Returns why it stopped, or nothing."""
    with tempfile.TemporaryDirectory() as away:
        shipped, private = Folders.default(), Path(away)
        folders = Folders(shipped.specs, shipped.recordings, private / "drafts")
        if story == AUTHOR:
            folders = author_tour.borrow(shipped, private)
        app = assemble(application, folders, Preferences(private / "window.ini"), private / "logs")
        app.window.resize(*(author_tour.SIZE if story == AUTHOR else SIZE))
        app.window.show()
        tour: Tour
        if story == AUTHOR:
            tour = author_tour.AuthorTour(app, folder, folders)
        else:
            tour = FirstTour(app, folder, shipped.recordings / REPLAYED, spec_path(shipped.specs, TASK.workout))
        tour.start()
        application.exec()
        app.close()
    return tour.failure


def main(argv: Sequence[str]) -> int:
    """Draw into the folder named first the story named then; all stories, each in a process of its own, without one.

    Returns 0, or 2 when a scene never came.
    """
    folder = Path(argv[0] if argv else "docs/pictures")
    if not argv[1:]:
        command = (sys.executable, "-m", "workbench.ui.tour", str(folder))
        return max(subprocess.run([*command, story], check=False).returncode and 2 for story in (FIRST, AUTHOR))
    folder.mkdir(parents=True, exist_ok=True)
    install_environment()
    failure = play(QApplication(sys.argv[:1]), argv[1], folder)
    if failure:
        sys.stderr.write(f"The tour stopped: {failure}\n")
    return 2 if failure else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
