"""Where the text of a picked element comes from: looked up away from the Qt thread, told on a card over the page."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.authoring.displaying import Origin, origins
from workbench.domain.picking import Picked
from workbench.replay.opening import Replay
from workbench.replay.position import Position, moment
from workbench.ui.author.element_card import ElementCard
from workbench.ui.replay.background import Background
from workbench.ui.shell.theme import Theme

_MARGIN = 12
_SIZE = (336, 560)


class Explainer(QObject):
    """Holds the card, which covers a part of ``over`` from ``explain`` until it is closed."""

    explained = Signal(object, object)
    """A Picked and its Origins, the likeliest first."""

    def __init__(self, theme: Theme, over: QWidget, background: Background) -> None:
        super().__init__(over)
        self._over, self._background = over, background
        self._position: Position | None = None
        self.card = ElementCard(theme)
        self.card.setParent(over)
        self.card.setProperty("frame", "notice")  # it stands over a page, which may look like a panel
        self.card.hide()
        self.card.closed.connect(self.card.hide)
        over.installEventFilter(self)

    def explain(self, picked: Picked, replay: Replay, position: Position) -> None:
        """Look it up in the state of that moment, then show the card."""
        self._position = position

        def told(found: tuple[Origin, ...]) -> None:
            self.card.show_element(picked, found)
            self._place()
            self.card.show()
            self.card.raise_()
            self.explained.emit(picked, found)

        self._background.run("origins", lambda: origins_at(picked, replay, position), told)

    def follow(self, position: Position) -> None:
        """The page of another moment is shown: what was picked is not there any more."""
        if self._position not in (None, position):
            self.close()

    def close(self) -> None:
        """Nothing is explained any more."""
        self._position = None
        self._background.forget("origins")
        self.card.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.card.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        width, height = min(_SIZE[0], room.width()), min(_SIZE[1], room.height())
        self.card.setGeometry(room.right() - width + 1, room.top(), width, height)


def origins_at(picked: Picked, replay: Replay, position: Position) -> tuple[Origin, ...]:
    """The cells that the element may display at that moment of the run, the likeliest first."""
    run, charges = replay.episode.run, replay.verdict.charges
    idle = {change.table for change in run.changes if charges.get(change.seq) == "(ephemeral)"}
    return origins(picked.shown, run, moment(replay.episode, position), picked.nearby, idle)
