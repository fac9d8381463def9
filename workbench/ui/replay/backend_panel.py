"""The backend's diff."""

from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget

from workbench.replay import wording
from workbench.replay.opening import Replay
from workbench.replay.position import Scope
from workbench.ui.replay.diff_lines import step_lines, total_lines
from workbench.ui.replay.diff_model import DiffDelegate, DiffModel
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState


class BackendPanel(FollowingPanel):
    """What the step did to the database, or what everything up to this moment comes to."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        self.model = DiffModel()
        self._list = QListView()
        self._list.setObjectName("replay.backend")
        self._list.setAccessibleName("Backend changes")
        self._list.setModel(self.model)
        self._list.setItemDelegate(DiffDelegate(theme, self._list))
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._empty = EmptyState(theme, "database", "No row changed")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._list)
        super().__init__(playhead, "Backend", self._stack, name="replay.backendPanel")
        self._list.clicked.connect(lambda index: self._point_at(index.row()))

    def follow(self, replay: Replay) -> None:
        here = self.playhead.position
        if self.scope is Scope.STEP:
            rows = replay.backend.step_rows(here)
            lines, what = step_lines(rows), wording.count(len(rows), "change")
            self._empty.say("This step changed no row", "Total shows what the steps before it came to.")
        else:
            nets = replay.backend.total_rows(here)
            lines, what = total_lines(nets), wording.count(len(nets), "row") + " so far"
            self._empty.say("No row has changed so far", "")
        self.model.show(lines)
        self._stack.setCurrentIndex(1 if lines else 0)
        self.say(what)
        self._mark(self.playhead.focus.change)

    def clear(self) -> None:
        self.model.show(())
        self._stack.setCurrentIndex(0)
        self.say("")

    def _mark(self, seq: int | None) -> None:
        for row, line in enumerate(self.model.lines):
            if seq is not None and line.focus.change == seq and not line.column:
                index = self.model.index(row)
                self._list.setCurrentIndex(index)
                self._list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
                return

    def _point_at(self, row: int) -> None:
        line = self.model.lines[row]
        if line.position:
            self.go(line.position, line.focus)
