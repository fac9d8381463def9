"""The window as a whole: perspectives, keys, notices, memory, bugs."""

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from tests.stage import environment
from tests.ui.pilot import Pilot
from tests.ui.seeking import child
from workbench.session.messages import Trouble
from workbench.ui.app import show_bug

pytestmark = pytest.mark.browser


def test_that_no_two_actions_share_a_key_while_both_are_awake(pilot: Pilot) -> None:
    for scope in ("library", "record", "author", "replay"):
        pilot.window.show_perspective(scope)
        keys = Counter(key for action in pilot.window.table.visible() for key in action.shortcut)
        assert [key for key, times in keys.items() if times > 1] == []


def test_that_every_action_stands_in_a_menu_or_has_a_key(pilot: Pilot) -> None:
    lost = [action.id for action in pilot.window.table.everything() if not (action.menu or action.shortcut)]
    assert [name for name in lost if not name.startswith("start.")] == []


def test_that_keys_move_between_perspectives(pilot: Pilot) -> None:
    with pilot.qtbot.waitActive(pilot.window, timeout=60_000):
        pilot.window.activateWindow()
    keys = {"record": Qt.Key.Key_2, "author": Qt.Key.Key_3, "replay": Qt.Key.Key_4, "library": Qt.Key.Key_1}
    for name, key in keys.items():
        QTest.keyClick(pilot.window, key, Qt.KeyboardModifier.ControlModifier)
        assert pilot.window.front == name


def test_that_the_same_trouble_is_said_once_and_can_be_dismissed(pilot: Pilot) -> None:
    for _ in range(2):
        pilot.app.desk.message.emit(Trouble("The gym is gone.", "Start over."))
    pilot.troubles.clear()
    assert pilot.window.notices.texts() == ("The gym is gone.",)
    pilot.until(pilot.window.notices.isVisible)
    button = child(pilot.window.notices, QWidget, "notice.dismiss")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    pilot.until(lambda: pilot.window.notices.texts() == ())


def test_that_a_bug_shows_its_log_once_and_is_written_to_disk(pilot: Pilot) -> None:
    for _ in range(2):
        show_bug(pilot.app, KeyError("oops"))
    dialogs = [dialog for dialog in pilot.window.findChildren(QDialog) if dialog.objectName() == "crash"]
    assert len(dialogs) == 1
    assert "KeyError: 'oops'" in child(dialogs[0], QPlainTextEdit, "crash.log").toPlainText()
    assert "oops" in (pilot.app.logbook.folder / "workbench.log").read_text(encoding="utf-8")
    dialogs[0].accept()


def test_that_an_address_outside_the_world_is_refused_with_advice(pilot: Pilot) -> None:
    pilot.choose_workout("clinic/book_visit")
    pilot.press_record()
    pilot.window.record.pane.navigate.emit("http://127.0.0.1:1/")
    pilot.qtbot.waitUntil(lambda: bool(pilot.troubles), timeout=60_000)
    assert "outside this world" in pilot.troubles[0]


def test_that_ctrl_c_in_the_terminal_ends_the_app_in_good_order(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from workbench.ui import app\n"
        "made = app.assemble\n"
        "def assemble(*arguments):\n"
        "    parts = made(*arguments)\n"
        "    parts.desk.gyms_known.connect(lambda gyms: print('ready', flush=True))\n"
        "    return parts\n"
        "app.assemble = assemble\n"
        "sys.exit(app.run())\n"
    )
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment(**home)
    )
    assert process.stdout is not None
    with process.stdout as told:
        assert told.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0
