"""The command palette: type a few letters, press Enter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from workbench.ui.models.look import Chip, Look, Span, faint
from workbench.ui.models.ranking import rank
from workbench.ui.shell.actions import Action, ActionTable, plain
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import rule
from workbench.ui.widgets.row_view import RowView

_SIZE = (600, 420)


class CommandPalette(QDialog):
    """Lists what would do something now; runs the one that is taken."""

    def __init__(self, theme: Theme, table: ActionTable, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Command palette")
        self._table = table
        self._all = [action for action in table.nearest() if action.id != "window.palette"]
        self._shown: list[Action] = []
        self._field = QLineEdit()
        self._field.setObjectName("palette.field")
        self._field.setAccessibleName("Search for a command")
        self._field.setPlaceholderText("Run a command…")
        self._field.installEventFilter(self)
        nothing = EmptyState(theme, "search", "No command is called that", "Try another word.")
        self._rows = RowView(theme, nothing, name="palette.rows", title="Commands")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        for widget in (self._field, rule(), self._rows):
            layout.addWidget(widget)
        self._field.textChanged.connect(self._search)
        self._field.returnPressed.connect(self._run)
        self._rows.list.clicked.connect(lambda _: self._run())
        self.resize(min(_SIZE[0], parent.width() - 80), min(_SIZE[1], parent.height() - 120))
        middle = parent.mapToGlobal(parent.rect().topLeft())
        self.move(middle.x() + (parent.width() - self.width()) // 2, middle.y() + 56)
        self._search("")
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._shown:
                self._rows.choose(((self._rows.current or 0) + step) % len(self._shown))
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        titles = [f"{plain(action.title)} {plain(action.menu)}" for action in self._all]
        self._shown = [self._all[position] for position in rank(typed, titles)]
        self._rows.show_looks([_look(action) for action in self._shown])
        if self._shown:
            self._rows.choose(0)

    def _run(self) -> None:
        row = self._rows.current
        if row is None or row >= len(self._shown):
            return
        chosen = self._shown[row]
        self.accept()
        self._table.qaction(chosen.id).trigger()


def _look(action: Action) -> Look:
    keys = tuple(Chip(keys_text(key)) for key in action.shortcut[:1])
    menu = (Span(f"{plain(action.menu)}: ", "muted"),) if action.menu else ()
    title = (*menu, Span(plain(action.title), "strong"))
    hint = faint(action.hint) if action.hint else ()
    return Look(tuple(filter(None, (title, hint))), icon=action.icon or "chevron-right", chips=keys)


def keys_text(key: str) -> str:
    """A shortcut as this desktop writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
