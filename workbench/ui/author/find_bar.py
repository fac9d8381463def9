"""Find in the editor: a field above it, every hit marked, Enter for the next one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from workbench.ui.author.editor import SpecEditor
from workbench.ui.models.wording import count
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import IconButton, muted


class FindBar(QWidget):
    """Hidden until ``open``. Escape closes it and gives the focus back."""

    def __init__(self, theme: Theme, editor: SpecEditor) -> None:
        super().__init__()
        self.setObjectName("author.find")
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._editor = editor
        self.field = QLineEdit()
        self.field.setObjectName("author.find.field")
        self.field.setAccessibleName("Find in the spec")
        self.field.setPlaceholderText("Find in the spec")
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self.next)
        self._count = muted()
        self._count.setObjectName("author.find.count")
        self._count.setMinimumWidth(70)
        up = IconButton(theme, "chevron-up", "Previous hit (Shift+F3)", name="author.find.previous")
        down = IconButton(theme, "chevron-down", "Next hit (F3)", name="author.find.next")
        close = IconButton(theme, "x", "Close (Esc)", tone="muted", name="author.find.close")
        up.clicked.connect(self.previous)
        down.clicked.connect(self.next)
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 8, 5)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for widget in (self._count, up, down, close):
            row.addWidget(widget)
        self.hide()
        editor.textChanged.connect(self._look_again)

    def open(self) -> None:
        """Show the field, with what is selected in the editor."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look()

    def close_bar(self) -> None:
        """Hide it and forget the hits."""
        self.hide()
        self._editor.show_found(())
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        """Select the next hit; the first one after the last."""
        self._go(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    def previous(self) -> None:
        """Select the hit before; the last one before the first."""
        self._go(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _go(self, flags: QTextDocument.FindFlag, again: QTextCursor.MoveOperation) -> None:
        wanted = self.field.text()
        if wanted and not self._editor.find(wanted, flags):
            cursor = self._editor.textCursor()
            cursor.movePosition(again)
            self._editor.setTextCursor(cursor)
            self._editor.find(wanted, flags)

    def _look_again(self) -> None:
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        wanted, found = self.field.text(), []
        cursor = self._editor.document().find(wanted) if wanted else QTextCursor()
        while not cursor.isNull():
            found.append((cursor.selectionStart(), cursor.selectionEnd()))
            cursor = self._editor.document().find(wanted, cursor)
        self._editor.show_found(found)
        self._count.setText(count(len(found), "hit") if wanted else "")
