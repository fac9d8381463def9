"""What stands over the steps while they are edited: how many edits there are, what to do with them, and the tools."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.authoring.trajectory_rows import Fate
from workbench.ui.replay.editing import ScriptEditor, is_end
from workbench.ui.replay.editing_looks import strip_words
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import IconButton, RichLabel, rule

_TOOLS = (
    ("change", "pencil", "Change value or locator (F2)"),
    ("delete", "trash-2", "Delete the step (Delete)"),
    ("up", "arrow-up", "Move the step up (Alt+Up)"),
    ("down", "arrow-down", "Move the step down (Alt+Down)"),
    ("duplicate", "copy", "Do the step twice (Ctrl+D)"),
    ("insert_address", "navigation", "Insert “go to an address” before the step"),
    ("insert_key", "keyboard", "Insert a key press before the step"),
    ("undo", "undo-2", "Undo (Ctrl+Z)"),
    ("redo", "rotate-cw", "Redo (Ctrl+Shift+Z)"),
)
_NEED_STEP = {"change", "delete", "up", "down", "duplicate"}


class EditingBar(QWidget):
    """Follows a ScriptEditor; says which verb is wanted by its name."""

    wanted = Signal(str)
    """``run``, ``record``, ``discard`` or one of the tools."""

    def __init__(self, theme: Theme, editor: ScriptEditor) -> None:
        super().__init__()
        self.setObjectName("replay.editing")
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editor = editor
        self._said = RichLabel()
        self._said.setObjectName("replay.editing.said")
        self._run = self._button("run", "&Run and judge", "Do the script in a fresh world and judge it (Ctrl+Return)")
        self._run.setProperty("kind", "primary")
        self._record = self._button("record", "", "Do the steps before it again, then record by hand from there")
        self._discard = IconButton(
            theme, "x", "Discard all edits; redo brings them back", name="replay.editing.discard"
        )
        self._discard.clicked.connect(lambda: self.wanted.emit("discard"))
        self._tools = {key: IconButton(theme, icon, hint, name=f"replay.editing.{key}") for key, icon, hint in _TOOLS}
        top, tools = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._said, 1)
        top.addWidget(self._discard)
        tools.setSpacing(0)
        for key, button in self._tools.items():
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            tools.addWidget(button)
        tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 8, 4)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self._run)
        layout.addWidget(self._record)
        layout.addWidget(rule())
        layout.addLayout(tools)
        editor.changed.connect(self._follow)
        self._follow()

    def _button(self, key: str, title: str, hint: str) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(f"replay.editing.{key}")
        button.setToolTip(hint)
        button.clicked.connect(lambda: self.wanted.emit(key))
        return button

    def _follow(self) -> None:
        editor = self._editor
        self.setVisible(editor.active)
        history = editor.history
        if history is None:
            return
        self._said.set_text(strip_words(editor.edits, editor.result, editor.ran))
        self._record.setText(f"Re&cord from step {editor.record_place + 1}")
        self._discard.setEnabled(bool(history.past))
        row, last = editor.row, len(history.script.steps) - 1
        for key in _NEED_STEP:
            self._tools[key].setEnabled(row is not None and row.place is not None and not is_end(row))
        gone = row is not None and row.fate is Fate.DELETED
        self._tools["delete"].set_icon("rotate-ccw" if gone else "trash-2")
        self._tools["delete"].setToolTip("Put the step back (Delete)" if gone else "Delete the step (Delete)")
        self._tools["delete"].setAccessibleName(self._tools["delete"].toolTip())
        self._tools["delete"].setEnabled(row is not None and not is_end(row))
        self._tools["up"].setEnabled(self._tools["up"].isEnabled() and editor.place != 0)
        self._tools["down"].setEnabled(self._tools["down"].isEnabled() and (editor.place or 0) + 1 < last)
        self._tools["undo"].setEnabled(bool(history.past))
        self._tools["redo"].setEnabled(bool(history.future))
