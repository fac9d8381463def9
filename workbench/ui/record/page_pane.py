"""The live browser with its address strip, the overlay over it and Chromium's DevTools under it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.record.overlay import Overlay
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.buttons import IconButton
from workbench.ui.widgets.panel import PanelHeader
from workbench.ui.widgets.rich import RichLabel

_NARROW = 900
"""Pixels of page below which the address needs the room that the browser's name would take."""
_LONG = 110
"""Letters of a goal that the headline may not have room for: it stands over the page as well."""

DevTools = Callable[[], QWidget | None]
"""The DevTools of the tab in front, or None while there is no tab."""


class PagePane(QWidget):
    """Holds the browser's widget; emits ``navigate`` with what was typed into the address."""

    navigate = Signal(str)

    def __init__(self, theme: Theme, table: ActionTable, page: QWidget, devtools: DevTools) -> None:
        super().__init__()
        self._devtools = devtools
        self._tools: QWidget | None = None
        self._page = page
        self._address = QLineEdit()
        self._address.setObjectName("record.address")
        self._address.setAccessibleName("Address of the page")
        self._address.setFont(mono())
        self._address.setPlaceholderText("No page is open")
        self._address.returnPressed.connect(lambda: self.navigate.emit(self._address.text()))
        self._goal = RichLabel()
        self._goal.setObjectName("record.goal")
        self._goal.setProperty("bar", "top")
        self._goal.setContentsMargins(14, 7, 14, 8)
        self._goal.hide()
        self._browser = QLabel()
        self._browser.setProperty("role", "muted")
        self._browser.setObjectName("record.browser")
        self._recording = Badge(theme)
        self._recording.setObjectName("record.badge")
        self._paused = Badge(theme, tone="disturbed")
        self._hint = RichLabel("**Click an element** of the page; **Esc** ends")
        self._hint.setWordWrap(False)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint.setToolTip("The page hears nothing of it, and nothing of it is recorded.")
        self._banner = self._make_banner(theme, table)
        self._area = QWidget()
        self._area.setObjectName("record.page")
        self._area.installEventFilter(self)
        inside = QVBoxLayout(self._area)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(page)
        self.overlay = Overlay(theme, table, self._area)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setObjectName("record.devtools")
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._area)
        self._splitter.setCollapsible(0, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip(theme, table))
        layout.addWidget(self._goal)
        layout.addWidget(self._splitter, 1)

    @property
    def devtools_shown(self) -> bool:
        """Whether the developer tools are open."""
        return self._tools is not None and self._tools.isVisible()

    def toggle_devtools(self) -> None:
        """Open or close the developer tools of the tab in front."""
        shown, fresh = self._tools, self._devtools()
        if shown is not None and shown is fresh:
            shown.setVisible(not shown.isVisible())
        elif fresh is not None:
            self._tools = fresh
            fresh.setObjectName("record.tools")
            self._splitter.addWidget(fresh)
            self._splitter.setSizes([3 * self.height() // 5, 2 * self.height() // 5])
            fresh.destroyed.connect(self._forget_tools)
            fresh.show()

    def show_picking(self, *, on: bool) -> None:
        """Say that the mouse points at elements, and how to end that: in the address's place, as the page would notice
        that it gets smaller.
        """
        self._address.setVisible(not on)
        self._banner.setVisible(on)

    def focus_page(self) -> None:
        """Give the keyboard to the page."""
        view = self._area.findChild(QWebEngineView)
        if view is not None:
            view.setFocus()

    def focus_address(self) -> None:
        """Put the cursor into the address."""
        self._address.setFocus()
        self._address.selectAll()

    def show_state(self, state: RecordState) -> None:
        """Show where the page stands, and whether it may be touched."""
        self._page.setEnabled(state.live and not state.redoing)  # the overlay keeps the mouse out, this the keyboard
        self.overlay.show_state(state)
        if state.goal != self._told:
            self._told = state.goal
            self._goal.set_text(state.goal)
            self._goal.setVisible(len(state.goal) > _LONG)
        if not self._address.hasFocus():
            self._address.setText(state.url)
            self._address.setCursorPosition(0)
        self._address.setReadOnly(not state.live or state.redoing)
        self._browser_text = _engine(state)
        self._say_browser()
        live, paused = state.phase is Phase.RECORDING, state.phase is Phase.PAUSED
        self._recording.show_as(
            "● REC" if live else "paused: nothing you do makes steps" if paused else "", _tone(state)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() == QEvent.Type.Resize:
            self._say_browser()
        return super().eventFilter(watched, event)

    _browser_text = ""
    _told = ""

    def _say_browser(self) -> None:
        size = f"{self._area.width()} x {self._area.height()}".replace(" x ", "\N{MULTIPLICATION SIGN}")
        told = f"{self._browser_text} · {size}" if self._browser_text else ""
        self._browser.setText(size if told and self._area.width() < _NARROW else told)
        self._browser.setToolTip(told)

    def _forget_tools(self) -> None:
        self._tools = None

    def _make_banner(self, theme: Theme, table: ActionTable) -> QWidget:
        banner = QWidget()
        banner.setObjectName("record.picking")
        row = QHBoxLayout(banner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addSpacing(6)
        row.addWidget(self._hint, 1)
        end = IconButton(theme, "x", "Stop picking (Esc)", name="record.picking.end")
        end.clicked.connect(table.qaction("record.pick").trigger)
        row.addWidget(end)
        banner.hide()
        return banner

    def _strip(self, theme: Theme, table: ActionTable) -> QWidget:
        strip = QWidget()
        strip.setProperty("bar", "top")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setFixedHeight(PanelHeader.HEIGHT + 6)
        row = QHBoxLayout(strip)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for key, icon in (("back", "arrow-left"), ("forward", "arrow-right"), ("reload", "rotate-cw")):
            row.addWidget(IconButton.of(theme, table.qaction(f"record.{key}"), icon))
        row.addSpacing(4)
        row.addWidget(self._address, 1)
        row.addWidget(self._banner, 1)
        row.addSpacing(6)
        row.addWidget(self._recording)
        row.addSpacing(4)
        row.addWidget(self._browser)
        row.addWidget(IconButton.of(theme, table.qaction("record.pick"), "crosshair"))
        row.addWidget(IconButton.of(theme, table.qaction("record.devtools"), "code-xml"))
        return strip


def _engine(state: RecordState) -> str:
    if state.header is None:
        return ""
    return state.header.versions.get("browser", "").split(".")[0]


def _tone(state: RecordState) -> str:
    return "disturbed" if state.phase is Phase.PAUSED else "broken"
