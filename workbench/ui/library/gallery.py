"""All gyms at a glance: the page that one sees first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.session.control import GymInfo
from workbench.ui.library.guide import how_it_works
from workbench.ui.models.gym_rows import Place, summary
from workbench.ui.models.offer import Offer
from workbench.ui.models.wording import count
from workbench.ui.resources import resource
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.picture import Picture
from workbench.ui.widgets.rich import muted

_TILE = 250
_GAP = 14


class Gallery(QScrollArea):
    """Welcomes, and shows a tile for each gym."""

    chosen = Signal(object)
    """A Place: a gym's tile was taken."""
    first = Signal()
    """The easiest way in was taken."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("library.gallery")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._tiles = Tiles()
        self._count = muted("Starting the gyms…")
        self.begin = QPushButton()
        self.begin.setObjectName("library.first")
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(self.first)
        self.begin.hide()
        theme.changed.connect(self._draw)
        self._lay_out()
        self._draw()

    def show_offer(self, offer: Offer, first: str) -> None:
        """Show these gyms; the button starts the workout ``first``."""
        workout = offer.workout(first)
        self.begin.setVisible(workout is not None)
        self.begin.setText(f"&Start “{workout.title}”" if workout else "")
        self._count.setText(summary(offer.gyms))
        self._tiles.show_tiles([self._tile(gym) for gym in offer.gyms])

    def fail(self, hint: str) -> None:
        """The gyms did not start."""
        self._count.setText(hint)

    def _tile(self, gym: GymInfo) -> "Tile":
        tile = Tile(self._theme, gym)
        tile.taken.connect(lambda: self.chosen.emit(Place(gym.name)))
        return tile

    def _lay_out(self) -> None:
        title = QLabel("Do a task, record it, have it judged")
        title.setProperty("role", "headline")
        title.setStyleSheet("font-size: 26px;")
        title.setWordWrap(True)
        about = muted(
            "A gym is a real web application with a real database. Do its task in the live browser, press Finish, and "
            "see whether exactly what was asked for happened in the database, and nothing else.",
            wrap=True,
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.begin)
        row.addWidget(self._count)
        row.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 26, 28, 26)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(about)
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._tiles)
        column.addSpacing(14)
        column.addLayout(how_it_works(self._theme))
        column.addStretch(1)
        self.setWidget(inside)

    def _draw(self) -> None:
        self.begin.setIcon(self._theme.icon("play", "on_accent"))


class Tiles(QWidget):
    """A grid with as many columns as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[Tile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)

    def show_tiles(self, tiles: list["Tile"]) -> None:
        """Show these instead."""
        for tile in self._tiles:
            tile.deleteLater()
        self._tiles = tiles
        self._columns = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = max((self.width() + _GAP) // (_TILE + _GAP), 1)
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)


class Tile(QFrame):
    """One gym: its picture, name and summary. Taken by a click, Enter or Space."""

    taken = Signal()

    def __init__(self, theme: Theme, gym: GymInfo) -> None:
        super().__init__()
        self.setObjectName(f"tile.{gym.name}")
        self.setProperty("frame", "tile")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{gym.title}: {gym.summary}")
        title = QLabel(gym.title)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(title, 1)
        head.addWidget(Badge(theme, count(len(gym.workouts), "workout")), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(12, 8, 12, 12)
        words.setSpacing(4)
        words.addLayout(head)
        words.addWidget(muted(gym.summary, wrap=True))
        words.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(Picture(theme, resource("gyms", f"{gym.name}.png"), f"Picture of {gym.title}"))
        layout.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
