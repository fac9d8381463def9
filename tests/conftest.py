"""What all tests share: an application for the embedded browser, no window on anybody's screen, steady examples."""

import os

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from workbench.session.singletons import keep_singletons

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_singletons()
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)  # for make test-long: examples that nobody has seen
settings.load_profile("steady")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The environment of the embedded browser must stand before the application is made, and in this process only."""
    from workbench.session.embedded import install_environment  # noqa: PLC0415 - brings the whole browser along

    install_environment()
    return QApplication
