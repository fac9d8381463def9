"""A themed application for widgets, and short ways to write a sitting's messages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.messages import Script
from tests.ui.pilot import Pilot
from workbench.session.folders import Folders
from workbench.ui.app import assemble
from workbench.ui.shell.fonts import load_fonts
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    load_fonts()
    made = Theme(qapp, "light")
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def pilot(qapp: QApplication, qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Iterator[Pilot]:
    """The whole app with folders of its own, open at 1600 by 1000, and taken apart again."""
    folders = Folders(Folders.default().specs, tmp_path / "recordings", tmp_path / "drafts")
    app = assemble(qapp, folders, preferences, tmp_path / "logs")
    app.window.resize(1600, 1000)
    app.window.show()
    yield Pilot(app, qtbot)
    app.close()
    qapp.setStyleSheet("")


@pytest.fixture
def script() -> Script:
    return Script()
