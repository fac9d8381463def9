"""Intent and effect of the step stood on."""

from workbench.replay.intent import IntentRow
from workbench.replay.opening import Replay
from workbench.replay.position import NOTHING
from workbench.ui.replay.looks import intent_looks
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState
from workbench.ui.widgets.row_view import RowView


class IntentPanel(FollowingPanel):
    """What was aimed at, what was hit, what the page said, what the backend did."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        empty = EmptyState(theme, "target", "Nothing to compare", "Each step shows what it meant and what it did.")
        self._view = RowView(theme, empty, name="replay.intent", title="Intent and effect", lead=98)
        self._rows: tuple[IntentRow, ...] = ()
        super().__init__(playhead, "Intent and effect", self._view, name="replay.intentPanel")
        self._view.list.clicked.connect(lambda index: self._follow_row(index.row()))

    def follow(self, replay: Replay) -> None:
        step = self.playhead.position.step
        self._rows = replay.intent(self.playhead.position)
        self._view.show_looks(intent_looks(self._rows))
        self._point()
        self.header.set_of(f"step {step}" if step else "start page")

    def clear(self) -> None:
        self._view.show_looks([])
        self.header.set_of("")

    def _point(self) -> None:
        """At the row that tells of what is focused, such as a disturbance that was clicked on the timeline."""
        focus = self.playhead.focus
        row = next((number for number, each in enumerate(self._rows) if focus != NOTHING and each.focus == focus), None)
        if row is None:
            self._view.list.clearSelection()
        else:
            self._view.choose(row)
            self._view.list.scrollTo(self._view.model.index(row))

    def _follow_row(self, row: int) -> None:
        where = self._rows[row]
        if where.position:
            self.go(where.position, where.focus)
