"""The strip over the page while an edited recording is done again: where it stands, and whose turn it is."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workbench.ui.models.emphasis import shortened, without_marks
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.models.redo_state import RedoState, Turn
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.buttons import push_button
from workbench.ui.widgets.rich import RichLabel

_HEIGHT = 62
"""Always the same: the page under it must not be laid out anew between two steps."""
_LINES = 3
_WIDE = 1.15
"""Lines are broken at words, and stressed letters are wider."""
_SHOWN = (Phase.PREVIEW, Phase.RECORDING, Phase.PAUSED)


class RedoStrip(QWidget):
    """Hidden unless a script is done in the sitting. Follows the RecordState."""

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        super().__init__()
        self.setObjectName("record.redo")
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._where = Badge(theme, tone="accent")
        self._where.setObjectName("record.redo.where")
        self._sentence = self._told = ""
        self._said = RichLabel()
        self._said.installEventFilter(self)
        self._said.setObjectName("record.redo.said")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setToolTip("How many steps of the script are done")
        self._bar.setAccessibleName("Steps done again")
        self._actions: dict[str, QAction] = {}
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(self._where)
        row.addWidget(self._said, 1)
        for key, kind, icon, tone in (
            ("hand_back_other", "", "refresh-cw", "text"),
            ("hand_back", "primary", "play", "on_accent"),
            ("take_over", "", "hand", "text"),
        ):
            self._actions[key] = table.qaction(f"record.{key}")
            self._buttons[key] = push_button(theme, self._actions[key], kind=kind, icon=icon, tone=tone)
            row.addWidget(self._buttons[key])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._bar)
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def show_state(self, state: RecordState) -> None:
        """Say where the script stands."""
        redo = state.redo if state.phase in _SHOWN else None
        self.setVisible(redo is not None)
        if redo is None:
            return
        total = len(redo.steps)
        self._sentence = redo.sentence
        self._said.setToolTip(without_marks(redo.why or redo.sentence))
        self._said.setAccessibleName(without_marks(redo.sentence))
        self._bar.setRange(0, total)
        self._bar.setValue(max(0, redo.step - 1))
        self._where.show_as(*_where(redo))
        for key, title in _titles(redo).items():
            self._actions[key].setText(title)
        for key, button in self._buttons.items():
            button.setVisible(key in _shown(redo))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._said and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As much of the sentence as there is room for."""
        letter = self._said.fontMetrics().averageCharWidth() * _WIDE
        fitting = shortened(self._sentence, int(_LINES * self._said.width() / letter))
        if fitting != self._told:
            self._told = fitting
            self._said.set_text(fitting)


def _shown(redo: RedoState) -> tuple[str, ...]:
    """Which buttons there are; the declared end can't be left out."""
    if redo.running:
        return ("take_over",)
    both = redo.turn is Turn.STUCK or redo.left > 1
    return ("hand_back", "hand_back_other") if both else ("hand_back",)[: redo.left]


def _where(redo: RedoState) -> tuple[str, str]:
    total = len(redo.steps)
    match redo.turn:
        case Turn.STUCK:
            return f"stuck at {redo.step} of {total}", "broken"
        case Turn.HANDS:
            return f"by hand before {redo.step} of {total}" if redo.left else "by hand", "accent"
        case _:
            return f"step {max(redo.step, 1)} of {total}", "accent"


def _titles(redo: RedoState) -> dict[str, str]:
    """What handing back would do, exactly."""
    other = f"Try step {redo.other} &again" if redo.turn is Turn.STUCK else f"&Leave step {redo.step} out"
    return {"hand_back": f"&Go on with step {redo.next}", "hand_back_other": other}
