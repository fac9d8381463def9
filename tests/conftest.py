"""What all tests share: an application that the embedded browser can run in, and no window on anybody's screen."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from workbench.session.singletons import keep_singletons

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_singletons()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The environment of the embedded browser must stand before the application is made, and in this process only."""
    from workbench.session.embedded import install_environment  # noqa: PLC0415 - brings the whole browser along

    install_environment()
    return QApplication
