"""Somebody who makes a workout, by mouse and keyboard: for tests of the wizard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.seeking import Kind, child
from workbench.ui.author.wizard.wizard import NewWorkoutWizard

_SLOW = 60_000


class Author:
    """Somebody who makes a workout."""

    def __init__(self, wizard: NewWorkoutWizard, qtbot: QtBot) -> None:
        self.wizard = wizard
        self.qtbot = qtbot

    def find(self, kind: type[Kind], name: str) -> Kind:
        return child(self.wizard, kind, name)

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_into(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def add(self, kind: str) -> None:
        """By the menu of the button, with the keyboard's letter."""
        menu = self.find(QPushButton, "new.parameter.add").menu()
        next(action for action in menu.actions() if action.objectName() == f"new.parameter.add.{kind}").trigger()

    def until(self, condition: object) -> None:
        self.qtbot.waitUntil(condition, timeout=_SLOW)  # type: ignore[arg-type]

    def lacks(self) -> str:
        return str(self.find(QLabel, "new.lacks").accessibleName())

    def ten_tasks(self) -> list[str]:
        """Once they are there: what they ask for."""
        self.until(lambda: len(self.wizard.tasks) == 10)
        return [task.goal or task.problem for task in self.wizard.tasks]


def choose_gym(author: Author, name: str) -> None:
    listed = author.find(QListWidget, "new.gyms")
    at = next(at for at in range(listed.count()) if listed.item(at).data(Qt.ItemDataRole.UserRole) == name)
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(listed, Qt.Key.Key_Down)
