"""Signals may be emitted, and Qt may be called, forever."""

import subprocess
import sys

import pytest

STORY = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
from workbench.session.singletons import keep_singletons
class Bell(QObject):
    rung = Signal()
if {kept}:
    keep_singletons()
    keep_singletons()
application, bell = QCoreApplication([]), Bell()
for _ in range(100_000):
    bell.rung.emit()
    bell.blockSignals(False)
    bell.setObjectName("bell")
print("alive")
"""


def _tell(kept: bool) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", STORY.format(kept=kept)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_that_a_process_survives_a_hundred_thousand_signals_and_calls() -> None:
    done = _tell(kept=True)
    assert done.stdout.strip() == "alive", done.stderr
    assert done.returncode == 0


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")
def test_that_the_workaround_is_still_needed() -> None:
    assert _tell(kept=False).returncode != 0, "PySide6 counts right again: remove workbench/session/singletons.py"
