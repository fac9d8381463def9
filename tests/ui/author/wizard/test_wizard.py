"""The New-workout wizard, by mouse and keyboard: from nothing to a file that is a workout."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListView, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from gyms.kit.catalogue import gyms
from gyms.kit.control import introduce
from gyms.kit.written import read_written
from tests.ui.author.wizard.author import Author, choose_gym
from workbench.archive.specs import open_spec
from workbench.session.control import gym_info
from workbench.session.folders import Folders
from workbench.session.messages import TaskRequest
from workbench.ui.author.wizard.wizard import NewWorkoutWizard
from workbench.ui.models.offer import Offer
from workbench.ui.shell.theme import Theme


@pytest.fixture(scope="module")
def offer() -> Offer:
    return Offer(tuple(gym_info(introduce(gym)) for gym in gyms().values()))


@pytest.fixture
def author(theme: Theme, qtbot: QtBot, offer: Offer, tmp_path: Path) -> Iterator[Author]:
    wizard = NewWorkoutWizard(theme, Folders(tmp_path / "specs", tmp_path / "recordings", tmp_path / "drafts"), offer)
    wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(wizard)
    wizard.show()
    yield Author(wizard, qtbot)
    wizard.close()


def test_that_the_first_step_is_marked_and_those_that_cannot_be_reached_are_not_offered(author: Author) -> None:
    steps = author.find(QListWidget, "new.steps")
    assert steps.currentRow() == 0
    offered = [bool(steps.item(row).flags() & Qt.ItemFlag.ItemIsEnabled) for row in range(steps.count())]
    assert offered == [True, False, False, False, False, False]


def test_that_a_workout_is_made_by_keyboard_and_read_by_gym_and_verifier(author: Author, tmp_path: Path) -> None:
    choose_gym(author, "clinic")
    author.type_into("new.name", "change_phone")
    author.type_into("new.title", "Change a phone number")
    author.press("new.next")
    author.until(lambda: author.find(QComboBox, "new.start.who").count() == 2)
    author.find(QComboBox, "new.start.page").setEditText("/profile")
    author.press("new.next")
    assert author.wizard.workout.who == "member"
    author.add("one_of")
    author.type_into("new.parameter.name", "phone")
    author.type_into("new.parameter.words", "+1 555 0101; +1 555 0102; +1 555 0103")
    told = author.ten_tasks()
    assert all("+1 555 010" in task for task in told), told
    author.press("new.next")
    goal = author.find(QLineEdit, "new.goal")
    goal.setFocus()
    QTest.keyClicks(goal, "Change {mem")
    popup = next(widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "new.goal.popup")
    author.until(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QTest.keyClicks(goal, "'s phone number to {phone}.")
    assert goal.text() == "Change {member.name}'s phone number to {phone}."
    example = author.find(QLabel, "new.goal.example")
    author.until(lambda: example.accessibleName().startswith("Change ") and "+1 555" in example.accessibleName())
    author.press("new.next")
    with author.qtbot.waitSignal(author.wizard.created) as created:
        author.press("new.next")
    path = tmp_path / "specs" / "clinic" / "change_phone.yaml"
    assert created.args == [path]
    written = read_written(path.read_text(), gyms()["clinic"])
    assert written.declared == {"member": {"id": "integer", "name": "string"}, "phone": "string"}
    spec = open_spec(path)
    assert spec.params == written.declared
    assert spec.unfinished
    with author.qtbot.waitSignal(author.wizard.record_wanted) as wanted:
        author.press("new.then.record")
    assert wanted.args == [TaskRequest("clinic/change_phone")]
    with author.qtbot.waitSignal(author.wizard.author_wanted) as wanted:
        author.press("new.then.author")
    assert wanted.args == [path]


def test_that_a_name_is_checked_as_it_is_typed(author: Author) -> None:
    assert author.lacks() == "Choose a gym."
    choose_gym(author, "clinic")
    assert author.lacks() == "Give the workout a name."
    for name, said in (("Book it", "lower-case letters"), ("book_visit", "There is a clinic/book_visit already")):
        author.type_into("new.name", name)
        assert said in author.lacks()
    author.type_into("new.name", "book_more")
    assert author.lacks() == "Give it a title."
    assert not author.find(QPushButton, "new.next").isEnabled()
    author.type_into("new.title", "Book more")
    assert (author.lacks(), author.find(QPushButton, "new.next").isEnabled()) == ("", True)


def test_that_what_is_wrong_is_told_beside_the_tasks_and_right_again_when_it_is_mended(author: Author) -> None:
    choose_gym(author, "clinic")
    author.type_into("new.name", "pick_a_day")
    author.type_into("new.title", "Pick a day")
    author.press("new.next")
    author.until(lambda: author.find(QPushButton, "new.next").isEnabled())
    author.press("new.next")
    author.add("between")
    author.ten_tasks()
    author.type_into("new.parameter.first", "soon")
    author.until(lambda: not author.wizard.tasks)
    empty = author.find(QListView, "new.preview.list").parentWidget()
    assert empty is not None
    author.until(lambda: "no day: soon" in " ".join(label.text() for label in empty.findChildren(QLabel)))
    author.type_into("new.parameter.first", "+5d")
    assert len(set(author.ten_tasks())) > 5
