"""The timeline."""

from datetime import datetime, timedelta

from workbench.replay import wording
from workbench.replay.lanes import Mark
from workbench.replay.opening import Replay
from workbench.replay.position import NOTHING, moment, position_at
from workbench.ui.replay.panel import FollowingPanel
from workbench.ui.replay.playhead import Playhead
from workbench.ui.replay.timeline_view import TimelineView
from workbench.ui.shell.theme import Theme


class TimelinePanel(FollowingPanel):
    """Everything that happened, on one folded axis; a click moves the playhead."""

    def __init__(self, theme: Theme, playhead: Playhead) -> None:
        self.view = TimelineView(theme)
        super().__init__(playhead, "Timeline", self.view, name="replay.timelinePanel")
        self.view.marked.connect(lambda mark: self.go(mark.position, mark.focus))
        self.view.clicked.connect(self._go_to)

    def reopen(self) -> None:
        replay = self.playhead.replay
        self.view.show_timeline(replay.timeline if replay else None)

    def follow(self, replay: Replay) -> None:
        here = self.playhead.position
        now = moment(replay.episode, here)
        self.view.show_moment(now, _focused(replay, self.playhead))
        folds = len(replay.timeline.scale.folds)
        folded = f" · {wording.count(folds, 'pause')} folded" if folds else ""
        span = f"0:00.0 to {wording.offset(replay.timeline.end)}{folded}"
        self.say(f"{span} · now {wording.offset(now)} · world {world_time(replay, now)}")

    def clear(self) -> None:
        self.say("")

    def _go_to(self, at: float) -> None:
        if self.playhead.replay:
            self.go(position_at(self.playhead.replay.episode, at))


def world_time(replay: Replay, at: float) -> str:
    """The world's clock at a sitting time, as ``09:14:21``."""
    started = datetime.fromisoformat(replay.episode.run.header.world_started)
    return (started + timedelta(milliseconds=at)).strftime("%H:%M:%S")


def _focused(replay: Replay, playhead: Playhead) -> Mark | None:
    focus = playhead.focus
    if focus == NOTHING:
        return None
    marks = [mark for lane in replay.timeline.lanes for mark in lane.marks if mark.focus != NOTHING]
    exact = next((mark for mark in marks if mark.focus == focus), None)
    return exact or next((mark for mark in marks if focus.exchange and mark.focus.exchange == focus.exchange), None)
