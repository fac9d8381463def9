"""Search in the episode: a field, and below it the hits. Moving through them moves the playhead."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from workbench.replay import wording
from workbench.replay.search import Hit
from workbench.ui.replay.looks import hit_look
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState, muted
from workbench.ui.widgets.row_view import RowView

_WIDTH, _HEIGHT = 460, 420


class SearchBox(QLineEdit):
    """The field. Its list of hits floats over ``over`` while there is a query."""

    went = Signal(object, object)
    """The user wants to stand at this Position, pointing at this Focus."""

    def __init__(self, theme: Theme, playhead: Playhead, over: QWidget) -> None:
        super().__init__()
        self._playhead, self._over = playhead, over
        self._hits: tuple[Hit, ...] = ()
        self.setObjectName("replay.search")
        self.setAccessibleName("Search in this episode")
        self.setPlaceholderText("Search in this episode")
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        empty = EmptyState(
            theme, "search", "Nothing found", "Steps, requests, changes, console and page text are searched."
        )
        self._list = RowView(theme, empty, name="replay.hits", title="Search results")
        self._count = muted()
        self._popup = QFrame(over)
        self._popup.setObjectName("replay.hitsPopup")
        self._popup.setProperty("frame", "notice")
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._count)
        layout.addWidget(self._list)
        self._popup.hide()
        self.textEdited.connect(self._search)
        self.textChanged.connect(lambda text: self._popup.hide() if not text else None)
        self._list.chosen.connect(self._go)
        self._list.list.clicked.connect(lambda _index: self.close_hits())
        playhead.opened.connect(self.clear)  # hits of another episode lead nowhere
        self.installEventFilter(self)

    def close_hits(self) -> None:
        """Put the list away."""
        self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()))
        if watched is self and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._left(event.reason())
        return super().eventFilter(watched, event)

    def _left(self, why: Qt.FocusReason) -> None:
        """Whoever turns to another panel has done searching; the query stays."""
        turned = why in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason)
        focus = QApplication.focusWidget()
        if turned and (focus is None or not self._popup.isAncestorOf(focus)):
            self.close_hits()

    def _key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._move(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._list.current is None:
                    self._move(1)
                self.close_hits()
            case Qt.Key.Key_Escape:
                self.clear()
                self.close_hits()
                self.clearFocus()
            case _:
                return False
        return True

    def _move(self, by: int) -> None:
        if self._hits:
            here = self._list.current
            row = (0 if by > 0 else len(self._hits) - 1) if here is None else (here + by) % len(self._hits)
            self._list.choose(row)
            self._list.list.scrollTo(self._list.model.index(row))

    def _search(self, query: str) -> None:
        replay = self._playhead.replay
        self._hits = replay.search.find(query) if replay else ()
        self._list.list.clearSelection()
        self._list.show_looks([])
        self._list.show_looks([hit_look(hit) for hit in self._hits])
        more = "the first " if len(self._hits) == 200 else ""
        self._count.setText(f"{more}{wording.count(len(self._hits), 'hit')} · ↑ ↓ to look, Enter to stay")
        self._popup.setVisible(bool(query.strip()))
        self._place()

    def _place(self) -> None:
        over = self._over
        corner = self.mapTo(over, QPoint(self.width(), self.height() + 4))
        width = min(_WIDTH, over.width() - 20)
        height = min(_HEIGHT, over.height() - corner.y() - 10, 90 + 56 * max(len(self._hits), 2))
        self._popup.setGeometry(QRect(corner.x() - width, corner.y(), width, height))
        self._popup.raise_()

    def _go(self, row: int) -> None:
        hit = self._hits[row]
        self.went.emit(hit.position, hit.focus)
