"""The step list."""

from workbench.replay.opening import Replay
from workbench.replay.position import Phase, Position
from workbench.ui.replay.looks import step_look
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState
from workbench.ui.widgets.row_view import RowView


class StepsPanel(FollowingPanel):
    """Every step of the episode, the start page first; row ``n`` is step ``n``."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        empty = EmptyState(theme, "footprints", "No episode is open", "Open one from the library.")
        self._view = RowView(theme, empty, name="replay.steps", title="Steps")
        super().__init__(playhead, "Steps", self._view, name="replay.stepsPanel")
        self._view.chosen.connect(self._choose)

    def reopen(self) -> None:
        replay = self.playhead.replay
        self._following = True
        self._view.show_looks([step_look(row) for row in replay.steps] if replay else [])
        self._following = False
        self.header.set_of(str(len(replay.episode.steps)) if replay else "")

    def follow(self, _replay: Replay) -> None:
        self._view.choose(self.playhead.position.step)
        self._view.list.scrollTo(self._view.model.index(self.playhead.position.step))

    def take_focus(self) -> None:
        """Let the keyboard move through the steps."""
        self._view.list.setFocus()

    def _choose(self, row: int) -> None:
        here = self.playhead.position
        if row != here.step:
            self.go(Position(row, here.phase if here.step else Phase.ACTION))
