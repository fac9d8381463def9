"""Signals may be emitted forever."""

import subprocess
import sys

STORY = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
from workbench.session.booleans import keep_true_alive
class Bell(QObject):
    rung = Signal()
keep_true_alive()
keep_true_alive()
application, bell = QCoreApplication([]), Bell()
for _ in range(20_000):
    bell.rung.emit()
print("alive")
"""


def test_that_a_process_survives_twenty_thousand_signals() -> None:
    done = subprocess.run([sys.executable, "-c", STORY], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "alive", done.stderr
    assert done.returncode == 0
