"""Editing the steps in replay: keys, cards, rows and what is asked for. Nothing is run here."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QPushButton,
    QRadioButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.messages import HEADER, step
from tests.ui.seeking import child
from workbench.archive.reader import open_episode, read_blob
from workbench.authoring.trajectory_rows import Fate
from workbench.domain.actions import Done, Locator, Navigate, Select, Target, Upload
from workbench.domain.schema import Schema
from workbench.domain.verdicts import Ruling, Verdict
from workbench.session.messages import DoneByHand, Finished, RedoStarted, WorldOpened
from workbench.session.redoing import RedoRequest
from workbench.ui.replay.dom_reading import DomReader
from workbench.ui.replay.editing_card import ChangeCard
from workbench.ui.replay.perspective import ReplayPerspective
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme

GOLD = Path(__file__).parents[3] / "recordings/clinic/book_visit/gold-native"
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


class Bench:
    """The perspective in a window with its keys, being edited."""

    def __init__(self, qtbot: QtBot, theme: Theme, perspective: ReplayPerspective) -> None:
        self.perspective = perspective
        self.wanted: list[RedoRequest] = []
        self.refused: list[str] = []
        self.window = QMainWindow()
        self.table = ActionTable(theme, self.window)
        self.window.addActions(self.table.add(perspective.actions()))
        self.window.setCentralWidget(perspective)
        self.window.resize(1280, 800)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window, timeout=60_000):
            self.window.show()
            self.window.activateWindow()
        perspective.edited.connect(self.table.refresh)
        perspective.redo_wanted.connect(self.wanted.append)
        perspective.refused.connect(lambda what, _: self.refused.append(what))
        self.table.refresh()
        QTest.mouseClick(child(perspective, QToolButton, "replay.steps.edit"), Qt.MouseButton.LeftButton)
        self.steps = child(perspective, QListView, "replay.steps.list")
        self.steps.setFocus()

    def stand_on(self, row: int) -> None:
        self.steps.setCurrentIndex(self.steps.model().index(row, 0))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.steps, key, modifier)

    def rows(self) -> list[str]:
        model = self.steps.model()
        return [model.index(row, 0).data().replace("\N{NO-BREAK SPACE}", " ") for row in range(model.rowCount())]

    def fates(self) -> list[str]:
        return [row.fate.value for row in self.perspective.editor.rows]

    def card(self, name: str = "change") -> QDialog:
        return child(self.perspective, QDialog, name)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, perspective: ReplayPerspective) -> Bench:
    return Bench(qtbot, theme, perspective)


def test_that_delete_strikes_a_step_out_puts_it_back_and_undo_and_redo_follow(bench: Bench) -> None:
    before = bench.rows()
    bench.stand_on(2)
    bench.key(Key.Key_Delete)
    assert bench.rows()[2].startswith("\N{EN DASH} · ")
    assert bench.rows()[2].endswith("deleted")
    assert bench.rows()[3].startswith("2 · ")
    assert "1 edit" in child(bench.perspective, QLabel, "replay.editing.said").text()
    bench.key(Key.Key_Delete)
    assert bench.rows() == before
    bench.key(Key.Key_Z, CONTROL)
    bench.key(Key.Key_Z, CONTROL)
    assert bench.rows() == before
    bench.key(Key.Key_Z, CONTROL_SHIFT)
    assert Fate.DELETED.value in bench.fates()


def test_that_alt_and_arrows_move_a_step_and_the_selection_with_it(bench: Bench) -> None:
    bench.stand_on(3)
    words = bench.rows()[3].partition(" · ")[2]
    bench.key(Key.Key_Up, ALT)
    assert bench.steps.currentIndex().row() == 2
    assert bench.rows()[2].startswith(f"2 · {words}".removesuffix(" · moved"))
    bench.key(Key.Key_Down, ALT)
    assert set(bench.fates()) == {"kept"}


def test_that_the_declared_end_stays_and_the_app_says_why(bench: Bench) -> None:
    last = len(bench.rows()) - 1
    bench.stand_on(last)
    bench.key(Key.Key_Delete)
    bench.stand_on(last - 1)
    bench.key(Key.Key_Down, ALT)
    assert bench.perspective.editor.edits == 0
    assert len(bench.refused) == 2


def test_that_a_value_is_changed_in_a_card(bench: Bench) -> None:
    editor = bench.perspective.editor
    row = next(n for n, each in enumerate(editor.rows) if isinstance(each.step.action, Select))
    bench.stand_on(row + 1)
    bench.key(Key.Key_F2)
    line = child(bench.card(), QLineEdit, "change.value")
    line.selectAll()
    QTest.keyClicks(line, "Vaccination")
    QTest.keyClick(line, Key.Key_Return)
    changed = editor.rows[row].step.action
    assert isinstance(changed, Select)
    assert changed.labels == ("Vaccination",)
    assert bench.rows()[row + 1].endswith("changed")


def test_that_a_locator_is_chosen_by_its_rank_or_written(bench: Bench) -> None:
    bench.stand_on(1)
    bench.key(Key.Key_Return)
    own = child(bench.card(), QLineEdit, "change.css")
    QTest.keyClicks(own, "#mine")
    assert child(bench.card(), QRadioButton, "change.locator.own").isChecked()
    child(bench.card(), QPushButton, "change.agree").click()
    target = bench.perspective.editor.rows[0].step.action
    assert getattr(target, "target").locators == (Locator("css", "#mine"),)  # noqa: B009 - of any kind of action
    assert "found by CSS #mine" in bench.rows()[1]


def test_that_steps_are_duplicated_and_inserted_before_the_chosen_one(bench: Bench) -> None:
    bench.stand_on(2)
    bench.key(Key.Key_D, CONTROL)
    assert bench.fates()[:3] == ["kept", "kept", "new"]
    assert bench.steps.currentIndex().row() == 3
    bench.table.qaction("replay.edit_insert_address").trigger()
    line = child(bench.card("insert"), QLineEdit, "insert.value")
    line.setText("/visits")
    QTest.keyClick(line, Key.Key_Return)
    assert bench.perspective.editor.rows[2].step.action == Navigate("/visits")


def test_that_choosing_a_row_moves_the_playhead_and_a_step_that_is_moved_to_is_chosen(bench: Bench) -> None:
    bench.stand_on(1)
    bench.key(Key.Key_Delete)
    bench.stand_on(4)
    assert bench.perspective.playhead.position.step == 4
    assert bench.perspective.editor.place == 2
    bench.perspective.playhead.go_to_step(6)
    assert bench.steps.currentIndex().row() == 6
    assert bench.perspective.editor.place == 4


def test_that_the_menu_of_a_row_offers_what_it_allows(bench: Bench) -> None:
    bench.stand_on(len(bench.rows()) - 1)
    bench.steps.customContextMenuRequested.emit(bench.steps.rect().center())
    menu = child(bench.perspective, QMenu, "replay.editing.menu")
    offered = {action.text().replace("&", ""): action.isEnabled() for action in menu.actions()}
    menu.close()
    assert not offered["Delete"]
    assert offered["Record from here"]


def test_that_running_asks_for_the_script_from_its_first_change_on(bench: Bench, folder: Path) -> None:
    bench.stand_on(4)
    bench.key(Key.Key_Delete)
    bench.key(Key.Key_Return, CONTROL)
    bench.stand_on(2)
    child(bench.perspective, QPushButton, "replay.editing.record").click()
    run, record = bench.wanted
    assert (run.folder, run.of, run.before) == (folder, folder.name, Ruling.VIOLATED)
    assert (run.first_changed, run.hand_over, record.hand_over) == (3, None, 1)
    assert run.task.workout == "clinic/book_visit"
    assert len(run.script.steps) == len(bench.perspective.editor.rows) - 1


def test_that_a_run_leaves_its_verdict_and_what_was_done_by_hand_in_the_script(bench: Bench) -> None:
    editor, said = bench.perspective.editor, child(bench.perspective, QLabel, "replay.editing.said")
    bench.key(Key.Key_Return, CONTROL)
    steps = len(editor.rows)
    opened = WorldOpened(HEADER, Schema({}), ())
    for message in (
        opened,
        RedoStarted("episode", ("",) * steps, 1),
        DoneByHand(3, 4, (step(1), step(2))),
        Finished(Path("drafts/e"), Verdict(Ruling.SATISFIED, ())),
    ):
        bench.perspective.hear(message)
    assert bench.fates()[2:5] == ["deleted", "new", "new"] or bench.fates()[2:5] == ["new", "new", "deleted"]
    assert "SATISFIED" in said.text()
    bench.key(Key.Key_Z, CONTROL)
    assert set(bench.fates()) == {"kept"}
    assert "changed since" in said.text()
    bench.perspective.hear(opened)
    bench.perspective.hear(Finished(Path("drafts/other"), Verdict(Ruling.VIOLATED, ())))
    bench.key(Key.Key_Z, CONTROL_SHIFT)
    assert "SATISFIED" in said.text()


def test_that_declaring_the_recorded_end_by_hand_does_not_change_it(bench: Bench) -> None:
    editor = bench.perspective.editor
    bench.key(Key.Key_Return, CONTROL)
    count = len(editor.rows)
    bench.perspective.hear(RedoStarted("episode", ("",) * count, 1))
    bench.perspective.hear(DoneByHand(count, count + 1, (step(count, Done()),)))
    assert set(bench.fates()) == {"kept"}


def test_that_edits_are_still_there_when_the_episode_is_opened_again(bench: Bench, qtbot: QtBot, folder: Path) -> None:
    bench.stand_on(2)
    bench.key(Key.Key_Delete)
    bench.perspective.close_episode()
    with qtbot.waitSignal(bench.perspective.opened, timeout=60_000):
        bench.perspective.open_episode(folder)
    assert bench.rows()[2].endswith("deleted")
    child(bench.perspective, QToolButton, "replay.editing.discard").click()
    assert set(bench.fates()) == {"kept"}
    QTest.mouseClick(child(bench.perspective, QToolButton, "replay.steps.edit"), Qt.MouseButton.LeftButton)
    assert not bench.perspective.editor.active
    assert not bench.table.qaction("replay.edit_delete").isEnabled()


def test_that_a_card_offers_what_the_list_offered_then(qtbot: QtBot) -> None:
    episode = open_episode(GOLD)
    reader = DomReader(episode, partial(read_blob, GOLD))
    chosen = next(step for step in episode.steps if isinstance(step.action, Select))
    offered = reader.choices(chosen)
    assert {"Dental hygiene", "Vaccination"} < set(offered)
    assert reader.choices(episode.steps[0]) == ()
    window = QMainWindow()
    qtbot.addWidget(window)
    card = ChangeCard(window, chosen.action, 3)
    card.offer(offered)
    box = child(card, QComboBox, "change.choices")
    assert box.currentText() == "Dental hygiene"
    assert [box.itemText(row) for row in range(box.count())] == list(offered)


def test_that_another_file_is_attached_by_its_content(qtbot: QtBot, theme: Theme) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    card = ChangeCard(window, Upload(Target((), "", "Papers", "input"), ("old.pdf",)), 3)
    heard: list[tuple[object, object]] = []
    card.chosen.connect(lambda value, locators: heard.append((value, locators)))
    blob = card.attach("new.pdf", b"content")
    card.accept()
    (value, _), *_ = heard
    assert [(file.name, file.blob) for file in value] == [("new.pdf", blob)]  # type: ignore[attr-defined]
