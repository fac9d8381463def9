"""What a wizard leaves behind when it is closed: nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.pilot import Pilot
from workbench.session.folders import Folders
from workbench.ui.author.trial_panel import TrialPanel
from workbench.ui.author.wizard.wizard import NewWorkoutWizard
from workbench.ui.models.offer import Offer
from workbench.ui.shell.theme import Theme


def test_that_the_theme_can_change_after_the_wizard_is_gone(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    folders = Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")
    wizard = NewWorkoutWizard(theme, folders, Offer())
    with qtbot.waitSignal(wizard.destroyed):
        wizard.show()
        wizard.close()
    with qtbot.captureExceptions() as raised:
        theme.choose("dark")
        theme.choose("light")
    assert raised == []


def test_that_the_window_takes_its_wizard_and_what_that_tries_along(pilot: Pilot, theme: Theme) -> None:
    wizard = NewWorkoutWizard(theme, pilot.app.desk.folders, Offer(), pilot.window)
    wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    wizard.open()
    panel = wizard.findChild(TrialPanel)
    assert panel is not None
    panel.show_workout("clinic/book_visit", ("clean",))
    panel.start()
    assert panel.running
    pilot.window.close()
    assert not wizard.isVisible()
    assert not panel.running
