"""An element that was pointed at: what it is, how it is found again, and which cell of the backend it displays."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.authoring.displaying import Origin
from workbench.authoring.from_page import TIGHTENS, origin_words
from workbench.domain.actions import Locator
from workbench.domain.picking import Picked
from workbench.ui.shell.fonts import mono
from workbench.ui.shell.theme import Theme
from workbench.ui.widgets import Badge, IconButton, Panel, RichLabel, muted, rule

NOWHERE: Final = (
    "No cell of the database displays like this, as far as the recording knows: it may be a heading, be made of "
    "several cells, or stand in rows that are not kept."
)
_STRATEGIES: Final = {"test_id": "test id", "css": "path"}
_LONGEST: Final = 160


class ElementCard(Panel):
    """Shows one Picked with its origins. Holds nothing else; hidden by whoever shows it when ``closed``."""

    backend_wanted = Signal(object)
    """The user wants the clause about this Origin."""
    page_wanted = Signal(object)
    """The user wants a page clause for this Picked."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        self._scroll = QScrollArea()
        super().__init__("Picked element", self._scroll, name="element")
        self._theme = theme
        self.picked: Picked | None = None
        self.origins: tuple[Origin, ...] = ()
        self._offered = True
        self._scroll.setObjectName("element.scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close = IconButton(theme, "x", "Close this card", name="element.close")
        close.clicked.connect(self.closed)
        self.header.add_right(close)
        self.setMinimumWidth(240)

    def offer(self, *, offered: bool) -> None:
        """Offer clauses, or only say what the element is: where no spec is written."""
        self._offered = offered
        if self.picked is not None:
            self.show_element(self.picked, self.origins)

    def show_element(self, picked: Picked, origins: Sequence[Origin] = ()) -> None:
        """Show another element; ``origins`` likeliest first."""
        self.picked, self.origins = picked, tuple(origins)
        sheet = QWidget()
        sheet.setProperty("surface", "panel")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        self._say_what(column, picked)
        column.addWidget(rule())
        self._say_origins(column)
        if self._offered:
            column.addWidget(rule())
            self._say_page_clause(column)
        column.addWidget(rule())
        self._say_locators(column, picked)
        column.addStretch(1)
        self._scroll.setWidget(sheet)
        self.header.set_of(picked.target.role or picked.target.tag)

    def _say_what(self, column: QVBoxLayout, picked: Picked) -> None:
        target = picked.target
        if target.text or target.name:
            said = RichLabel(f"**{_cut(target.text or target.name)}**".replace("****", ""))
            said.setObjectName("element.text")
            column.addWidget(said)
        facts = [("Role", target.role or f"none (<{target.tag}>)")]
        if target.name and target.name != target.text:
            facts.append(("Name", _cut(target.name)))
        if picked.value is not None:
            facts.append(("Value", _cut(picked.value) or "empty"))
        if target.frame:
            facts.append(("Frame", " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(target.frame)))
        for title, value in facts:
            column.addLayout(_fact(title, value))

    def _say_origins(self, column: QVBoxLayout) -> None:
        column.addWidget(_title("Where this text comes from"))
        if not self.origins:
            column.addWidget(muted(NOWHERE, wrap=True))
        if any(origin.ambiguous for origin in self.origins):
            several = RichLabel("Several cells are as likely: **take the one that you mean.**")
            several.setObjectName("element.ambiguous")
            column.addWidget(several)
        for number, origin in enumerate(self.origins):
            column.addWidget(self._origin(number, origin))

    def _origin(self, number: int, origin: Origin) -> QWidget:
        row = QWidget()
        row.setObjectName(f"element.origin.{number}")
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 2, 0, 4)
        lines.setSpacing(4)
        lines.addWidget(RichLabel(origin_words(origin)))
        beside = QHBoxLayout()
        beside.setSpacing(8)
        if self._offered:
            beside.addWidget(self._use(number, origin))
        if origin.changed_by is not None or origin.referred_by:
            beside.addWidget(Badge(self._theme, *_by_this_run(origin)))
        beside.addStretch(1)
        lines.addLayout(beside)
        return row

    def _use(self, number: int, origin: Origin) -> QPushButton:
        use = QPushButton(f"Use {origin.table}.{origin.column}")
        use.setObjectName(f"element.use.{number}")
        use.setProperty("kind", "primary" if number == 0 and not origin.ambiguous else "")
        use.setToolTip(f"Make the clause about {origin.table}.{origin.column}, which the database answers for")
        use.setAccessibleName(use.text())
        use.clicked.connect(lambda: self.backend_wanted.emit(origin))
        return use

    def _say_page_clause(self, column: QVBoxLayout) -> None:
        button = QPushButton("Page clause (can only tighten)")
        button.setObjectName("element.page")
        button.setToolTip(TIGHTENS)
        button.setAccessibleName(button.text())
        button.clicked.connect(lambda: self.page_wanted.emit(self.picked))
        beside = QHBoxLayout()
        beside.addWidget(button)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addWidget(muted("It says what must be displayed at the end, besides a backend change.", wrap=True))

    def _say_locators(self, column: QVBoxLayout, picked: Picked) -> None:
        column.addWidget(_title("How it is found again"))
        for number, (locator, matches) in enumerate(zip(picked.target.locators, picked.matches, strict=True)):
            row = QHBoxLayout()
            row.setSpacing(8)
            said = QLabel(_cut(locator_words(locator)))
            said.setObjectName(f"element.locator.{number}")
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setFont(mono(12))
            said.setWordWrap(True)
            said.setToolTip(locator_words(locator))
            row.addWidget(said, 1)
            row.addWidget(Badge(self._theme, *_counted(matches)), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)


def locator_words(locator: Locator) -> str:
    """Such as ``role button “Confirm visit”``."""
    words = f"{_STRATEGIES.get(locator.strategy, locator.strategy)} {locator.value}"
    return f"{words} “{locator.name}”" if locator.name else words


def _counted(matches: int) -> tuple[str, str]:
    if matches == 1:
        return "unique", "met"
    return (f"{matches} matches", "disturbed") if matches else ("not counted", "plain")


def _by_this_run(origin: Origin) -> tuple[str, str]:
    if origin.changed_by is not None:
        return f"written by change {origin.changed_by}", "met"
    pointer = origin.referred_by[-1]
    return f"{pointer.table}.{pointer.column}, change {pointer.seq}", "plain"


def _fact(title: str, value: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    name = muted(title)
    name.setFixedWidth(44)
    said = QLabel(value)
    said.setTextFormat(Qt.TextFormat.PlainText)
    said.setWordWrap(True)
    said.setObjectName(f"element.{title.lower()}")
    said.setAccessibleName(f"{title}: {value}")
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(said, 1)
    return row


def _title(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "title")
    return label


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
