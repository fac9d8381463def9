"""What all replay panels share: they follow the playhead, and say where the user wants to go."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from workbench.replay.opening import Replay
from workbench.replay.position import NOTHING, Focus, Position, Scope
from workbench.ui.replay.playhead import Playhead
from workbench.ui.widgets import Panel


def hide_title(panel: Panel) -> None:
    """For a header whose switches say what the panel is: no empty room for a title."""
    first = panel.header.layout()
    item = first.itemAt(0) if first else None
    title = item.widget() if item else None
    if title:
        title.hide()


class FollowingPanel(Panel):
    """A panel that redraws itself when the playhead moves; hidden ones wait until they are shown.

    Subclasses override ``follow``. They may read the playhead but only ask, through ``went``, to move it.
    """

    went = Signal(object, object)
    """The user wants to stand at this Position, pointing at this Focus."""
    said = Signal(str)
    """What the content is of, in a few words."""

    def __init__(self, playhead: Playhead, title: str, body: QWidget, *, name: str) -> None:
        super().__init__(title, body, name=name)
        self.playhead = playhead
        if not title:
            hide_title(self)
        self._stale = True
        self._following = False
        self.scope = Scope.STEP
        self.summary = ""
        playhead.opened.connect(self._reopen)
        playhead.moved.connect(self._move)

    def reopen(self) -> None:
        """Another replay, or none, is in the playhead. Override to forget the last one."""

    def follow(self, replay: Replay) -> None:
        """Draw what the playhead stands at. Override."""

    def clear(self) -> None:
        """Nothing is open. Override."""

    def go(self, position: Position, focus: Focus = NOTHING) -> None:
        """Ask to stand there, unless it is this panel itself that is just following."""
        if not self._following:
            self.went.emit(position, focus)

    def say(self, of: str) -> None:
        """Tell what the content is of: in the panel's own header, and to whoever shows the panel without it."""
        self.summary = of
        self.header.set_of(of)
        self.said.emit(of)

    def set_scope(self, scope: Scope) -> None:
        """Show the step only, or everything up to this moment."""
        self.scope = scope
        self.refresh()

    def refresh(self) -> None:
        """Draw again, now if visible."""
        self._stale = True
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw()

    def _reopen(self) -> None:
        self.reopen()
        self._stale = True

    def _move(self) -> None:
        self.refresh()

    def _draw(self) -> None:
        self._stale = False
        self._following = True
        try:
            if self.playhead.replay is None:
                self.clear()
            else:
                self.follow(self.playhead.replay)
        finally:
            self._following = False
