"""Recordings that were cut off, each offered to be kept or discarded."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.archive.library import EpisodeEntry
from workbench.ui.library.rows import ago
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.rich import RichLabel, muted

_MOST = 4


class Drafts(QWidget):
    """A card for each draft; nothing at all while there are none."""

    kept = Signal(Path)
    discarded = Signal(Path)
    opened = Signal(Path)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("drafts")
        self._theme = theme
        self._cards: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 12)
        self._layout.setSpacing(8)
        self.hide()

    def show_drafts(self, drafts: Sequence[EpisodeEntry]) -> None:
        """Show these, the newest few."""
        for card in self._cards:
            card.deleteLater()
        self._cards = [self._card(draft) for draft in drafts[:_MOST]]
        for card in self._cards:
            self._layout.addWidget(card)
        self.setVisible(bool(drafts))

    def _card(self, draft: EpisodeEntry) -> QWidget:
        header = draft.header
        assert header is not None
        card = QFrame()
        card.setObjectName(f"draft.{header.id}")
        card.setProperty("frame", "card")
        about = f"{header.workout} · seed {header.seed} · begun {ago(header.created, datetime.now(UTC))}"
        layout = QVBoxLayout(card)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Badge(self._theme, "cut off", "disturbed"))
        row.addStretch(1)
        for name, title, signal in (
            ("keep", "&Keep", self.kept),
            ("look", "Look at it", self.opened),
            ("discard", "Discard", self.discarded),
        ):
            button = QPushButton(title)
            button.setObjectName(f"draft.{header.id}.{name}")
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(draft.folder))
            row.addWidget(button)
        layout.addWidget(RichLabel(f"**{header.goal}**"))
        layout.addWidget(muted(about, wrap=True))
        layout.addLayout(row)
        return card
