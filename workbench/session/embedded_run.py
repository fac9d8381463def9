"""Runs work with the embedded browser and no window of ours: Qt's loop on the main thread, the work on the runtime."""

import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench.session.browser import BrowserHost
from workbench.session.embedded import EmbeddedHost, install_environment, stop_runtime
from workbench.session.embedded_garbage import collect_garbage_here
from workbench.session.folders import profile_files
from workbench.session.gym_process import GymProcess
from workbench.session.runtime import Runtime

_HEARTBEAT = 100
"""Milliseconds between chances for Python to notice a Ctrl+C while Qt's loop runs."""


class _Relay(QObject):
    done = Signal()


def run_embedded(
    work: Callable[[GymProcess, BrowserHost], Coroutine[Any, Any, None]], specs: Path | None = None
) -> None:
    """Make an application unless there is one, run ``work`` to its end, take everything apart. Main thread only.

    ``specs`` is a folder with written workouts.
    """
    install_environment()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    collect_garbage_here(application)
    gyms = GymProcess(profiles=profile_files(), specs=specs)
    runtime, host, relay = Runtime(), EmbeddedHost(), _Relay()
    loop = QEventLoop()  # an application that quits takes Qt's browser down with it, for good
    relay.done.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    heartbeat = QTimer(interval=_HEARTBEAT)
    heartbeat.timeout.connect(lambda: None)
    interrupted: list[bool] = []

    async def whole() -> None:
        try:
            await work(gyms, host)
        finally:
            relay.done.emit()

    def interrupt(*_: object) -> None:
        """The first Ctrl+C lets the work put its things away, the second doesn't."""
        if interrupted:
            loop.quit()
        interrupted.append(True)
        future.cancel()

    runtime.start()
    future = runtime.run(whole())
    before = signal.signal(signal.SIGINT, interrupt)
    runtime.at_stop(gyms.stop)
    runtime.at_stop(host.shutdown)
    try:
        heartbeat.start()
        loop.exec()
    finally:
        heartbeat.stop()
        stop_runtime(runtime)
        host.dispose()
        signal.signal(signal.SIGINT, before)
    if interrupted:
        raise KeyboardInterrupt
    future.result()
