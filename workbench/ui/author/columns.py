"""Where the parts of the Author perspective stand, and which of them are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from workbench.ui.author.toolbar import BOTH, EVIDENCE, SENTENCES, SPECS, YAML, AuthorToolbar
from workbench.ui.widgets.splitting import splitter

_ROOMY = 1500
"""Width from which on evidence, text and sentences stand side by side."""


class Columns(QWidget):
    """Specs, evidence, text, and the sentences over the results; at most three of them where the window is narrow."""

    shown = Signal()
    """Other parts are shown now."""

    def __init__(
        self,
        toolbar: AuthorToolbar,
        specs: QWidget,
        evidence: QWidget,
        text: QWidget,
        sentences: QWidget,
        results: QTabWidget,
    ) -> None:
        super().__init__()
        self._toolbar = toolbar
        self._form = SENTENCES
        self._specs, self._evidence, self._text = specs, evidence, text
        self._right = splitter(Qt.Orientation.Vertical, "author.right", sentences, results)
        self._right.setSizes([380, 340])
        sentences.setMinimumHeight(200)
        whole = splitter(Qt.Orientation.Horizontal, "author.columns", specs, evidence, text, self._right)
        for column, stretch in ((1, 3), (2, 3), (3, 2)):
            whole.setStretchFactor(column, stretch)
        whole.setSizes([210, 640, 560, 430])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(toolbar)
        layout.addWidget(whole, 1)
        toolbar.changed.connect(self._show)
        self.arrange(specs=False, evidence=True, form=SENTENCES)

    def arrange(self, *, specs: bool | None = None, evidence: bool | None = None, form: str = "") -> None:
        """Show or hide the list of specs and the evidence; show the spec as ``sentences``, ``yaml`` or ``both``."""
        self._toolbar.arrange(specs=specs, evidence=evidence, form=form)

    def show_text(self) -> None:
        """The text must be in sight."""
        if self._toolbar.form.key == SENTENCES:
            self.arrange(form=BOTH, evidence=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        """What was asked for last stays."""
        form = self._toolbar.form.key
        if form == BOTH and self._toolbar.shows(EVIDENCE) and self.width() < _ROOMY:
            newly = self._form != BOTH
            self.arrange(evidence=False if newly else None, form="" if newly else SENTENCES)
            return
        self._form = form
        self._specs.setVisible(self._toolbar.shows(SPECS))
        self._evidence.setVisible(self._toolbar.shows(EVIDENCE))
        self._text.setVisible(form in (YAML, BOTH))
        self._right.setVisible(form in (SENTENCES, BOTH))
        self.shown.emit()
