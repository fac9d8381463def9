"""What a wizard leaves behind when it is closed: nothing."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from workbench.session.folders import Folders
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
