"""The corner with the four views of what lies beneath the page: DOM, network, backend, console."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from workbench.replay.position import Scope
from workbench.ui.replay.panel import FollowingPanel, hide_title
from workbench.ui.widgets import Panel, Segmented

_SCOPED = {"network", "backend", "console"}


class Details(Panel):
    """Shows one of its panels at a time. Changes which one with ``show_view``, and by the user."""

    view_changed = Signal(str)

    def __init__(self, panels: Mapping[str, FollowingPanel]) -> None:
        """``panels`` by key: ``dom``, ``network``, ``backend``, ``console``."""
        self._panels = panels
        self._stack = QStackedWidget()
        super().__init__("", self._stack, name="replay.details")
        self.setAccessibleName("Details")
        hide_title(self)
        self.tabs = Segmented([(key, panel.accessibleName()) for key, panel in panels.items()], name="replay.tab")
        self.scope = Segmented([(Scope.STEP.value, "Step"), (Scope.TOTAL.value, "Total")], name="replay.scope")
        self.scope.setToolTip("What this step did, or everything up to this moment")
        self.header.add_left(self.tabs)
        self.header.add_right(self.scope)
        for panel in panels.values():
            panel.header.hide()
            panel.said.connect(lambda _text: self._tell())
            self._stack.addWidget(panel)
        self.tabs.chosen.connect(self.show_view)
        self.scope.chosen.connect(self._choose_scope)
        self.show_view("backend")

    @property
    def view(self) -> str:
        """The key of what is shown."""
        return self.tabs.key

    def show_view(self, key: str) -> None:
        """Bring one to the front."""
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self._panels[key])
        self.scope.setVisible(key in _SCOPED)
        self._tell()
        self.view_changed.emit(key)

    def toggle_scope(self) -> None:
        """From this step to the total, or back."""
        other = Scope.STEP if self.scope.key == Scope.TOTAL.value else Scope.TOTAL
        self.scope.choose(other.value)
        self._choose_scope(other.value)

    def _choose_scope(self, key: str) -> None:
        for panel in self._panels.values():
            panel.set_scope(Scope(key))

    def _tell(self) -> None:
        self.header.set_of(self._panels[self.view].summary)
