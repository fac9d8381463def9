"""What lies over the page while it must not be touched: the invitation to record, progress, the verdict."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.models.disturbing import profile_sentence
from workbench.ui.models.record_state import Phase, RecordState
from workbench.ui.record.verdict_card import VerdictCard
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.buttons import push_button
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.rich import RichLabel


class Overlay(QWidget):
    """Covers its parent and swallows every input meant for it; hidden while the page may be used."""

    def __init__(self, theme: Theme, table: ActionTable, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("record.overlay")
        self._theme = theme
        self._over = over
        self._cards = QStackedLayout()
        self._absent = EmptyState(
            theme,
            "dumbbell",
            "No task is open",
            "Choose a workout in the **Library**; its page opens here.",
            name="record.absent",
        )
        self._absent.add(
            push_button(theme, table.qaction("window.library"), kind="primary", icon="library", tone="on_accent")
        )
        self._invitation = Invitation(theme, table)
        self._progress = Progress()
        self._broken = Broken(theme, table)
        self.verdict = VerdictCard(theme, table)
        for card in (self._absent, _centred(self._invitation), _centred(self._progress), _centred(self._broken)):
            self._cards.addWidget(card)
        self._cards.addWidget(_centred(self.verdict))
        self.setLayout(self._cards)
        over.installEventFilter(self)
        theme.changed.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_state(self, state: RecordState) -> None:
        """Show the card that fits, or nothing."""
        card = self._card(state)
        self._invitation.show_goal(state)
        self._progress.say(state.busy)
        self._broken.say(state)
        self.verdict.show_state(state)
        if card is None:
            self.hide()
            return
        turned = self._cards.currentIndex() != card
        self._cards.setCurrentIndex(card)
        if self.isHidden():
            self.setGeometry(self._over.rect())
            self.show()
        self.raise_()
        if turned:
            self._take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(self._theme.tokens.window)
        shade.setAlpha(165)
        QPainter(self).fillRect(self.rect(), shade)

    def _take_focus(self) -> None:
        """Never while another perspective is in front: whoever works there keeps the keyboard."""
        if self.isVisible():
            (self._first_button(self._cards.currentIndex()) or self).setFocus()

    def _first_button(self, card: int) -> QPushButton | None:
        sheet = self._cards.widget(card)
        buttons = sheet.findChildren(QPushButton) if sheet is not None else []
        return next((button for button in buttons if button.isVisibleTo(self) and button.isEnabled()), None)

    def _card(self, state: RecordState) -> int | None:
        if state.redoing and state.live:
            return None  # the strip over the page tells of it, and the page may be watched
        if state.busy:
            return 2
        match state.phase:
            case Phase.ABSENT:
                return 0
            case Phase.PREVIEW:
                return 1
            case Phase.BROKEN:
                return 3
            case Phase.FINISHED:
                return 4
            case _:
                return None


class Invitation(QFrame):
    """Says what will be recorded, and begins."""

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setFixedWidth(570)
        title = QLabel("Press Record to begin")
        title.setProperty("role", "headline")
        self._goal = RichLabel()
        self._profile = RichLabel()
        self._profile.setObjectName("overlay.profile")
        hint = RichLabel(
            "You see the page as it will be. Recording starts in a fresh world and keeps every click, request, "
            "page change and row that changes in the database."
        )
        hint.setProperty("role", "muted")
        record = push_button(theme, table.qaction("record.record"), kind="primary", icon="circle-dot", tone="on_accent")
        record.setObjectName("overlay.record")
        others = [
            push_button(theme, table.qaction(key), kind="flat")
            for key in ("record.set_up", "record.next_seed", "record.leave")
        ]
        for button in others:
            button.setObjectName(f"overlay.{button.objectName()}")
        row = QHBoxLayout()
        row.addWidget(record)
        row.addStretch(1)
        for button in others:
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for widget in (title, self._goal, self._profile, hint):
            layout.addWidget(widget)
        layout.addSpacing(4)
        layout.addLayout(row)

    def show_goal(self, state: RecordState) -> None:
        """Repeat the goal, and say what may get in the way."""
        self._goal.set_text(state.goal)
        disturbed = state.profile is not None and bool(state.profile.perturbations)
        self._profile.setVisible(disturbed)
        if state.profile is not None and disturbed:
            self._profile.set_text(f"Under the profile **{state.profile.name}**: {profile_sentence(state.profile)}")


class Progress(QFrame):
    """Something slow is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setFixedWidth(400)
        self._what = RichLabel()
        self._what.setObjectName("overlay.progress")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 20)
        layout.setSpacing(12)
        layout.addWidget(self._what)
        layout.addWidget(bar)

    def say(self, what: str) -> None:
        """Say what."""
        self._what.set_text(what)


class Broken(QFrame):
    """The sitting can't go on."""

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setFixedWidth(460)
        title = QLabel("This sitting ended early")
        title.setProperty("role", "headline")
        self._what = RichLabel()
        again = push_button(theme, table.qaction("record.again"), kind="primary", tone="on_accent", icon="refresh-cw")
        again.setObjectName("overlay.again")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self._what)
        layout.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, state: RecordState) -> None:
        """Say what happened and what was kept."""
        if state.trouble is not None:
            self._what.set_text(f"{state.trouble.what} {state.trouble.advice}")


def _centred(card: QWidget) -> QWidget:
    """The card in the middle of a transparent sheet."""
    sheet = QWidget()
    layout = QGridLayout(sheet)
    layout.setContentsMargins(16, 16, 16, 16)
    layout.addWidget(card, 1, 1)
    for side in (0, 2):
        layout.setColumnStretch(side, 1)
        layout.setRowStretch(side, 1)
    return sheet
