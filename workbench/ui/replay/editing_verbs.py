"""What one can do with the steps while they are edited, by name: for keys, menus, tools and the strip."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from workbench.authoring.trajectory_rows import Fate
from workbench.domain.actions import Select
from workbench.domain.steps import Step
from workbench.ui.replay.background import Background
from workbench.ui.replay.editing import ScriptEditor, is_end
from workbench.ui.replay.editing_card import ChangeCard, InsertCard

_MENU = (
    ("change", "Change value or &locator…", "F2"),
    ("delete", "&Delete", "Del"),
    ("duplicate", "D&uplicate", "Ctrl+D"),
    ("up", "Move &up", "Alt+Up"),
    ("down", "Move d&own", "Alt+Down"),
    ("insert_address", "Insert “go to an &address”…", ""),
    ("insert_key", "Insert a &key press…", ""),
    ("record", "Re&cord from here", "Ctrl+Shift+Return"),
)
_WITHOUT_STEP = {"insert_address", "insert_key", "record"}

Choices = Callable[[Step, Callable[[tuple[str, ...]], None]], None]
"""Asks what the list that a recorded step chose from offered then; the second is told, later."""


class EditingVerbs(QObject):
    """Runs verbs on a ScriptEditor, asking what has to be asked."""

    redo_wanted = Signal(object)
    """A RedoRequest: do the script again."""
    trouble = Signal(str, str)

    def __init__(self, editor: ScriptEditor, background: Background, choices: Choices, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices
        self._editor = editor
        self._background = background
        self._window = parent
        editor.refused.connect(self.trouble)
        self._runs: Mapping[str, Callable[[], object]] = {
            "edit": editor.toggle,
            "change": self._change,
            "delete": editor.delete,
            "duplicate": self._duplicate,
            "up": partial(self._move, -1),
            "down": partial(self._move, 1),
            "insert_address": partial(self._insert, "address"),
            "insert_key": partial(self._insert, "key"),
            "undo": editor.undo,
            "redo": editor.redo,
            "discard": editor.discard,
            "run": lambda: self._redo(None),
            "record": lambda: self._redo(editor.record_place),
        }

    def run(self, verb: str) -> None:
        """Do it, as far as the chosen step allows."""
        self._runs[verb]()

    def open_menu(self, where: QPoint) -> None:
        """The context menu of the chosen step, at that place of the screen."""
        row = self._editor.row
        menu = QMenu(self._window)
        menu.setObjectName("replay.editing.menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for verb, title, key in _MENU:
            gone = row is not None and row.fate is Fate.DELETED
            action = menu.addAction("&Put back" if verb == "delete" and gone else title, partial(self.run, verb))
            action.setShortcut(QKeySequence(key))
            deed = row is not None and not is_end(row) and (row.place is not None or verb == "delete")
            action.setEnabled(verb in _WITHOUT_STEP or deed)
        menu.popup(where)

    def _change(self) -> None:
        row, place = self._editor.row, self._editor.place
        if row is None or place is None or is_end(row):
            return
        card = ChangeCard(self._window, row.step.action, place + 1)
        card.chosen.connect(self._editor.change)
        card.file_chosen.connect(partial(self._attach, card))
        if isinstance(row.step.action, Select) and row.step.recorded is not None:
            self._choices(row.step.recorded, lambda offered: card.offer(offered) if isValid(card) else None)
        card.open()

    def _attach(self, card: ChangeCard, path: Path) -> None:
        def known(data: bytes) -> None:
            self._editor.attach(card.attach(path.name, data), data)

        def failed(error: Exception) -> None:
            if not isinstance(error, OSError):
                raise error
            self.trouble.emit(f"{path} could not be read: {error.strerror}.", "Choose another file.")

        card.agree.setEnabled(False)
        self._background.run("attach", path.read_bytes, known, failed)

    def _duplicate(self) -> None:
        if not is_end(self._editor.row):
            self._editor.duplicate()

    def _move(self, by: int) -> None:
        place = self._editor.place
        if place is not None and place + by >= 0 and not is_end(self._editor.row):
            self._editor.move(by)

    def _insert(self, what: str) -> None:
        card = InsertCard(self._window, what, self._editor.record_place + 1)
        card.written.connect(self._editor.insert)
        card.open()

    def _redo(self, hand_over: int | None) -> None:
        request = self._editor.request(hand_over)
        if request is not None:
            self.redo_wanted.emit(request)
