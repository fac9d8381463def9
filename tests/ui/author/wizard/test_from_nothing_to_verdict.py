"""A whole workout through the window: made by the wizard, shown once by hand, specified, tried, run and verified."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.author.wizard.author import Author, choose_gym
from tests.ui.pilot import Pilot
from workbench.session.folders import Folders
from workbench.ui.app import assemble
from workbench.ui.author.trial_panel import TrialPanel
from workbench.ui.author.wizard.wizard import NewWorkoutWizard
from workbench.ui.models.offer import Offer
from workbench.ui.models.record_state import Phase
from workbench.ui.shell.preferences import Preferences
from workbench.ui.shell.theme import Theme

CLAUSES = """\
require:
  - {id: the-phone, update: members, key: $member.id, values: {phone: $phone}}
allow:
  - {id: page-views, insert: page_views}
  - {id: last-seen, update: members, key: $member.id, only: [last_seen_at]}
tables: {sessions: ephemeral, audit_log: ephemeral}
outcome: done
"""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts")


@pytest.fixture
def pilot(
    qapp: QApplication, qtbot: QtBot, preferences: Preferences, folders: Folders, tmp_path: Path
) -> Iterator[Pilot]:
    app = assemble(qapp, folders, preferences, tmp_path / "logs")
    app.window.resize(1500, 950)
    app.window.show()
    yield Pilot(app, qtbot)
    app.close()
    qapp.setStyleSheet("")


@pytest.mark.browser
def test_that_a_workout_made_by_the_wizard_is_recorded_run_and_verified(
    pilot: Pilot, theme: Theme, qtbot: QtBot, folders: Folders, tmp_path: Path
) -> None:
    with qtbot.waitSignal(pilot.app.desk.gyms_known, timeout=60_000) as known:
        pilot.app.desk.ask_gyms()
    assert known.args is not None
    offer: Offer = known.args[0]
    clean = replace(offer, profiles=tuple(one for one in offer.profiles if one.name == "clean"))
    wizard = NewWorkoutWizard(theme, folders, clean, pilot.window)
    wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    wizard.created.connect(lambda _: pilot.app.desk.ask_gyms())
    wizard.record_wanted.connect(pilot.window.open_task)
    wizard.show()
    author = Author(wizard, qtbot)
    path = make(author)

    author.press("new.then.record")
    pilot.until(lambda: pilot.state.phase is Phase.PREVIEW and not pilot.state.busy)
    header = pilot.state.header
    assert header is not None
    pilot.window.activateWindow()
    pilot.press_record()
    pilot.click_in_page("#phone")
    pilot.until(lambda: pilot.evaluate("document.activeElement.id") == "phone")
    pilot.evaluate("document.activeElement.select()")
    pilot.type_in_page(str(header.parameters["phone"]))
    pilot.click_in_page("button", "Save details")
    pilot.sees("[role=status]", "Your details have been saved.")
    assert pilot.finish().verdict.ruling == "UNDECIDED", "nothing is required yet"
    folder = pilot.save_as("gold")
    assert folder.parent == folders.recordings / "clinic" / "change_phone"
    path.write_text(path.read_text().replace("outcome: done\n", CLAUSES))

    author.press("new.then.trial")
    panel = wizard.findChild(TrialPanel)
    assert panel is not None
    with qtbot.waitSignal(panel.finished, timeout=180_000) as finished:
        author.press("trial.start")
    mutants, *runs = panel.trials
    assert all(one.right for one in runs), runs
    assert "`last-seen` lets it through" in mutants.said, "these clauses are loose still, and it is said where"
    assert finished.args == [False]
    wizard.close()

    kept = tmp_path / "kept"
    where = ["--specs", str(folders.specs), "--json"]
    asked = ["--seeds", "1-2", "--keep", str(kept), "--recordings", str(folders.recordings)]
    ran = workbench("run", "clinic/change_phone", *asked, *where)
    assert [one["ruling"] for one in ran["episodes"]] == ["SATISFIED", "SATISFIED"]
    assert "SATISFIED" in json.dumps(workbench("verify", str(kept), *where))


def make(author: Author) -> Path:
    """Through all steps of the wizard; returns the file."""
    choose_gym(author, "clinic")
    author.type_into("new.name", "change_phone")
    author.type_into("new.title", "Change a phone number")
    author.press("new.next")
    author.until(lambda: author.find(QComboBox, "new.start.who").count() == 2)
    author.find(QComboBox, "new.start.page").setEditText("/profile")
    author.press("new.next")
    author.add("one_of")
    author.type_into("new.parameter.name", "phone")
    author.type_into("new.parameter.words", "+1 555 0101; +1 555 0102; +1 555 0103")
    author.press("new.next")
    author.type_into("new.goal", "Change {member.name}'s phone number to {phone}.")
    author.ten_tasks()
    author.press("new.next")
    with author.qtbot.waitSignal(author.wizard.created) as created:
        author.press("new.next")
    assert created.args is not None
    path: Path = created.args[0]
    return path


def workbench(*words: str) -> Any:
    """What a command answers, in a process of its own."""
    command = [sys.executable, "-c", "from workbench.cli import main; main()", *words]
    own = {name: value for name, value in os.environ.items() if name != "QTWEBENGINE_REMOTE_DEBUGGING"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=own)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)
