"""A line below the editor: what is to be said of the line that the cursor is in, or of the whole text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.ui.author.remarks import ICONS, TONES, Gravity, Remark, remark_summary
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import RichLabel


class MessageStrip(QWidget):
    """Says one remark. Changes with ``say_remarks``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("author.message")
        self.setProperty("bar", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._sign, self._words = QLabel(), RichLabel()
        self._words.setObjectName("author.message.words")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._gravity: Gravity | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        theme.changed.connect(self._draw)
        self.say_remarks((), 0, readable=True)

    def say_remarks(self, remarks: Sequence[Remark], line: int, *, readable: bool) -> None:
        """Say what is to be said of that line, else how many remarks there are elsewhere."""
        here = [remark for remark in remarks if remark.line == line]
        worst = max(here, key=lambda remark: remark.gravity, default=None)
        if worst is not None:
            more = f"  (+{len(here) - 1} more on this line)" if len(here) > 1 else ""
            self._gravity = worst.gravity
            self._words.set_text(f"{worst.sentence}{more}".replace("`", "**"))
        elif remarks:
            self._gravity = max(remark.gravity for remark in remarks)
            self._words.set_text(f"{remark_summary(remarks)} elsewhere; **F8** goes to the next one.")
        else:
            self._gravity = None
            self._words.set_text("Nothing to remark." if readable else "Examining…")
        self._draw()

    def _draw(self) -> None:
        name, tone = (ICONS[self._gravity], TONES[self._gravity]) if self._gravity else ("circle-check", "met")
        self._sign.setPixmap(self._theme.icon(name, tone).pixmap(16, 16))


class DiskStrip(QWidget):
    """Says that the file was changed by somebody else, and asks whose text stays."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("author.disk")
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._sign = QLabel()
        words = RichLabel("**The file changed on disk** while you were editing it.")
        self.load = QPushButton("Load it, drop my edits")
        self.load.setObjectName("author.disk.load")
        self.load.setToolTip("Show what is in the file now. Undo brings your text back.")
        self.keep = QPushButton("Keep mine")
        self.keep.setObjectName("author.disk.keep")
        self.keep.setToolTip("Go on with this text; saving replaces what is in the file.")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(words, 1)
        row.addWidget(self.load)
        row.addWidget(self.keep)
        theme.changed.connect(self._draw)
        self._draw()
        self.hide()

    def _draw(self) -> None:
        self._sign.setPixmap(self._theme.icon("triangle-alert", "disturbed").pixmap(16, 16))
