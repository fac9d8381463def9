"""The DOM tree, with what this step did to it."""

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTreeView

from workbench.replay import wording
from workbench.replay.intent import target_of
from workbench.replay.opening import Replay
from workbench.replay.position import step_of
from workbench.ui.replay.background import Background
from workbench.ui.replay.dom_reading import DomReader, TreeAt
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.replay.tree_delegate import TreeDelegate
from workbench.ui.replay.tree_model import TreeModel
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState

_OPEN_DEPTH = 3
_MOST_OPENED = 60


class Tree(QTreeView):
    """A tree whose left and right keys open and close branches, though they are also shortcuts of the window."""

    def event(self, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in keys and not event.modifiers():
            event.accept()
            return True
        return super().event(event)


class DomPanel(FollowingPanel):
    """Rows are derived away from the Qt thread; the step's first change is scrolled to."""

    def __init__(self, theme: Theme, playhead: Playhead, dom: Background) -> None:
        self._dom = dom
        self._reader: DomReader | None = None
        self._target: int | None = None
        self.model = TreeModel()
        self.tree = Tree()
        self.tree.setObjectName("replay.tree")
        self.tree.setAccessibleName("DOM tree")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(TreeDelegate(theme, self.tree))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, self.tree.header().ResizeMode.ResizeToContents)
        self._empty = EmptyState(theme, "code-xml", "No DOM was recorded here")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.tree)
        super().__init__(playhead, "DOM", self._stack, name="replay.domPanel")

    def set_reader(self, reader: DomReader | None) -> None:
        """The DOM of the episode that is opened next."""
        self._reader = reader

    def follow(self, replay: Replay) -> None:
        reader, here = self._reader, self.playhead.position
        step = step_of(replay.episode, here)
        target = target_of(step.action) if step else None
        self._target = self.playhead.focus.node or (target.node if target else None)
        if reader is not None:
            self._dom.run("tree", lambda: reader.tree(here), self._show)

    def clear(self) -> None:
        self._show(TreeAt((), fresh=False))

    def _show(self, tree: TreeAt) -> None:
        self.model.show(tree.rows)
        self._stack.setCurrentIndex(1 if tree.rows else 0)
        marked = self.model.marked()
        self.tree.expandToDepth(_OPEN_DEPTH)
        for index in marked[:_MOST_OPENED]:
            self._reveal(index)
        what = "a new page" if tree.fresh else f"{wording.count(len(marked), 'node')} changed by this step"
        self.say(f"{what} · {wording.count(len(tree.rows), 'row')}" if tree.rows else "")
        self._scroll(marked)

    def _scroll(self, marked: list[QModelIndex]) -> None:
        focused = self.model.of_node(self._target) if self._target is not None else None
        where = self.model.of_node(self.playhead.focus.node) if self.playhead.focus.node else None
        where = where or (marked[0] if marked else focused)
        if where is not None:
            self._reveal(where)
            self.tree.setCurrentIndex(where)
            self.tree.scrollTo(where, QAbstractItemView.ScrollHint.PositionAtCenter)
            self._scroll_to_its_beginning(where)

    def _scroll_to_its_beginning(self, index: QModelIndex) -> None:
        """A tag is read from its name on; Qt would show its end where it is wider than the view."""
        bar = self.tree.horizontalScrollBar()
        begins = self.tree.visualRect(index).left() + bar.value()
        bar.setValue(max(begins - 4 * self.tree.indentation(), 0))

    def _reveal(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid() and not self.tree.isExpanded(above):
            self.tree.expand(above)
            above = above.parent()
