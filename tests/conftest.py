"""What all tests share: an application for the embedded browser, no window on anybody's screen, steady examples, and a
look at what each module leaves behind."""

import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from tests.leftovers import still_running
from tests.postgres import LocalServer, local_server, programs
from tests.watching import watch
from workbench.session.embedded_garbage import GarbageCollector, collect_garbage_here
from workbench.session.singletons import keep_singletons

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_singletons()
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)  # for make test-long: examples that nobody has seen
settings.load_profile("steady")

_LASTING = ("tests/session/", "tests/capture/page/")
"""Modules whose browser lasts as long as the session: each is begun once for all of its folder."""


def pytest_sessionstart(session: pytest.Session) -> None:
    watch(session.config)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The environment of the embedded browser must stand before the application is made, and in this process only."""
    from workbench.session.embedded import install_environment  # noqa: PLC0415 - brings the whole browser along

    install_environment()
    return QApplication


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Nothing of Qt is destroyed beside its own thread."""
    collect_garbage_here(qapp)
    return qapp


@pytest.fixture(scope="session")
def postgres() -> Iterator[LocalServer]:
    """A PostgreSQL server of the tests' own, where one is installed."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL server is installed")
    with local_server(found) as running:
        yield running


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Most tests turn no loop of Qt's, so garbage is seen to between them."""
    yield
    application = QApplication.instance()
    collector = application.findChild(GarbageCollector) if application else None
    if collector is not None:
        collector.collect()


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A module that leaves a thread or a driver of the browser running spoils what others do long after it."""
    before = set(threading.enumerate())
    yield
    if not request.node.nodeid.startswith(_LASTING):
        left = still_running({*threading.enumerate()} - before)
        assert not left, f"left behind: {left}"
