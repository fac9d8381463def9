"""An author at work: verbs done with real keys and clicks, each of which waits for what it needs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListView, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.seeking import child
from workbench.ui.author.perspective import SCOPE, AuthorPerspective
from workbench.ui.shell.actions import ActionTable

_SLOW = 60_000


class Author:
    """Drives an Author perspective."""

    def __init__(self, perspective: AuthorPerspective, table: ActionTable, qtbot: QtBot) -> None:
        self.perspective, self.table, self.qtbot = perspective, table, qtbot
        self.editor = perspective.editor
        self.troubles: list[str] = []
        perspective.trouble.connect(lambda what, advice: self.troubles.append(f"{what} {advice}"))
        table.show_scope(SCOPE)

    @property
    def text(self) -> str:
        """What is in the editor."""
        return self.editor.toPlainText()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=_SLOW)

    def open(self, path: Path, line: int = 0) -> None:
        """Open a file; returns when it was examined."""
        self.perspective.open_spec(path, line)
        self.until(lambda: self.perspective.draft is not None and self.perspective.draft.path == path)
        self.examined()

    def examined(self) -> None:
        """Wait until what is said is about the text as it is now."""
        with self.qtbot.waitSignal(self.perspective.examinations.examined, timeout=_SLOW):
            self.perspective.examinations.examine(self.text, "spec.yaml", now=True)

    def write(self, text: str) -> None:
        """Type on the keyboard; a new line is the Return key."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press_key(Qt.Key.Key_Return)
            QTest.keyClicks(self.editor, line)

    def write_slowly(self, text: str) -> None:
        """Type as a person does: the window has its turn between two keys."""
        for letter in text:
            turn = QTimer(self.perspective, singleShot=True, interval=20)
            self.write(letter)
            with self.qtbot.waitSignal(turn.timeout):
                turn.start()

    def press_key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.editor, key, modifier)

    def run(self, name: str) -> None:
        """Run an action by its name, as a menu does."""
        action = self.table.qaction(f"author.{name}")
        assert action.isEnabled(), f"{name} can't be done now"
        action.trigger()

    def press(self, name: str) -> None:
        """Click a button."""
        button = child(self.perspective, QPushButton, name)
        self.until(lambda: button.isVisible() and button.isEnabled() and _on_top(button))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def rows(self, name: str) -> list[str]:
        """The words of each row of a list."""
        model = child(self.perspective, QListView, f"{name}.list").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def click_row(self, name: str, row: int) -> None:
        """Click a row of a list."""
        view = child(self.perspective, QListView, f"{name}.list")
        view.scrollTo(view.model().index(row, 0))
        place = view.visualRect(view.model().index(row, 0)).topLeft() + QPoint(60, 10)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def point_at(self, name: str, words: str, number: int = 0) -> None:
        """Click the row of a list that has those words; of several, that one."""
        self.until(lambda: len(self._having(name, words)) > number)
        self.click_row(name, self._having(name, words)[number])

    def tab(self, name: str, title: str) -> None:
        """Click a tab by the beginning of its title."""
        bar = child(self.perspective, QTabWidget, name).tabBar()
        at = next(index for index in range(bar.count()) if bar.tabText(index).startswith(title))
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())

    def choose(self, name: str, words: str) -> None:
        """Choose from a drop-down list by keys: open it, go to the entry that begins so, take it."""
        box = child(self.perspective, QComboBox, name)
        wanted = next(index for index in range(box.count()) if box.itemText(index).startswith(words))
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
        self.until(box.view().isVisible)
        QTest.keyClick(box.view(), Qt.Key.Key_Home)
        for _ in range(wanted):
            QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
        assert box.currentIndex() == wanted

    def judged(self) -> None:
        """Wait until every click is an edit, and the episode in view was judged by the text as it is then."""
        self.until(lambda: self.perspective.clicks.idle)
        with self.qtbot.waitSignal(self.perspective.evidence.viewed, timeout=_SLOW):
            self.perspective.evidence.show_text(self.text, "spec.yaml", now=True)

    def _having(self, name: str, words: str) -> list[int]:
        return [number for number, row in enumerate(self.rows(name)) if words in row]

    def child(self, kind: type[QWidget], name: str) -> QWidget:
        """A widget by its name."""
        return child(self.perspective, kind, name)


def _on_top(widget: QWidget) -> bool:
    """Whether a click in its middle would hit it: what was shown just now is laid out a moment later."""
    window = widget.window()
    return window.childAt(widget.mapTo(window, widget.rect().center())) is widget
