"""One survivor in full: what lets it through, what to do, and the line that signs for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.authoring.signing import snippet
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import RichLabel
from workbench.verifier.audit import Kind, Survivor


class SurvivorCard(QWidget):
    """Hidden while none is shown."""

    went = Signal(int, int)
    """The user wants to see this line and column."""
    signed = Signal(object)
    """The user signs for this Survivor."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("author.survivor")
        self.setProperty("bar", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._survivor: Survivor | None = None
        self._advice = RichLabel()
        self._advice.setObjectName("author.survivor.advice")
        self._snippet = QLineEdit()
        self._snippet.setObjectName("author.survivor.snippet")
        self._snippet.setAccessibleName("The line that signs for it")
        self._snippet.setReadOnly(True)
        self._snippet.setFont(mono(12))
        self.go = QPushButton("Show the line")
        self.go.setObjectName("author.survivor.go")
        self.sign = QPushButton("Sign for it")
        self.sign.setObjectName("author.survivor.sign")
        self.sign.setToolTip("Put this line under `accepts` in the editor; undo takes it out again.")
        self.go.clicked.connect(self._go)
        self.sign.clicked.connect(self._sign)
        theme.changed.connect(self._colour)
        self._theme = theme
        self._colour()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.sign)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._advice)
        column.addWidget(self._snippet)
        column.addLayout(buttons)
        column.setAlignment(buttons, Qt.AlignmentFlag.AlignLeft)
        self.show_survivor(None)

    @property
    def survivor(self) -> Survivor | None:
        """The one that is shown."""
        return self._survivor

    def show_survivor(self, survivor: Survivor | None) -> None:
        """Show this one."""
        self._survivor = survivor
        self.setVisible(survivor is not None)
        if survivor is None:
            return
        tried = survivor.tried
        may_sign = tried.kind is Kind.MUTANT and not survivor.signed
        advice = f"**Signed:** {survivor.signed}" if survivor.signed else tried.advice.replace("`", "**")
        self._advice.set_text(advice)
        self._snippet.setText(f"- {snippet(survivor)}")
        self._snippet.setCursorPosition(0)
        self._snippet.setVisible(may_sign)
        self.sign.setVisible(may_sign)
        self.go.setText(f"Show line {tried.line}")

    def _go(self) -> None:
        if self._survivor is not None:
            self.went.emit(self._survivor.tried.line, self._survivor.tried.column)

    def _sign(self) -> None:
        if self._survivor is not None:
            self.signed.emit(self._survivor)

    def _colour(self) -> None:
        self.go.setIcon(self._theme.icon("text-cursor-input"))
        self.sign.setIcon(self._theme.icon("pen"))
