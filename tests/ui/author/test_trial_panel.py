"""Runs that try a workout: what each must come to, what their documents say, and that they can be cancelled."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.seeking import child
from workbench.archive.specs import spec_path
from workbench.session.folders import Folders
from workbench.ui.author.trial_panel import TrialPanel
from workbench.ui.author.trials import Trial, outcome, trials
from workbench.ui.shell.theme import Theme

GOLD, LAZY = Trial("oracle", "clean", "running"), Trial("nothing", "clean", "running")
ROUGH = Trial("oracle", "rough", "running")


def document(ruling: str, **more: Any) -> bytes:
    findings = [{"kind": "met", "sentence": "fine"}, {"kind": "unmet", "sentence": "No phone was changed."}]
    return json.dumps({"episodes": [{"ruling": ruling, "findings": findings, **more}]}).encode()


def test_that_mutants_are_judged_the_gold_runs_under_every_profile_and_trivial_runs_once() -> None:
    assert [(one.agent, one.profile) for one in trials(("clean", "rough"))] == [
        ("mutants", ""),
        ("oracle", "clean"),
        ("oracle", "rough"),
        ("nothing", "clean"),
        ("defer", "clean"),
    ]


@pytest.mark.parametrize(
    ("trial", "ruling", "right"),
    [
        (GOLD, "SATISFIED", True),
        (GOLD, "VIOLATED", False),
        (GOLD, "UNDECIDED", False),
        (LAZY, "VIOLATED", True),
        (LAZY, "SATISFIED", False),
        (LAZY, "UNDECIDED", False),
    ],
)
def test_that_only_the_gold_may_pass(trial: Trial, ruling: str, right: bool) -> None:
    assert outcome(trial, 0, document(ruling)).right is right


def test_that_the_first_reason_is_told() -> None:
    assert outcome(LAZY, 1, document("VIOLATED")).said == "No phone was changed."
    assert outcome(GOLD, 1, document("VIOLATED", raised="No button.")).said == "No button."
    no_gold = json.dumps({"problem": "It has no gold.", "advice": "Record one."}).encode()
    assert (outcome(GOLD, 2, no_gold).said, outcome(GOLD, 2, no_gold).ruling) == (
        "It has no gold. Record one.",
        "UNDECIDED",
    )
    assert "said nothing" in outcome(GOLD, 3, b"").said


def test_that_a_gold_that_disturbances_stop_is_told_apart_from_one_that_is_refused() -> None:
    assert outcome(ROUGH, 1, document("VIOLATED", raised="A dialog lay over it.")).hindered
    assert not outcome(ROUGH, 1, document("VIOLATED")).hindered
    assert not outcome(GOLD, 1, document("VIOLATED", raised="A dialog lay over it.")).hindered


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[TrialPanel]:
    made = TrialPanel(theme, Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts"))
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    yield made
    made.stop()


def test_that_a_run_can_be_cancelled_and_tried_again(panel: TrialPanel, qtbot: QtBot) -> None:
    panel.show_workout("clinic/change_phone", ("clean", "rough"))
    QTest.mouseClick(child(panel, QPushButton, "trial.start"), Qt.MouseButton.LeftButton)
    assert [one.state for one in panel.trials] == ["running", "waiting", "waiting", "waiting", "waiting"]
    with qtbot.waitSignal(panel.finished, timeout=30_000) as finished:
        QTest.mouseClick(child(panel, QPushButton, "trial.cancel"), Qt.MouseButton.LeftButton)
    assert finished.args == [False]
    assert [one.state for one in panel.trials] == ["cancelled"] * 5
    assert not panel.running
    model = child(panel, QListView, "trial.rows.list").model()
    assert "cancelled" in model.index(0, 0).data()
    assert child(panel, QPushButton, "trial.start").isVisible()


def test_that_runs_show_their_pages_on_no_screen(panel: TrialPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    panel.show_workout("clinic/change_phone", ("clean",))
    panel.start()
    (process,) = panel.findChildren(QProcess)
    assert process.processEnvironment().value("QT_QPA_PLATFORM") == "offscreen"


def test_that_a_workout_that_is_not_there_is_told_in_its_row(panel: TrialPanel, qtbot: QtBot) -> None:
    panel.show_workout("clinic/nowhere", ())
    with qtbot.waitSignal(panel.finished, timeout=120_000) as finished:
        QTest.mouseClick(child(panel, QPushButton, "trial.start"), Qt.MouseButton.LeftButton)
    assert finished.args == [False]
    mutants, *runs = panel.trials
    assert "nowhere" in mutants.said
    assert all("There is no workout clinic/nowhere." in one.said for one in runs)


def test_that_the_text_as_it_stands_is_tried_and_a_mutant_that_passes_is_named(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    shipped = Folders.default()
    made = TrialPanel(theme, Folders(tmp_path / "specs", shipped.recordings, tmp_path / "drafts"))
    qtbot.addWidget(made)
    good = spec_path(shipped.specs, "clinic/book_visit").read_text(encoding="utf-8")
    loose = good.replace("      status: booked\n", "")
    assert good != loose
    said: list[Trial] = []
    for text in (good, loose):
        made.show_workout("clinic/book_visit", (), text=partial(str, text))
        made.start()
        qtbot.waitUntil(lambda: made.trials[0].state == "over", timeout=240_000)
        said.append(made.trials[0])
        made.stop()
        made.show_workout("", ())
    assert said[0].right, said[0]
    assert not said[1].right
    assert "refused · " in said[1].said
