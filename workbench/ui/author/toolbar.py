"""The strip above the Author perspective: which of its parts are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import IconButton, Segmented, push_button

SENTENCES, YAML, BOTH = "sentences", "yaml", "both"
SPECS, EVIDENCE = "specs", "evidence"


class AuthorToolbar(QWidget):
    """Holds what is shown; ``changed`` when the user wants it otherwise."""

    changed = Signal()

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        super().__init__()
        self.setObjectName("author.toolbar")
        self.setProperty("bar", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(44)
        self._switches = {
            SPECS: _switch("author.show.specs", "Specs", "Show the list of spec files"),
            EVIDENCE: _switch(
                "author.show.evidence", "Evidence", "Show an episode: its page, its changes, its requests"
            ),
        }
        self.form = Segmented([(SENTENCES, "Sentences"), (YAML, "YAML"), (BOTH, "Both")], name="author.form")
        self.form.chosen.connect(lambda _key: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(8)
        for switch in self._switches.values():
            switch.toggled.connect(lambda _on: self.changed.emit())
            row.addWidget(switch)
        row.addStretch(1)
        row.addWidget(self.form)
        for key, icon in (("undo", "undo-2"), ("redo", "rotate-cw"), ("save", "save")):
            button = IconButton.of(theme, table.qaction(f"author.{key}"), icon)
            button.setObjectName(f"author.toolbar.{key}")
            row.addWidget(button)
        row.addWidget(push_button(theme, table.qaction("author.suggest")))
        self.new = QPushButton("New workout…")
        self.new.setObjectName("author.new")
        self.new.setAccessibleName("New workout")
        self.new.setToolTip("Make a workout of your own, step by step (Ctrl+Shift+N)")
        self._theme = theme
        theme.changed.connect(self._colour)
        self._colour()
        row.addWidget(self.new)

    def _colour(self) -> None:
        self.new.setIcon(self._theme.icon("plus"))

    def shows(self, part: str) -> bool:
        """Whether ``specs`` or ``evidence`` is wanted."""
        return self._switches[part].isChecked()

    def arrange(self, *, specs: bool | None = None, evidence: bool | None = None, form: str = "") -> None:
        """Show the parts so; what is left out stays as it is."""
        for part, wanted in ((SPECS, specs), (EVIDENCE, evidence)):
            if wanted is not None:
                self._switches[part].blockSignals(True)
                self._switches[part].setChecked(wanted)
                self._switches[part].blockSignals(False)
        if form:
            self.form.choose(form)
        self.changed.emit()


def _switch(name: str, title: str, hint: str) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(name)
    button.setAccessibleName(title)
    button.setToolTip(hint)
    button.setCheckable(True)
    button.setProperty("kind", "switch")
    return button
