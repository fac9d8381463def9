"""A themed application for widgets, and short ways to write a sitting's messages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.messages import Script
from workbench.session.embedded import install_environment
from workbench.ui.shell.fonts import load_fonts
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.theme import Theme


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The environment of the embedded browser must stand before the application is made."""
    install_environment()
    return QApplication


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
def script() -> Script:
    return Script()
