"""The change that is pointed at: what each of its cells stands for, and what the spec is to say of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.authoring.from_change import CellOffer, ChangeOffer
from workbench.authoring.meanings import Kind, Meaning
from workbench.authoring.writing import in_line
from workbench.domain.changes import Operation
from workbench.domain.values import JsonValue
from workbench.ui.author.evidence.range_dialog import RangeDialog
from workbench.ui.models.wording import cell
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, RichLabel, muted, word_button

REQUIRE, ALLOW, NEVER, IGNORE, DROP = "require", "allow", "never", "ignore", "drop"
_BUTTONS = (
    (REQUIRE, "Require exactly this", "primary", "Add a clause that wants this change, once"),
    (ALLOW, "Allow", "", "Such changes may happen, any number of them"),
    (NEVER, "Never", "", "Such a change breaks the run, whatever else allows it"),
    (IGNORE, "Ignore this table", "flat", "Changes of this table mean nothing to the verdict"),
)
_USUAL_ROWS = 12
_LEAST_ROWS = 3
"""Rows of cells that are in sight however low the window is."""


class ClauseCard(QWidget):
    """Hidden while no change is shown."""

    wanted = Signal(str)
    """What the spec is to say of the change: require, allow, never, ignore, or drop for "no longer this clause"."""
    meant = Signal(object, object)
    """A CellOffer was given another Meaning, while a clause of the draft takes the change."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("author.clause")
        self.setProperty("bar", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.offer: ChangeOffer | None = None
        self.clause = ""
        """Id of the clause that takes the change; empty where none does."""
        self._picked: dict[tuple[str, str], Meaning] = {}
        self._rows: list[_Row] = []
        self._title = RichLabel()
        self._title.setObjectName("author.clause.title")
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._grid_holder)
        self._scroll.setProperty("surface", "panel")
        self._grid_holder.setProperty("surface", "panel")
        self.buttons = {
            key: word_button(f"author.clause.{key}", title, hint, kind) for key, title, kind, hint in _BUTTONS
        }
        hint = "Take the clause that takes this change out of the spec"
        self.drop = word_button(f"author.clause.{DROP}", "Remove its clause", hint, "danger")
        self._lay_out()
        for _ in range(_USUAL_ROWS):  # made now: a dozen drop-downs at the first click would be felt
            self._add_row()

    @property
    def picked(self) -> Mapping[tuple[str, str], Meaning]:
        """The meanings that the author chose, by side and column."""
        return self._picked

    def show_offer(self, offer: ChangeOffer | None, clause: str, values: Mapping[tuple[str, str], JsonValue]) -> None:
        """Show a change. ``values`` are what the clause that takes it says of each cell now."""
        same = offer is not None and self.offer is not None and offer.change.seq == self.offer.change.seq
        if not same:
            self._picked = {}
        self.offer, self.clause = offer, clause
        self.setVisible(offer is not None)
        if offer is None:
            return
        change = offer.change
        self._title.set_text(self._said(offer))
        for key, button in self.buttons.items():
            button.setVisible(not clause or key == NEVER)
        self.buttons[REQUIRE].setDefault(True)
        self.buttons[NEVER].setVisible(not clause)
        self.drop.setVisible(bool(clause) and not clause.startswith("("))
        self.buttons[IGNORE].setVisible(not clause)
        self._show_cells(offer, values)
        self._grid_holder.setAccessibleName(f"Cells of {change.table}")

    def _said(self, offer: ChangeOffer) -> str:
        verb = {Operation.INSERT: "added to", Operation.UPDATE: "changed in", Operation.DELETE: "deleted from"}
        told = f"A row was {verb[offer.change.operation]} **{offer.change.table}**."
        if self.clause == "(ephemeral)":
            return f"{told} The table is ignored."
        return (
            f"{told} **{self.clause}** takes it: what each cell stands for can be changed here."
            if self.clause
            else (f"{told} What does each cell stand for, and what is the spec to say of it?")
        )

    def _show_cells(self, offer: ChangeOffer, values: Mapping[tuple[str, str], JsonValue]) -> None:
        editable = self.clause != "(ephemeral)"
        while len(self._rows) < len(offer.cells):
            self._add_row()
        for number, row in enumerate(self._rows):
            row.show_cell(offer.cells[number] if number < len(offer.cells) else None)
            if number < len(offer.cells):
                self._show_meanings(row, offer.cells[number], values)
                row.box.setEnabled(editable)
        self._scroll.setVisible(bool(offer.cells))
        self._scroll.setMinimumHeight(min(len(offer.cells), _LEAST_ROWS) * 34)

    def _show_meanings(self, row: _Row, one: CellOffer, values: Mapping[tuple[str, str], JsonValue]) -> None:
        standing = values.get((one.side, one.choices.column), _NOT_SAID)
        meanings = list(one.choices.meanings)
        index = self._index(one, meanings, standing)
        words = [meaning.words for meaning in meanings]
        if self.clause and index < 0:
            said = str(standing) if isinstance(standing, _NotSaid) else in_line(standing)
            words, index = [*words, said], len(words)
        picked = self._picked.get((one.side, one.choices.column))
        if picked is not None and picked.kind is Kind.RANGE and not self.clause:
            words[index] = picked.words
        row.show_meanings(words, index, one.choices.rivals if not self.clause else (), str(one.choices.first.value))

    def _add_row(self) -> None:
        row = _Row(self._theme)
        number = len(self._rows)
        row.box.activated.connect(lambda index, number=number: self._pick(number, index))
        for column, widget in enumerate((row.title, row.shown, row.box, row.rivals)):
            self._grid.addWidget(widget, number, column)
        self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(number + 1, 1)
        self._rows.append(row)

    def _index(self, one: CellOffer, meanings: list[Meaning], standing: object) -> int:
        if self.clause:
            said = None if standing is _NOT_SAID else standing
            kinds = [
                i
                for i, meaning in enumerate(meanings)
                if meaning.value == said and _open(meaning) == (standing is _NOT_SAID)
            ]
            return kinds[0] if kinds else -1
        chosen = self._picked.get((one.side, one.choices.column), one.choices.first)
        return next((i for i, meaning in enumerate(meanings) if _alike(meaning, chosen)), 0)

    def _pick(self, number: int, index: int) -> None:
        if self.offer is None or number >= len(self.offer.cells):
            return
        one = self.offer.cells[number]
        if index >= len(one.choices.meanings):
            return
        meaning = one.choices.meanings[index]
        if meaning.kind is Kind.RANGE:
            dialog = RangeDialog(one.choices.column, one.choices.shown, partial(self._mean, number, one), self)
            dialog.rejected.connect(self._rows[number].go_back)
            dialog.open()
        else:
            self._mean(number, one, meaning)

    def _mean(self, number: int, one: CellOffer, meaning: Meaning) -> None:
        self._picked[one.side, one.choices.column] = meaning
        self._rows[number].stay()
        if self.clause:
            self.meant.emit(one, meaning)
        elif meaning.kind is Kind.RANGE:
            self._rows[number].box.setItemText(self._rows[number].box.currentIndex(), meaning.words)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, button in (*self.buttons.items(), (DROP, self.drop)):
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._scroll, 1)
        column.addLayout(row)
        self.hide()


