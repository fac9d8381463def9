"""The way through the workbench in four short steps, for someone who sees it for the first time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.rich import muted

_STEPS = (
    ("mouse-pointer-click", "Start", "The gym's page opens in a live browser, with its goal on top."),
    ("circle-dot", "Record", "Do the task by hand. Steps and database changes show as they happen."),
    ("gavel", "Finish", "The verdict is computed from the database, with its reasons."),
    ("film", "Replay", "Step through page, DOM, network, console and changes side by side."),
)


def how_it_works(theme: Theme) -> QHBoxLayout:
    """A row of four columns."""
    row = QHBoxLayout()
    row.setSpacing(18)
    for number, (icon, title, words) in enumerate(_STEPS, start=1):
        row.addLayout(_column(theme, icon, f"{number}  {title}", words), 1)
    return row


def _column(theme: Theme, icon: str, title: str, words: str) -> QVBoxLayout:
    picture, name = QLabel(), QLabel(title)
    name.setProperty("role", "title")

    def draw() -> None:
        picture.setPixmap(theme.icon(icon, "accent").pixmap(20, 20))

    theme.changed.connect(draw)
    draw()
    column = QVBoxLayout()
    column.setSpacing(4)
    for widget in (picture, name, muted(words, wrap=True)):
        column.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return column
