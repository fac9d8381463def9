"""Below the sentences: the clause that is selected, its reason, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.authoring.examining import ClauseLine
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import RichLabel, word_button

_FIXED = ("outcome", "frame")


class ClauseStrip(QWidget):
    """Hidden while no clause is selected."""

    reasoned = Signal(str, str)
    """The clause of that id is to have that reason."""
    removed = Signal(str)
    """The clause of that id is to go."""
    went = Signal(int, int)
    """The user wants to see its line and column."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("author.sentence")
        self.setProperty("bar", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clause: ClauseLine | None = None
        self._title = RichLabel()
        self.reason = QLineEdit()
        self.reason.setObjectName("author.sentence.reason")
        self.reason.setAccessibleName("Reason of the clause")
        self.reason.setPlaceholderText("Why? Shown with every finding")
        self.reason.setToolTip("Press Enter to put it into the spec")
        self.reason.returnPressed.connect(self._give)
        self.show_line = word_button("author.sentence.line", "Show in YAML", "Go to its line in the editor")
        self.remove = word_button(
            "author.sentence.remove", "Remove", "Take the clause out of the spec; undo brings it back"
        )
        self.remove.setProperty("kind", "danger")
        self.show_line.clicked.connect(self._go)
        self.remove.clicked.connect(lambda: self._clause and self.removed.emit(self._clause.id))
        self._theme = theme
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.show_line)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.reason)
        column.addLayout(buttons)
        self.show_clause(None, "")

    def show_clause(self, clause: ClauseLine | None, because: str) -> None:
        """Show this one and the reason it has."""
        same = clause is not None and self._clause is not None and clause.id == self._clause.id
        self._clause = clause
        self.setVisible(clause is not None)
        if clause is None:
            return
        fixed = clause.section in _FIXED
        self._title.set_text(f"**{clause.id}**" if clause.section != "frame" else "Everything else is refused.")
        if not (same and self.reason.hasFocus()):
            self.reason.setText(because)
        self.reason.setVisible(not fixed)
        self.remove.setVisible(not fixed)
        self.show_line.setVisible(clause.section != "frame")

    def _give(self) -> None:
        if self._clause is not None:
            self.reasoned.emit(self._clause.id, self.reason.text().strip())

    def _go(self) -> None:
        if self._clause is not None:
            self.went.emit(self._clause.line, self._clause.column)
