"""The verdict after Finish: the ruling, its reasons with their evidence, and what to do with the episode."""

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.domain.verdicts import Ruling, Verdict
from workbench.ui.models.lamp_rows import RULING_TONES, finding_looks
from workbench.ui.models.record_state import RecordState
from workbench.ui.models.redo_state import RedoState
from workbench.ui.models.wording import count
from workbench.ui.shell.actions import ActionTable
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets.badge import Badge
from workbench.ui.widgets.buttons import push_button
from workbench.ui.widgets.empty import EmptyState
from workbench.ui.widgets.panel import rule
from workbench.ui.widgets.rich import RichLabel
from workbench.ui.widgets.row_view import RowView
from workbench.verifier.judging import waits_for_gold

_ICONS = {Ruling.SATISFIED: "badge-check", Ruling.VIOLATED: "badge-x", Ruling.UNDECIDED: "badge-alert"}
_FITTING = {Ruling.SATISFIED: "save_gold", Ruling.VIOLATED: "save_failing"}
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}"
_SAVING = ("save_gold", "save_failing", "save", "discard")


class VerdictCard(QFrame):
    """Shows a finished sitting."""

    def __init__(self, theme: Theme, table: ActionTable) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self.setProperty("frame", "card")
        self.setFixedWidth(560)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._theme = theme
        self._ruling: Ruling | None = None
        self._sign, self._title = QLabel(), QLabel()
        self._title.setObjectName("verdict.ruling")
        self._title.setProperty("role", "headline")
        self._reward = Badge(theme)
        self._summary = RichLabel()
        self._summary.setProperty("role", "muted")
        self._origin = RichLabel()
        self._origin.setObjectName("verdict.origin")
        self._name = QLineEdit()
        self._name.setObjectName("verdict.name")
        self._name.setAccessibleName("Name of the new episode")
        self._name.setToolTip("What the new episode is called. One that is taken gets a number behind it.")
        self._name.setValidator(QRegularExpressionValidator(QRegularExpression(_NAME), self._name))
        self._naming = _labelled("Keep it &as", self._name)
        self._made_of: RedoState | None = None
        self._kept = RichLabel()
        self._kept.setObjectName("verdict.kept")
        nothing = EmptyState(theme, "gavel", "No reasons were given")
        self._findings = RowView(theme, nothing, name="verdict.findings", title="Reasons", selectable=False)
        self._saving = [self._button(table, key) for key in _SAVING]
        self._replay = self._button(table, "replay")
        self._build()
        theme.changed.connect(self._draw)

    @property
    def name(self) -> str:
        """What an edited recording is to be called; empty where none was edited."""
        return (self._name.text().strip(" .") or f"{self._made_of.of}-edited") if self._made_of else ""

    def show_state(self, state: RecordState) -> None:
        """Show the verdict and whether the episode is kept."""
        if state.verdict is None:
            return
        self._ruling = state.verdict.ruling
        self._draw()
        self._summary.set_text(_summary(state, state.verdict))
        self._findings.show_looks(finding_looks(state.verdict))
        kept = state.saved is not None
        self._show_origin(state)
        self._kept.set_text(f"Kept as **{state.saved or 'an episode'}** in {state.folder}")
        self._kept.setVisible(kept)
        fitting = {"save", "discard", "save_gold" if waits_for_gold(state.verdict) else _FITTING.get(self._ruling, "")}
        for key, button in zip(_SAVING, self._saving, strict=True):
            button.setVisible(not kept and key in fitting)

    def _button(self, table: ActionTable, key: str) -> QPushButton:
        kind = {"save_gold": "primary", "save_failing": "primary", "discard": "flat"}.get(key, "")
        tone = "on_accent" if kind == "primary" else "text"
        action = table.qaction(f"record.{key}")
        icon = {"save_gold": "award", "save_failing": "badge-x"}.get(key, "")
        button = push_button(self._theme, action, kind=kind, tone=tone, icon=icon)
        button.setObjectName(f"verdict.{key}")
        return button

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._sign)
        top.addWidget(self._title)
        top.addWidget(self._reward)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._summary)
        layout.addWidget(rule())
        layout.addWidget(self._findings, 1)
        layout.addWidget(rule())
        layout.addWidget(self._origin)
        layout.addWidget(self._naming)
        layout.addWidget(self._kept)
        layout.addLayout(self._row())

    def _show_origin(self, state: RecordState) -> None:
        """What it was made of, and how that was judged."""
        redo = state.redo
        if redo is not None and (self._made_of is None or redo.of != self._made_of.of):
            self._name.setText(f"{redo.of.removesuffix('-edited')}-edited")
        self._made_of = redo
        self._origin.setVisible(redo is not None)
        self._naming.setVisible(redo is not None and state.saved is None)
        if redo is not None and state.verdict is not None:
            self._origin.set_text(_compared(redo, state.verdict.ruling))

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._saving:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        row.addWidget(self._replay)
        return row

    def _draw(self) -> None:
        if self._ruling is None:
            return
        tone = RULING_TONES[self._ruling]
        self._sign.setPixmap(self._theme.icon(_ICONS[self._ruling], tone).pixmap(32, 32))
        self._title.setText(self._ruling.value)
        self._title.setStyleSheet(f"color: {self._theme.colour(tone).name()};")
        self._reward.show_as(f"reward {int(self._ruling is Ruling.SATISFIED)}", tone)


def _compared(redo: RedoState, ruling: Ruling) -> str:
    if redo.before is None:
        return f"Made by editing **{redo.of}**, which stays as it is."
    same = "like this one" if redo.before is ruling else "unlike this one"
    return f"Made by editing **{redo.of}**, which stays as it is: **{redo.before.value}**, {same}."


def _labelled(title: str, field: QLineEdit) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    label = QLabel(title)
    label.setBuddy(field)
    row.addWidget(label)
    row.addWidget(field, 1)
    return holder


def _summary(state: RecordState, verdict: Verdict) -> str:
    judged = (
        f"Judged from {count(len(state.changes), 'change')} of the database over {count(len(state.steps), 'step')}."
    )
    match verdict.ruling:
        case Ruling.SATISFIED:
            return f"Exactly what was asked for happened, and nothing else. {judged}"
        case Ruling.VIOLATED:
            return f"What happened is not exactly what was asked for. {judged}"
        case _:
            return f"This could not be judged, so it counts neither way. {judged}"
