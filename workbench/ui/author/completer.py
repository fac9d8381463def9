"""Completion in the editor: a list below the cursor, filled from what could stand there."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from workbench.authoring.completing import Completion
from workbench.ui.shell.fonts import BASE, mono, sans
from workbench.ui.shell.theme import Theme

DETAIL = int(Qt.ItemDataRole.UserRole) + 1
_TAKEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_PAD = 10.0


class Completer(QObject):
    """Shows and hides the list. ``ask`` says what could stand at the cursor, ``insert`` puts a word there."""

    def __init__(self, theme: Theme, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.ask: Callable[[], Completion] | None = None
        self.insert: Callable[[int, str], None] = lambda _start, _word: None
        self._completion = Completion(0)
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(editor)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup = QListView()
        self.popup.setObjectName("author.completions")
        self.popup.setAccessibleName("Completions")
        self.popup.setStyleSheet("QListView { border: 1px solid palette(mid); }")
        self._completer.setPopup(self.popup)
        self.popup.setItemDelegate(_Words(theme, self.popup))
        self._completer.activated.connect(self._take)

    @property
    def showing(self) -> bool:
        """Whether the list is open."""
        return self.popup.isVisible()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the list, not the editor, is meant by a key."""
        return self.showing and Qt.Key(event.key()) in _TAKEN

    def follow(self, event: QKeyEvent) -> None:
        """After a key: open the list in a word, keep it right, or close it."""
        typed = event.text()
        begins = bool(typed) and (typed[-1].isalnum() or typed[-1] in "$_")
        goes_on = self.showing and (begins or typed[-1:] in (".", "-") or event.key() == Qt.Key.Key_Backspace)
        if begins or goes_on:
            self.open()
        elif typed or not self.showing:
            self.hide()

    def leave(self, event: QFocusEvent) -> None:
        """The editor has lost the focus."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def open(self) -> None:
        """Show what could stand at the cursor, if anything."""
        if self.ask is None:
            return
        self._completion = self.ask()
        if not self._completion.words:
            self.hide()
            return
        self._model.clear()
        for word in self._completion.words:
            item = QStandardItem(word.text)
            item.setData(word.detail, DETAIL)
            item.setData(f"{word.text.strip(': ')}, {word.detail}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        box = self._editor.cursorRect()
        box.translate(self._editor.viewportMargins().left(), 0)
        box.setWidth(self._width())
        self._completer.complete(box)
        self.popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def hide(self) -> None:
        """Close the list."""
        self.popup.hide()

    def _take(self, chosen: str) -> None:
        if self.ask is not None:
            now = self.ask()
            fresh = now if now.words else self._completion
            self.insert(fresh.start, chosen)

    def _width(self) -> int:
        words = self._completion.words
        code, plain = QFontMetricsF(mono(BASE)), QFontMetricsF(sans(BASE - 1))
        widest = max(code.horizontalAdvance(word.text) + plain.horizontalAdvance(word.detail) for word in words)
        return int(min(widest + 5 * _PAD + 20, 460))


class _Words(QStyledItemDelegate):
    """The word at the left in the editor's face, what it is at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, 26)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = self._theme.tokens
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect)
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, QColor(tokens.accent_soft if chosen else tokens.raised))
        inside = box.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(mono(BASE))
        painter.setPen(QColor(tokens.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setFont(sans(BASE - 1))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(DETAIL))
        painter.restore()