class _MeaningBox(QComboBox):
    """Opens its list at an arrow key, so that passing over a meaning does not take it; leaves the wheel to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Row:
    """The widgets of one cell; used again for the next change."""

    def __init__(self, theme: Theme) -> None:
        self.title = QLabel()
        self.title.setFont(mono(12))
        self.shown = muted()
        self.box = _MeaningBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(18)
        self._standing = 0
        self.rivals = Badge(theme, "", "disturbed")
        self.rivals.hide()

    def show_cell(self, one: CellOffer | None) -> None:
        """Show a cell's name and value; none hides the row."""
        for widget in (self.title, self.shown, self.box):
            widget.setVisible(one is not None)
        self.rivals.hide()
        if one is None:
            self.box.setObjectName("")
            return
        name = one.choices.column
        self.title.setText(name if one.side != "key" else f"{name} (key)")
        self.shown.setText(cell(one.choices.shown, 34))
        self.shown.setToolTip(str(one.choices.shown))
        self.box.setObjectName(f"author.clause.{one.side}.{name}")
        self.box.setAccessibleName(f"What {name} stands for")

    def show_meanings(self, words: list[str], index: int, rivals: tuple[str, ...], first: str) -> None:
        """Show what the cell may stand for."""
        if [self.box.itemText(at) for at in range(self.box.count())] != words:
            self.box.clear()
            self.box.addItems(words)
        self.box.setCurrentIndex(index)
        self.stay()
        if rivals:
            self.rivals.show_as(f"also {', '.join(rivals)}", "disturbed")
            self.rivals.setToolTip(f"The value equals {first} and {', '.join(rivals)}: say which is meant.")
            self.rivals.show()

    def stay(self) -> None:
        """What the box shows is what the cell stands for."""
        self._standing = self.box.currentIndex()

    def go_back(self) -> None:
        """Show what the cell stands for: what was begun to be chosen was not."""
        self.box.setCurrentIndex(self._standing)


class _NotSaid:
    """The clause says nothing of the cell."""

    def __str__(self) -> str:
        return "anything"


_NOT_SAID = _NotSaid()


def _alike(one: Meaning, other: Meaning) -> bool:
    """A range stays a range whatever its ends are."""
    return one.same == other.same or one.kind is other.kind is Kind.RANGE


def _open(meaning: Meaning) -> bool:
    return meaning.kind.value == "anything"
