"""What a test run says when it can't say it at its end, because it was cut off or a process of it hangs."""

import faulthandler
import os
from collections.abc import Iterator
from typing import Final

import pytest

_TEARDOWN: Final = 120.0
"""Seconds after which a teardown is taken to hang."""


class Telling:
    """Failures as they happen: a run that is cut off never comes to its summary."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_sep("-", f"{report.nodeid}: {report.when}, {report.duration:.0f} s", red=True)
            self._terminal.write_line(report.longreprtext)


class Ending:
    """Ends a process whose teardown hangs, and says where its threads stand.

    The limit on a test is lifted with its first failure, so what is taken down after a failure needs one of its own.
    It must ask nothing of Python: where a thread waits for Qt and Qt for the thread, no line of it runs.
    """

    def __init__(self) -> None:
        self._stderr = os.dup(2)  # made before anything is captured

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        faulthandler.dump_traceback_later(_TEARDOWN, exit=True, file=self._stderr)
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()


def watch(config: pytest.Config) -> None:
    """Both, in the process that tells and in those that test."""
    config.pluginmanager.register(Ending())
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None:
        config.pluginmanager.register(Telling(terminal))
