"""What will be written, and what to do with it then."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from workbench.ui.author.highlighter import Highlighter
from workbench.ui.author.wizard.drafting import NewWorkout, as_text
from workbench.ui.author.wizard.step import Step
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.rich import RichLabel, muted


class FileStep(Step):
    """The fifth step."""

    record_wanted = Signal()
    author_wanted = Signal()
    trial_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "file",
            "The workout is this file",
            "It needs nothing else. What must have changed at the end is for the specification to say, once a gold "
            "shows it: until then every run is UNDECIDED.",
        )
        self._path = QLabel()
        self._path.setObjectName("new.file.path")
        self._path.setProperty("role", "mono")
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text = QPlainTextEdit()
        self._text.setObjectName("new.file.text")
        self._text.setAccessibleName("Text of the file")
        self._text.setReadOnly(True)
        self._text.setFont(mono())
        self._highlighter = Highlighter(theme, self._text.document())
        self.content.addWidget(self._path)
        self.content.addWidget(self._text, 1)
        self._next = self._what_next()
        self._next.hide()
        self.content.addWidget(self._next)

    def show_workout(self, new: NewWorkout) -> None:
        """Its text."""
        text = as_text(new)
        if self._text.toPlainText() != text:
            self._text.setPlainText(text)

    def show_path(self, path: str, *, written: bool) -> None:
        """Where it goes, or where it is now."""
        self._path.setText(path)
        self._next.setVisible(written)

    def _what_next(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(RichLabel("**It is written.** What next?"), 0, 0, 1, 2)
        choices = (
            ("record", "Record a &gold now", "Do the task once by hand, and keep it as gold", self.record_wanted),
            ("author", "Make the &specification", "Say what must have changed", self.author_wanted),
            ("trial", "&Test it", "Let the gold be done again under every profile", self.trial_wanted),
        )
        for row, (name, title, said, signal) in enumerate(choices, start=1):
            button = QPushButton(title)
            button.setObjectName(f"new.then.{name}")
            button.setToolTip(said)
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            grid.addWidget(button, row, 0)
            grid.addWidget(muted(said), row, 1)
        return box
