"""Makes the shipped recordings of mistakes anew: ``make recordings``, which has the oracles make the golds.

No test by itself; its name keeps it out of the test run. Each is flown through the real window with mouse and keyboard,
judged, kept under a readable name, and replaces the one that is there.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import stories
from tests.ui.pilot import Pilot
from workbench.archive.reader import open_episode, open_header
from workbench.archive.writer import write_header
from workbench.domain.sentences import describe
from workbench.domain.verdicts import Ruling
from workbench.session.folders import Folders
from workbench.ui.app import assemble
from workbench.ui.shell.preferences import Preferences

BOOK = "clinic/book_visit"
pytestmark = pytest.mark.timeout(300)


class PatientPilot(Pilot):
    """A person who, after each deed, lets the page come to rest, so that every step has its truth."""

    def click_in_page(self, selector: str, text: str | None = None, *, left: bool = False) -> None:
        before = self._latest()
        super().click_in_page(selector, text, left=left)
        self.until(lambda: self._latest() != before)
        self.rest()

    def type_in_page(self, text: str) -> None:
        before = self._latest()
        super().type_in_page(text)
        self.until(lambda: self._latest() != before)
        self.rest()

    def sees(self, selector: str, text: str | None = None) -> None:
        super().sees(selector, text)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing was recorded since the last step's truth was taken."""
        self.until(self._proven)

    def _latest(self) -> tuple[int, float]:
        steps = self.app.desk.steps
        return (steps[-1].index, steps[-1].acted) if steps else (0, 0.0)

    def _proven(self) -> bool:
        steps = self.app.desk.steps
        return bool(steps) and steps[-1].truth is not None and steps[-1].truth_dom == steps[-1].dom_after


@dataclass(frozen=True)
class Recipe:
    """One shipped recording: which task, what is done, what it must come to."""

    name: str
    workout: str
    seed: int
    widget: str
    story: Callable[[Pilot], None]
    expected: Ruling = Ruling.SATISFIED
    note: str = ""


RECIPES = (
    Recipe(
        "failing-double-submit",
        BOOK,
        3,
        "flatpickr",
        stories.book_twice,
        Ruling.VIOLATED,
        "Confirmed, went back and confirmed again: the site booked a second visit.",
    ),
    Recipe(
        "failing-wrong-month",
        BOOK,
        1,
        "jquery-ui",
        partial(stories.book_in_the_wrong_month, wrong=dt.date(2026, 8, 7)),
        Ruling.VIOLATED,
        "Booked in the wrong month, then rescheduled to the right one: only the event view sees it.",
    ),
)


@pytest.fixture
def patient_pilot(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PatientPilot]:
    """The whole app with folders of its own."""
    folders = Folders(Folders.default().specs, tmp_path / "recordings", tmp_path / "drafts")
    app = assemble(qapp, folders, Preferences(tmp_path / "window.ini"), tmp_path / "logs")
    app.window.resize(1440, 900)  # small pictures: a shipped recording stays below 1 MB
    app.window.show()
    yield PatientPilot(app, qtbot)
    app.close()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: f"{recipe.workout}/{recipe.name}")
def test_make(patient_pilot: PatientPilot, recipe: Recipe) -> None:
    pilot = patient_pilot
    pilot.choose_workout(recipe.workout, seed=recipe.seed, date_widget=recipe.widget)
    pilot.press_record()
    recipe.story(pilot)
    pilot.rest()
    finished = pilot.finish()
    assert finished.verdict.ruling is recipe.expected, finished.verdict.findings
    folder = pilot.save_as("gold" if recipe.expected is Ruling.SATISFIED else "failing")
    episode = open_episode(folder)
    unproven = [describe(step.action) for step in episode.steps if not step.truth]
    assert not unproven
    ship(folder, Folders.default().recordings / recipe.workout / recipe.name, recipe)


def ship(folder: Path, target: Path, recipe: Recipe) -> None:
    """Put the episode in the place of the shipped one, under its readable name."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    header = open_header(target)
    write_header(target, replace(header, id=recipe.name, expected=recipe.expected.value, note=recipe.note))
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    assert size < 1_000_000, f"{recipe.name} has {size} bytes"
