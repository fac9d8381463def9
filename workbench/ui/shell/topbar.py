"""The bar at the top: menu, perspectives, what is in front, and the way into the command palette."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from workbench.ui.models.emphasis import shortened, without_marks
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.palette import keys_text
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.buttons import IconButton, Segmented
from workbench.ui.widgets.rich import RichLabel

_HEIGHT = 48
_LINES = 2
_WIDE = 1.2
"""Lines are broken at words, and stressed letters are wider."""


class TopBar(QWidget):
    """Holds the headline: a badge and a sentence that the perspective in front sets."""

    def __init__(self, theme: Theme, table: ActionTable, perspectives: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._table = table
        self.perspectives = Segmented(perspectives, name="perspective")
        self._sentence = self._shown = ""
        self._badge = Badge(theme)
        self._headline = RichLabel()
        self._headline.setObjectName("headline")
        self._headline.installEventFilter(self)
        self._headline.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
        self._headline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(self._menu_button(theme))
        row.addWidget(self.perspectives)
        row.addWidget(self._badge)
        row.addWidget(self._headline, 1)
        row.addWidget(self._find_button(theme, table.qaction("window.palette")))
        self.say("")

    def say(self, sentence: str, badge: str = "", tone: str = "plain") -> None:
        """Set the headline."""
        self._sentence = sentence
        self._badge.show_as(badge, tone)
        self._headline.setToolTip(without_marks(sentence))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._headline and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Two lines fit: of a longer sentence its beginning."""
        letter = self._headline.fontMetrics().averageCharWidth() * _WIDE
        fitting = shortened(self._sentence, int(_LINES * self._headline.width() / letter))
        if fitting != self._shown:
            self._shown = fitting
            self._headline.set_text(fitting)
            self._headline.setAccessibleName(without_marks(self._sentence))

    def open_menu(self) -> None:
        """Open the menu from the keyboard."""
        self._button.showMenu()

    def _menu_button(self, theme: Theme) -> QToolButton:
        self._button = IconButton(theme, "menu", "Menu (F10)", name="menu")
        self._button.setMenu(self._menu)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return self._button

    def _fill_menu(self) -> None:
        self._menu.clear()
        submenus: dict[str, QMenu] = {}
        for action in self._table.visible():
            if action.menu:
                if action.menu not in submenus:
                    submenus[action.menu] = self._menu.addMenu(action.menu)
                submenus[action.menu].addAction(self._table.qaction(action.id))

    def _find_button(self, theme: Theme, action: QAction) -> QPushButton:
        button = QPushButton(f"Run a command…  {keys_text('Ctrl+K')}")
        button.setObjectName("find")
        button.setAccessibleName("Open the command palette")
        button.setToolTip(action.toolTip())
        button.setProperty("kind", "find")
        button.setMinimumWidth(190)
        button.clicked.connect(action.trigger)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        def draw() -> None:
            button.setIcon(theme.icon("search", "muted"))

        theme.changed.connect(draw)
        draw()
        return button
