"""The bar under the page: what one can do with the recording now, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.buttons import push_button

_LEFT = ("record", "finish", "pause", "undo", "start_over", "replay")
_RIGHT = ("give_up", "defer", "set_up", "again", "next_seed", "leave")
_LOOKS = {
    "record": ("primary", "on_accent"),
    "finish": ("danger", "broken"),
    "start_over": ("flat", "text"),
    "give_up": ("flat", "text"),
    "set_up": ("flat", "text"),
    "leave": ("flat", "text"),
}
_SHOWN = {
    Phase.PREVIEW: {"record", "set_up", "next_seed", "leave"},
    Phase.RECORDING: {"finish", "pause", "undo", "start_over", "give_up", "defer"},
    Phase.PAUSED: {"finish", "pause", "undo", "start_over", "give_up", "defer"},
    Phase.FINISHED: {"replay", "set_up", "again", "next_seed", "leave"},
    Phase.BROKEN: {"again", "leave"},
    Phase.ABSENT: set[str](),
}


class Controls(QWidget):
    """Shows the buttons of the phase."""

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        super().__init__()
        self.setObjectName("record.controls")
        self.setProperty("bar", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(50)
        self._pause: QAction = table.qaction("record.pause")
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        for key in (*_LEFT, "", *_RIGHT):
            if not key:
                row.addStretch(1)
                continue
            kind, tone = _LOOKS.get(key, ("", "text"))
            action = table.qaction(f"record.{key}")
            icon = {"record": "circle-dot", "finish": "square"}.get(key, "")
            self._buttons[key] = push_button(theme, action, kind=kind, tone=tone, icon=icon)
            row.addWidget(self._buttons[key])

    def show_state(self, state: RecordState) -> None:
        """Show what fits the phase."""
        shown = _SHOWN[state.phase]
        self._pause.setText("Go &on" if state.phase is Phase.PAUSED else "&Pause")
        self.setVisible(bool(shown))
        for key, button in self._buttons.items():
            button.setVisible(key in shown)
