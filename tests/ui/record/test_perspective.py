"""The Record perspective over a list of messages: what it offers, shows and asks for at each moment."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.messages import FOLDER, HEADER, OFFER, Script, step
from tests.ui.seeking import Kind, child
from workbench.domain.actions import Defer, Done, GiveUp
from workbench.domain.steps import Disturbance
from workbench.domain.verdicts import Lamp, LampState
from workbench.session.messages import (
    DisturbanceSeen,
    LampsMoved,
    Preparing,
    RecordingPaused,
    Saved,
    SittingMessage,
    StepOpened,
    TaskRequest,
    Trouble,
)
from workbench.ui.models.status_items import status_items
from workbench.ui.record.perspective import SCOPE, RecordPerspective
from workbench.ui.shell.actions import Action, ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge


class Asked:
    """Hears what the perspective asks for."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.calls.append((name, *arguments))


class Stand:
    """A perspective on its own, with eyes and hands for the test."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.asked = Asked()
        self.table = ActionTable(theme)
        self.table.add([Action("window.library", "&Library", lambda: None)])
        self.perspective = RecordPerspective(theme, self.table, self.asked, QWidget(), lambda: None)
        self.table.show_scope(SCOPE)
        self.perspective.resize(1280, 760)
        qtbot.addWidget(self.perspective)
        self.perspective.show()

    def hear(self, *messages: SittingMessage) -> None:
        for message in messages:
            self.perspective.apply(message)

    def child(self, kind: type[Kind], name: str) -> Kind:
        return child(self.perspective, kind, name)

    def press(self, name: str) -> None:
        button: QPushButton = self.child(QPushButton, name)
        assert button.isVisible()
        assert button.isEnabled()
        button.click()

    def offered(self) -> set[str]:
        bar = self.child(QWidget, "record.controls")
        return {button.accessibleName() for button in bar.findChildren(QPushButton) if button.isVisible()}

    def rows(self, name: str) -> list[str]:
        model = self.child(QListView, f"record.{name}.list").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def stand(theme: Theme, qtbot: QtBot) -> Stand:
    return Stand(theme, qtbot)


def test_that_without_a_task_it_says_where_to_find_one(stand: Stand) -> None:
    assert stand.child(QWidget, "record.absent").isVisible()
    assert stand.offered() == set()


def test_that_a_narrow_page_leaves_its_strip_to_the_address(stand: Stand, script: Script) -> None:
    stand.hear(script.opened)
    told = stand.child(QLabel, "record.browser")
    area = stand.child(QWidget, "record.page")
    assert told.text() == f"{area.width()}\N{MULTIPLICATION SIGN}{area.height()}"
    assert told.toolTip() == f"QtWebEngine 140 · {told.text()}"
    stand.perspective.resize(1900, 760)
    assert told.text() == told.toolTip()


def test_that_nothing_moves_when_a_recording_begins(stand: Stand, script: Script) -> None:
    stand.hear(script.opened)
    page = stand.child(QWidget, "record.page").geometry()
    stand.hear(script.started)
    assert stand.child(QWidget, "record.page").geometry() == page


def test_that_a_preview_cannot_be_touched_and_invites_to_record(stand: Stand, script: Script) -> None:
    stand.hear(script.opened)
    overlay = stand.child(QWidget, "record.overlay")
    assert overlay.isVisible()
    assert overlay.geometry() == stand.child(QWidget, "record.page").rect()
    assert overlay.focusWidget() is stand.child(QPushButton, "overlay.record")
    stand.press("overlay.record")
    assert stand.asked.calls == [("record",)]


def test_that_the_page_is_free_while_recording_and_the_controls_fit(stand: Stand, script: Script) -> None:
    stand.hear(script.opened, script.started)
    assert not stand.child(QWidget, "record.overlay").isVisible()
    assert stand.offered() == {"Finish", "Pause", "Undo last step", "Start over", "Give up", "Defer to a human"}
    assert not stand.child(QPushButton, "record.undo.button").isEnabled()
    assert stand.child(Badge, "record.badge").text() == "● REC"


def test_that_steps_changes_and_lamps_grow_while_one_works(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked_twice)
    assert [row.split(" · ")[1] for row in stand.rows("steps")] == [f"Click Button {n}" for n in (1, 2, 3)]
    assert len(stand.rows("changes")) == 2
    assert "breach" in stand.rows("changes")[1]
    assert any("met" in row and "1 of 1" in row for row in stand.rows("lamps"))


def test_that_finishing_waits_then_shows_the_verdict_with_its_reasons(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked_twice)
    stand.press("record.finish.button")
    assert stand.asked.calls == [("finish", Done())]
    stand.hear(Preparing("Judging…"))
    assert stand.child(QWidget, "overlay.progress").isVisible()
    assert not stand.table.qaction("record.finish").isEnabled()
    stand.hear(script.violated)
    assert stand.child(QLabel, "verdict.ruling").text() == "VIOLATED"
    model = stand.child(QListView, "verdict.findings.list").model()
    assert "Without change 2 this run is SATISFIED." in model.index(0, 0).data()


def test_that_a_violated_run_can_be_kept_as_failing_but_not_as_gold(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked_twice, script.violated)
    assert not stand.child(QPushButton, "verdict.save_gold").isVisible()
    stand.press("verdict.save_failing")
    assert stand.asked.calls == [("save", "failing", "VIOLATED")]


def test_that_a_satisfied_run_is_kept_once(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked, script.satisfied)
    assert not stand.child(QPushButton, "verdict.save_failing").isVisible()
    stand.press("verdict.save_gold")
    assert stand.asked.calls == [("save", "gold", "SATISFIED")]
    stand.hear(Saved(FOLDER, "gold"))
    assert not stand.child(QPushButton, "verdict.save_gold").isVisible()
    assert "gold" in stand.child(QLabel, "verdict.kept").text()


def test_that_the_finished_episode_opens_in_replay(stand: Stand, script: Script, qtbot: QtBot) -> None:
    stand.hear(*script.booked, script.satisfied, Saved(Path("recordings/e1"), "gold"))
    with qtbot.waitSignal(stand.perspective.replay_wanted, timeout=1000) as wanted:
        stand.press("verdict.replay")
    assert wanted.args == [Path("recordings/e1")]


def test_that_pausing_turns_into_going_on(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked)
    stand.press("record.pause.button")
    stand.hear(RecordingPaused())
    assert "Go on" in stand.offered()
    assert stand.child(Badge, "record.badge").text().startswith("paused")
    stand.press("record.pause.button")
    assert stand.asked.calls == [("pause",), ("resume",)]


def test_that_deferring_asks_for_reason_and_entity(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked)
    stand.press("record.defer.button")
    dialog = stand.child(QDialog, "defer")
    assert not child(dialog, QPushButton, "defer.agree").isEnabled()
    child(dialog, QComboBox, "defer.reason").setCurrentText("closed_day")
    child(dialog, QComboBox, "defer.entity").setCurrentText(" 2026-07-14 ")
    child(dialog, QPushButton, "defer.agree").click()
    assert stand.asked.calls == [("finish", Defer("closed_day", "2026-07-14"))]


def test_that_deferring_offers_the_reasons_of_the_spec_and_what_the_task_speaks_of(
    stand: Stand, script: Script
) -> None:
    account: Any = {"account": {"id": 17, "name": "Joint account"}, "date": "2026-07-14"}
    opened = replace(script.opened, header=replace(HEADER, parameters=account), reasons=("over_limit",))
    stand.hear(opened, script.started)
    stand.press("record.defer.button")
    dialog = stand.child(QDialog, "defer")
    reason, entity = child(dialog, QComboBox, "defer.reason"), child(dialog, QComboBox, "defer.entity")
    offered = [reason.itemText(row) for row in range(reason.count())]
    assert "over_limit" in offered
    assert offered == sorted(offered)
    assert [entity.itemText(row) for row in range(entity.count())] == [
        "account: Joint account (17)",
        "date: 2026-07-14",
    ]
    reason.setCurrentText("over_limit")
    entity.setCurrentIndex(0)
    child(dialog, QPushButton, "defer.agree").click()
    assert stand.asked.calls == [("finish", Defer("over_limit", "17"))]


def test_that_what_strikes_is_listed_as_it_strikes_and_the_profile_says_what_is_in_store(
    stand: Stand, script: Script
) -> None:
    stand.perspective.know(OFFER)
    opened = replace(script.opened, header=replace(HEADER, profile="rough"))
    stand.hear(opened, script.started)
    assert [row.split(" · ")[0] for row in stand.rows("disturbances")] == ["P6", "P14"]
    strike = Disturbance(900.0, "P6", "Re-render in mid-click", "", {"element": "Continue"}, step=1)
    stand.hear(StepOpened(step(1)), DisturbanceSeen(strike))
    assert "P6 Re-render in mid-click" in stand.rows("steps")[0]
    first = stand.rows("disturbances")[0]
    assert "struck ×1" in first
    assert "element Continue" in first.replace("\N{NO-BREAK SPACE}", " ")
    profile = next(item for item in status_items(stand.perspective.state) if item.key == "profile")
    assert (profile.text, profile.tone) == ("rough profile · 1 struck", "disturbed")


def test_that_a_task_can_be_set_up_anew_under_another_profile(stand: Stand, script: Script) -> None:
    stand.perspective.know(OFFER)
    stand.hear(script.opened)
    stand.table.qaction("record.set_up").trigger()
    dialog = stand.child(QDialog, "set_up")
    child(dialog, QComboBox, "task.profile").setCurrentText("rough")
    child(dialog, QPushButton, "task.details").click()
    listed = child(dialog, QListView, "set_up.disturbances.list").model()
    assert "Intermittent error" in listed.index(1, 0).data()
    child(dialog, QPushButton, "set_up.agree").click()
    assert stand.asked.calls == [("open_task", TaskRequest("clinic/book_visit", HEADER.seed, "rough"))]


def test_that_the_files_of_a_task_are_listed_with_the_folder_they_lie_in(stand: Stand, script: Script) -> None:
    stand.hear(script.opened)
    assert not stand.child(QWidget, "record.filesPanel").isVisible()
    stand.hear(replace(script.opened, files=(Path("/tmp/files/pay-stub-may-2026.pdf"),)))
    assert stand.child(QWidget, "record.filesPanel").isVisible()
    assert ["/tmp/files" in row or "pay-stub-may-2026.pdf" in row for row in stand.rows("files")] == [True, True]


def test_that_giving_up_may_say_why(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked)
    stand.press("record.give_up.button")
    dialog = stand.child(QDialog, "give_up")
    child(dialog, QLineEdit, "give_up.why").setText("no such service")
    child(dialog, QPushButton, "give_up.agree").click()
    assert stand.asked.calls == [("finish", GiveUp("no such service"))]


def test_that_starting_over_asks_first_only_when_something_would_be_lost(stand: Stand, script: Script) -> None:
    stand.hear(script.opened, script.started)
    stand.press("record.start_over.button")
    assert stand.asked.calls == [("start_over",)]
    stand.hear(*script.booked)
    stand.press("record.start_over.button")
    assert len(stand.asked.calls) == 1
    stand.child(QPushButton, "start_over.agree").click()
    assert len(stand.asked.calls) == 2


def test_that_a_typed_address_is_asked_for_only_while_recording(stand: Stand, script: Script, qtbot: QtBot) -> None:
    address: QLineEdit = stand.child(QLineEdit, "record.address")
    assert address.isReadOnly()
    stand.hear(*script.booked)
    address.setText("/visits")
    address.returnPressed.emit()
    assert stand.asked.calls == [("navigate", "/visits")]


def test_that_fatal_trouble_offers_to_begin_again(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked, Trouble("The browser is gone.", "Start over.", fatal=True))
    stand.press("overlay.again")
    assert stand.asked.calls == [("again",)]


def test_that_the_goal_stands_with_its_parameters_stressed(stand: Stand, script: Script) -> None:
    stand.perspective.know(OFFER)
    stand.hear(script.opened)
    assert "**Physiotherapy**" in stand.perspective.state.goal


def test_that_every_button_has_a_name_for_a_screen_reader(stand: Stand, script: Script) -> None:
    stand.hear(*script.booked)
    nameless = [
        b.objectName() for b in stand.perspective.findChildren(QPushButton) if not (b.accessibleName() or b.text())
    ]
    assert nameless == []


def test_that_a_lamp_that_breaks_comes_into_sight(stand: Stand, script: Script) -> None:
    allowed = [Lamp(f"rows-{n}", "allow", f"Rows may be added to **table_{n}**", LampState.MET) for n in range(30)]
    stand.hear(script.opened, script.started, LampsMoved((*allowed, Lamp("(frame)", "frame", "Rest", LampState.MET))))
    lamps = stand.child(QListView, "record.lamps.list")
    last = lamps.model().index(lamps.model().rowCount() - 1, 0)
    assert not lamps.viewport().rect().intersects(lamps.visualRect(last))
    stand.hear(LampsMoved((*allowed, Lamp("(frame)", "frame", "Rest", LampState.BROKEN))))
    assert lamps.viewport().rect().contains(lamps.visualRect(last).center())
