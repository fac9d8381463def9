"""The verdict: its reasons as sentences, each with links to its evidence."""

from workbench.replay.opening import Replay
from workbench.replay.position import Position
from workbench.replay.verdict import FindingRow, Link
from workbench.ui.replay.looks import finding_looks
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import EmptyState
from workbench.ui.widgets.row_view import RowView


class VerdictPanel(FollowingPanel):
    """Findings, the worst first; a click on one, or on a piece of its evidence, leads there."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        empty = EmptyState(theme, "gavel", "No verdict yet", "It is computed when an episode is opened.")
        self._view = RowView(theme, empty, name="replay.verdict", title="Verdict")
        self._links: tuple[Link | None, ...] = ()
        super().__init__(playhead, "Verdict", self._view, name="replay.verdictPanel")
        self._view.list.clicked.connect(lambda index: self._follow_link(index.row()))
        self._view.activated.connect(self._follow_link)

    def follow(self, replay: Replay) -> None:
        rows = [
            pair
            for finding in replay.findings.rows
            for pair in finding_looks(finding, _is_about(finding, self.playhead.position))
        ]
        self._links = tuple(link for _, link in rows)
        self._view.show_looks([look for look, _ in rows])
        self.header.set_of("why · computed anew on opening")

    def clear(self) -> None:
        self._links = ()
        self._view.show_looks([])
        self.header.set_of("")

    def _follow_link(self, row: int) -> None:
        link = self._links[row] if row < len(self._links) else None
        if link:
            self.go(link.position, link.focus)


def _is_about(finding: FindingRow, position: Position) -> bool:
    return any(link.position.step == position.step for link in finding.links) and finding.kind.value != "met"
