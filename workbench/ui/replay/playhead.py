"""The one owner of where replay stands. Panels read it and follow it; they never move one another."""

from PySide6.QtCore import QObject, Signal

from workbench.replay import position as places
from workbench.replay.opening import Replay
from workbench.replay.position import NOTHING, START, Focus, Phase, Position
from workbench.replay.verdict import FindingRow


class Playhead(QObject):
    """Holds the opened replay, the position in it and what is pointed at. Changes only through its verbs."""

    opened = Signal()
    """Another replay is shown, or none; ``moved`` follows."""
    moved = Signal()
    """Position or focus are others now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.replay: Replay | None = None
        self.position = START
        self.focus = NOTHING

    def open(self, replay: Replay | None) -> None:
        """Show another episode, standing at its first finding that is broken, else at its end."""
        self.replay = replay
        self.position, self.focus = START, NOTHING
        if replay:
            self.position, self.focus = _first_look(replay)
        self.opened.emit()
        self.moved.emit()

    def go(self, position: Position, focus: Focus = NOTHING) -> None:
        """Stand there, pointing at that. Positions outside the episode are moved inside."""
        if self.replay is None:
            return
        inside = places.at_step(self.replay.episode, position.step, position.phase)
        if (inside, focus) != (self.position, self.focus):
            self.position, self.focus = inside, focus
            self.moved.emit()

    def go_to_step(self, step: int) -> None:
        """That step, in the phase one stands in; from the start page, its action."""
        self.go(Position(step, self.position.phase if self.position.step else Phase.ACTION))

    def choose_phase(self, phase: Phase) -> None:
        """Look at the same step before, while or after it was done."""
        self.go(Position(self.position.step, phase), self.focus)

    def next_step(self) -> None:
        self.go_to_step(self.position.step + 1)

    def previous_step(self) -> None:
        self.go_to_step(self.position.step - 1)

    def next_phase(self) -> None:
        if self.replay:
            self.go(places.next_phase(self.replay.episode, self.position))

    def previous_phase(self) -> None:
        if self.replay:
            self.go(places.previous_phase(self.replay.episode, self.position))

    def first(self) -> None:
        self.go(START)

    def last(self) -> None:
        if self.replay:
            self.go(places.last(self.replay.episode))

    def next_finding(self) -> None:
        if self.replay:
            self._go_to_finding(self.replay.findings.following(self.position))

    def previous_finding(self) -> None:
        if self.replay:
            self._go_to_finding(self.replay.findings.preceding(self.position))

    def _go_to_finding(self, finding: FindingRow | None) -> None:
        if finding and finding.links:
            self.go(finding.links[0].position, finding.links[0].focus)


def _first_look(replay: Replay) -> tuple[Position, Focus]:
    for row in replay.findings.rows:
        if row.links and row.kind.value in {"breach", "unmet"}:
            return row.links[0].position, row.links[0].focus
    return places.last(replay.episode), NOTHING
