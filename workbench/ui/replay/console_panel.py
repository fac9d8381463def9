"""The console."""

from workbench.replay import wording
from workbench.replay.console import ConsoleRow
from workbench.replay.opening import Replay
from workbench.replay.position import Focus, Phase, Position
from workbench.ui.replay.looks import console_look
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState
from workbench.ui.widgets.row_view import RowView


class ConsolePanel(FollowingPanel):
    """Messages and page errors of the step, or all up to this moment."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        empty = EmptyState(
            theme, "terminal", "The page said nothing here", "Total shows all messages up to this moment."
        )
        self._view = RowView(theme, empty, name="replay.console", title="Console")
        self._rows: tuple[ConsoleRow, ...] = ()
        super().__init__(playhead, "Console", self._view, name="replay.consolePanel")
        self._view.list.clicked.connect(lambda index: self._point_at(index.row()))

    def follow(self, replay: Replay) -> None:
        here = self.playhead
        self._rows = replay.console.rows(here.position, self.scope)
        self._view.show_looks([console_look(row) for row in self._rows])
        self.say(f"{len(self._rows)} of {wording.count(len(replay.console.every), 'message')}")
        for number, row in enumerate(self._rows):
            if row.number == here.focus.console:
                self._view.choose(number)

    def clear(self) -> None:
        self._rows = ()
        self._view.show_looks([])
        self.say("")

    def _point_at(self, row: int) -> None:
        entry = self._rows[row]
        self.go(Position(entry.step, Phase.AFTER), Focus(console=entry.number))
